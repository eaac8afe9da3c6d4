import { rowsOf } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import { monthsTogether } from '../../lines/add-together.ts';
import type { ClassifiedTable, Opening } from '../../verdict/classify-table.ts';
import { cutPointsOf, describeRun, filesOf } from '../run/describe-run.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import type { Rejected } from '../run/rejects.ts';
import type { PortfolioAnalysis } from './analysis/analysis.ts';
import { type AnalysedRun, type Builder, LINES, startBuilder } from './build.ts';
import type { ReportFlags } from './command.ts';
import type { PortfolioModel } from './model.ts';

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
      : await (await import('./read-in-book.ts')).analyseInBook(path, flags.book, flags, io);
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

/** Looks at the customers of a run. */
async function analyseRun(run: Run, flags: ReportFlags, io: Io): Promise<AnalysedRun> {
  const begin = (opening: Opening): Builder => startBuilder(run, opening);
  const { taken, customers } = await readCustomers(run, begin, flags, io);
  return { ...taken.result(), run, table: customers, plans: null };
}
