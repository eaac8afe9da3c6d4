import type { LockedCuts } from '../condition/condition.ts';
import { laySideBySide } from '../criteria/changes/side-by-side.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { joinLocked, lendLock } from '../criteria/lock/fit-lock.ts';
import { UserError } from '../errors.ts';
import { NO_CUTS } from '../facts/cohort.ts';
import type { Io } from '../io.ts';
import { compareExports } from '../verdict/compare/compare-exports.ts';
import { compareInFile } from '../verdict/compare/compare-in-file.ts';
import { besideAfter, besideBefore, isRanked, type Sides } from '../verdict/compare/compare-sides.ts';
import type { Comparison } from '../verdict/compare/comparison.ts';
import { checkGates } from '../verdict/compare/gates.ts';
import { criteriaIn } from '../verdict/view.ts';
import {
  type CustomerFlags,
  checkRun,
  classifyRun,
  type OpenRun,
  openRun,
  withLocks,
} from './classification.ts';
import { readLimits } from './diff-limits.ts';
import { type LoadedCriteria, loadCriteria, readAsOf } from './inputs.ts';
import { loadLock } from './lock-file.ts';
import { openOutput } from './output.ts';
import { writeRejects } from './rejects.ts';
import { showDiff } from './show-diff.ts';

/** The flags of `diff`, as typed. */
export interface DiffFlags extends CustomerFlags {
  readonly format: 'text' | 'markdown' | 'json' | 'github';
  readonly output?: string;
  readonly againstCriteria?: string;
  readonly against?: string;
  readonly againstAsOf?: string;
  readonly maxMoves?: string;
  readonly maxKey?: string;
  /** False for --no-key-lost. */
  readonly keyLost: boolean;
  readonly exitCode?: boolean;
}

/** The runs on both sides; in one file they are the same. */
export interface DiffRuns {
  readonly sides: Sides;
  readonly newer: OpenRun;
  readonly older: OpenRun;
  readonly criteriaBefore: LoadedCriteria;
  readonly comparison: Comparison;
}

/** Compares two classifications; the exit code. */
export async function runDiff(path: string, flags: DiffFlags, io: Io): Promise<number> {
  checkFlags(path, flags);
  const limits = readLimits(flags);
  const output = await openOutput(io, flags.output);
  try {
    const runs = await compare(path, flags, io);
    const gates = checkGates(runs.comparison, limits);
    await output.write(showDiff(runs, gates, flags, io));
    if (flags.rejects !== undefined) await writeRejects(io, flags.rejects, runs.newer.rejected);
    await output.commit();
    if (gates.some(({ passed }) => !passed)) return 1;
    return flags.exitCode === true && runs.comparison.moved.customers > 0 ? 3 : 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function checkFlags(path: string, { against, againstCriteria, againstAsOf }: DiffFlags): void {
  if (against === undefined && againstCriteria === undefined && againstAsOf === undefined)
    throw new UserError(
      'diff needs something to compare with',
      'give --against-criteria FILE, --against FILE or --against-as-of DATE, or several of them',
    );
  if ([path, against, againstCriteria].filter((name) => name === '-').length > 1)
    throw new UserError('standard input can be read for one thing only', 'name a file for the others');
}

async function compare(path: string, flags: DiffFlags, io: Io): Promise<DiffRuns> {
  const loaded = await loadCriteria(io, flags.criteria);
  const criteriaBefore =
    flags.againstCriteria === undefined ? loaded : await loadCriteria(io, flags.againstCriteria, loaded.path);
  const sides: Sides = {
    criteria: laySideBySide(criteriaBefore.criteria, loaded.criteria),
    asOfAfter: readAsOf(io, flags.asOf),
    asOfBefore: readAsOf(io, flags.againstAsOf ?? flags.asOf, '--against-as-of'),
  };
  const alone = flags.against === undefined;
  const opened = await openRun(path, flags, io, loaded, besideAfter(sides, alone));
  const locked = await locksOf(opened, { ...criteriaBefore, criteria: sides.criteria.before }, flags, io);
  const newer = withLocks(opened, locked);
  const compared = { sides, newer, criteriaBefore };
  if (alone) return { ...compared, older: newer, comparison: await compareAlone(newer, sides, flags, io) };
  const { rejects: _, ...others } = flags;
  const openedBefore = await openRun(
    flags.against!,
    { ...others, asOf: flags.againstAsOf ?? flags.asOf ?? io.today() },
    io,
    { ...criteriaBefore, criteria: sides.criteria.before },
    besideBefore(sides),
  );
  const older = withLocks(openedBefore, locked);
  const checkedOlder = await checkRun(older, others, io);
  const checkedNewer = await checkRun(newer, flags, io);
  const comparison = await compareExports(sides, checkedOlder.checked, checkedNewer.checked);
  return { ...compared, older, comparison };
}

// The cut points of both sides. Tests that are the same share the newer lock's lines, so that only what differs
// counts; for its other tests the older side may have a lock of its own.
async function locksOf(
  { lock, criteria }: OpenRun,
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

// Without relative tests one look is enough; what was taken before a second beginning is void.
async function compareAlone(run: OpenRun, sides: Sides, flags: DiffFlags, io: Io): Promise<Comparison> {
  const nobody = (): null => null;
  const { before, after } = sides.criteria;
  if (isRanked(before) || isRanked(after)) {
    const { checked } = await checkRun(run, flags, io);
    const comparer = compareInFile(sides, checked.allCuts, nobody);
    for await (const customer of checked.classify()) comparer.take(customer);
    return comparer.result();
  }
  const noCuts = [new Map(criteriaIn(after).map((own) => [own, NO_CUTS]))];
  let comparer = compareInFile(sides, noCuts, nobody);
  const sink = {
    begin: async () => {
      comparer = compareInFile(sides, noCuts, nobody);
    },
    take: (customer: Parameters<typeof comparer.take>[0]) => comparer.take(customer),
    pause: async () => {},
  };
  await classifyRun(run, sink, flags, io);
  return comparer.result();
}
