import { compareText } from '../../text/order.ts';
import type { Criteria } from '../criteria.ts';
import { alignIds } from './align.ts';
import type { Change } from './change.ts';
import { compareTests } from './compare-tests.ts';
import { changeOfPiece } from './describe.ts';
import { frameChanges } from './frame-changes.ts';
import { type Piece, piecesOf, SEPARATOR } from './pieces.ts';
import { plainChanges } from './plain-changes.ts';

/**
 * What differs between two criteria by meaning, in the order of the newer file: reformatting, comments, the order
 * of keys and other spellings of the same amount are no change. A change that business units inherit from the
 * company is told once.
 */
export function findChanges(before: Criteria, after: Criteria): Change[] {
  const names = unitNames(before, after);
  const found = [
    ...compareCriteria(before, after),
    ...frameChanges(before, after, names),
    ...plainChanges(before, after),
  ];
  const known = new Map(found.map((change) => [identityOf(change), change]));
  const ofUnits = new Map<string, Change>();
  for (const name of names) {
    for (const change of compareCriteria(unitOf(before, name), unitOf(after, name))) {
      const identity = identityOf(change);
      if (known.has(identity)) continue;
      const other = ofUnits.get(identity);
      ofUnits.set(identity, { ...change, units: [...(other?.units ?? []), name] });
    }
  }
  return [...found, ...ofUnits.values()];
}

/** The criteria that hold in a business unit: its own, else the company's. */
export function unitOf(criteria: Criteria, name: string): Criteria {
  return criteria.units?.criteria.get(name) ?? criteria;
}

/** The business units that have criteria of their own in either, in order. */
export function unitNames(before: Criteria, after: Criteria): string[] {
  const names = [before, after].flatMap(({ units }) => [...(units?.criteria.keys() ?? [])]);
  return [...new Set(names)].sort();
}

function compareCriteria(before: Criteria, after: Criteria): Change[] {
  if (before === after) return [];
  const older = piecesOf(before);
  const newer = piecesOf(after, alignIds(before, after));
  const keys = [...new Set([...newer.keys(), ...older.keys()])];
  const isTest = (key: string): boolean => (newer.get(key) ?? older.get(key))!.part.kind === 'test';
  const [tests, others] = [keys.filter(isTest), keys.filter((key) => !isTest(key))];
  return [
    ...others.flatMap((key) => compareOne(older.get(key), newer.get(key))),
    ...compareTests(tests, older, newer),
  ].sort(byPlace);
}

// Fields, derived values, factors of scores, priority, and what takes all that is left.
function compareOne(older: Piece | undefined, newer: Piece | undefined): Change[] {
  return older?.meaning === newer?.meaning ? [] : [changeOfPiece(older, newer)];
}

function byPlace(one: Change, other: Change): number {
  if (one.at === null || other.at === null)
    return Number(one.at === null) - Number(other.at === null) || compareText(pathKey(one), pathKey(other));
  return compareText(one.at.source.name, other.at.source.name) || one.at.start - other.at.start;
}

function pathKey({ path }: Change): string {
  return path.join(SEPARATOR);
}

// Inherited parts stand in the same place of the same file.
function identityOf({ kind, path, at, keys }: Change): string {
  return JSON.stringify([kind, path, at?.source.name, at?.start, keys]);
}
