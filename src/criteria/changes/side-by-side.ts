import type { Field } from '../../fields/field.ts';
import { oncePer } from '../../once-per.ts';
import type { Criteria } from '../criteria.ts';
import { meaningOfField } from '../meaning.ts';
import { criteriaIn } from '../per-criteria.ts';
import { relinkCriteria } from '../rebind.ts';
import { alignIds } from './align.ts';
import { assembleCriteria } from './assemble.ts';
import type { Change } from './change.ts';
import { findChanges, unitNames, unitOf } from './find-changes.ts';
import { readsAlike, UNITS_BY, unitKey } from './frame-changes.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { openReplacedTests, type ReplacedTests } from './replaced-tests.ts';

/** Two criteria that read one customer in slots of one set of facts. */
export interface SideBySide {
  readonly before: Criteria;
  readonly after: Criteria;
  /** Fields of the older criteria that the newer ones read otherwise, or not at all. */
  readonly fieldsBefore: readonly Field[];
  /** Fields of the newer criteria that the older ones read otherwise, or not at all. */
  readonly fieldsAfter: readonly Field[];
  readonly slots: number;
  readonly changes: readonly Change[];
  /** The older criteria with some of the changes made; null when that cannot be. */
  apply(chosen: readonly Change[]): Criteria | null;
  /** Opens the tests that changes replace; those of no change where units have criteria of their own. */
  openReplaced(): (change: Change) => ReplacedTests | null;
}

/** Lays two criteria side by side. The newer ones keep their slots; what means the same is read once. */
export function laySideBySide(older: Criteria, after: Criteria): SideBySide {
  const changes = findChanges(older, after);
  if (older === after)
    return {
      before: after,
      after,
      fieldsBefore: [],
      fieldsAfter: [],
      slots: after.slots,
      changes,
      apply: () => after,
      openReplaced: () => () => null,
    };
  const shared = sharedFields(older, after);
  const extra = older.fields.filter(({ name }) => !shared.has(name));
  const slotOf = ({ name }: Field): number =>
    shared.get(name)?.slot ?? after.slots + extra.findIndex((field) => field.name === name);
  const computedFrom = after.slots + extra.length;
  const before = relinkAll(older, slotOf, computedFrom);
  const spare = Math.max(before.slots, computedFrom);
  const fieldsBefore = before.fields.filter(({ name }) => !shared.has(name));
  return {
    before,
    after,
    fieldsBefore,
    fieldsAfter: after.fields.filter(({ name }) => !shared.has(name)),
    slots: spare + mostComputed(before) + mostComputed(after),
    changes,
    apply: rememberApplied(before, after, changes, spare),
    openReplaced: () =>
      before.units === null && after.units === null ? openReplacedTests(before, after) : () => null,
  };
}

// Units may compute more than the company does.
function mostComputed(company: Criteria): number {
  return Math.max(...criteriaIn(company).map(({ computed }) => computed.length));
}

function sharedFields(older: Criteria, after: Criteria): Map<string, Field> {
  const newer = new Map(after.fields.map((field) => [field.name, field]));
  const same = older.fields.filter((field) => {
    const other = newer.get(field.name);
    return (
      other !== undefined &&
      readsAlike(older.input, after.input) &&
      meaningOfField(field) === meaningOfField(other)
    );
  });
  return new Map(same.map(({ name }) => [name, newer.get(name)!]));
}

function relinkAll(criteria: Criteria, slotOf: (field: Field) => number, computedFrom: number): Criteria {
  const company = relinkCriteria(criteria, slotOf, computedFrom);
  if (criteria.units === null || company.units === null) return company;
  const units = new Map(
    [...criteria.units.criteria].map(([name, unit]) => [name, relinkCriteria(unit, slotOf, computedFrom)]),
  );
  const slots = Math.max(company.slots, ...[...units.values()].map((unit) => unit.slots));
  return { ...company, slots, units: { by: company.units.by, criteria: units } };
}

// The same choices come again for many customers.
function rememberApplied(
  before: Criteria,
  after: Criteria,
  changes: readonly Change[],
  slot: number,
): SideBySide['apply'] {
  const known = new Map<string, Criteria | null>();
  const places = new Map(changes.map((change, place) => [change, place]));
  const pairOf = oncePer((name: string | null): Pair => {
    const [own, other] = name === null ? [before, after] : [unitOf(before, name), unitOf(after, name)];
    return { older: piecesOf(own), newer: piecesOf(other, alignIds(own, other)), rest: other };
  });
  const names = unitNames(before, after);
  const has = (some: readonly Change[], key: string): boolean => some.some(({ keys }) => keys.includes(key));
  // Where nobody is ranked it makes no difference whether a unit has criteria of its own or the same as all.
  const hasUnit = (name: string, chosen: readonly Change[]): boolean =>
    !has(changes, unitKey(name)) ||
    (has(chosen, unitKey(name)) ? after : before).units?.criteria.has(name) === true;
  const byOf = (chosen: readonly Change[]): string | undefined => {
    const [older, newer] = [before, after].map(({ units }) => units?.by.name);
    return has(chosen, UNITS_BY) ? (newer ?? older) : (older ?? newer);
  };
  return (chosen) => {
    const key = chosen
      .map((change) => places.get(change)!)
      .sort()
      .join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const company = applyTo(pairOf(null), chosen, slot);
    const units = names
      .filter((name) => hasUnit(name, chosen))
      .map((name) => [name, applyTo(pairOf(name), chosen, slot)] as const);
    const by = company?.facts.get(byOf(chosen) ?? '') ?? null;
    const failed = company === null || units.some(([, unit]) => unit === null);
    const own = by === null ? null : { by, criteria: new Map(units.map(([name, unit]) => [name, unit!])) };
    const result = failed ? null : { ...company, units: own };
    known.set(key, result);
    return result;
  };
}

interface Pair {
  readonly older: ReadonlyMap<string, Piece>;
  readonly newer: ReadonlyMap<string, Piece>;
  readonly rest: Criteria;
}

function applyTo({ older, newer, rest }: Pair, chosen: readonly Change[], slot: number): Criteria | null {
  const pieces = new Map(older);
  // New facts harm nobody who does not ask for them, and what is chosen may need them.
  for (const [key, piece] of newer) if (!pieces.has(key) && isNewFact(piece, older)) pieces.set(key, piece);
  for (const key of chosen.flatMap(({ keys }) => keys)) {
    const [piece, own] = [newer.get(key), pieces.get(key)];
    if (piece !== undefined) pieces.set(key, piece);
    // A fact that is gone is still there for the criteria that have not changed.
    else if (own !== undefined && !isNewFact(own, newer)) pieces.delete(key);
  }
  return assembleCriteria(pieces.values(), rest, slot);
}

// Whether a piece is a fact, or a part of a score, that the others do not know at all.
function isNewFact({ part }: Piece, others: ReadonlyMap<string, Piece>): boolean {
  switch (part.kind) {
    case 'field':
    case 'derived':
      return true;
    case 'factor':
      return ![...others.values()].some((one) => one.part.kind === 'factor' && one.part.score === part.score);
    case 'test':
    case 'otherwise':
    case 'priority':
      return false;
  }
}
