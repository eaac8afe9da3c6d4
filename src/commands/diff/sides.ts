import { openBook } from '../../book/files.ts';
import { readOverrides } from '../../book/overrides.ts';
import { printOf, reopenRun } from '../../book/reopen.ts';
import { type ExportComparer, openComparer } from '../../compare/compare-exports.ts';
import type { Drift } from '../../compare/compare-fingerprints.ts';
import { compareInFile } from '../../compare/compare-in-file.ts';
import { besideAfter, besideBefore, daysBetween, type Sides } from '../../compare/compare-sides.ts';
import type { Comparison } from '../../compare/comparison.ts';
import { type Fingerprint, type FingerprintTaker, takeFingerprint } from '../../compare/fingerprint.ts';
import type { LockedCuts } from '../../condition/condition.ts';
import { laySideBySide, type SideBySide } from '../../criteria/changes/side-by-side.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { lendLock } from '../../criteria/lock/fit-lock.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { CutPoints, DataFile } from '../../say/run.ts';
import type { CheckedCustomers, Opening } from '../../verdict/classify-table.ts';
import type { Override } from '../../verdict/override.ts';
import { bookOptions } from '../run/book.ts';
import { compareWithKept, openInBook, openKept } from '../run/compare-kept.ts';
import { cutPointsOf, filesOf } from '../run/describe-run.ts';
import { diffDrift } from '../run/find-drift.ts';
import { loadCriteria, readAsOf } from '../run/inputs.ts';
import { type LoadedLock, loadLock } from '../run/lock-file.ts';
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
    /** Those that it was read from; none of a book. */
    readonly files: readonly DataFile[];
    readonly criteriaFile: string;
    readonly criteriaSha256: string;
    /** Those of a lock of its own; null where it shares those of the newer side, as far as the tests are the same. */
    readonly cutPoints: CutPoints | null;
    /** The rows set aside from the older export; null where there is none of its own. */
    readonly rejected: readonly Rejected[] | null;
  };
  readonly comparison: Comparison;
  /** What is out of the ordinary in the newer export; none where there is only one. */
  readonly drift: readonly Drift[];
}

/** Compares what the flags ask for: other criteria, another export, another day, or the last run of a book. */
export function compareSides(path: string, flags: DiffFlags, io: Io): Promise<DiffRuns> {
  const { against, againstTable, againstCriteria, againstAsOf, book } = flags;
  const told = against ?? againstTable?.[0] ?? againstCriteria ?? againstAsOf;
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
    hasOlderLines: true,
  };
  // Where other rows are customers, or lines come to something else on another day, the files are read once for each side.
  const isOtherDay = sides.asOfBefore !== sides.asOfAfter && hasLines(sides);
  const isSameFile = flags.against === undefined && flags.againstTable === undefined;
  const alone = isSameFile && !isOtherDay && groupsAlike(sides.criteria);
  const others = sides.criteria.before.tables;
  const opened = await openRun(path, flags, io, {
    loaded,
    beside: besideAfter(sides, alone),
    others,
    days: daysBetween(sides).after,
  });
  if (criteriaBefore !== loaded) criteriaBefore.warnings.forEach(opened.problems.report);
  const relinked = { ...criteriaBefore, criteria: sides.criteria.before };
  const lockBefore = criteriaBefore === loaded ? null : await loadLock(io, relinked, flags);
  const locked = locksOf(opened, lockBefore, relinked.criteria);
  const newer = withLocks(opened, locked);
  const { file: criteriaFile, sha256: criteriaSha256 } = criteriaBefore;
  const { problems } = opened;
  const cutPoints =
    lockBefore === null ? null : cutPointsOf({ lock: lockBefore, criteria: relinked.criteria, problems });
  if (alone) {
    // Only programs ask of what bytes this was found.
    if (flags.format !== 'json') newer.file.skipSha256();
    const comparison = await compareAlone(newer, sides, cutPoints !== null, flags, io);
    const older = {
      file: filesOf(newer),
      sha256: newer.file.sha256(),
      files: newer.file.files(),
      criteriaFile,
      criteriaSha256,
      cutPoints,
      rejected: null,
    };
    return { sides, newer, older, comparison, drift: [] };
  }
  const asOf = flags.againstAsOf ?? flags.asOf ?? io.today();
  const beside = besideBefore(sides);
  const parts = {
    loaded: relinked,
    beside,
    isTold: true,
    others: sides.criteria.after.tables,
    days: daysBetween(sides).before,
  };
  const flagsBefore = { ...flags, asOf, table: tableFlagsBefore(flags) };
  const openedBefore = await openRun(flags.against ?? path, flagsBefore, io, parts);
  const runBefore = withLocks(openedBefore, locked);
  const printBefore = takeFingerprint(sides.criteria.before, true);
  const checked = await printOnTheWay(await rankCustomers(runBefore, flags, io), printBefore);
  const setAside = { before: runBefore.unread, after: newer.unread };
  const { comparison, print } = await compareNewer(newer, flags, io, (opening) =>
    openComparer(sides, checked, opening, setAside),
  );
  const { file, rejected } = runBefore;
  const sha256 = file.sha256();
  const files = file.files();
  const older = {
    file: filesOf(runBefore),
    sha256,
    files,
    criteriaFile,
    criteriaSha256,
    cutPoints,
    rejected,
  };
  // What a file has in common with itself is not worth a word.
  if (isSameFile) return { sides, newer, older: { ...older, rejected: null }, comparison, drift: [] };
  const same = sha256 === newer.file.sha256() ? sides.asOfBefore : null;
  const drift = diffDrift(newer, printBefore.result(), print, comparison, same);
  return { sides, newer, older, comparison, drift };
}

function hasLines({ criteria: { before, after } }: Sides): boolean {
  return [...before.tables, ...after.tables].some(({ sums }) => sums.length > 0);
}

// The tables of the older side are those of the newer one, but for those that are told.
function tableFlagsBefore({ table = [], againstTable = [] }: DiffFlags): readonly string[] {
  const told = new Set(againstTable.map(tableOf));
  return [...againstTable, ...table.filter((one) => !told.has(tableOf(one)))];
}

function tableOf(flag: string): string {
  return flag.split('=', 1)[0]!;
}

// The run that the book recorded last, made again as it was.
async function compareWithBook(path: string, folder: string, flags: DiffFlags, io: Io): Promise<DiffRuns> {
  const loaded = await loadCriteria(io, flags.criteria);
  const book = await openBook(folder, bookOptions(flags, io));
  const last = await reopenRun(book, 'last');
  if (last === null)
    throw new UserError(
      { en: `the book "${folder}" has no run to compare with`, zh: `台账“${folder}”中没有可比较的运行记录` },
      {
        en: 'review records one; or give --against-criteria, --against or --against-as-of',
        zh: 'review 会留下记录；或指定 --against-criteria、--against 或 --against-as-of',
      },
    );
  const kept = await openKept(last, loaded, readAsOf(io, flags.asOf));
  const newer = await openInBook(path, kept, { loaded, book }, flags, io);
  const { comparison, print } = await compareNewer(newer, flags, io, (opening) =>
    compareWithKept(kept, newer, opening),
  );
  const older = {
    file: `${folder} (${last.file})`,
    sha256: last.dataSha256,
    files: [],
    criteriaFile: last.criteria.name,
    criteriaSha256: last.criteriaSha256,
    cutPoints: null,
    rejected: [],
  };
  const same = last.dataSha256 === newer.file.sha256() ? last.asOf : null;
  const drift = diffDrift(newer, await printOf(last), print, comparison, same);
  return { sides: kept.sides, newer, older, comparison, drift };
}

// Compares the newer customers as they come, and takes the fingerprint of their export on the way.
async function compareNewer(
  newer: Run,
  flags: DiffFlags,
  io: Io,
  open: (opening: Opening) => Promise<ExportComparer>,
): Promise<{ readonly comparison: Comparison; readonly print: Fingerprint }> {
  const print = takeFingerprint(newer.criteria, true);
  const { taken } = await readCustomers(
    newer,
    async (opening) => {
      print.begin(opening.table);
      const comparer = await open(opening);
      return {
        take: comparer.take,
        site: print.take,
        result: comparer.result,
      };
    },
    flags,
    io,
  );
  return { comparison: await taken.result(), print: print.result() };
}

// The first time that somebody goes through the customers; of groups, their rows by themselves.
async function printOnTheWay(
  customers: CheckedCustomers,
  print: FingerprintTaker,
): Promise<CheckedCustomers> {
  if (customers.grouped !== null) {
    print.begin(customers.table);
    for await (const site of customers.sites()) print.take(site);
    return customers;
  }
  let isFirst = true;
  return {
    ...customers,
    async *classify() {
      const takes = isFirst;
      isFirst = false;
      if (takes) print.begin(customers.table);
      for await (const customer of customers.classify()) {
        if (takes) print.take(customer);
        yield customer;
      }
    },
  };
}

// Whether both sides make the same rows customers.
function groupsAlike({ before, after }: SideBySide): boolean {
  return (['by', 'matches'] as const).every((key) => before.group?.[key].slot === after.group?.[key].slot);
}

// The cut points of both sides. A side without a lock of its own shares the newer one's lines in tests that are the same,
// so that only what differs counts.
function locksOf(
  { lock }: Run,
  lockBefore: LoadedLock | null,
  before: Criteria,
): ReadonlyMap<Criteria, LockedCuts> {
  const lent = lock === null ? [] : lendLock(lock.lock, before);
  return new Map([...(lockBefore?.cuts ?? lent), ...(lock?.cuts ?? [])]);
}

async function compareAlone(
  run: Run,
  sides: Sides,
  hasOwnCuts: boolean,
  flags: DiffFlags,
  io: Io,
): Promise<Comparison> {
  const overrideBefore = await overridesBefore(run, sides, flags, io);
  const begin = ({ allCuts }: Opening) => compareInFile(sides, allCuts, hasOwnCuts, overrideBefore);
  const { taken } = await readCustomers(run, begin, flags, io);
  return taken.result();
}

// The overrides of the book that were in force on the older day.
async function overridesBefore(
  { book, options }: Run,
  { asOfBefore, asOfAfter }: Sides,
  flags: DiffFlags,
  io: Io,
): Promise<((id: string) => Override | null) | null> {
  if (book === null) return null;
  if (asOfBefore === asOfAfter) return options.override ?? null;
  const folder = await openBook(book.path, bookOptions(flags, io));
  const { inForce } = await readOverrides(folder, asOfBefore);
  return (id) => inForce.get(id) ?? null;
}
