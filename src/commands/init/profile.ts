import { distinctNames } from '../../fields/bind.ts';
import { foldName, tidy } from '../../fields/fold.ts';
import { type HeaderUnit, headerUnit, unitNamed } from '../../fields/header-unit.ts';
import { composeText } from '../../fields/text-cell.ts';
import { isBlankWord, isNullWord } from '../../fields/unknown-cell.ts';
import { groupsColumns } from '../../table/header-rows.ts';
import type { TableRecord } from '../../table/table.ts';
import { addText, type OddText, type SeeCell } from './fit.ts';
import { type HeaderPeriod, periodOf } from './header-period.ts';
import { type Probe, type SeenAmounts, seeProbes } from './probes.ts';
import { type SeenDays, seeDays } from './seen-days.ts';
import { findKnown, type HeaderHints, hintsOf, type KnownHeader } from './vocabulary.ts';

/** What was seen in one column; its size does not grow with the file beyond the caps below. */
export interface ColumnProfile {
  /** Its name as fields find it: #3 for the third column where it has none, Revenue#2 for the second of that name. */
  readonly header: string;
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly hints: HeaderHints;
  /** What its header is known for, together with the name above it that groups columns, or by itself. */
  readonly known: KnownHeader | null;
  /** The period that its header names, or else the name above it. */
  readonly period: HeaderPeriod | null;
  filled: number;
  /** In how many rows it alone is filled. */
  alone: number;
  /** The first cell that is not blank, and its line; 0 where there is none. */
  example: string;
  firstLine: number;
  /** Texts that differ in more than case and width, by their folded form; null when there are too many. */
  distinct: Map<string, DistinctText> | null;
  /** No text came twice, as far as they were kept. */
  unique: boolean;
  /** How many texts differ, as far as they were kept; counted on where they repeat only in a column that names customers. */
  ids: number;
  /** Texts that say that there is no value, such as N/A. */
  readonly blankWords: Map<string, OddText>;
  readonly probes: readonly Probe[];
  readonly days: SeenDays;
  readonly amounts: SeenAmounts;
  /** What its header, or a row of units below it, says of its amounts. */
  unit: HeaderUnit | null;
  /** A cell is more than digits could be: it begins with a zero, as codes do. */
  leadingZero: boolean;
  /** The fewest and the most digits of its cells, with a plus sign before them; both 0 where one holds anything else. */
  leastDigits: number;
  mostDigits: number;
  /** Every cell counts the rows: 1, 2, 3. */
  counts: boolean;
}

/** A text as it was first written, and how often it came in any case and width. */
interface DistinctText {
  readonly text: string;
  readonly line: number;
  count: number;
}

/** What was seen in a whole file. */
export interface Profile {
  readonly columns: readonly ColumnProfile[];
  readonly rows: number;
  /** What the rows begin with that are no customers, such as totals; they are in no count. */
  readonly leftOut: readonly RowForm[];
  /** Whether rows that are no customers stand below a blank row. */
  readonly hasFooter: boolean;
  /** Whether cells hold marks of HTML, which are read as their signs. */
  readonly html: boolean;
  /** The business unit that stands only once beside each customer, where customers repeat; null where none does. */
  readonly perUnit: string | null;
  /** A row of units below the header, by the places of its columns; empty where there is none. It is in no count. */
  readonly unitRow: ReadonlyMap<number, string>;
}

/** The first text of rows that are no customers, as `leave_out` names it, and the place of its column, from 0. */
export interface RowForm {
  readonly form: string;
  readonly isTotal: boolean;
  readonly column: number;
}

/** Looks at every record of a table, in batches; `above` is the row above the header, which may group its columns. */
export async function profileTable(
  header: readonly string[],
  above: readonly string[],
  batches: AsyncIterable<readonly TableRecord[]>,
): Promise<Pick<Profile, 'columns' | 'rows' | 'perUnit' | 'unitRow'>> {
  const groups = groupsColumns(above, header) ? groupNames(above) : [];
  const open = distinctNames(header).map((name, at) => openColumn(tidy(name), at, groups[at] ?? ''));
  const columns = open.map(({ column }) => column);
  const units = openUnits(columns);
  let rows = 0;
  let unitRow: ReadonlyMap<number, string> | null = null;
  for await (const batch of batches) {
    for (const { cells, line } of batch) {
      if (unitRow === null) {
        unitRow = unitsIn(cells);
        for (const [index, text] of unitRow) columns[index]!.unit = unitNamed(text);
        if (unitRow.size > 0) continue;
      }
      rows += 1;
      let filled = 0;
      let last = open[0]!;
      for (const [index, one] of open.entries()) {
        if (!addCell(one, cells[index]!, line)) continue;
        filled += 1;
        last = one;
      }
      if (filled === 1) last.column.alone += 1;
      for (const unit of units) addUnit(unit, cells);
    }
  }
  const perUnit = units.find(({ once, unit }) => once && unit.distinct?.size !== 1)?.unit.header ?? null;
  return { columns, rows, perUnit, unitRow: unitRow ?? new Map() };
}

// The name that stands above each column, which is that of the columns on its right as far as they have none.
function groupNames(above: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const cell of above) names.push(tidy(cell) === '' ? (names.at(-1) ?? '') : tidy(cell));
  return names;
}

/** A customer beside a business unit, row by row. */
interface UnitRows {
  readonly id: ColumnProfile;
  readonly unit: ColumnProfile;
  readonly seen: Set<string>;
  /** No pair came twice. */
  once: boolean;
}

function openUnits(columns: readonly ColumnProfile[]): UnitRows[] {
  const named = (fact: string) => columns.filter(({ known }) => known?.fact.name === fact);
  const id = named('customer_id')[0] ?? named('customer_name')[0];
  return id === undefined
    ? []
    : named('business_unit').map((unit) => ({ id, unit, seen: new Set(), once: true }));
}

function addUnit(rows: UnitRows, cells: readonly string[]): void {
  const { id, unit, seen } = rows;
  if (!rows.once || seen.size >= MOST_PAIRS) return;
  const pair = `${tidy(cells[id.index]!)}\n${tidy(cells[unit.index]!)}`;
  rows.once = !seen.has(pair);
  if (rows.once) seen.add(pair);
  else seen.clear();
}

// The units of a row that holds nothing else, such as EUR and %; amounts of several currencies are no such row.
function unitsIn(cells: readonly string[]): ReadonlyMap<number, string> {
  const filled = [...cells.entries()].filter(([, cell]) => tidy(cell) !== '');
  const units = filled.filter(([, cell]) => unitNamed(cell) !== null);
  const others = filled.filter(([, cell]) => unitNamed(cell) === null && !/^\W*%\W*$/.test(cell));
  const marks = new Set(units.flatMap(([, cell]) => unitNamed(cell)?.currency?.mark ?? []));
  return new Map(others.length > 0 || marks.size > 1 ? [] : units.map(([at, cell]) => [at, tidy(cell)]));
}

interface OpenColumn {
  readonly column: ColumnProfile;
  readonly seeDay: SeeCell;
  readonly seeNumber: SeeCell;
  /** The texts that came so far, as long as none came twice. */
  readonly once: Set<string>;
  /** What its `distinct` texts are by their spelling. */
  readonly spellings: Map<string, DistinctText>;
  /** Its texts are counted on where they repeat: they tell how many customers the rows have. */
  readonly namesCustomers: boolean;
}

function openColumn(header: string, index: number, group: string): OpenColumn {
  const whole = `${group} ${header}`;
  const hints = hintsOf(header);
  const { days, see } = seeDays(hints);
  const { probes, amounts, see: seeNumber } = seeProbes(header, hints);
  const column: ColumnProfile = {
    header,
    index,
    hints,
    known: findKnown(whole) ?? findKnown(header),
    period: periodOf(header) ?? periodOf(whole),
    filled: 0,
    alone: 0,
    example: '',
    firstLine: 0,
    distinct: new Map(),
    unique: true,
    ids: 0,
    blankWords: new Map(),
    probes,
    days,
    amounts,
    unit: headerUnit(header),
    leadingZero: false,
    leastDigits: 0,
    mostDigits: 0,
    counts: true,
  };
  const known = column.known?.fact.name;
  const namesCustomers =
    known === 'customer_id' || known === 'customer_name' || (hints.code && !hints.othersId);
  return { column, seeDay: see, seeNumber, once: new Set(), spellings: new Map(), namesCustomers };
}

// Whether the cell is filled.
function addCell(open: OpenColumn, cell: string, line: number): boolean {
  const { column } = open;
  const text = composeText(tidy(cell));
  if (text === '') return false;
  column.filled += 1;
  if (column.filled === 1) {
    column.example = text;
    column.firstLine = line;
  }
  column.leadingZero ||= text.charCodeAt(0) === ZERO && LEADING_ZERO.test(text);
  noteDigits(column, text);
  column.counts &&= text === String(column.filled) || text === String(column.filled - 1);
  noteText(open, text, line);
  if (isBlankWord(text) && addText(column.blankWords, text, line, MOST_WORDS)) return true;
  const seen = toReckon(column);
  if (!column.days.dropped) open.seeDay(cell, line, seen);
  open.seeNumber(cell, line, seen);
  return true;
}

function noteDigits(column: ColumnProfile, text: string): void {
  if (column.filled > 1 && column.leastDigits === 0) return;
  const digits = DIGITS.test(text) ? text.length : 0;
  column.leastDigits = column.filled === 1 ? digits : Math.min(column.leastDigits, digits);
  column.mostDigits = digits === 0 ? 0 : Math.max(column.mostDigits, digits);
}

/** How many cells are blank, or hold what programs write for a blank. */
export function blankCells({ filled, blankWords }: ColumnProfile, rows: number): number {
  const nulls = [...blankWords].filter(([text]) => isNullWord(text));
  return nulls.reduce((sum, [, { cells }]) => sum + cells, rows - filled);
}

/** How many cells are filled with something that may be reckoned with. */
export function toReckon({ filled, blankWords }: ColumnProfile): number {
  if (blankWords.size === 0) return filled;
  return [...blankWords.values()].reduce((rest, { cells }) => rest - cells, filled);
}

function noteText(
  { column, once: seen, spellings, namesCustomers }: OpenColumn,
  text: string,
  line: number,
): void {
  if ((column.unique || namesCustomers) && seen.size < MOST_IDS) {
    const before = seen.size;
    seen.add(text);
    const repeats = seen.size === before;
    column.unique &&= !repeats;
    if (repeats && !namesCustomers) seen.clear();
    column.ids = seen.size;
  }
  if (column.distinct === null) return;
  // Most texts of such a column come again as they were spelt.
  const spelt = spellings.get(text);
  if (spelt !== undefined) {
    spelt.count += 1;
    return;
  }
  const key = foldName(text);
  let known = column.distinct.get(key);
  if (known === undefined) {
    if (column.distinct.size >= MOST_TEXTS || text.length > LONGEST_TEXT) {
      column.distinct = null;
      spellings.clear();
      return;
    }
    known = { text, line, count: 0 };
    column.distinct.set(key, known);
  }
  known.count += 1;
  if (spellings.size < MOST_SPELLINGS) spellings.set(text, known);
}

const DIGITS = /^\+?\d+$/;
const ZERO = 0x30;
const LEADING_ZERO = /^0\d/;
const MOST_TEXTS = 40;
const MOST_SPELLINGS = 200;
const MOST_WORDS = 10;
const LONGEST_TEXT = 60;
const MOST_PAIRS = 20_000;
const MOST_IDS = 200_000;
