import { type BookFolder, openBook } from '../../book/files.ts';
import { type ReopenedRun, reopenRun } from '../../book/reopen.ts';
import { type BookRun, readRuns } from '../../book/runs.ts';
import { readSignsOfLost } from '../../book/why.ts';
import type { Io } from '../../io.ts';
import type { Opening } from '../../verdict/classify-table.ts';
import { bookOptions } from '../run/book.ts';
import { compareWithKept, endComparison, openInBook, openKept } from '../run/compare-kept.ts';
import { loadCriteria, readAsOf } from '../run/inputs.ts';
import { readPlans } from '../run/plans/read-plans.ts';
import { readCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { type AnalysedRun, type Builder, LINES, startBuilder } from './build.ts';
import type { ReportFlags } from './command.ts';
import type { PastRun, PortfolioPast } from './model.ts';

/** Looks at the customers with what a book knows: plans, who moved since the last run, and the runs before. */
export async function analyseInBook(
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
  const run = await openInBook(path, kept, { loaded, book, ...LINES }, flags, io);
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
