import { bindFields } from '../../../fields/bind.ts';
import { foldName } from '../../../fields/fold.ts';
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { findId } from './find-id.ts';
import { type FileStyle, guessKnown, guessUnknown, type TypeGuess } from './guess-type.ts';
import { findKnown, type KnownFact, plainHeader, priorOf } from './known-headers.ts';
import { nameFact } from './name-fact.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import { closedValues, prospectValues } from './status-words.ts';

/** A column of the export as a field: its name, and what was seen of its type. */
export interface StarterField {
  readonly name: string;
  readonly column: ColumnProfile;
  readonly guess: TypeGuess;
  /** The name is one that key-account management knows, and the cells are what it means. */
  readonly known: boolean;
}

/** What is wrong with a header whatever the criteria are: names that stand twice. */
export function checkHeader(header: readonly string[], file: string, line: number): readonly Diagnostic[] {
  const { diagnostics } = bindFields([], header, file, line);
  if (header.some((name) => foldName(name) !== '')) return diagnostics;
  const at = { kind: 'cell', file, line, column: null } as const;
  const help = 'export it again, with the column names in the first row';
  return [{ code: 'empty-file', severity: 'error', message: 'no column has a name', help, at }];
}

/** The fields of a file, in the order of its columns; columns without a header give none. */
export function nameFields(profile: Profile, style: FileStyle): { fields: StarterField[]; id: StarterField } {
  const columns = profile.columns.filter(({ header }) => foldName(header) !== '');
  const id = findId(columns, profile.rows);
  const facts = assignFacts(
    columns.filter((column) => column !== id),
    style,
  );
  const taken = new Set<string>(['customer_id', ...DERIVED, ...[...facts.values()].map(({ name }) => name)]);
  const fields = columns.map((column): StarterField => {
    if (column === id) return { name: 'customer_id', column, guess: idGuess(id), known: true };
    const fact = facts.get(column);
    if (fact !== undefined) return { ...fact, column, known: true };
    const name = nameFact(column.header, column.index, taken);
    taken.add(name);
    return { name, column, guess: guessUnknown(column, style), known: false };
  });
  return { fields, id: fields.find(({ column }) => column === id)! };
}

function idGuess({ filled, example }: ColumnProfile): TypeGuess {
  return { type: 'id', format: null, values: [], fits: filled, example, misfit: null, doubt: null };
}

// Names that the criteria give to what they calculate.
const DERIVED = ['growth', 'volume_growth', 'contribution_growth', 'margin', 'idle_days'];

interface Fact {
  readonly name: string;
  readonly guess: TypeGuess;
}

// Each known fact goes to one column: a header that names it outright comes before one that names a year.
function assignFacts(columns: readonly ColumnProfile[], style: FileStyle): Map<ColumnProfile, Fact> {
  const facts = new Map<ColumnProfile, Fact>();
  const taken = new Set(['customer_id']);
  const assign = (column: ColumnProfile, fact: KnownFact): void => {
    if (taken.has(fact.name) || facts.has(column)) return;
    const guess = guessKnown(column, fact, style);
    if (guess === null) return;
    taken.add(fact.name);
    facts.set(column, { name: fact.name, guess });
  };
  const found = columns.flatMap((column) => {
    const known = findKnown(column.header);
    return known === null ? [] : [{ column, ...known }];
  });
  // Of several columns that may be a status, the one that tells who has left or not yet bought.
  const telling = ({ column, fact }: (typeof found)[number]): number => {
    if (fact.name !== 'status') return 0;
    const texts = [...(column.distinct?.values() ?? [])].map(({ text }) => text);
    return closedValues(texts).length + prospectValues(texts).length > 0 ? 0 : 1;
  };
  // A fact's own name is the surest header of all.
  const exact = ({ column, fact }: (typeof found)[number]): number =>
    plainHeader(column.header) === plainHeader(fact.name) ? 0 : 1;
  const direct = found
    .filter(({ year }) => year === null)
    .sort((one, other) => telling(one) - telling(other) || exact(one) - exact(other));
  for (const { column, fact } of direct) assign(column, fact);
  const dated = found.filter(({ year }) => year !== null).sort((one, other) => other.year! - one.year!);
  const years = new Map<string, number>();
  for (const { column, fact, year } of dated) {
    const newest = years.get(fact.name);
    if (newest === undefined) assign(column, fact);
    if (facts.has(column)) years.set(fact.name, year!);
    // Growth is from one year to the next: older years are no prior year.
    else if (newest === undefined || newest === year! + 1) assign(column, priorOf(fact.name)!);
  }
  return facts;
}
