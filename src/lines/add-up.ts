import { compileCondition } from '../condition/compile.ts';
import { NO_CUTS } from '../condition/condition.ts';
import { leaveOutBlankLine, leaveOutTest } from '../criteria/input.ts';
import { looksLikeNoCustomer, noCustomerOf } from '../criteria/no-customer.ts';
import {
  columnOn,
  daysWithin,
  type LineDays,
  type LineSeries,
  type LineSum,
  type LineTable,
  type LineValue,
  monthBefore,
} from '../criteria/tables.ts';
import { type Binding, bindFields } from '../fields/bind.ts';
import { customerReader } from '../fields/customer.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { createFacts, type Facts, factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { checkHeaderUnits } from '../fields/header-unit.ts';
import { seeCells } from '../fields/seen-cells.ts';
import { currencyOf, type FileCurrency } from '../fields/seen-currencies.ts';
import { fieldLine } from '../fields/unknown-cell.ts';
import { factTypeOf } from '../fields/value.ts';
import { isNoLabel } from '../table/row-label.ts';
import type { AddedFile, CustomerTable, Dialect, RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic, Place, ReportDiagnostic } from '../text/diagnostic.ts';
import { type Accumulator, createAccumulator, ownText, readValue } from './accumulate.ts';
import { createKeySet } from './key-set.ts';
import { createLineKey } from './line-key.ts';
import { placeCustomers } from './place-customers.ts';

/** What the lines of a table come to for each customer who has one. */
export interface LineTotals {
  readonly table: LineTable;
  readonly file: string;
  /** How the file was written. */
  readonly dialect: Dialect;
  readonly seen: AddedFile;
  /** In the order of their first lines. */
  readonly ids: readonly string[];
  /** The place of a customer in `ids`; undefined for one without any line. */
  find(id: string): number | undefined;
  /** The first line of a customer in the file, and how many lines it has. */
  firstLine(at: number): number;
  lines(at: number): number;
  /** Whether a customer has a line up to the as-of date. */
  isThere(at: number): boolean;
  /** The cells of `columns`, for a customer or for one without any line. */
  cells(at: number | undefined): readonly string[];
  /** The headers of what the lines come to: those of `table.sums`, then the same on other days. */
  readonly columns: readonly string[];
  /** The months of a customer who is watched, or of any where all are asked for, for each series of the table. */
  months(id: string): readonly MonthlyValues[];
  /** The revenue of a customer in parts, by each field that was asked for and that the lines tell. */
  readonly parts: ReadonlyMap<string, PartsOf>;
  /** The lines of a customer who is watched, in the order of the file. */
  watched(id: string): readonly WatchedLine[];
  readonly counts: LineCounts;
  /** The day of the last line that counts; null where lines have no days, or none counts. */
  readonly latest: Day | null;
  /** The currency of the amounts; null where nothing says it. */
  readonly currency: FileCurrency | null;
}

/** How many lines a file has, how many of them cannot be counted, and how many others are later than the as-of date. */
export interface LineCounts {
  readonly read: number;
  readonly refused: number;
  readonly later: number;
}

/** What the lines of one customer come to in each of the last months, the latest last. */
export interface MonthlyValues {
  readonly series: LineSeries;
  /** The first day of the first month and the last of the last one. */
  readonly from: Day;
  readonly to: Day;
  readonly cells: readonly string[];
}

/** The parts of the revenue of a customer. */
export type PartsOf = (id: string) => readonly RevenuePart[];

/** What the lines with one value come to, of those that count for the revenue of a customer. */
export interface RevenuePart {
  /** Null are the lines without one. */
  readonly value: string | null;
  readonly cell: string;
}

/** A line of a customer who is watched. */
export interface WatchedLine {
  readonly line: number;
  /** The cells of the table's fields, by slot; undefined where the file has no such column. */
  readonly cells: readonly (string | undefined)[];
  /** What it was counted for. */
  readonly countsFor: readonly LineValue[];
}

/** How lines are read. `open` opens them, null after a report; `refuse` gets each line that cannot be counted, with the reason. */
export interface AddUpOptions {
  readonly open: (refuse: RefuseRow) => Promise<CustomerTable | null>;
  readonly asOf: Day;
  /** Other days for which it is asked what lines come to. */
  readonly days: readonly LineDays[];
  /** The customers whose lines are kept, to be shown. */
  readonly watch: ReadonlySet<string>;
  /** Whether the months of a series are added up for everybody, not only for those who are watched. */
  readonly allMonths?: boolean;
  /** The fields of lines by which revenue is split into parts. */
  readonly splitBy?: readonly string[];
  readonly report: ReportDiagnostic;
  readonly refuse: RefuseRow;
}

/**
 * Goes through the lines of a table once and adds them up for each customer, as of a day; later lines do not count.
 * Lines are never kept: what grows is what each customer's fields need. Null after a report.
 */
export async function addUpLines(
  table: LineTable,
  { open, asOf, days, watch, allMonths = false, splitBy = [], report, ...options }: AddUpOptions,
): Promise<LineTotals | null> {
  let lines = 0;
  let refused = 0;
  let lastRefused: TableRecord | null = null;
  const refuse: RefuseRow = (problem, record) => {
    // A line may have several problems, one after the other.
    if (record !== lastRefused) refused += 1;
    lastRefused = record;
    options.refuse(problem, record);
  };
  const opened = await open(refuse);
  if (opened === null) return null;
  const { header, file, records } = opened;
  const dividers = splitBy.flatMap((name) => findDivider(table, name) ?? []);
  const more = dividers.map(({ field }) => field).filter((field) => !table.read.includes(field));
  const fields = [...table.read, ...more.map((field) => ({ ...field, optional: true }))];
  const bound = bindFields(fields, header.cells, file, header.line, opened.dialect);
  bound.diagnostics.forEach(report);
  if (bound.value === null) return null;
  const { columns } = bound.value;
  const headerOf = (slot: number): string | null => header.cells[columns[slot] ?? -1] ?? null;
  checkHeaderUnits(fields, bound.value, header.cells, file, header.line).forEach(report);
  const facts = createFacts(table.fields.length);
  // Lines of other days are there to be counted on other days.
  const seenCells = seeCells(Number.POSITIVE_INFINITY);
  const read = customerReader(fields, bound.value, header.cells, table.input, facts, file, seenCells);
  const check = checkLines(table, header.cells, columns, file, facts);
  const tallies = [{ reckoned: asOf, known: asOf }, ...days].map((one) =>
    tallyLines(table, table.sums, one, facts, columns),
  );
  const tally = tallies[0]!;
  const { slot } = table.customer;
  const idColumn = columns[slot]!;
  const places = placeCustomers();
  const placeOf = (id: string): number | undefined => {
    const at = places.findText(id);
    return at < 0 ? undefined : at;
  };
  const ids: string[] = [];
  const firstLines: number[] = [];
  const counts: number[] = [];
  const laterLinesOf: number[] = [];
  const watched = new Map<string, WatchedLine[]>();
  const months = tallyMonths(table, asOf, facts, columns);
  const parts = dividers.map((divider) => tallyParts(table, divider, asOf, facts, columns));
  let latest: Day | null = null;
  const later = { lines: 0, first: 0, last: asOf };
  for await (const batch of records) {
    for (const record of batch) {
      const problems = read(record);
      const wrong = problems.length > 0 ? problems : check(record);
      if (wrong.length > 0) {
        for (const problem of wrong) refuse(problem, record);
        continue;
      }
      let at =
        facts.texts[slot] === undefined
          ? places.find(record.source, record.cellStart(idColumn), record.cellEnd(idColumn))
          : places.findText(facts.texts[slot]!);
      if (at < 0) {
        at = ids.length;
        places.keep(at);
        ids.push(ownText(factText(facts, slot)!));
        firstLines.push(record.line);
        counts.push(0);
        laterLinesOf.push(0);
      }
      lines += 1;
      counts[at]! += 1;
      const isWatched = watch.size > 0 && watch.has(ids[at]!);
      if (isWatched || allMonths) months.add(at, record);
      for (const one of parts) one.add(at, record);
      if (isWatched) {
        const cells = columns.map((column) => (column == null ? undefined : record.cell(column)));
        const id = ids[at]!;
        if (!watched.has(id)) watched.set(id, []);
        watched.get(id)!.push({ line: record.line, cells, countsFor: tally.countsFor() });
      }
      const day = table.date === null ? null : facts.numbers[table.date.slot]!;
      if (day !== null && day > asOf) {
        if (later.lines === 0) later.first = record.line;
        later.lines += 1;
        later.last = Math.max(later.last, day);
        laterLinesOf[at]! += 1;
      } else if (day !== null && (latest === null || day > latest)) latest = day;
      for (const one of tallies) one.add(at, record);
    }
  }
  if (lines + refused === 0 && !opened.isCut) report(noLines(table, file));
  if (later.lines > 0) report(laterLines(later, latest === null, asOf, file));
  seenCells.findings(file, table.input.currency).forEach(report);
  tally.findings(file, (slot) => headerOf(slot)!).forEach(report);
  return {
    table,
    file,
    dialect: opened.dialect,
    seen: {
      table: table.name,
      rows: lines,
      header: header.cells,
      columns: new Map(table.read.map(({ name, slot }) => [name, headerOf(slot)])),
    },
    ids,
    find: placeOf,
    firstLine: (at) => firstLines[at]!,
    lines: (at) => counts[at]!,
    isThere: (at) => counts[at]! > laterLinesOf[at]!,
    cells: (at) => tallies.flatMap((one) => one.cells(at ?? ids.length)),
    columns: [
      ...table.sums.map(({ column }) => column),
      ...days.flatMap((one) => table.sums.map(({ column }) => columnOn(column, one))),
    ],
    months: (id) => (allMonths || watched.has(id) ? months.of(placeOf(id)) : []),
    parts: new Map(parts.map(({ by, of }) => [by, (id) => of(placeOf(id))])),
    watched: (id) => watched.get(id) ?? [],
    counts: { read: lines + refused, refused, later: later.lines },
    latest,
    currency: currencyOf(table.input.currency, seenCells.currencies),
  };
}

interface Tally {
  /** Counts a line, whose facts are there. */
  add(at: number, line: TableRecord): void;
  /** What that line counts for. */
  countsFor(): LineValue[];
  cells(at: number): string[];
  findings(file: string, headerOf: (slot: number) => string): Diagnostic[];
}

type WindowedValue = LineValue & Pick<LineSum, 'within'>;

// Adds each line to what it counts for.
function tallyLines(
  table: LineTable,
  values: readonly WindowedValue[],
  days: LineDays,
  facts: Facts,
  columns: Binding['columns'],
): Tally {
  const date = table.date?.slot ?? null;
  const sums = values.map((sum) => {
    const accumulator: Accumulator = createAccumulator(sum, date, columns);
    return { sum, counts: testLine(sum, days, facts), accumulator, blanks: { lines: 0, first: 0 } };
  });
  const dayOfLine = (): number => dayOf(table, days, facts);
  return {
    add(at, line) {
      const day = dayOfLine();
      for (const { counts, accumulator, blanks } of sums) {
        if (!counts(day) || accumulator.add(at, facts, line)) continue;
        if (blanks.lines === 0) blanks.first = line.line;
        blanks.lines += 1;
      }
    },
    countsFor() {
      const day = dayOfLine();
      return sums.filter(({ counts }) => counts(day)).map(({ sum }) => sum);
    },
    cells: (at) => sums.map(({ accumulator }) => accumulator.cell(at)),
    findings: (file, headerOf) =>
      sums.flatMap(({ sum: { how, of, name }, blanks }) =>
        (how === 'sum' || how === 'mean') && blanks.lines > 0
          ? [blankAmounts(name, blanks, headerOf(of!.slot), file, of!.name)]
          : [],
      ),
  };
}

// Whether a line of a day, whose facts are there, counts for a sum.
function testLine({ within, where }: WindowedValue, days: LineDays, facts: Facts): (day: number) => boolean {
  const { after, upTo } = daysWithin(within, days);
  const test =
    where === null ? null : compileCondition(where, { asOf: days.reckoned, cohorts: [], cuts: NO_CUTS });
  return (day) => day > after && day <= upTo && (test === null || test(facts) === 'true');
}

// Lines without days are of the last day that is known.
function dayOf({ date }: LineTable, { known }: LineDays, facts: Facts): number {
  return date === null ? known : facts.numbers[date.slot]!;
}

// Each month of a series is a window of its own.
function tallyMonths(
  table: LineTable,
  asOf: Day,
  facts: Facts,
  columns: Binding['columns'],
): Pick<Tally, 'add'> & { of(at: number | undefined): MonthlyValues[] } {
  const days = { reckoned: asOf, known: asOf };
  const all = table.series.map((series) => {
    const windows = Array.from({ length: series.months }, (_, at) => monthBefore(series.months - 1 - at));
    const sums = windows.map((within) => ({ ...series, within }));
    const first = daysWithin(windows[0]!, days);
    return { series, from: first.after + 1, tally: tallyLines(table, sums, days, facts, columns) };
  });
  return {
    add: (at, line) => {
      for (const { tally } of all) tally.add(at, line);
    },
    of: (at) =>
      at === undefined
        ? []
        : all.map(({ series, from, tally }) => ({ series, from, to: asOf, cells: tally.cells(at) })),
  };
}

interface Divider {
  readonly field: Field;
  readonly revenue: LineSum;
}

// Only revenue that is a sum of lines has parts that add up to it.
function findDivider({ fields, sums, read }: LineTable, name: string): Divider | null {
  const field = fields.find((one) => one.name === name);
  const revenue = sums.find((sum) => sum.name === 'revenue' && sum.how === 'sum');
  if (field === undefined || revenue === undefined) return null;
  // Lines that nothing else refuses must not be refused for this: a text is never wrong.
  const isSafe = field.type === 'text' || read.includes(field);
  return isSafe && factTypeOf(field.type).kind === 'text' ? { field, revenue } : null;
}

// Each value that a customer has is added up as a customer of its own would be.
function tallyParts(
  table: LineTable,
  { field, revenue }: Divider,
  asOf: Day,
  facts: Facts,
  columns: Binding['columns'],
): {
  readonly by: string;
  add(at: number, line: TableRecord): void;
  of(at: number | undefined): RevenuePart[];
} {
  const days = { reckoned: asOf, known: asOf };
  const counts = testLine(revenue, days, facts);
  const amounts = createAccumulator(revenue, table.date?.slot ?? null, columns);
  const places: Map<string | null, number>[] = [];
  let next = 0;
  return {
    by: field.name,
    add(at, line) {
      if (!counts(dayOf(table, days, facts))) return;
      const value = factText(facts, field.slot);
      places[at] ??= new Map();
      let place = places[at].get(value);
      if (place === undefined) {
        place = next;
        next += 1;
        places[at].set(value === null ? null : ownText(value), place);
      }
      amounts.add(place, facts, line);
    },
    of: (at) =>
      [...((at === undefined ? undefined : places[at]) ?? [])].map(([value, place]) => ({
        value,
        cell: amounts.cell(place),
      })),
  };
}

const NONE: readonly Diagnostic[] = [];

// What is wrong with a line whose cells can be read.
function checkLines(
  table: LineTable,
  header: readonly string[],
  columns: Binding['columns'],
  file: string,
  facts: Facts,
): (record: TableRecord) => readonly Diagnostic[] {
  const { customer, date, unique, input } = table;
  const isKept = leaveOutTest(input.keep, header) ?? (() => false);
  const idColumn = columns[customer.slot]!;
  const key = createLineKey(unique, columns, facts);
  const known = createKeySet({ keepsLines: true });
  const problem = (
    record: TableRecord,
    found: Pick<Diagnostic, 'code' | 'message' | 'help'>,
    column: string | null = null,
  ): Diagnostic[] => [{ severity: 'error', ...found, at: placeOf(record, column) }];
  const placeOf = ({ line }: TableRecord, column: string | null): Place => ({
    kind: 'cell',
    file,
    line,
    column,
  });
  const checkId = (record: TableRecord): readonly Diagnostic[] => {
    // Nearly every id shows by its first signs that it is one.
    if (facts.texts[customer.slot] === undefined) {
      const start = record.cellStart(idColumn);
      if (isNoLabel(record.source[start]!, record.source[start + 1]!)) return NONE;
    }
    const id = factText(facts, customer.slot);
    if (id === null)
      return problem(
        record,
        {
          code: 'missing-id',
          message: { en: 'the line has no customer', zh: '这一明细行没有客户' },
          help: {
            en: `lines without one are left out with, in the criteria: ${leaveOutBlankLine(customer.name)}`,
            zh: `要剔除没有客户的明细行，请在标准文件中写：${leaveOutBlankLine(customer.name)}`,
          },
        },
        header[idColumn]!,
      );
    const label = noCustomerOf(id);
    return label === null || isKept(record)
      ? NONE
      : [looksLikeNoCustomer(label, id, customer, placeOf(record, null))];
  };
  return (record) => {
    const wrong = checkId(record);
    if (wrong.length > 0) return wrong;
    if (date !== null && Number.isNaN(facts.numbers[date.slot]!))
      return problem(record, {
        code: 'undated-line',
        message: { en: `the line has no "${date.name}"`, zh: `这一明细行没有“${date.name}”` },
        help: {
          en: `lines without a day are left out with, in the criteria: ${leaveOutBlankLine(date.name)}`,
          zh: `要剔除没有日期的明细行，请在标准文件中写：${leaveOutBlankLine(date.name)}`,
        },
      });
    if (unique.length === 0) return NONE;
    const size = key.write(record);
    const first = known.addBytes(key.bytes, 0, size, 0, record.line);
    if (first === 0) return NONE;
    const cells = unique.map((field) => readValue(field)(facts) ?? '');
    const named = unique.map((field, at) => `${field.name} "${cells[at]}"`).join(', ');
    return problem(record, {
      code: 'duplicate-line',
      message: {
        en: `${named} stands in line ${first} already`,
        zh: `${unique.map((field, at) => `${field.name}“${cells[at]}”`).join('、')} 在第 ${first} 行已经出现`,
      },
      help: {
        en: 'keep one line of each, or set the others aside with --rejects',
        zh: '请各保留一行，或用 --rejects 把其余的剔除',
      },
    });
  };
}

function noLines({ name }: LineTable, file: string): Diagnostic {
  const message = {
    en: `table "${name}": the file has a header and no lines`,
    zh: `表“${name}”：文件只有表头，没有明细行`,
  };
  return {
    code: 'no-lines',
    severity: 'error',
    message,
    help: { en: 'check the filter of the export', zh: '请检查导出时的筛选条件' },
    at: { kind: 'file', file },
  };
}

// Where all are, the day was hardly meant.
function laterLines(
  { lines, first, last }: { readonly lines: number; readonly first: number; readonly last: Day },
  isAll: boolean,
  asOf: Day,
  file: string,
): Diagnostic {
  const message = {
    en: `${lines} ${lines === 1 ? 'line is' : 'lines are'} later than ${formatDay(asOf)} and ${lines === 1 ? 'does' : 'do'} not count`,
    zh: `有 ${lines} 行明细晚于 ${formatDay(asOf)}，不计入`,
  };
  return {
    code: 'later-lines',
    severity: 'info',
    message,
    help: isAll
      ? {
          en: `no line is left: reckon from a day on which there are some, such as --as-of ${formatDay(last)}`,
          zh: `没有剩下任何明细行：请改用有明细行的日期，如 --as-of ${formatDay(last)}`,
        }
      : undefined,
    at: { kind: 'cell', file, line: first, column: null },
  };
}

function blankAmounts(
  name: string,
  { lines, first }: { lines: number; first: number },
  column: string,
  file: string,
  field: string,
): Diagnostic {
  return {
    code: 'blank-amount',
    severity: 'warning',
    message: {
      en: `"${name}": ${lines} ${lines === 1 ? 'line has' : 'lines have'} no amount and ${lines === 1 ? 'adds' : 'add'} nothing`,
      zh: `“${name}”：有 ${lines} 行明细没有金额，不计入`,
    },
    help: {
      en: `if blank means nothing, say so in the criteria: ${fieldLine(field, 'missing: 0')}`,
      zh: `如果空白表示零，请在标准文件中写：${fieldLine(field, 'missing: 0')}`,
    },
    at: { kind: 'cell', file, line: first, column },
  };
}
