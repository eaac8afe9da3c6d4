import type { BookFolder } from '../../book/files.ts';
import type { LockedCuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { layoutOf } from '../../criteria/input.ts';
import { isWorked, type LineDays, type LineTable } from '../../criteria/tables.ts';
import type { Day } from '../../fields/day.ts';
import type { GroupCount } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import type { ReportDiagnostic } from '../../text/diagnostic.ts';
import type { ClassifyOptions } from '../../verdict/classify-table.ts';
import type { Beside } from '../../verdict/pass.ts';
import { collectUnreadIds } from '../../verdict/unread-ids.ts';
import { openRunBook, type RunBook, useBook } from './book.ts';
import type { CustomerFlags } from './flags.ts';
import { type CustomerFile, customerFile, type LoadedCriteria, loadCriteria, readAsOf } from './inputs.ts';
import type { LineRun } from './line-tables.ts';
import { type LoadedLock, loadLock } from './lock-file.ts';
import { NO_CUSTOMER_FILE, noCustomerFile } from './no-customer-file.ts';
import { gatherProblems, type Problems } from './problems.ts';
import type { Rejected } from './rejects.ts';

/** The criteria, the day and the customer file of a run, ready to be read. */
export interface Run {
  readonly loaded: LoadedCriteria;
  readonly criteria: Criteria;
  /** The cut points beside the criteria; null computes them from the file, where there are any. */
  readonly lock: LoadedLock | null;
  readonly asOf: Day;
  readonly file: CustomerFile;
  /** What the order lines of the customers come to; null where the criteria have none. */
  readonly lines: LineRun | null;
  readonly book: RunBook | null;
  /** The rows that were set aside with `--rejects`; fills while the customers are read. */
  readonly rejected: readonly Rejected[];
  /** The customers in rejected rows, as far as their ids can be read; fills likewise. */
  readonly unread: ReadonlySet<string>;
  /** What is known once the customers were read: the currency of the amounts, null where nothing says it, and the groups that rows were made. */
  readonly seen: { currency: string | null; groups: GroupCount | null };
  /** What customers are classified by. */
  readonly options: ClassifyOptions;
  readonly problems: Problems;
  /** Whether what there is to say of its criteria and its book is told elsewhere. */
  readonly isTold: boolean;
}

/** What a run is opened with, where it is there already, or more than the flags say. */
export interface RunParts {
  readonly loaded?: LoadedCriteria;
  readonly book?: BookFolder | null;
  /** What else the customers are read for. */
  readonly beside?: Beside | null;
  /** Other days for which it is asked what order lines come to. */
  readonly days?: readonly LineDays[];
  /** The customers whose order lines are kept, to be shown. */
  readonly watch?: ReadonlySet<string>;
  /** Whether the months of a series are added up for everybody, not only for those who are watched. */
  readonly allMonths?: boolean;
  /** Whether revenue is split into the parts that a report shows. */
  readonly allParts?: boolean;
  /** Tables of other criteria that the customers are read for. */
  readonly others?: readonly LineTable[];
  /** Whether the warnings of criteria and book are told elsewhere. */
  readonly isTold?: boolean;
  /** Order lines that are read for other customers, too. */
  readonly lines?: LineRun | null;
}

/** Loads the criteria and opens the customer file, to be read with `readCustomers`. */
export async function openRun(
  path: string,
  flags: CustomerFlags,
  io: Io,
  parts: RunParts = {},
): Promise<Run> {
  const loaded = parts.loaded ?? (await loadCriteria(io, flags.criteria));
  const { criteria } = loaded;
  const lock = await loadLock(io, loaded, flags);
  const asOf = readAsOf(io, flags.asOf);
  const problems = gatherProblems(flags.rejects !== undefined);
  const { report, refuse, rejected } = problems;
  const tell: ReportDiagnostic = (one) => {
    if (parts.isTold !== true || one.severity === 'error') report(one);
  };
  loaded.warnings.forEach(tell);
  const dialect = {
    encoding: flags.encoding ?? criteria.input.encoding,
    delimiter: flags.delimiter ?? criteria.input.delimiter,
    sheet: flags.sheet ?? criteria.input.sheet,
    escape: criteria.input.escape,
    layout: layoutOf(criteria.input, criteria.fields),
  };
  const base = path === NO_CUSTOMER_FILE ? null : customerFile(io, path, dialect, report, flags);
  const lines =
    base !== null && parts.lines != null
      ? parts.lines.beside(base)
      : await openLines(base, criteria, parts, asOf, problems, flags, io);
  const file = lines?.customers ?? base!;
  const unread = collectUnreadIds(criteria, { open: file.open, refuse });
  const book =
    parts.book == null
      ? await openRunBook(flags, asOf, criteria, unread.ids, tell, io)
      : await useBook(parts.book, asOf, criteria, unread.ids, tell);
  const options: ClassifyOptions = {
    criteria,
    asOf,
    report,
    open: unread.open,
    refuse: unread.refuse,
    setsAside: flags.rejects !== undefined,
    ...book?.options,
    ...(parts.beside == null ? {} : { beside: parts.beside }),
    ...(lock === null ? {} : { locked: lock.cuts }),
  };
  return {
    loaded,
    criteria,
    lock,
    asOf,
    file,
    lines,
    book,
    rejected,
    unread: unread.ids,
    seen: { currency: null, groups: null },
    options,
    problems,
    isTold: parts.isTold === true,
  };
}

/** Whether criteria can do without a customer file: everybody who has a line is a customer then. */
export function needsNoCustomers({ tables }: Criteria): boolean {
  return tables.some(({ sums }) => sums.length > 0);
}

async function openLines(
  base: CustomerFile | null,
  criteria: Criteria,
  { others = [], days = [], watch = NOBODY, allMonths = false, allParts = false }: RunParts,
  asOf: Day,
  { report, refuse }: Problems,
  flags: CustomerFlags,
  io: Io,
): Promise<LineRun | null> {
  const isNeeded = [...criteria.tables, ...others].some(isWorked) || flags.table !== undefined;
  if (base === null && !needsNoCustomers(criteria)) {
    // Who named lines wants no customer file: the criteria may be others than were meant.
    if (flags.table !== undefined) (await import('./table-flag.ts')).readTableFlags(flags.table, criteria);
    throw noCustomerFile();
  }
  if (!isNeeded) return null;
  // Most runs have no lines, and start faster without what they need.
  const { openLineTables } = await import('./line-tables.ts');
  return openLineTables(
    base,
    {
      criteria,
      others,
      asOf,
      days,
      watch,
      allMonths,
      allParts,
      report,
      refuse,
    },
    flags,
    io,
  );
}

const NOBODY: ReadonlySet<string> = new Set();

/** A run with other cut points that are known already. */
export function withLocks(run: Run, locked: ReadonlyMap<Criteria, LockedCuts>): Run {
  return { ...run, options: { ...run.options, locked } };
}
