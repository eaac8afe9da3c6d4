import { isProblem } from '../../fields/amount.ts';
import { columnName } from '../../fields/bind.ts';
import { declareField, type NumberStyle } from '../../fields/field.ts';
import { foldName, tidy } from '../../fields/fold.ts';
import { type CellReader, cellReader } from '../../fields/parse-cell.ts';
import { isBlankWord } from '../../fields/unknown-cell.ts';
import type { ValueType } from '../../fields/value.ts';
import type { TableRecord } from '../../table/table.ts';
import { type HeaderHints, hintsOf } from './vocabulary.ts';

/** What was seen in one column; its size does not grow with the file beyond the caps below. */
export interface ColumnProfile {
  /** Its name as fields find it: #3 for the third column where it has none. */
  readonly header: string;
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly hints: HeaderHints;
  filled: number;
  /** The first cell that is not blank. */
  example: string;
  /** Texts that differ in more than case and width, by their folded form; null when there are too many. */
  distinct: Map<string, { text: string; count: number }> | null;
  /** No text came twice, as far as they were kept. */
  unique: boolean;
  /** Texts that say that there is no value, such as N/A, with how often. */
  readonly blankWords: Map<string, number>;
  readonly probes: readonly Probe[];
  /** Cells that mean one number with a decimal point and another with a decimal comma, such as 1,234. */
  eitherDecimal: string | null;
  /** Cells that are the number zero. */
  zeros: number;
  /** The largest size among its plain numbers. */
  largest: number;
  /** A cell is more than digits could be: it begins with a zero, as codes do. */
  leadingZero: boolean;
  /** How many digits every cell has that holds nothing else; 0 where they differ, or hold more. */
  digits: number;
  /** Every cell counts the rows: 1, 2, 3. */
  counts: boolean;
}

/** What was seen in a whole file. */
export interface Profile {
  readonly columns: readonly ColumnProfile[];
  readonly rows: number;
  /** Labels of the totals and subtotals, each with the column that it stands in; they are in no count. */
  readonly totals: readonly TotalLabel[];
  /** Whether rows that are no customers stand below a blank row. */
  readonly hasFooter: boolean;
}

/** The label of a total: its text, and the place of its column, from 0. */
export interface TotalLabel {
  readonly text: string;
  readonly column: number;
}

/** Looks at every record of a table, in batches. */
export async function profileTable(
  header: readonly string[],
  batches: AsyncIterable<readonly TableRecord[]>,
): Promise<Pick<Profile, 'columns' | 'rows'>> {
  const columns = header.map((name, index) =>
    openColumn(foldName(name) === '' ? columnName(header, index) : name, index),
  );
  const seen = columns.map(() => new Set<string>());
  let rows = 0;
  for await (const batch of batches) {
    for (const { cells, line } of batch) {
      rows += 1;
      for (const [index, column] of columns.entries()) addCell(column, seen[index]!, cells[index]!, line);
    }
  }
  return { columns, rows };
}

function openColumn(header: string, index: number): ColumnProfile {
  const hints = hintsOf(header);
  return {
    header,
    index,
    hints,
    filled: 0,
    example: '',
    distinct: new Map(),
    unique: true,
    blankWords: new Map(),
    probes: probesFor(hints),
    eitherDecimal: null,
    zeros: 0,
    largest: 0,
    leadingZero: false,
    digits: 0,
    counts: true,
  };
}

function addCell(column: ColumnProfile, seen: Set<string>, cell: string, line: number): void {
  const text = tidy(cell).normalize('NFC');
  if (text === '') return;
  column.filled += 1;
  if (column.filled === 1) column.example = text;
  column.leadingZero ||= /^0\d/.test(text);
  const digits = DIGITS.test(text) ? text.length : 0;
  column.digits = column.filled === 1 || column.digits === digits ? digits : 0;
  column.counts &&= text === String(column.filled) || text === String(column.filled - 1);
  noteText(column, seen, text);
  if (isBlankWord(text) && column.blankWords.size < MOST_WORDS) {
    column.blankWords.set(text, (column.blankWords.get(text) ?? 0) + 1);
    return;
  }
  const numbers: number[] = [];
  let zero = false;
  for (const probe of column.probes) {
    if (probe.dropped) continue;
    const value = tryCell(probe, cell, line, toReckon(column));
    if (probe.type === 'number' && typeof value === 'number') numbers.push(value);
    if (probe.type === 'money' && value === 0) zero = true;
  }
  if (zero) column.zeros += 1;
  if (numbers.length > 0) column.largest = Math.max(column.largest, ...numbers.map(Math.abs));
  if (numbers.length === 2 && numbers[0] !== numbers[1]) column.eitherDecimal ??= text;
}

/** How many cells are filled with something that may be reckoned with. */
export function toReckon({ filled, blankWords }: ColumnProfile): number {
  return [...blankWords.values()].reduce((rest, count) => rest - count, filled);
}

function noteText(column: ColumnProfile, seen: Set<string>, text: string): void {
  if (column.unique && seen.size < MOST_IDS) {
    if (seen.has(text)) {
      column.unique = false;
      seen.clear();
    } else seen.add(text);
  }
  if (column.distinct === null) return;
  const key = foldName(text);
  const known = column.distinct.get(key);
  if (known !== undefined) known.count += 1;
  else if (column.distinct.size >= MOST_TEXTS || text.length > LONGEST_TEXT) column.distinct = null;
  else column.distinct.set(key, { text, count: 1 });
}

const DIGITS = /^\d+$/;
const MOST_TEXTS = 40;
const MOST_WORDS = 10;
const LONGEST_TEXT = 60;
const MOST_IDS = 200_000;

/** One way in which a column may be read, tried on its cells with the reader that would read them later. */
export interface Probe {
  readonly type: ValueType;
  readonly format: string | null;
  readonly decimal: NumberStyle['decimal'];
  readonly read: CellReader;
  fits: number;
  /** The first cell that it reads. */
  example: string | null;
  /** The first cell that it does not read, and its line. */
  misfit: { readonly text: string; readonly line: number } | null;
  /** Given up: too many cells did not fit. */
  dropped: boolean;
}

// The ways to read a column that are worth trying, given what its header hints at.
function probesFor(hints: { readonly date: boolean; readonly ratio: boolean }): Probe[] {
  const probes = [probe('flag', null, '.')];
  for (const decimal of ['.', ','] as const) {
    probes.push(
      probe('number', null, decimal),
      probe('money', null, decimal),
      probe('percent', null, decimal),
    );
    if (hints.ratio) probes.push(probe('percent', 'percent', decimal));
  }
  probes.push(probe('date', null, '.'));
  for (const mark of ['/', '.', '-'])
    probes.push(probe('date', `DD${mark}MM${mark}YYYY`, '.'), probe('date', `MM${mark}DD${mark}YYYY`, '.'));
  // Digits alone are a date only where the header says so.
  if (hints.date) probes.push(probe('date', 'YYYYMMDD', '.'), probe('date', 'excel', '.'));
  return probes;
}

// Tries a filled cell; `seen` counts the filled cells up to this one.
function tryCell(probe: Probe, text: string, line: number, seen: number): number | string | null {
  const value = probe.read(text);
  if (!isProblem(value)) {
    probe.fits += 1;
    probe.example ??= text;
    return value;
  }
  probe.misfit ??= { text, line };
  probe.dropped = seen - probe.fits > PATIENCE + seen * TOLERANCE;
  return null;
}

/** Up to this share of cells may be wrong in a column that its header says all about. */
export const TOLERANCE = 0.1;
const PATIENCE = 20;

function probe(type: ValueType, format: string | null, decimal: NumberStyle['decimal']): Probe {
  const read = cellReader(declareField(type, type, { formats: format === null ? [] : [format] }), {
    decimal,
  });
  return { type, format, decimal, read, fits: 0, example: null, misfit: null, dropped: false };
}
