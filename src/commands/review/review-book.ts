import type { Audit } from '../../audit/audit.ts';
import { openAudit } from '../../audit/audit-customers.ts';
import type { BookChange, BookFolder } from '../../book/files.ts';
import { type Past, readCategoriesSince } from '../../book/past.ts';
import { openRecorder, type WhyMoved } from '../../book/record.ts';
import { printOf, type ReopenedRun, reopenRun } from '../../book/reopen.ts';
import { readRuns } from '../../book/runs.ts';
import { causeCells, readSignsOfLost } from '../../book/why.ts';
import type { Drift } from '../../compare/compare-fingerprints.ts';
import type { DriftLimits } from '../../criteria/drift-limits.ts';
import { InputError, UserError } from '../../errors.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { sumUp } from '../../plan/company-totals.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import { driftDiagnostics } from '../../say/drift.ts';
import type { CheckedCustomers, ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { bookPart } from '../run/book.ts';
import { type Compared, compareWithKept, endComparison, openInBook, openKept } from '../run/compare-kept.ts';
import { findDrift, sayDrift } from '../run/find-drift.ts';
import { type LoadedCriteria, readAsOf } from '../run/inputs.ts';
import type { Run } from '../run/open-run.ts';
import { loadTemplates } from '../run/plans/plan-templates.ts';
import { type BookPlans, readPlans } from '../run/plans/read-plans.ts';
import { type SeenCustomers, updatePlans } from '../run/plans/update-plans.ts';
import { readCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import type { ReviewFlags } from './command.ts';
import type { Reviewed } from './result.ts';

/** What a review does with a book: everything that it writes is staged in the change. */
export function reviewBook(
  path: string,
  loaded: LoadedCriteria,
  limits: Partial<DriftLimits>,
  flags: ReviewFlags,
  io: Io,
): (book: BookFolder, change: BookChange) => Promise<Reviewed> {
  return async (book, change) => {
    const asOf = readAsOf(io, flags.asOf);
    const older = await openOlder(book, asOf);
    const past = older === null ? null : await openKept(older, loaded, asOf);
    const run = await openInBook(path, past, { loaded, book, allMonths: true }, flags, io);
    const { criteria } = run;
    const kept = run.book!;
    const { overrides } = kept.state;
    const lock = run.lock?.lock.source.text ?? null;
    const made = { asOf, criteria, criteriaSha256: loaded.sha256, sources: loaded.sources, overrides, lock };
    const recorder = await openRecorder(book, change, made, kept.state, kept.unread);
    const begin = async (opening: Opening) => {
      await recorder.begin(opening.table);
      const totals = sumUp(criteria);
      const comparer = past === null ? null : await compareWithKept(past, run, opening);
      const take = (customer: ClassifiedCustomer): void => {
        recorder.take(customer);
        totals.add(customer);
        comparer?.take(customer);
      };
      return { take, site: recorder.site, pause: recorder.pause, totals, comparer };
    };
    const { taken, customers } = await readCustomers(run, begin, flags, io);
    if (customers.customers === 0)
      throw new UserError(
        {
          en: `no row of ${run.file.name} could be read; nothing was recorded`,
          zh: `${run.file.name} 中没有一行可读；未记录任何内容`,
        },
        {
          en: 'run without --rejects to see what is wrong with them',
          zh: '请不加 --rejects 运行，查看这些行的问题',
        },
      );
    const gone = recorder.gone();
    const part = bookPart(kept);
    const compared =
      past === null || taken.comparer === null
        ? null
        : onlyMoved(await endComparison(past, taken.comparer), recorder.hasMoved);
    const totalsBefore = kept.state.runsBefore.at(-1)?.totals ?? null;
    const moved = {
      comparison: compared?.comparison ?? null,
      gone: gone.size,
      customersBefore: kept.state.past.customers,
      keyChange: part.moves.entered.length + part.moves.left.length,
      keyBefore: totalsBefore === null ? null : totalsBefore.get('key')!.customers,
    };
    const before = past === null ? null : await printOf(past.run);
    const drift = findDrift(run, before, recorder.print(), moved, { ...criteria.drift, ...limits });
    refuseDrift(drift, run.file.name, flags);
    // A report for people says it itself.
    if (flags.format === 'json') await sayDrift(drift, run, flags, io);
    const plans =
      flags.plans === false
        ? null
        : await reviewPlans(run, { customers, totals: taken.totals }, book, change, gone, flags, io);
    await sayDiagnostics(plans?.diagnostics ?? [], flags, io);
    const signs = compared?.signs ?? new Map<string, readonly string[]>();
    const shelf = await readShelf(book, plans);
    const audit = await reviewAudit(run, customers, book, shelf, signs);
    const accepted = drift.some(({ severity }) => severity === 'stop') ? (flags.accept ?? null) : null;
    await recorder.end(part.moves, run.file.sha256(), whyMoved(compared, kept.state.past), accepted);
    return {
      run,
      customers,
      shelf,
      plans,
      audit,
      book: part,
      totals: recorder.totals(),
      known: recorder.known(),
      totalsBefore,
      drift,
      accepted,
      comparison: compared?.comparison ?? null,
      changes: past?.sides.criteria.changes ?? [],
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
      {
        en: `the book "${book.path}" has a run of ${formatDay(last)}, and --as-of is ${formatDay(asOf)}: runs are recorded in the order of their days`,
        zh: `台账“${book.path}”已有 ${formatDay(last)} 的记录，而 --as-of 是 ${formatDay(asOf)}：运行须按日期先后记录`,
      },
      {
        en: 'classify and diff look at earlier days without writing; only the last day can be run again',
        zh: 'classify 和 diff 可查看较早的日期而不写入；只有最后一天可以重新运行',
      },
    );
  return reopenRun(book, asOf === last ? 'before' : 'last');
}

// Half an export must not make half of the customers "gone", nor one in thousands everybody small.
function refuseDrift(found: readonly Drift[], file: string, flags: ReviewFlags): void {
  const stops = found.some(({ severity }) => severity === 'stop');
  if (stops && flags.accept === undefined) throw new InputError(driftDiagnostics(found, file, true));
}

// Rows that were set aside, now or then, make nobody come or leave: what the book says of them counts.
function onlyMoved({ comparison, signs }: Compared, hasMoved: (id: string) => boolean): Compared {
  const movements = comparison.movements.filter(({ id }) => hasMoved(id));
  return { comparison: { ...comparison, movements }, signs };
}

function whyMoved(compared: Compared | null, { lastCategory }: Past): WhyMoved {
  const found = new Map(compared?.comparison.movements.map((movement) => [movement.id, movement]));
  return (id) => {
    const movement = found.get(id);
    if (movement === undefined || movement.from !== (lastCategory(id) ?? 'absent')) return null;
    return { ...causeCells(movement.causes), signs: compared!.signs.get(id) ?? [] };
  };
}

/**
 * Stages what becomes of the plans of key accounts: new ones for accounts that are new, fresh data in the others,
 * a closing note in those of former key accounts. `gone`: who has left the export.
 */
async function reviewPlans(
  run: Run,
  seen: SeenCustomers,
  book: BookFolder,
  change: BookChange,
  gone: ReadonlySet<string>,
  flags: ReviewFlags,
  io: Io,
): Promise<PlanOutcome> {
  // What a first run of this day said plays no part.
  const categories = await readCategoriesSince(book, run.asOf - 1);
  const outcome = await updatePlans(run, seen, book, {
    kind: 'key',
    missing: false,
    ids: null,
    language: flags.lang,
    template: await loadTemplates(io, 'key', flags.template),
    since: (id, stated) => categories.since(id, 'key', stated),
    isGone: (id) => gone.has(id) || categories.isGone(id),
  });
  for (const { file, text } of outcome.results) if (text !== null) change.write(file, text);
  return outcome;
}

/**
 * Holds key accounts to their duties, with the plans as this run leaves them. `signs`: the checks that customers
 * had failed who were lost since the run before.
 */
async function reviewAudit(
  { criteria, asOf, rejected }: Run,
  customers: CheckedCustomers,
  book: BookFolder,
  plans: BookPlans,
  signs: ReadonlyMap<string, readonly string[]>,
): Promise<Audit> {
  // What a first run of this day said plays no part.
  const before = await readSignsOfLost(book, asOf - 1);
  const audit = openAudit(customers.cuts, customers.table, {
    criteria,
    asOf,
    manager: null,
    isWhole: rejected.length === 0,
    plans,
    failedBefore: (id) => signs.get(id) ?? before.get(id) ?? null,
  });
  for await (const customer of customers.classify()) audit.see(customer);
  return audit.result();
}

// The plans as this run leaves them.
function readShelf(book: BookFolder, plans: PlanOutcome | null): Promise<BookPlans> {
  const texts = new Map<string, string>();
  for (const { file, text } of plans?.results ?? []) if (text !== null) texts.set(file, text);
  return readPlans({
    ...book,
    read: async (name) => texts.get(name) ?? book.read(name),
    listBelow: async (folder) => [...new Set([...(await book.listBelow(folder)), ...texts.keys()])].sort(),
  });
}
