import type { BookFolder } from '../book/files.ts';
import type { ReopenedRun } from '../book/reopen.ts';
import { NO_CUTS } from '../facts/cohort.ts';
import type { Io } from '../io.ts';
import type { PortfolioModel, PortfolioPast, Since } from '../output/reports/portfolio/section.ts';
import type { CheckedCustomers, ClassifiedTable } from '../verdict/classify-table.ts';
import { isRanked } from '../verdict/compare/compare-sides.ts';
import { buildPortrait, type Portrait } from '../verdict/portrait/portrait.ts';
import { criteriaIn } from '../verdict/view.ts';
import { checkRun, classifyRun, type OpenRun, openRun, type Run } from './classification.ts';
import { cutPointsOf, describeRun } from './describe-run.ts';
import { VERSION } from './program.ts';
import type { Rejected } from './rejects.ts';
import type { ReportFlags } from './report.ts';

/** A model with the rows that it had to leave out. */
export interface MadeModel {
  readonly model: PortfolioModel;
  readonly rejected: readonly Rejected[];
}

/** Computes everything that a report shows, whichever sections are asked for. */
export async function makeModel(path: string, flags: ReportFlags, io: Io): Promise<MadeModel> {
  const { portrait, run, table, past } =
    flags.book === undefined
      ? { ...(await portray(await openRun(path, flags, io), flags, io)), past: null }
      : await portrayInBook(path, flags.book, flags, io);
  const { dialect } = table.table;
  const model: PortfolioModel = {
    portrait,
    past,
    run: {
      criteria: run.criteria,
      criteriaFile: run.loaded.file,
      criteriaSha256: run.loaded.sha256,
      file: run.file.name,
      dataSha256: run.file.sha256(),
      asOf: run.asOf,
      encoding: dialect.encoding,
      delimiter: dialect.delimiter,
      sheet: dialect.sheet ?? null,
      cutPoints: cutPointsOf(run),
      rejected: describeRun(run, flags).rejected,
      version: VERSION,
    },
  };
  return { model, rejected: run.rejected };
}

interface Portrayed {
  readonly portrait: Portrait;
  readonly run: Run;
  readonly table: ClassifiedTable;
}

// Without relative tests one look is enough; what was taken before a second beginning is void.
async function portray(run: OpenRun, flags: ReportFlags, io: Io): Promise<Portrayed> {
  const { criteria, asOf } = run;
  if (isRanked(criteria)) {
    const { checked } = await checkRun(run, flags, io);
    return { portrait: await portrayChecked(checked, run), run, table: checked };
  }
  const cuts = new Map(criteriaIn(criteria).map((own) => [own, NO_CUTS]));
  const start = () => buildPortrait(criteria, { asOf, cuts, mostCustomers: MOST_CUSTOMERS });
  let builder = start();
  const sink = {
    begin: async () => {
      builder = start();
    },
    take: (customer: Parameters<typeof builder.add>[0]) => builder.add(customer),
    pause: async () => {},
  };
  const table = await classifyRun(run, sink, flags, io);
  return { portrait: builder.result(), run, table };
}

async function portrayChecked(checked: CheckedCustomers, { criteria, asOf }: Run): Promise<Portrait> {
  const builder = buildPortrait(criteria, { asOf, cuts: checked.cuts, mostCustomers: MOST_CUSTOMERS });
  for await (const customer of checked.classify()) builder.add(customer);
  return builder.result();
}

// As many as a page of five megabytes can hold beside everything else.
const MOST_CUSTOMERS = 2000;

async function portrayInBook(
  path: string,
  folder: string,
  flags: ReportFlags,
  io: Io,
): Promise<Portrayed & { readonly past: PortfolioPast }> {
  const { openBook } = await import('../book/files.ts');
  const { bookOptions } = await import('./book.ts');
  const { loadCriteria, readAsOf } = await import('./inputs.ts');
  const { sayDiagnostics } = await import('./classification.ts');
  const { withLocks } = await import('./classification.ts');
  const { compareWith, sidesOf } = await import('./review-book.ts');
  const { besideAfter } = await import('../verdict/compare/compare-sides.ts');
  const { lentLocks } = await import('./lock-file.ts');
  const book = await openBook(folder, bookOptions(flags, io));
  const loaded = await loadCriteria(io, flags.criteria);
  const older = await openOlder(book, readAsOf(io, flags.asOf));
  const sides = older === null ? null : sidesOf(older, loaded, readAsOf(io, flags.asOf));
  const beside = sides === null ? undefined : besideAfter(sides, false);
  const opened = await openRun(path, flags, io, loaded, beside, book);
  loaded.warnings.forEach(opened.problems.report);
  const lent = sides === null ? new Map() : lentLocks(opened.lock?.lock ?? null, sides);
  const run = withLocks(opened, new Map([...lent, ...(opened.lock?.cuts ?? [])]));
  const { checked } = await checkRun(run, flags, io);
  const kept = run.book!;
  const builder = buildPortrait(run.criteria, {
    asOf: run.asOf,
    cuts: checked.cuts,
    mostCustomers: MOST_CUSTOMERS,
  });
  for await (const customer of checked.classify()) {
    kept.use.take(customer);
    builder.add(customer);
  }
  await sayDiagnostics(kept.use.problems(run.file.name), flags, io);
  const since: Since | null =
    older === null || sides === null
      ? null
      : {
          asOf: older.asOf,
          comparison: (await compareWith(older, sides, checked)).comparison,
          changes: sides.criteria.changes,
        };
  const runs = kept.state.runsBefore.map(({ asOf, criteriaVersion, criteriaSha256, totals }) => {
    const key = totals.get('key')!;
    const amount = (hundredths: number | null): number | null =>
      hundredths === null ? null : hundredths / 100;
    return {
      ...{ asOf, criteriaVersion, criteriaSha256 },
      keys: key.customers,
      revenue: amount(key.revenue),
      profit: amount(key.profit),
    };
  });
  return { portrait: builder.result(), run, table: checked, past: { path: kept.path, runs, since } };
}

// A run of the day itself takes the place of that day's; the book keeps no more than its last two.
async function openOlder(book: BookFolder, asOf: number): Promise<ReopenedRun | null> {
  const { reopenRun } = await import('../book/reopen.ts');
  const { readRuns } = await import('../book/runs.ts');
  const last = (await readRuns(book)).at(-1)?.asOf ?? null;
  if (last === null || asOf < last) return null;
  return reopenRun(book, asOf === last ? 'before' : 'last');
}
