import { LINE_FUNCTIONS, type LineValue, MEAN_FINER } from '../criteria/tables.ts';
import type { Binding } from '../fields/bind.ts';
import { formatDay } from '../fields/day.ts';
import { decimalOf } from '../fields/decimal.ts';
import { exactOf } from '../fields/exact.ts';
import { exactExtremes } from '../fields/exact-extremes.ts';
import { enlarge, exactSums } from '../fields/exact-sums.ts';
import { exactField, type Facts, factText, longDecimal } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { isPlainText } from '../fields/text-cell.ts';
import { factTypeOf } from '../fields/value.ts';
import type { TableRecord } from '../table/table.ts';
import { compareCodePoints } from '../text/order.ts';
import { createKeySet, type KeySet } from './key-set.ts';

/** Makes one value of the lines of each customer, known by a number from 0 on. No order of the lines matters. */
export interface Accumulator {
  /** Takes a line that counts, and whose facts these are; false where it has no value to be taken. */
  add(at: number, facts: Facts, line: TableRecord): boolean;
  /** What came of all lines, as a cell: exact decimals, days as YYYY-MM-DD, texts as they are; empty where nothing did. */
  cell(at: number): string;
}

/** Begins what a field is worked out by; `date` is the slot of a line's day, `columns` are those of the fields by slot. */
export function createAccumulator(
  { how, of }: Pick<LineValue, 'how' | 'of'>,
  date: number | null,
  columns: Binding['columns'],
): Accumulator {
  const ofNone = LINE_FUNCTIONS[how].ofNone ?? '';
  switch (how) {
    case 'count':
      return countLines();
    case 'sum':
    case 'mean':
      return addUp(of!.slot, how === 'mean', ofNone);
    case 'distinct':
      return countValues(of!, columns[of!.slot] ?? null);
    case 'largest':
    case 'smallest':
      return findExtreme(of!, how);
    case 'latest':
    case 'earliest':
      return findExtreme(of!, how === 'latest' ? 'largest' : 'smallest');
    case 'first_value':
    case 'last_value':
      return findValue(of!, date!, how === 'last_value' ? 1 : -1);
  }
}

function countLines(): Accumulator {
  const counts = createNumbers(0);
  return {
    add(at) {
      counts.set(at, counts.get(at) + 1);
      return true;
    },
    cell: (at) => String(counts.get(at)),
  };
}

function addUp(slot: number, mean: boolean, ofNone: string): Accumulator {
  const sums = exactSums();
  const counts = createNumbers(0);
  return {
    add(at, facts) {
      const value = facts.numbers[slot]!;
      if (Number.isNaN(value)) return false;
      counts.set(at, counts.get(at) + 1);
      sums.add(at, value, longDecimal(facts, slot));
      return true;
    },
    cell(at) {
      const count = counts.get(at);
      return count === 0 ? ofNone : mean ? sums.mean(at, count, MEAN_FINER) : sums.decimal(at);
    },
  };
}

function countValues(of: Field, column: number | null): Accumulator {
  const read = readValue(of);
  let known: KeySet | null = createKeySet({ keepsLines: false });
  const counts = createNumbers(0);
  const isKnown = (at: number, facts: Facts, line: TableRecord): boolean | null => {
    if (column !== null && standsInLine(of, column, facts, line))
      return known!.addBytes(line.source, line.cellStart(column), line.cellEnd(column), at, 1) > 0;
    const value = read(facts);
    return value === null ? null : known!.add(value, at, 1) > 0;
  };
  return {
    add(at, facts, line) {
      const isThere = isKnown(at, facts, line);
      if (isThere === false) counts.set(at, counts.get(at) + 1);
      return isThere !== null;
    },
    cell(at) {
      // Most of the memory, and no line will ask for it again.
      known = null;
      return String(counts.get(at));
    },
  };
}

function findExtreme({ slot, type }: Field, side: 'largest' | 'smallest'): Accumulator {
  const extremes = exactExtremes(side);
  return {
    add(at, facts) {
      const value = facts.numbers[slot]!;
      if (Number.isNaN(value)) return false;
      extremes.see(at, value, longDecimal(facts, slot));
      return true;
    },
    cell(at) {
      const value = extremes.value(at);
      if (Number.isNaN(value)) return '';
      return type === 'date' ? formatDay(value) : (extremes.long(at) ?? decimalOf(value));
    },
  };
}

// Of several lines on one day the largest value is the last, so that their order plays no part.
function findValue(of: Field, date: number, sign: 1 | -1): Accumulator {
  const read = readValue(of);
  const isDecimal = factTypeOf(of.type).kind === 'number' && of.type !== 'date';
  const compare = isDecimal ? compareDecimals : compareCodePoints;
  const days = createNumbers(Number.NaN);
  const values: (string | undefined)[] = [];
  return {
    add(at, facts) {
      const day = facts.numbers[date]!;
      const known = days.get(at);
      if ((day - known) * sign < 0) return true;
      const value = read(facts);
      if (value === null) return false;
      if (day === known && compare(value, values[at]!) * sign <= 0) return true;
      days.set(at, day);
      if (values[at] !== value) values[at] = ownText(value);
      return true;
    },
    cell: (at) => values[at] ?? '',
  };
}

function compareDecimals(one: string, other: string): number {
  return Number(one) - Number(other) || exactOf(one).compare(exactOf(other));
}

/** The value of a field as a cell; null is missing. */
export function readValue({ slot, type }: Field): (facts: Facts) => string | null {
  if (factTypeOf(type).kind === 'text') return (facts) => factText(facts, slot);
  if (type !== 'date') return (facts) => exactField(facts, slot);
  return (facts) => {
    const day = facts.numbers[slot]!;
    return Number.isNaN(day) ? null : formatDay(day);
  };
}

/** Whether the value of a field is the text that stands in the bytes of a line: most are, and need not be made. */
export function standsInLine({ slot }: Field, column: number, facts: Facts, line: TableRecord): boolean {
  if (facts.texts[slot] !== undefined) return false;
  return isPlainText(line.source, line.cellStart(column), line.cellEnd(column));
}

/** A text of its own: a part of a row would keep the whole row. */
export function ownText(text: string): string {
  return Buffer.from(text).toString();
}

// Numbers by their place, as many as are asked for.
function createNumbers(fill: number): { get(at: number): number; set(at: number, value: number): void } {
  let values = new Float64Array(1024).fill(fill);
  return {
    get: (at) => values[at] ?? fill,
    set(at, value) {
      if (at >= values.length) values = enlarge(values, at, fill);
      values[at] = value;
    },
  };
}
