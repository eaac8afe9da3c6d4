import type { Past } from '../../book/past.ts';
import type { ReopenedRun } from '../../book/reopen.ts';
import { findSigns } from '../../book/signs.ts';
import { compareExports, type SetAside } from '../../compare/compare-exports.ts';
import { besideBefore, type Sides } from '../../compare/compare-sides.ts';
import type { Comparison } from '../../compare/comparison.ts';
import { laySideBySide } from '../../criteria/changes/side-by-side.ts';
import type { Day } from '../../fields/day.ts';
import { type CheckedCustomers, checkCustomers } from '../../verdict/classify-table.ts';
import { type OpenRun, withLocks } from './classification.ts';
import type { LoadedCriteria } from './inputs.ts';
import { lentLocks } from './lock-file.ts';

/** A run that the book keeps, and the one that is compared with it. */
export function sidesOf({ criteria, asOf }: ReopenedRun, loaded: LoadedCriteria, asOfAfter: Day): Sides {
  return { criteria: laySideBySide(criteria, loaded.criteria), asOfBefore: asOf, asOfAfter };
}

/** A run with the cut points that its lock lends to both sides of a comparison; `sides` is null where there is none. */
export function withLentLocks(run: OpenRun, sides: Sides | null): OpenRun {
  const lent = sides === null ? [] : lentLocks(run.lock?.lock ?? null, sides);
  return withLocks(run, new Map([...lent, ...(run.lock?.cuts ?? [])]));
}

/** Looks at the customers that the book keeps of a run. */
export async function readKept({ options, lock }: ReopenedRun, sides: Sides): Promise<CheckedCustomers> {
  // What could be read then is read the same way now, so that nothing is refused.
  const { before } = sides.criteria;
  const locked = lentLocks(lock, sides);
  return (await checkCustomers({ ...options, criteria: before, beside: besideBefore(sides), locked }))!;
}

/** A comparison, and what those who were lost had failed before. */
export interface Compared {
  readonly comparison: Comparison;
  readonly signs: ReadonlyMap<string, readonly string[]>;
}

/** Who stands in the history, and is not among the customers that the book keeps of its last run, was set aside in it. */
export function setAsideIn(past: Past, unread: ReadonlySet<string>): SetAside {
  const there = (id: string): boolean => (past.standing(id) ?? 'gone') !== 'gone';
  return { before: { has: there }, after: unread };
}

/** Who moved since the run that the book keeps, and why; not who is set aside on either side. */
export async function compareWith(
  older: ReopenedRun,
  sides: Sides,
  newer: CheckedCustomers,
  setAside: SetAside,
): Promise<Compared> {
  const checked = await readKept(older, sides);
  const comparison = await compareExports(sides, checked, newer, setAside);
  return { comparison, signs: await findSigns(comparison, checked, sides.asOfBefore) };
}
