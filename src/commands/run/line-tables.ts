import type { Criteria } from '../../criteria/criteria.ts';
import { layoutOf } from '../../criteria/input.ts';
import type { BaseField } from '../../criteria/report-rules.ts';
import { isWorked, type LineDays, type LineTable } from '../../criteria/tables.ts';
import { UserError } from '../../errors.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { addUpLines, type LineTotals } from '../../lines/add-up.ts';
import { customersOfLines, joinLines, type MetCustomers, meetCustomers } from '../../lines/join-lines.ts';
import { type CustomerAmounts, type MetCurrencies, meetCurrencies } from '../../lines/meet-currencies.ts';
import { nestHelp } from '../../lines/nest-help.ts';
import type { DataFile } from '../../say/run.ts';
import type { CustomerTable, RefuseRow, TableRecord } from '../../table/table.ts';
import type { Diagnostic, ReportDiagnostic } from '../../text/diagnostic.ts';
import type { CustomerFlags } from './flags.ts';
import { type CustomerFile, customerFile, sha256Of } from './inputs.ts';
import { gatherLeftOut } from './left-out.ts';
import { readTableFlags } from './table-flag.ts';

/** A file of lines that a run reads: which table it is, and its SHA-256, known once it was read. */
export interface LineFile {
  readonly table: string;
  readonly file: CustomerFile;
  /** Whether it is read for the criteria of the run, and not for others that read its lines otherwise. */
  readonly isOwn: boolean;
}

/** The customers of a run with what their lines come to. */
export interface LineRun {
  /** The customer file, with a column for each field that is worked out from lines; without one, everybody who has a line. */
  readonly customers: CustomerFile;
  readonly files: readonly LineFile[];
  /** Lines of customers who are in none of the customer files; known once the customers were read. `customers` names these. */
  unknown(others: ReadonlySet<string>, isError: boolean, customers?: string): readonly Diagnostic[];
  /** What the lines come to, once they were read; null before that, and after a report. */
  totals(): readonly LineTotals[] | null;
  /** The one currency of the amounts of customers and lines, once both were read, or what is wrong where there are several. */
  meetCurrencies(customers: CustomerAmounts): MetCurrencies;
  /** The same lines, read once, beside another customer file. */
  beside(base: CustomerFile): LineRun;
}

/** What lines are read for. */
export interface LineOptions {
  readonly criteria: Criteria;
  /** Tables of other criteria that the customers are asked about, too. */
  readonly others: readonly LineTable[];
  readonly asOf: Day;
  /** Other days for which it is asked what lines come to. */
  readonly days: readonly LineDays[];
  /** The customers whose lines are kept, to be shown. */
  readonly watch: ReadonlySet<string>;
  /** Whether the months of a series are added up for everybody. */
  readonly allMonths: boolean;
  /** Whether revenue is split into the parts that a report shows. */
  readonly allParts: boolean;
  readonly report: ReportDiagnostic;
  readonly refuse: RefuseRow;
}

/** Opens the tables of a run, each read once when the customers are first asked for; `base` is the customer file, if there is one. */
export function openLineTables(
  base: CustomerFile | null,
  { criteria, others, asOf, days, watch, allMonths, allParts, report, refuse }: LineOptions,
  flags: CustomerFlags,
  io: Io,
): LineRun {
  const told = readTableFlags(flags.table ?? [], criteria);
  // Months are shown of the criteria that decide.
  const tables = tablesToRead([...criteria.tables, ...others.map((table) => ({ ...table, series: [] }))]);
  const opened = tables.map((table) => {
    const isOwn = isOf(table, criteria);
    const own = {
      asOf,
      days,
      watch,
      allMonths,
      splitBy: allParts ? criteria.report.baseBy.flatMap((base) => fieldOf(base, table)) : [],
      report: (found: Diagnostic): void => {
        // What is remarkable in it was said when it was read for the criteria of the run.
        if (isOwn || found.severity === 'error') report(nestHelp(found, table.name));
      },
      refuse: (problem: Diagnostic, record: TableRecord): void =>
        refuse(nestHelp(problem, table.name), record),
    };
    return { table, own, isOwn, file: openLineFile(table, told, own.report, flags, io) };
  });
  const readAll = async (): Promise<readonly LineTotals[] | null> => {
    const all: LineTotals[] = [];
    for (const { table, own, file } of opened) {
      const totals = await addUpLines(table, { ...own, open: (refuseRow) => file.open(refuseRow) });
      await file.endProgress();
      if (totals === null) return null;
      all.push(totals);
    }
    return all;
  };
  let reading: Promise<readonly LineTotals[] | null> | null = null;
  let read: {
    readonly all: readonly LineTotals[];
    readonly own: readonly LineTotals[];
    readonly met: MetCustomers;
  } | null = null;
  const openBeside = async (
    customerFile: CustomerFile | null,
    ...told: Parameters<CustomerFile['open']>
  ): Promise<CustomerTable | null> => {
    reading ??= readAll();
    const all = await reading;
    if (all === null) return null;
    const own = all.filter(({ table }) => isOf(table, criteria));
    read ??= { all, own, met: meetCustomers(own) };
    const customers =
      customerFile === null ? customersOfLines(criteria.idField, all) : await customerFile.open(...told);
    return customers === null ? null : joinLines(customers, criteria.idField, all, read.met);
  };
  const files = opened.map(({ table, file, isOwn }) => ({ table: table.name, file, isOwn }));
  let unread: ReadonlySet<string> = new Set();
  const countsOf = (index: number): DataFile['lines'] => {
    if (read === null) return null;
    const unknown = base === null ? null : read.met.unknownLines(unread)[index]!;
    return { ...read.own[index]!.counts, unknown };
  };
  const runOf = (customerFile: CustomerFile | null): LineRun => ({
    customers: {
      ...(customerFile ?? withoutCustomers(files)),
      ...digestsOf(
        customerFile,
        files.filter(({ isOwn }) => isOwn),
        countsOf,
      ),
      open: (...told) => openBeside(customerFile, ...told),
    },
    files,
    unknown: (others, isError, customers = customerFile?.name) => {
      unread = others;
      return customers === undefined ? [] : (read?.met.unknown(customers, others, isError) ?? []);
    },
    totals: () => read?.all ?? null,
    meetCurrencies: (customers) => meetCurrencies(criteria, customers, read?.all ?? []),
    beside: runOf,
  });
  return runOf(base);
}

function isOf(table: LineTable, { tables }: Criteria): boolean {
  return tables.some(({ span }) => span === table.span);
}

// Those that something is worked out from; of other criteria only what these do not have.
function tablesToRead(tables: readonly LineTable[]): LineTable[] {
  const known = new Set<string>();
  return tables.flatMap((table) => {
    const sums = table.sums.filter(({ column }) => !known.has(column));
    for (const { column } of sums) known.add(column);
    return isWorked({ ...table, sums }) ? [{ ...table, sums }] : [];
  });
}

function fieldOf(base: BaseField, { name }: LineTable): string[] {
  return base.kind === 'lines' && base.table === name ? [base.name] : [];
}

/** Where the lines of a table are: as told, or as the criteria say; null where nobody does. */
export function lineFile(
  { name, file, span }: LineTable,
  told: ReadonlyMap<string, string>,
  io: Io,
): string | null {
  return told.get(name) ?? (file === null ? null : io.beside(span.source.name, file));
}

function openLineFile(
  table: LineTable,
  told: ReadonlyMap<string, string>,
  report: ReportDiagnostic,
  flags: CustomerFlags,
  io: Io,
): CustomerFile {
  const { name, input, fields } = table;
  const path = lineFile(table, told, io);
  if (path === null)
    throw new UserError(
      {
        en: `the criteria work fields out from the table "${name}", and no file of it is given`,
        zh: `标准要用表“${name}”计算字段，却没有指定它的文件`,
      },
      { en: `give it: --table ${name}=${name}.csv`, zh: `请指定：--table ${name}=${name}.csv` },
    );
  if (path !== '-' && !io.exists(path))
    throw new UserError(
      {
        en: `cannot read "${path}": there is no such file or folder`,
        zh: `无法读取“${path}”：没有这个文件或文件夹`,
      },
      { en: `say where it is: --table ${name}=FILE`, zh: `请指明位置：--table ${name}=FILE` },
    );
  const { encoding, delimiter, sheet } = input;
  return customerFile(
    io,
    path,
    { encoding, delimiter, sheet, escape: input.escape, layout: layoutOf(input, fields) },
    report,
    flags,
  );
}

// What is said of the customer file is said of the lines.
function withoutCustomers(
  files: readonly LineFile[],
): Pick<CustomerFile, 'name' | 'leftOut' | 'endProgress'> {
  return {
    name: files.map(({ file }) => file.name).join(', '),
    // Lines that are left out are no customers that are.
    leftOut: gatherLeftOut(),
    endProgress: async () => {},
  };
}

// Customers with other lines are other data.
function digestsOf(
  base: CustomerFile | null,
  files: readonly LineFile[],
  countsOf: (index: number) => DataFile['lines'],
): Pick<CustomerFile, 'sha256' | 'skipSha256' | 'files'> {
  const all = (): readonly DataFile[] => [
    ...(base?.files() ?? []),
    ...files.map(({ table, file: { name, sha256, leftOut } }, index) => ({
      file: name,
      table,
      sha256: sha256(),
      leftOut,
      get lines() {
        return countsOf(index);
      },
    })),
  ];
  return {
    files: all,
    skipSha256() {
      base?.skipSha256();
      for (const { file } of files) file.skipSha256();
    },
    sha256() {
      const digests = all().map(({ sha256 }) => sha256);
      return digests.length === 1 ? digests[0]! : sha256Of(digests);
    },
  };
}
