import type { BookFolder } from '../../book/files.ts';
import type { ReopenedRun } from '../../book/reopen.ts';
import { findSigns } from '../../book/why.ts';
import { type ExportComparer, openComparer, type SetAside } from '../../compare/compare-exports.ts';
import { besideAfter, besideBefore, daysBetween, type Sides } from '../../compare/compare-sides.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { LockedCuts } from '../../condition/condition.ts';
import { laySideBySide } from '../../criteria/changes/side-by-side.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { lendLock } from '../../criteria/lock/fit-lock.ts';
import type { Lock } from '../../criteria/lock/lock.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { type CheckedCustomers, checkCustomers, type Opening } from '../../verdict/classify-table.ts';
import type { CustomerFlags } from './flags.ts';
import type { LoadedCriteria } from './inputs.ts';
import { openRun, type Run, type RunParts, withLocks } from './open-run.ts';

/** A run that the book keeps, beside the one that is compared with it. */
export interface KeptRun {
  readonly run: ReopenedRun;
  readonly sides: Sides;
  readonly customers: CheckedCustomers;
}

/** Looks at the customers that the book keeps of a run, by its own criteria and by those of the newer run. */
export async function openKept(run: ReopenedRun, loaded: LoadedCriteria, asOf: Day): Promise<KeptRun> {
  const criteria = laySideBySide(run.criteria, loaded.criteria);
  const sides: Sides = { criteria, asOfBefore: run.asOf, asOfAfter: asOf, hasOlderLines: false };
  // What could be read then is read the same way now, so that nothing is refused.
  const customers = await checkCustomers({
    ...run.options,
    criteria: criteria.before,
    beside: besideBefore(sides),
    locked: lentLocks(run.lock, sides),
  });
  return { run, sides, customers: customers! };
}

/** Opens a run in a book, to be compared with one that the book keeps; null where it keeps none. */
export async function openInBook(
  path: string,
  kept: KeptRun | null,
  parts: RunParts & { readonly loaded: LoadedCriteria; readonly book: BookFolder },
  flags: CustomerFlags,
  io: Io,
): Promise<Run> {
  if (kept === null) return openRun(path, flags, io, parts);
  const { before } = kept.sides.criteria;
  const beside = besideAfter(kept.sides, false);
  const days = daysBetween(kept.sides).after;
  const run = await openRun(path, flags, io, { ...parts, beside, others: before.tables, days });
  return withLocks(
    run,
    new Map([...lentLocks(run.lock?.lock ?? null, kept.sides), ...(run.lock?.cuts ?? [])]),
  );
}

/** Compares the customers of a run with those that the book keeps, as they come. */
export function compareWithKept(
  { customers, sides }: KeptRun,
  { book, unread }: Run,
  opening: Opening,
): Promise<ExportComparer> {
  return openComparer(sides, customers, opening, setAsideIn(book!, unread));
}

/** Who moved since the run that the book keeps, and why; and what those who were lost had failed before. */
export interface Compared {
  readonly comparison: Comparison;
  readonly signs: ReadonlyMap<string, readonly string[]>;
}

/** What comes of a comparison with a run that the book keeps, once all customers were taken. */
export async function endComparison(
  { customers, sides }: KeptRun,
  comparer: ExportComparer,
): Promise<Compared> {
  const comparison = await comparer.result();
  return { comparison, signs: await findSigns(comparison, customers, sides.asOfBefore) };
}

// Who stands in the history, and is not among the customers that the book keeps of its last run, was set aside in it.
function setAsideIn({ state: { past } }: NonNullable<Run['book']>, unread: ReadonlySet<string>): SetAside {
  const there = (id: string): boolean => (past.lastCategory(id) ?? 'gone') !== 'gone';
  return { before: { has: there }, after: unread };
}

// The lines that held on one side of the comparison, for the tests of both criteria.
function lentLocks(lock: Lock | null, { criteria: { before, after } }: Sides): Map<Criteria, LockedCuts> {
  return new Map(lock === null ? [] : [...lendLock(lock, before), ...lendLock(lock, after)]);
}
