import type { Criteria } from '../../criteria/criteria.ts';
import { allNamedAmounts } from '../../criteria/currencies.ts';
import { InputError } from '../../errors.ts';
import { formatDay } from '../../fields/day.ts';
import { countGroups } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import type { CustomerAmounts, MetCurrencies } from '../../lines/meet-currencies.ts';
import { cleanText } from '../../output/clean.ts';
import {
  type CheckedCustomers,
  type ClassifiedTable,
  checkCustomers,
  classifyTable,
  type Opening,
  type Taken,
  type Taker,
} from '../../verdict/classify-table.ts';
import type { CustomerFlags } from './flags.ts';
import type { Run } from './open-run.ts';
import { sayDiagnostics, sayRemarks } from './remarks.ts';

/**
 * Gives every customer of a run with its verdict to a taker, and shows it to the book on its way: one road for
 * absolute, relative and locked criteria, so that a run says the same whatever they are. `begin` makes the taker; when
 * it is called a second time, what the first one took is void. All that is wrong with the input is thrown as one
 * InputError; what is only remarkable is said on standard error.
 */
export async function readCustomers<T extends Taker>(
  run: Run,
  begin: (opening: Opening) => T | Promise<T>,
  flags: CustomerFlags,
  io: Io,
): Promise<Taken<T>> {
  const { book, file, problems } = run;
  let taker: T | null = null;
  const read = await classifyTable(run.options, async (opening): Promise<Taker> => {
    const own = await begin(opening);
    taker = own;
    if (book === null) return own;
    const { use, keyMoves } = book;
    use.begin();
    keyMoves.begin();
    return {
      ...own,
      take: (customer) => {
        use.take(customer);
        keyMoves.take(customer);
        own.take(customer);
      },
    };
  });
  if (read !== null) {
    const { grouped } = read.customers;
    const groupOf = (id: string): string | null => grouped?.groups.groupOf(id)?.id ?? null;
    book?.use.problems(file.name, groupOf).forEach(problems.report);
  }
  await settle(run, read?.customers ?? null, flags, io);
  return { taken: taker!, customers: read!.customers };
}

/** Looks at the customers of a run without a verdict: for those who need ranks, or a comparison of their own. */
export async function rankCustomers(run: Run, flags: CustomerFlags, io: Io): Promise<CheckedCustomers> {
  const customers = await checkCustomers(run.options);
  await settle(run, customers, flags, io);
  return customers!;
}

async function settle(
  { criteria, asOf, problems, file, lines, unread, lock, loaded, seen, isTold }: Run,
  read: ClassifiedTable | null,
  flags: CustomerFlags,
  io: Io,
): Promise<void> {
  await file.endProgress();
  if (read !== null) lines?.unknown(unread, flags.strict === true).forEach(problems.report);
  const amounts = read === null ? null : { file: read.table.file, currency: read.currency };
  const met =
    amounts === null ? undefined : (lines?.meetCurrencies(amounts) ?? (await meetNamed(criteria, amounts)));
  if (met?.mixed != null) problems.report(met.mixed);
  problems.settle();
  if (read === null) throw new InputError(problems.found);
  seen.currency = met === undefined ? (read.currency?.name ?? null) : met.currency;
  seen.groups = read.grouped === null ? null : countGroups(read.grouped);
  if (flags.quiet === true) return;
  if (file.files().some(({ table }) => table === null))
    await sayRemarks(problems.found, file.name, read.table, file.leftOut, flags, io);
  else await sayDiagnostics(problems.found, flags, io);
  for (const [at, totals] of (lines?.totals() ?? []).entries()) {
    const { file: own, isOwn } = lines!.files[at]!;
    if (isOwn) await sayRemarks([], totals.file, totals, own.leftOut, flags, io);
  }
  if (isTold) return;
  // What has only rows cannot say by what they were decided.
  const saysCriteria = flags.criteria === undefined && (flags.format === 'csv' || flags.format === 'ndjson');
  const saysDay = flags.asOf === undefined && flags.format === 'csv';
  if (saysCriteria || saysDay) {
    const { wordsFor } = await import('../../output/words.ts');
    const { labels, colon } = wordsFor(flags.lang);
    if (saysCriteria) await io.err.write(`${cleanText(`${labels.criteria}${colon}${loaded.file}`)}\n`);
    if (saysDay) await io.err.write(`${labels.asOf}${colon}${formatDay(asOf)}\n`);
  }
  // A report for people says it itself.
  if (lock === null || ['text', 'markdown', 'xlsx'].includes(flags.format ?? '')) return;
  const { wordsFor } = await import('../../output/words.ts');
  const { labels, colon, sentences } = wordsFor(flags.lang);
  await io.err.write(`${cleanText(`${labels.cutPoints}${colon}${sentences.lockedCutPoints(lock.file)}`)}\n`);
}

// Most criteria name no currency in an amount.
async function meetNamed(criteria: Criteria, amounts: CustomerAmounts): Promise<MetCurrencies | undefined> {
  if (allNamedAmounts(criteria).length === 0) return undefined;
  const { meetCurrencies } = await import('../../lines/meet-currencies.ts');
  return meetCurrencies(criteria, amounts, []);
}
