import { openBook } from '../../book/files.ts';
import { reopenRun } from '../../book/reopen.ts';
import { countFates, type Export, type ExportStanding } from '../../compare/backtest.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { lendLock } from '../../criteria/lock/fit-lock.ts';
import { UserError } from '../../errors.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { exactOf } from '../../fields/exact.ts';
import type { Bound } from '../../fields/facts.ts';
import type { Io } from '../../io.ts';
import { regionOf } from '../../output/region.ts';
import { wordsFor } from '../../output/words.ts';
import { pageWords } from '../../say/page.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type ClassifiedCustomer, checkCustomers } from '../../verdict/classify-table.ts';
import { hasAmounts, openKnownValues } from '../../verdict/known-values.ts';
import { categoryOf, criterionOf } from '../../verdict/verdict.ts';
import { bookOptions } from '../run/book.ts';
import { type LoadedCriteria, loadCriteria } from '../run/inputs.ts';
import { openRun } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import { readShare } from '../run/read-share.ts';
import type { Rejected } from '../run/rejects.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { Backtest } from './backtest.ts';
import type { BacktestFlags } from './command.ts';
import { type DatedExport, readExports } from './exports.ts';
import { formatBacktestJson } from './json.ts';
import { reportBacktest } from './report.ts';

/** Looks back at what became of the accounts that criteria made key; the exit code. */
export async function runBacktest(told: readonly string[], flags: BacktestFlags, io: Io): Promise<number> {
  const stable = readShare({ flag: '--stable', example: '5%', orNothing: true }, flags.stable);
  return withResults(io, flags, async ({ output, setAside }) => {
    const { backtest, rejected } =
      told.length === 0 && flags.book !== undefined
        ? await backtestBook(flags.book, stable, flags, io)
        : await backtestExports(readExports(told), stable, flags, io);
    await output.write(await showBacktest(backtest, flags, io));
    await setAside(...rejected);
    return 0;
  });
}

async function showBacktest(backtest: Backtest, flags: BacktestFlags, io: Io): Promise<string> {
  const { format } = flags;
  if (format === 'json') return formatBacktestJson(backtest);
  const report = reportBacktest(backtest, flags.lang);
  if (format !== 'html') return showReport(report, format, flags, io);
  const { formatHtml } = await import('../../output/formats/html.ts');
  return formatHtml(report, { words: wordsFor(flags.lang), page: pageWords(flags.lang) });
}

interface Read {
  readonly backtest: Backtest;
  readonly rejected: readonly (readonly Rejected[])[];
}

async function backtestExports(
  exports: readonly DatedExport[],
  stable: Bound,
  flags: BacktestFlags,
  io: Io,
): Promise<Read> {
  const loaded = await loadCriteria(io, flags.criteria);
  const against =
    flags.againstCriteria === undefined ? null : await loadCriteria(io, flags.againstCriteria, loaded.path);
  for (const { criteria, file } of against === null ? [loaded] : [loaded, against])
    if (!hasAmounts(criteria).revenue) throw needsRevenue(file);
  const counting = openPeriods(stable);
  const files: Backtest['exports'][number][] = [];
  const rejected: (readonly Rejected[])[] = [];
  for (const { path, day } of exports) {
    const dated = { ...flags, asOf: formatDay(day) };
    const isTold = files.length > 0;
    const before =
      against === null ? null : await readStandings(path, against, dated, io, { isTold, isSilent: true });
    const isKeyBefore = (id: string): boolean => before?.standings.get(id)?.isKey === true;
    const now = await readStandings(path, loaded, dated, io, { isTold, isKeyBefore });
    if (before !== null) await sayDiagnostics(onlyIn(before.found, now.found), flags, io);
    counting.next(day, now);
    files.push({ file: now.file, day, sha256: now.sha256 });
    rejected.push(now.rejected);
  }
  return {
    backtest: {
      exports: files,
      criteria: namedCriteria(loaded),
      against: against === null ? null : namedCriteria(against),
      stable,
      ...counting.result(),
    },
    rejected,
  };
}

function namedCriteria({ file, sha256, criteria }: LoadedCriteria): Backtest['criteria'] {
  return { file, sha256, read: criteria };
}

// What is said of an export by the one criteria is not said again by the other.
function onlyIn(some: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = (one: Diagnostic): string => {
    const { file, line, column } = regionOf(one);
    return JSON.stringify([file, line, column, one.message.en]);
  };
  const known = new Set(others.map(keyOf));
  return some.filter((one) => !known.has(keyOf(one)));
}

interface Reading {
  /** Whether the warnings of the criteria were told with an export before. */
  readonly isTold: boolean;
  readonly isSilent?: boolean;
  readonly isKeyBefore?: (id: string) => boolean;
}

async function readStandings(
  path: string,
  loaded: LoadedCriteria,
  flags: BacktestFlags & { readonly asOf: string },
  io: Io,
  { isTold, isSilent = false, isKeyBefore = () => false }: Reading,
) {
  const run = await openRun(path, flags, io, { loaded, isTold });
  const begin = () => takeStandings(loaded.criteria, isKeyBefore);
  const { taken } = await readCustomers(run, begin, isSilent ? { ...flags, quiet: true } : flags, io);
  return {
    standings: taken.standings,
    found: run.problems.found,
    unread: run.unread,
    file: run.file.name,
    sha256: run.file.sha256(),
    rejected: run.rejected,
  };
}

function takeStandings(criteria: Criteria, isKeyBefore: (id: string) => boolean) {
  const read = openKnownValues(criteria);
  const standings = new Map<string, ExportStanding>();
  const take = ({ facts, verdict, criteria: own }: ClassifiedCustomer): void => {
    const { id, revenue, profit } = read(facts, own);
    const category = categoryOf(verdict);
    standings.set(id, {
      criterion: criterionOf(verdict),
      isKey: category === 'key',
      isLost: category === 'lost',
      isKeyBefore: isKeyBefore(id),
      revenue,
      profit,
    });
  };
  return { take, standings };
}

// The two runs that a book keeps, as they were decided: by their criteria, overrides and cut points.
async function backtestBook(folder: string, stable: Bound, flags: BacktestFlags, io: Io): Promise<Read> {
  if (flags.againstCriteria !== undefined)
    throw new UserError(
      { en: '--against-criteria needs exports', zh: '--against-criteria 需要导出文件' },
      { en: 'give each with its day: 2025.csv@2025-06-30', zh: '请连同日期给出：2025.csv@2025-06-30' },
    );
  const book = await openBook(folder, bookOptions(flags, io));
  const counting = openPeriods(stable);
  const files: Backtest['exports'][number][] = [];
  let criteria: Backtest['criteria'] | null = null;
  for (const which of ['before', 'last'] as const) {
    const run = await reopenRun(book, which);
    if (run === null)
      throw new UserError(
        {
          en: `the book "${folder}" keeps fewer than two runs`,
          zh: `台账“${folder}”中的运行记录不足两次`,
        },
        {
          en: 'review records one each time; or give exports with their days: 2025.csv@2025-06-30',
          zh: 'review 每次留下一次记录；或给出带日期的导出文件：2025.csv@2025-06-30',
        },
      );
    if (!hasAmounts(run.criteria).revenue) throw needsRevenue(run.file);
    const locked = run.lock === null ? undefined : lendLock(run.lock, run.criteria);
    const customers = await checkCustomers({ ...run.options, ...(locked === undefined ? {} : { locked }) });
    const { take, standings } = takeStandings(run.criteria, () => false);
    for await (const customer of customers!.classify()) take(customer);
    counting.next(run.asOf, { standings, unread: new Set() });
    files.push({ file: `${folder} (${run.file})`, day: run.asOf, sha256: run.dataSha256 });
    criteria ??= { file: `${folder} (${which})`, sha256: run.criteriaSha256, read: run.criteria };
  }
  return {
    backtest: { exports: files, criteria: criteria!, against: null, stable, ...counting.result() },
    rejected: [],
  };
}

function needsRevenue(file: string): UserError {
  return new UserError(
    {
      en: `"${file}" has no field "revenue" in money: growth cannot be told`,
      zh: `“${file}”中没有金额字段 revenue：无法判断增长`,
    },
    {
      en: 'name the field with the revenue of twelve months "revenue", with "type: money"',
      zh: '请把近十二个月销售额的字段命名为 revenue，并写 type: money',
    },
  );
}

// From each export to the next; two are held at a time.
function openPeriods(stable: Bound) {
  const ratio = exactOf(stable.decimal);
  const periods: Backtest['periods'][number][] = [];
  let last: { readonly day: Day; readonly export: Export } | null = null;
  return {
    next: (day: Day, read: Export): void => {
      if (last !== null) {
        const fates = countFates(ratio);
        fates.add(last.export, read);
        periods.push({ from: last.day, to: day, fates });
      }
      last = { day, export: read };
    },
    result: (): Pick<Backtest, 'periods' | 'all'> => {
      const all = countFates(ratio);
      for (const { fates } of periods) all.join(fates);
      return { periods, all };
    },
  };
}
