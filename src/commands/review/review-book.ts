import type { BookChange, BookFolder } from '../../book/files.ts';
import type { Past } from '../../book/past.ts';
import { openRecorder, type WhyMoved } from '../../book/record.ts';
import { type ReopenedRun, reopenRun } from '../../book/reopen.ts';
import { readRuns } from '../../book/runs.ts';
import { causeCells } from '../../book/why.ts';
import { besideAfter } from '../../compare/compare-sides.ts';
import { UserError } from '../../errors.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { formatCount } from '../../output/numbers.ts';
import { bookPart, throughBook } from '../run/book.ts';
import { type Classification, checkRun, openRun, sayDiagnostics } from '../run/classification.ts';
import { type Compared, compareWith, setAsideIn, sidesOf, withLentLocks } from '../run/compare-kept.ts';
import { type LoadedCriteria, readAsOf } from '../run/inputs.ts';
import { reviewAudit } from './audit-book.ts';
import type { ReviewFlags } from './command.ts';
import type { ReviewResult } from './result.ts';
import { reviewPlans } from './review-plans.ts';

/** A review with the run that it was made from. */
export interface Reviewed extends ReviewResult {
  readonly run: Classification;
}

/** What a review does with a book: everything that it writes is staged in the change. */
export function reviewBook(
  path: string,
  loaded: LoadedCriteria,
  maxGone: number,
  flags: ReviewFlags,
  io: Io,
): (book: BookFolder, change: BookChange) => Promise<Reviewed> {
  return async (book, change) => {
    const asOf = readAsOf(io, flags.asOf);
    const older = await openOlder(book, asOf);
    const sides = older === null ? null : sidesOf(older, loaded, asOf);
    const beside = sides === null ? undefined : besideAfter(sides, false);
    const own = await openRun(path, flags, io, loaded, beside, book);
    const opened = withLentLocks(own, sides);
    loaded.warnings.forEach(opened.problems.report);
    const run = await checkRun(opened, flags, io);
    const kept = run.book!;
    const { overrides } = kept.state;
    const { criteria } = run;
    const made = { asOf, criteria, criteriaSha256: loaded.sha256, sources: loaded.sources, overrides };
    const lock = run.lock?.lock.source.text ?? null;
    const recorder = await openRecorder(book, change, { ...made, lock }, kept.state, kept.unread);
    const sink = throughBook(kept, recorder);
    await sink.begin(run.checked.table, run.checked.cuts);
    let customers = 0;
    for await (const customer of run.checked.classify()) {
      customers += 1;
      sink.take(customer);
      if (recorder.isFull()) await recorder.pause();
    }
    await sayDiagnostics(kept.use.problems(run.file.name), flags, io);
    if (customers === 0)
      throw new UserError(
        `no row of ${run.file.name} could be read; nothing was recorded`,
        'run without --rejects to see what is wrong with them',
      );
    const gone = recorder.gone();
    refuseShrink(gone.size, kept.state.past.customers, maxGone, run.file.name);
    const part = bookPart(kept);
    const compared =
      sides === null
        ? null
        : onlyMoved(
            await compareWith(older!, sides, run.checked, setAsideIn(kept.state.past, run.unread)),
            recorder.hasMoved,
          );
    const plans = flags.plans === false ? null : await reviewPlans(run, book, change, gone, flags, io);
    await sayDiagnostics(plans?.diagnostics ?? [], flags, io);
    const signs = compared?.signs ?? new Map<string, readonly string[]>();
    const audit = await reviewAudit(run, book, plans, signs);
    await recorder.end(part.moves, run.file.sha256(), whyMoved(compared, kept.state.past));
    return {
      run,
      plans,
      audit,
      book: part,
      totals: recorder.totals(),
      totalsBefore: kept.state.runsBefore.at(-1)?.totals ?? null,
      comparison: compared?.comparison ?? null,
      changes: sides?.criteria.changes ?? [],
      signs,
    };
  };
}

// The run that this one is compared with: a run of the day itself takes the place of that day's.
async function openOlder(book: BookFolder, asOf: Day): Promise<ReopenedRun | null> {
  const last = (await readRuns(book)).at(-1)?.asOf ?? null;
  if (last === null) return null;
  if (asOf < last)
    throw new UserError(
      `the book "${book.path}" has a run of ${formatDay(last)}, and --as-of is ${formatDay(asOf)}: runs are recorded in the order of their days`,
      'classify and diff look at earlier days without writing; only the last day can be run again',
    );
  return reopenRun(book, asOf === last ? 'before' : 'last');
}

// Half an export must not make half of the customers "gone".
function refuseShrink(gone: number, before: number, maxGone: number, file: string): void {
  const most = Math.round(maxGone * 1e6) * before;
  if (gone * 1e6 <= most) return;
  const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(1))}%`;
  throw new UserError(
    `${formatCount(gone)} of the ${formatCount(before)} customers of the last run (${percent(gone / before)}) are not in ${file}, and the limit is ${percent(maxGone)}; nothing was written`,
    `check that the export is whole; if it is, run again with --max-gone ${Math.ceil((gone / before) * 100)}%`,
  );
}

// Rows that were set aside, now or then, make nobody come or leave: what the book says of them counts.
function onlyMoved({ comparison, signs }: Compared, hasMoved: (id: string) => boolean): Compared {
  const movements = comparison.movements.filter(({ id }) => hasMoved(id));
  return { comparison: { ...comparison, movements }, signs };
}

function whyMoved(compared: Compared | null, { standing }: Past): WhyMoved {
  const found = new Map(compared?.comparison.movements.map((movement) => [movement.id, movement]));
  return (id) => {
    const movement = found.get(id);
    if (movement === undefined || movement.from !== (standing(id) ?? 'absent')) return null;
    return { ...causeCells(movement.causes), signs: compared!.signs.get(id) ?? [] };
  };
}
