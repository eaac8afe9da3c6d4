import { type Language, verbatim, type Wording } from '../text/wording.ts';
import { child, entriesOf, type Node, scalarText } from './node.ts';

/** What people read in the place of the names and ids of a criteria file, where it says so. */
export interface Titles {
  /** By the name of a field, a derived value or a score. */
  readonly facts: ReadonlyMap<string, Wording>;
  /** By the id of a criterion. */
  readonly criteria: ReadonlyMap<string, Wording>;
  /** By the name of a business unit, as the data has it. */
  readonly units: ReadonlyMap<string, Wording>;
}

/** Titles while criteria are compiled. */
export type TitleMaps = { readonly [K in keyof Titles]: Map<string, Wording> };

/** No titles yet. */
export function noTitles(): TitleMaps {
  return { facts: new Map(), criteria: new Map(), units: new Map() };
}

/** Notes the title of an entry, where it has one: a text, or one for each language. */
export function noteTitle(titles: Map<string, Wording>, name: string, node: Node | undefined): void {
  const title = titleIn(node);
  if (title !== null) titles.set(name, title);
}

/** The title that stands in a place; a language without one of its own takes that of the other. Null where there is none. */
export function titleIn(node: Node | undefined): Wording | null {
  if (node === undefined) return null;
  const text = scalarText(node);
  if (text !== undefined) return verbatim(text);
  const given = entriesOf(node).map(({ key, value }) => [key, scalarText(value) ?? ''] as const);
  const [first] = given;
  if (first === undefined) return null;
  const of = (language: Language): string => new Map<string, string>(given).get(language) ?? first[1];
  return { en: of('en'), zh: of('zh') };
}

/** The titles of a company with those of its units, for criteria that only a unit has. */
export function withUnitTitles(company: Titles, units: Iterable<Titles>): Titles {
  const criteria = new Map(company.criteria);
  const facts = new Map(company.facts);
  for (const unit of units) {
    for (const [id, title] of unit.criteria) if (!criteria.has(id)) criteria.set(id, title);
    for (const [name, title] of unit.facts) if (!facts.has(name)) facts.set(name, title);
  }
  return { ...company, criteria, facts };
}

/** The formula or the factors of a derived value or a score, which may stand beside a title. */
export function untitled(node: Node): Node {
  return node.kind !== 'map' ? node : (child(node, 'formula') ?? child(node, 'factors') ?? node);
}
