import { openBook } from '../../book/files.ts';
import { readOverrides } from '../../book/overrides.ts';
import { reopenRun } from '../../book/reopen.ts';
import { openComparer } from '../../compare/compare-exports.ts';
import { compareInFile } from '../../compare/compare-in-file.ts';
import { besideAfter, besideBefore, type Sides } from '../../compare/compare-sides.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { LockedCuts } from '../../condition/condition.ts';
import { laySideBySide } from '../../criteria/changes/side-by-side.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { joinLocked, lendLock } from '../../criteria/lock/fit-lock.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { Opening } from '../../verdict/classify-table.ts';
import type { Override } from '../../verdict/override.ts';
import { criteriaIn } from '../../verdict/view.ts';
import { bookOptions } from '../run/book.ts';
import { compareWithKept, openInBook, openKept } from '../run/compare-kept.ts';
import { type LoadedCriteria, loadCriteria, readAsOf } from '../run/inputs.ts';
import { loadLock } from '../run/lock-file.ts';
import { openRun, type Run, withLocks } from '../run/open-run.ts';
import { rankCustomers, readCustomers } from '../run/read-customers.ts';
import type { Rejected } from '../run/rejects.ts';
import type { DiffFlags } from './command.ts';

/** What was compared, and what came of it. */
export interface DiffRuns {
  readonly sides: Sides;
  readonly newer: Run;
  readonly older: {
    readonly file: string;
    readonly sha256: string;
    readonly criteriaFile: string;
    readonly criteriaSha256: string;
    /** The rows set aside from the older export; null where there is none of its own. */
    readonly rejected: readonly Rejected[] | null;
  };
  readonly comparison: Comparison;
}

/** Compares what the flags ask for: other criteria, another export, another day, or the last run of a book. */
export function compareSides(path: string, flags: DiffFlags, io: Io): Promise<DiffRuns> {
  const { against, againstCriteria, againstAsOf, book } = flags;
  const told = against ?? againstCriteria ?? againstAsOf;
  if (told === undefined && book !== undefined) return compareWithBook(path, book, flags, io);
  return compareTold(path, flags, io);
}

async function compareTold(path: string, flags: DiffFlags, io: Io): Promise<DiffRuns> {
  const loaded = await loadCriteria(io, flags.criteria);
  const criteriaBefore =
    flags.againstCriteria === undefined ? loaded : await loadCriteria(io, flags.againstCriteria, loaded.path);
  const sides: Sides = {
    criteria: laySideBySide(criteriaBefore.criteria, loaded.criteria),
    asOfAfter: readAsOf(io, flags.asOf),
    asOfBefore: readAsOf(io, flags.againstAsOf ?? flags.asOf, '--against-as-of'),
  };
  const alone = flags.against === undefined;
  const opened = await openRun(path, flags, io, { loaded, beside: besideAfter(sides, alone) });
  if (criteriaBefore !== loaded) criteriaBefore.warnings.forEach(opened.problems.report);
  const relinked = { ...criteriaBefore, criteria: sides.criteria.before };
  const locked = await locksOf(opened, relinked, flags, io);
  const newer = withLocks(opened, locked);
  const { file: criteriaFile, sha256: criteriaSha256 } = criteriaBefore;
  if (alone) {
    const comparison = await compareAlone(newer, sides, flags, io);
    const older = {
      file: newer.file.name,
      sha256: newer.file.sha256(),
      criteriaFile,
      criteriaSha256,
      rejected: null,
    };
    return { sides, newer, older, comparison };
  }
  const asOf = flags.againstAsOf ?? flags.asOf ?? io.today();
  const beside = besideBefore(sides);
  const parts = { loaded: relinked, beside, isTold: true };
  const openedBefore = await openRun(flags.against!, { ...flags, asOf }, io, parts);
  const runBefore = withLocks(openedBefore, locked);
  const checked = await rankCustomers(runBefore, flags, io);
  const setAside = { before: runBefore.unread, after: newer.unread };
  const begin = (opening: Opening) => openComparer(sides, checked, opening, setAside);
  const { taken } = await readCustomers(newer, begin, flags, io);
  const comparison = await taken.result();
  const { file, rejected } = runBefore;
  const older = { file: file.name, sha256: file.sha256(), criteriaFile, criteriaSha256, rejected };
  return { sides, newer, older, comparison };
}

// The run that the book recorded last, made again as it was.
async function compareWithBook(path: string, folder: string, flags: DiffFlags, io: Io): Promise<DiffRuns> {
  const loaded = await loadCriteria(io, flags.criteria);
  const book = await openBook(folder, bookOptions(flags, io));
  const last = await reopenRun(book, 'last');
  if (last === null)
    throw new UserError(
      `the book "${folder}" has no run to compare with`,
      'review records one; or give --against-criteria, --against or --against-as-of',
    );
  const kept = await openKept(last, loaded, readAsOf(io, flags.asOf));
  const newer = await openInBook(path, loaded, book, kept, flags, io);
  const begin = (opening: Opening) => compareWithKept(kept, newer, opening);
  const { taken } = await readCustomers(newer, begin, flags, io);
  const comparison = await taken.result();
  const older = {
    file: `${folder} (${last.file})`,
    sha256: last.dataSha256,
    criteriaFile: last.criteria.name,
    criteriaSha256: last.criteriaSha256,
    rejected: [],
  };
  return { sides: kept.sides, newer, older, comparison };
}

// The cut points of both sides. Tests that are the same share the newer lock's lines, so that only what differs
// counts; for its other tests the older side may have a lock of its own.
async function locksOf(
  { lock, criteria }: Run,
  before: LoadedCriteria,
  flags: DiffFlags,
  io: Io,
): Promise<ReadonlyMap<Criteria, LockedCuts>> {
  if (before.criteria === criteria) return lock?.cuts ?? new Map();
  const older = await loadLock(io, before, flags);
  const lent = lock === null ? new Map() : lendLock(lock.lock, before.criteria);
  const both = criteriaIn(before.criteria).map((own): [Criteria, LockedCuts] => [
    own,
    joinLocked(lent.get(own), older?.cuts.get(own)),
  ]);
  return new Map([...(lock?.cuts ?? []), ...both]);
}

async function compareAlone(run: Run, sides: Sides, flags: DiffFlags, io: Io): Promise<Comparison> {
  const overrideBefore = await overridesBefore(run, sides, flags, io);
  const begin = ({ allCuts }: Opening) => compareInFile(sides, allCuts, overrideBefore);
  const { taken } = await readCustomers(run, begin, flags, io);
  return taken.result();
}

// The overrides of the book that were in force on the older day.
async function overridesBefore(
  { book, options }: Run,
  { asOfBefore, asOfAfter }: Sides,
  flags: DiffFlags,
  io: Io,
): Promise<(id: string) => Override | null> {
  if (book === null) return () => null;
  if (asOfBefore === asOfAfter) return options.override ?? (() => null);
  const folder = await openBook(book.path, bookOptions(flags, io));
  const { inForce } = await readOverrides(folder, asOfBefore);
  return (id) => inForce.get(id) ?? null;
}
