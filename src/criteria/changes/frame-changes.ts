import type { Criteria } from '../criteria.ts';
import { CELL_RULES, type InputRules } from '../input.ts';
import { type Change, type ChangedValue, kindOfChange } from './change.ts';
import { piecesOf, SEPARATOR } from './pieces.ts';

/**
 * What differs around the pieces of two criteria: how numbers are read, and who is in which business unit.
 * `names` are the units that have criteria of their own in either.
 */
export function frameChanges(before: Criteria, after: Criteria, names: readonly string[]): Change[] {
  const changes: Change[] = [];
  for (const [key, told] of CELL_RULES) {
    const [older, newer] = [before, after].map(({ input }) => textOf(told(input)));
    if (older === newer) continue;
    // Every field is read anew.
    const fields = [...piecesOf(after)].filter(([, { part }]) => part.kind === 'field').map(([name]) => name);
    changes.push(change(['input', key], older, newer, fields));
  }
  changes.push(...groupChanges(before, after));
  const [from, to] = [before.units?.by.name, after.units?.by.name];
  if (from !== to) {
    const decides = from !== undefined && to !== undefined;
    changes.push({ ...change(['units', 'by'], from, to, [UNITS_BY]), decides });
  }
  for (const name of names) {
    const [older, newer] = [before, after].map(({ units }) => units?.criteria.get(name));
    if ((older === undefined) === (newer === undefined)) continue;
    // Whoever is ranked within a unit is ranked among others than before, even by the same test.
    if (![before, after, older, newer].some((one) => one !== undefined && one.cohorts.length > 0)) continue;
    const [gone, come] = [older, newer].map((one) => (one === undefined ? undefined : name));
    changes.push(change(['units', 'criteria'], gone, come, [unitKey(name)]));
  }
  return changes;
}

// Which rows are one customer. What that moves shows in the customer's own data.
function groupChanges(before: Criteria, after: Criteria): Change[] {
  const namesOf = (key: 'by' | 'matches'): (string | undefined)[] =>
    [before, after].map(({ group }) => {
      const field = group?.[key];
      return key === 'matches' && field?.type === 'id' ? undefined : field?.name;
    });
  return (['by', 'matches'] as const).flatMap((key) => {
    const [older, newer] = namesOf(key);
    return older === newer ? [] : [change(['group', key], older, newer, [])];
  });
}

function textOf(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join(', ');
}

/** Whether a cell means the same by both. */
export function readsAlike(older: InputRules, newer: InputRules): boolean {
  return CELL_RULES.every(([, told]) => JSON.stringify(told(older)) === JSON.stringify(told(newer)));
}

/** The key of the field that names the unit. */
export const UNITS_BY = ['units', 'by'].join(SEPARATOR);

/** The key of whether a unit has criteria of its own. */
export function unitKey(name: string): string {
  return ['units', 'criteria', name].join(SEPARATOR);
}

function change(
  path: readonly string[],
  from: string | undefined,
  to: string | undefined,
  keys: readonly string[],
): Change {
  const text = (one: string | undefined): ChangedValue | null =>
    one === undefined ? null : { kind: 'text', text: one };
  return {
    kind: kindOfChange(from, to),
    path,
    from: text(from),
    to: text(to),
    at: null,
    units: [],
    decides: true,
    keys,
  };
}
