import type { Audit } from '../../audit/audit.ts';
import { type AuditOptions, openAudit } from '../../audit/audit-customers.ts';
import { openPeople } from '../../audit/name-customer.ts';
import { type BookFolder, openBook } from '../../book/files.ts';
import { type ReopenedRun, reopenRun } from '../../book/reopen.ts';
import { type BookRun, readRuns } from '../../book/runs.ts';
import { readSignsOfLost } from '../../book/why.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { type GroupTable, rowsOf } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import { monthsTogether, partsTogether } from '../../lines/add-together.ts';
import type { LineTotals } from '../../lines/add-up.ts';
import type {
  CheckedCustomers,
  ClassifiedCustomer,
  ClassifiedTable,
  Opening,
} from '../../verdict/classify-table.ts';
import { VERSION } from '../../version.ts';
import { bookOptions } from '../run/book.ts';
import { compareWithKept, endComparison, openInBook, openKept } from '../run/compare-kept.ts';
import { cutPointsOf, describeRun, filesOf } from '../run/describe-run.ts';
import { loadCriteria, readAsOf } from '../run/inputs.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { type BookPlans, readPlans } from '../run/plans/read-plans.ts';
import { readCustomers } from '../run/read-customers.ts';
import type { Rejected } from '../run/rejects.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { analysePortfolio, type PortfolioAnalysis } from './analysis/analysis.ts';
import type { ReportFlags } from './command.ts';
import type { PastRun, PortfolioModel, PortfolioPast } from './model.ts';

/** A model with the customers that it is of, and the rows that it had to leave out. */
interface MadeModel {
  readonly model: PortfolioModel;
  readonly of: Pick<AnalysedRun, 'run' | 'table' | 'plans'>;
  readonly rejected: readonly Rejected[];
}

/** Computes everything that a report shows, whichever sections are asked for. */
export async function makeModel(path: string, flags: ReportFlags, io: Io): Promise<MadeModel> {
  const { analysis, audit, run, table, plans, past } =
    flags.book === undefined
      ? { ...(await analyseRun(await openRun(path, flags, io, LINES), flags, io)), past: null }
      : await analyseInBook(path, flags.book, flags, io);
  const { dialect } = table.table;
  const model: PortfolioModel = {
    analysis,
    audit,
    past,
    months: monthsOfKeyAccounts(analysis, run, table),
    run: {
      criteria: run.criteria,
      criteriaFile: run.loaded.file,
      criteriaSha256: run.loaded.sha256,
      file: filesOf(run),
      dataSha256: run.file.sha256(),
      files: run.file.files(),
      asOf: run.asOf,
      encoding: dialect.encoding,
      delimiter: dialect.delimiter,
      sheet: dialect.sheet ?? null,
      cutPoints: cutPointsOf(run),
      rejected: describeRun(run, flags).rejected,
      leftOut: run.file.leftOut,
      currency: run.seen.currency,
      groups: run.seen.groups,
      version: VERSION,
    },
  };
  return { model, of: { run, table, plans }, rejected: run.rejected };
}

function monthsOfKeyAccounts(
  { customers }: PortfolioAnalysis,
  { lines }: Run,
  { grouped }: ClassifiedTable,
): PortfolioModel['months'] {
  const all = lines?.totals() ?? [];
  const rows = rowsOf(grouped);
  return new Map(
    customers
      .filter(({ category }) => category === 'key')
      .map(({ id }) => [id, monthsTogether(all, rows(id))] as const)
      .filter(([, months]) => months.length > 0),
  );
}

/** Looks at the customers with what a book knows: plans, who moved since the last run, and the runs before. */
async function analyseInBook(
  path: string,
  folder: string,
  flags: ReportFlags,
  io: Io,
): Promise<AnalysedRun & { readonly past: PortfolioPast }> {
  const book = await openBook(folder, bookOptions(flags, io));
  const loaded = await loadCriteria(io, flags.criteria);
  const asOf = readAsOf(io, flags.asOf);
  const older = await openOlder(book, asOf);
  const kept = older === null ? null : await openKept(older, loaded, asOf);
  const run = await openInBook(path, loaded, book, kept, flags, io, LINES);
  const signs = await readSignsOfLost(book, asOf);
  const plans = await readPlans(book);
  await sayDiagnostics(plans.diagnostics, flags, io);
  const { path: name, state } = run.book!;
  const runs = state.runsBefore.map(pastRun);
  if (kept === null) {
    const inBook = { plans, failedBefore: (id: string) => signs.get(id) ?? null };
    const begin = (opening: Opening): Builder => startBuilder(run, opening, inBook);
    const { taken, customers } = await readCustomers(run, begin, flags, io);
    return { ...taken.result(), run, table: customers, plans, past: { path: name, runs, since: null } };
  }
  const begin = (opening: Opening) => compareWithKept(kept, run, opening);
  const { taken, customers } = await readCustomers(run, begin, flags, io);
  const compared = await endComparison(kept, taken);
  const builder = startBuilder(run, customers, {
    plans,
    // Who was lost since the last run failed what that run saw; of the others the history knows it.
    failedBefore: (id) => compared.signs.get(id) ?? signs.get(id) ?? null,
  });
  for await (const customer of customers.classify()) builder.take(customer);
  const { changes } = kept.sides.criteria;
  const since = { asOf: kept.run.asOf, changes, ...compared };
  return { ...builder.result(), run, table: customers, plans, past: { path: name, runs, since } };
}

function pastRun({ asOf, criteriaVersion, criteriaSha256, totals }: BookRun): PastRun {
  const key = totals.get('key')!;
  return {
    asOf,
    criteriaVersion,
    criteriaSha256,
    keys: key.customers,
    revenue: key.revenue,
    profit: key.profit,
  };
}

// A run of the day itself takes the place of that day's; the book keeps no more than its last two.
async function openOlder(book: BookFolder, asOf: number): Promise<ReopenedRun | null> {
  const last = (await readRuns(book)).at(-1)?.asOf ?? null;
  if (last === null || asOf < last) return null;
  return reopenRun(book, asOf === last ? 'before' : 'last');
}

/** The portfolio of a run, and how its key accounts are managed. */
interface AnalysedRun {
  readonly analysis: PortfolioAnalysis;
  readonly audit: Audit;
  readonly run: Run;
  readonly table: CheckedCustomers;
  /** The plans of the book; null without one. */
  readonly plans: BookPlans | null;
}

/** Looks at the customers of a run. */
async function analyseRun(run: Run, flags: ReportFlags, io: Io): Promise<AnalysedRun> {
  const begin = (opening: Opening): Builder => startBuilder(run, opening);
  const { taken, customers } = await readCustomers(run, begin, flags, io);
  return { ...taken.result(), run, table: customers, plans: null };
}

/** PortfolioAnalysis and audit of the same customers, in the same pass. */
interface Builder {
  take(customer: ClassifiedCustomer): void;
  result(): { readonly analysis: PortfolioAnalysis; readonly audit: Audit };
}

/** Begins a pass over the customers of a run; `book`: what it knows of their plans and of the lost. */
function startBuilder(
  { criteria, asOf, rejected, lines }: Run,
  { cuts, table, grouped }: Pick<Opening, 'cuts' | 'table' | 'grouped'>,
  book: Pick<AuditOptions, 'plans' | 'failedBefore'> = { plans: null },
): Builder {
  const personOf = openPeople();
  const analysis = analysePortfolio(criteria, {
    asOf,
    cuts,
    mostCustomers: MOST_CUSTOMERS,
    personOf: (name) => personOf(name).key,
    parts: partsIn(lines?.totals() ?? [], criteria, grouped),
  });
  const audit = openAudit(cuts, table, {
    criteria,
    asOf,
    manager: null,
    ...book,
    // Rows are set aside while the customers are read.
    get isWhole() {
      return rejected.length === 0;
    },
  });
  return {
    take(customer) {
      analysis.add(customer);
      audit.see(customer);
    },
    result: () => ({ analysis: analysis.result(), audit: audit.result() }),
  };
}

// Revenue is a sum of the lines of one table, and of a group where it is that of its sites.
function partsIn(
  all: readonly LineTotals[],
  { fields }: Criteria,
  grouped: GroupTable | null,
): LineTotals['parts'] {
  const found = all.find(({ parts }) => parts.size > 0)?.parts ?? NO_PARTS;
  if (grouped === null) return found;
  if (fields.find(({ name }) => name === 'revenue')?.inGroup !== 'sum') return NO_PARTS;
  const rows = rowsOf(grouped);
  return new Map([...found].map(([name, parts]) => [name, (id) => partsTogether(parts, rows(id))]));
}

const NO_PARTS: LineTotals['parts'] = new Map();

// What a report shows of order lines.
const LINES = { allMonths: true, allParts: true };

// As many as a page of five megabytes can hold beside everything else.
const MOST_CUSTOMERS = 2000;
