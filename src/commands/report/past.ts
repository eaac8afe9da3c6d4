import { type BookFolder, openBook } from '../../book/files.ts';
import { type ReopenedRun, reopenRun } from '../../book/reopen.ts';
import { type BookRun, readRuns } from '../../book/runs.ts';
import { readSignsOfLost } from '../../book/signs-of-lost.ts';
import { besideAfter } from '../../compare/compare-sides.ts';
import type { Io } from '../../io.ts';
import { bookOptions } from '../run/book.ts';
import { checkRun, openRun, sayDiagnostics } from '../run/classification.ts';
import { compareWith, setAsideIn, sidesOf, withLentLocks } from '../run/compare-kept.ts';
import { loadCriteria, readAsOf } from '../run/inputs.ts';
import { readPlans } from '../run/plans/read-plans.ts';
import type { ReportFlags } from './command.ts';
import { type Portrayed, startBuilder } from './read-portrait.ts';
import type { PastRun, PortfolioPast } from './sections/section.ts';

/** Looks at the customers with what a book knows: plans, who moved since the last run, and the runs before. */
export async function portrayInBook(
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
  const run = withLentLocks(opened, sides);
  const { checked } = await checkRun(run, flags, io);
  const kept = run.book!;
  const compared =
    older === null || sides === null
      ? null
      : {
          asOf: older.asOf,
          changes: sides.criteria.changes,
          ...(await compareWith(older, sides, checked, setAsideIn(kept.state.past, run.unread))),
        };
  const signs = await readSignsOfLost(book, asOf);
  const plans = await readPlans(book);
  await sayDiagnostics(plans.diagnostics, flags, io);
  const builder = startBuilder(run, checked.cuts, {
    plans,
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
