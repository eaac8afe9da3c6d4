import type { Audit } from '../audit/audit.ts';
import { type AuditOptions, openAudit } from '../audit/audit-customers.ts';
import { nameCustomers } from '../audit/name-customer.ts';
import { type BookFolder, openBook } from '../book/files.ts';
import { type ReopenedRun, reopenRun } from '../book/reopen.ts';
import { type BookRun, readRuns } from '../book/runs.ts';
import { readSignsOfLost } from '../book/signs-of-lost.ts';
import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { NO_CUTS } from '../facts/cohort.ts';
import type { Io } from '../io.ts';
import type { PastRun, PortfolioModel, PortfolioPast } from '../output/reports/portfolio/section.ts';
import type { ClassifiedCustomer, ClassifiedTable } from '../verdict/classify-table.ts';
import { besideAfter, isRanked } from '../verdict/compare/compare-sides.ts';
import { buildPortrait, type Portrait } from '../verdict/portrait/portrait.ts';
import { criteriaIn } from '../verdict/view.ts';
import { bookOptions } from './book.ts';
import {
  checkRun,
  classifyRun,
  type OpenRun,
  openRun,
  type Run,
  sayDiagnostics,
  withLocks,
} from './classification.ts';
import { compareWith, sidesOf } from './compare-kept.ts';
import { cutPointsOf, describeRun } from './describe-run.ts';
import { loadCriteria, readAsOf } from './inputs.ts';
import { lentLocks } from './lock-file.ts';
import { VERSION } from './program.ts';
import { readPlans } from './read-plans.ts';
import type { Rejected } from './rejects.ts';
import type { ReportFlags } from './report.ts';

/** A model with the rows that it had to leave out. */
export interface MadeModel {
  readonly model: PortfolioModel;
  readonly rejected: readonly Rejected[];
}

/** Computes everything that a report shows, whichever sections are asked for. */
export async function makeModel(path: string, flags: ReportFlags, io: Io): Promise<MadeModel> {
  const { portrait, audit, run, table, past } =
    flags.book === undefined
      ? { ...(await portray(await openRun(path, flags, io), flags, io)), past: null }
      : await portrayInBook(path, flags.book, flags, io);
  const { dialect } = table.table;
  const model: PortfolioModel = {
    portrait,
    audit,
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
  readonly audit: Audit;
  readonly run: Run;
  readonly table: ClassifiedTable;
}

/** Portrait and audit of the same customers, in the same look. */
interface Builder {
  add(customer: ClassifiedCustomer): void;
  result(): { readonly portrait: Portrait; readonly audit: Audit };
}

function startBuilder(
  { criteria, asOf, file, rejected }: Run,
  cuts: ReadonlyMap<Criteria, Cuts>,
  book: Pick<AuditOptions, 'plans' | 'failedBefore'> = { plans: null },
): Builder {
  const { personOf } = nameCustomers();
  const portrait = buildPortrait(criteria, {
    ...{ asOf, cuts, mostCustomers: MOST_CUSTOMERS },
    isPerson: (text) => personOf(text).why === null,
  });
  const audit = openAudit(cuts, file.name, {
    ...{ criteria, asOf, manager: null, ...book },
    // Rows are set aside while the customers are read.
    get isWhole() {
      return rejected.length === 0;
    },
  });
  return {
    add(customer) {
      portrait.add(customer);
      audit.see(customer);
    },
    result: () => ({ portrait: portrait.result(), audit: audit.result() }),
  };
}

// As many as a page of five megabytes can hold beside everything else.
const MOST_CUSTOMERS = 2000;

// Without relative tests one look is enough; what was taken before a second beginning is void.
async function portray(run: OpenRun, flags: ReportFlags, io: Io): Promise<Portrayed> {
  if (isRanked(run.criteria)) {
    const { checked } = await checkRun(run, flags, io);
    const builder = startBuilder(run, checked.cuts);
    for await (const customer of checked.classify()) builder.add(customer);
    return { ...builder.result(), run, table: checked };
  }
  const cuts = new Map(criteriaIn(run.criteria).map((own) => [own, NO_CUTS]));
  let builder = startBuilder(run, cuts);
  const sink = {
    begin: async () => {
      builder = startBuilder(run, cuts);
    },
    take: (customer: ClassifiedCustomer) => builder.add(customer),
    pause: async () => {},
  };
  const table = await classifyRun(run, sink, flags, io);
  return { ...builder.result(), run, table };
}

async function portrayInBook(
  path: string,
  folder: string,
  flags: ReportFlags,
  io: Io,
): Promise<Portrayed & { readonly past: PortfolioPast }> {
  const book = await openBook(folder, bookOptions(flags, io));
  const loaded = await loadCriteria(io, flags.criteria);
  const asOf = readAsOf(io, flags.asOf);
  const older = await openOlder(book, asOf);
  const sides = older === null ? null : sidesOf(older, loaded, asOf);
  const beside = sides === null ? undefined : besideAfter(sides, false);
  const opened = await openRun(path, flags, io, loaded, beside, book);
  loaded.warnings.forEach(opened.problems.report);
  const lent = sides === null ? new Map() : lentLocks(opened.lock?.lock ?? null, sides);
  const run = withLocks(opened, new Map([...lent, ...(opened.lock?.cuts ?? [])]));
  const { checked } = await checkRun(run, flags, io);
  const kept = run.book!;
  const compared =
    older === null || sides === null
      ? null
      : {
          asOf: older.asOf,
          changes: sides.criteria.changes,
          ...(await compareWith(older, sides, checked, run.unread)),
        };
  const signs = await readSignsOfLost(book, asOf);
  const builder = startBuilder(run, checked.cuts, {
    plans: await readPlans(book),
    // Who was lost since the last run failed what that run saw; of the others the history knows it.
    failedBefore: (id) => compared?.signs.get(id) ?? signs.get(id) ?? null,
  });
  for await (const customer of checked.classify()) {
    kept.use.take(customer);
    builder.add(customer);
  }
  await sayDiagnostics(kept.use.problems(run.file.name), flags, io);
  const runs = kept.state.runsBefore.map(pastRun);
  return { ...builder.result(), run, table: checked, past: { path: kept.path, runs, since: compared } };
}

function pastRun({ asOf, criteriaVersion, criteriaSha256, totals }: BookRun): PastRun {
  const key = totals.get('key')!;
  const amount = (hundredths: number | null): number | null =>
    hundredths === null ? null : hundredths / 100;
  return {
    ...{ asOf, criteriaVersion, criteriaSha256 },
    keys: key.customers,
    revenue: amount(key.revenue),
    profit: amount(key.profit),
  };
}

// A run of the day itself takes the place of that day's; the book keeps no more than its last two.
async function openOlder(book: BookFolder, asOf: number): Promise<ReopenedRun | null> {
  const last = (await readRuns(book)).at(-1)?.asOf ?? null;
  if (last === null || asOf < last) return null;
  return reopenRun(book, asOf === last ? 'before' : 'last');
}
