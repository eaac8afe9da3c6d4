import type { BookFolder } from '../../book/files.ts';
import type { LockedCuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { InputError } from '../../errors.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { nameDelimiter } from '../../table/delimiter.ts';
import type { Table } from '../../table/table.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import {
  type CheckedCustomers,
  type ClassifiedTable,
  type ClassifyOptions,
  checkCustomers,
  classifyTable,
  type VerdictSink,
} from '../../verdict/classify-table.ts';
import type { Beside } from '../../verdict/look.ts';
import { watchUnread } from '../../verdict/watch-unread.ts';
import { openRunBook, type RunBook, throughBook, useBook } from './book.ts';
import type { CommonFlags, CustomerFlags } from './flags.ts';
import { type CustomerFile, customerFile, type LoadedCriteria, loadCriteria, readAsOf } from './inputs.ts';
import { type LoadedLock, loadLock } from './lock-file.ts';
import { gatherProblems, type Problems } from './problems.ts';
import type { Rejected } from './rejects.ts';

/** The criteria, the day and the customer file of a run, before the customers are read. */
export interface Run {
  readonly loaded: LoadedCriteria;
  readonly criteria: Criteria;
  /** The cut points beside the criteria; null computes them from the file, where there are any. */
  readonly lock: LoadedLock | null;
  readonly asOf: Day;
  readonly file: CustomerFile;
  readonly book: RunBook | null;
  readonly rejected: readonly Rejected[];
  /** The customers in rejected rows, as far as their ids can be read; fills while the customers are read. */
  readonly unread: ReadonlySet<string>;
}

/** A run whose customers were looked at and may be classified. */
export interface Classification extends Run {
  readonly checked: CheckedCustomers;
}

/**
 * Loads the criteria and looks at the customers. All that is wrong is thrown as one InputError; what is only
 * remarkable is said on standard error. With `--rejects`, rows that cannot be read are returned instead.
 */
export async function openClassification(
  path: string,
  flags: CustomerFlags,
  io: Io,
  loaded?: LoadedCriteria,
): Promise<Classification> {
  return checkRun(await openRun(path, flags, io, loaded), flags, io);
}

/** Looks at the customers of a run, so that they can be classified as often as needed. */
export async function checkRun(run: OpenRun, flags: CustomerFlags, io: Io): Promise<Classification> {
  const checked = await checkCustomers(run.options);
  await settle(run, checked, flags, io);
  return { ...run, checked: checked! };
}

/** A run whose verdicts go to a sink as they are found: one look at the file where that is enough. */
export interface OpenRun extends Run {
  readonly options: ClassifyOptions;
  readonly problems: Problems;
}

/**
 * Loads the criteria and opens the customer file, to be read by `classifyRun`. Of criteria that are loaded
 * already the warnings were told. `beside`: what else the customers are read for; `opened`: a book that is open.
 */
export async function openRun(
  path: string,
  flags: CustomerFlags,
  io: Io,
  known?: LoadedCriteria,
  beside?: Beside,
  opened?: BookFolder,
): Promise<OpenRun> {
  const loaded = known ?? (await loadCriteria(io, flags.criteria));
  const { criteria } = loaded;
  const lock = await loadLock(io, loaded, flags);
  const asOf = readAsOf(io, flags.asOf);
  const problems = gatherProblems(flags.rejects !== undefined);
  if (known === undefined) loaded.warnings.forEach(problems.report);
  const dialect = {
    encoding: flags.encoding ?? criteria.encoding,
    delimiter: flags.delimiter ?? criteria.delimiter,
    sheet: flags.sheet ?? null,
  };
  const file = customerFile(io, path, dialect, problems.report, flags);
  const { report, refuse, rejected } = problems;
  const unread = watchUnread(criteria, { open: file.open, refuse });
  const book =
    opened === undefined
      ? await openRunBook(flags, asOf, criteria, unread.ids, report, io)
      : await useBook(opened, asOf, criteria, unread.ids, report);
  const options = {
    ...{ criteria, asOf, report, open: unread.open, refuse: unread.refuse },
    ...book?.options,
    ...(beside === undefined ? {} : { beside }),
    ...(lock === null ? {} : { locked: lock.cuts }),
  };
  const { ids } = unread;
  return { loaded, criteria, lock, asOf, file, book, rejected, unread: ids, options, problems };
}

/** A run with other cut points that are known already. */
export function withLocks(run: OpenRun, locked: ReadonlyMap<Criteria, LockedCuts>): OpenRun {
  return { ...run, options: { ...run.options, locked } };
}

/** Gives every verdict of a run to the sink; what the sink took is void when this throws. */
export async function classifyRun(
  run: OpenRun,
  sink: VerdictSink,
  flags: CustomerFlags,
  io: Io,
): Promise<CheckedCustomers> {
  const { book, file, problems } = run;
  const watched = book === null ? sink : throughBook(book, sink);
  const table = await classifyTable(run.options, watched);
  if (table !== null) book?.use.problems(file.name).forEach(problems.report);
  await settle(run, table, flags, io);
  return table!;
}

async function settle(
  { problems, file, lock }: OpenRun,
  read: ClassifiedTable | null,
  flags: CustomerFlags,
  io: Io,
): Promise<void> {
  file.endProgress();
  problems.settle();
  if (read === null) throw new InputError(problems.found);
  if (flags.quiet === true) return;
  await sayRemarks(problems.found, file.name, read.table, flags, io);
  // A report for people says it itself.
  if (lock === null || flags.format === 'text' || flags.format === 'markdown') return;
  const { wordsFor } = await import('../../output/words.ts');
  const { labels, colon, sentences } = wordsFor(flags.lang);
  await io.err.write(`${cleanText(`${labels.cutPoints}${colon}${sentences.lockedCutPoints(lock.file)}`)}\n`);
}

/** Says on standard error what was found, and how the file was read when that is not plain. */
export async function sayRemarks(
  found: readonly Diagnostic[],
  name: string,
  { dialect }: Table,
  flags: CommonFlags,
  io: Io,
): Promise<void> {
  await sayDiagnostics(found, flags, io);
  const unusual = dialect.encoding !== 'utf-8' || dialect.delimiter !== ',';
  if (flags.verbose !== true && !(unusual && dialect.detected)) return;
  if (dialect.sheet !== undefined) {
    await io.err.write(`${cleanText(`${name}: read the sheet "${dialect.sheet}" of the spreadsheet`)}\n`);
    return;
  }
  await io.err.write(
    `${cleanText(name)}: read as ${dialect.encoding}, columns separated by ${nameDelimiter(dialect.delimiter)}\n`,
  );
}

/** Says on standard error what is remarkable. */
export async function sayDiagnostics(
  found: readonly Diagnostic[],
  flags: CommonFlags,
  io: Io,
): Promise<void> {
  if (found.length === 0 || flags.quiet === true) return;
  // Most runs have nothing to say, and start faster without the words for it.
  const { formatDiagnostics } = await import('../../output/diagnostics.ts');
  const { styleFor, wantsColor } = await import('../../output/style.ts');
  const style = styleFor(wantsColor(flags, io.env, io.err.isTTY));
  await io.err.write(formatDiagnostics(found, { style, limit: 20 }));
}
