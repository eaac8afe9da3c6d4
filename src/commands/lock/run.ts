import { compareCuts, isMoved } from '../../criteria/lock/compare-lock.ts';
import { fitLock } from '../../criteria/lock/fit-lock.ts';
import type { Lock } from '../../criteria/lock/lock.ts';
import { readLock } from '../../criteria/lock/read-lock.ts';
import { lockCohorts, writeLock } from '../../criteria/lock/write-lock.ts';
import { hasRelativeTests } from '../../criteria/per-criteria.ts';
import { InputError, UserError } from '../../errors.ts';
import { formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { formatUserError } from '../../output/diagnostics.ts';
import { styleFor, wantsColor } from '../../output/style.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { CheckedCustomers } from '../../verdict/classify-table.ts';
import { TOOL } from '../../version.ts';
import { type LoadedCriteria, loadCriteria } from '../run/inputs.ts';
import { knownLock, openLockFile, renewal, usualLock } from '../run/lock-file.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { rankCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { LockFlags } from './command.ts';
import { type LockReport, reportLock } from './report.ts';
import { lockWords } from './words.ts';

/** Writes the cut points of a customer file beside the criteria, or compares them with it; the exit code. */
export async function runLock(path: string, flags: LockFlags, io: Io): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  const usual = usualLock(loaded);
  const file = flags.output ?? usual;
  if (!hasRelativeTests(loaded.criteria)) return sayNothingToLock(file, flags, io);
  if (file === null) throw withoutPlace(loaded);
  if (flags.check === true) return checkLock(path, file, loaded, flags, io);
  const before = await knownLock(io, file);
  // Only a lock is overwritten, or whatever is in its usual place.
  const files = { ...flags, output: file, renews: before !== null || file === usual };
  const { run, lock } = await withResults(io, files, async ({ output, setAside }) => {
    const ranked = await rankAfresh(path, loaded, flags, io);
    const found = lockOf(ranked);
    await output.write(writeLock(found, ranked.criteria));
    await setAside(ranked.rejected);
    return { run: ranked, lock: found };
  });
  const say = lockWords(flags.lang);
  const isUsual = usual !== null && io.identityOf(file) === io.identityOf(usual);
  const report = {
    title: say.title,
    changes: compareCuts(before?.cohorts ?? [], lock.cohorts),
    compared: before !== null,
    remarks: [isUsual ? say.written(file) : say.elsewhere(file, usual)],
  };
  await show(report, run, flags, io);
  return 0;
}

// A lock that is left over would be an error in every later run.
async function sayNothingToLock(file: string | null, flags: LockFlags, io: Io): Promise<number> {
  const say = lockWords(flags.lang);
  const leftOver = file !== null && io.exists(file);
  await io.out.write(`${say.nothing}\n`);
  if (leftOver) await io.err.write(`${say.notNeeded(file)}\n`);
  return leftOver && flags.check === true ? 1 : 0;
}

function withoutPlace({ shipped }: LoadedCriteria): UserError {
  return shipped
    ? new UserError(
        {
          en: 'nothing is written beside the criteria that are shipped',
          zh: '自带的标准文件旁边不写任何文件',
        },
        {
          en: 'copy them to criteria/default.yaml, or name a file with --output',
          zh: '请先复制到 criteria/default.yaml，或用 --output 指定文件',
        },
      )
    : new UserError(
        {
          en: 'criteria from standard input have no place for a lock beside them',
          zh: '从标准输入读取的标准旁边无处存放锁定文件',
        },
        { en: 'name a file with --output', zh: '请用 --output 指定文件' },
      );
}

// Whether the lock exists, fits the criteria and has the cut points that these customers give: else 1. Writes nothing.
async function checkLock(
  path: string,
  file: string,
  loaded: LoadedCriteria,
  flags: LockFlags,
  io: Io,
): Promise<number> {
  const renew = renewal(loaded.file);
  if (!io.exists(file)) return sayAbsent(file, renew, flags, io);
  const { value: lock, diagnostics } = readLock(await openLockFile(io, file), renew);
  if (lock === null) {
    if (diagnostics.some(({ code }) => code === 'newer-lock')) throw new InputError(diagnostics);
    return sayUnfit(diagnostics, flags, io);
  }
  const { value: cuts, diagnostics: misfits } = fitLock(lock, loaded.criteria, renew);
  if (cuts === null) return sayUnfit(misfits, flags, io);
  // The question is whether this data gives these cut points: on the day of the lock, unless another is named.
  const run = await rankAfresh(path, loaded, { ...flags, asOf: flags.asOf ?? formatDay(lock.asOf) }, io);
  const moved = compareCuts(lock.cohorts, lockOf(run).cohorts).filter(isMoved);
  const say = lockWords(flags.lang);
  const report = {
    title: say.checkTitle,
    changes: moved,
    compared: true,
    remarks: moved.length === 0 ? [say.holds] : [say.moved(moved.length), say.renew(renew)],
  };
  await show(report, run, flags, io);
  return moved.length === 0 ? 0 : 1;
}

async function sayAbsent(file: string, renew: string, flags: LockFlags, io: Io): Promise<number> {
  const error = new UserError(
    {
      en: `there is no lock "${file}", and the criteria compare customers with each other`,
      zh: `没有锁定文件“${file}”，而标准中有客户之间比较的相对条件`,
    },
    { en: `write it: ${renew}`, zh: `请生成锁定文件：${renew}` },
  );
  await io.err.write(formatUserError(error, styleFor(wantsColor(flags, io.env, io.err.isTTY)), flags.lang));
  return 1;
}

async function sayUnfit(found: readonly Diagnostic[], flags: LockFlags, io: Io): Promise<number> {
  await sayDiagnostics(found, flags, io);
  return 1;
}

interface RankedRun extends Run {
  readonly customers: CheckedCustomers;
}

// Computes the cut points from the file itself, whatever a lock says.
async function rankAfresh(
  path: string,
  loaded: LoadedCriteria,
  flags: LockFlags,
  io: Io,
): Promise<RankedRun> {
  const fresh = { ...flags, fresh: true };
  const run = await openRun(path, fresh, io, { loaded });
  return { ...run, customers: await rankCustomers(run, fresh, io) };
}

function lockOf({ criteria, asOf, file, customers }: RankedRun): Omit<Lock, 'source'> {
  return {
    tool: TOOL,
    criteria: { name: criteria.name, version: criteria.version },
    asOf,
    dataSha256: file.sha256(),
    customers: customers.customers,
    cohorts: lockCohorts(criteria, (own, cohort) => customers.ranked!.get(own)!.groups(cohort)),
  };
}

async function show(
  found: Pick<LockReport, 'title' | 'changes' | 'compared' | 'remarks'>,
  { criteria, loaded, file, asOf }: Run,
  flags: LockFlags,
  io: Io,
): Promise<void> {
  const report = reportLock(
    {
      ...found,
      criteria,
      criteriaFile: loaded.file,
      file: file.name,
      asOf,
      most: flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN,
    },
    flags.lang,
  );
  // What is written to a file is the lock; the report goes to the terminal.
  await io.out.write(showReport(report, 'text', { lang: flags.lang, color: flags.color }, io));
}

const MOST_SHOWN = 20;
