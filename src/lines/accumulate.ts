import { LINE_FUNCTIONS, type LineValue } from '../criteria/tables.ts';
import { formatDay } from '../fields/day.ts';
import { decimalOf } from '../fields/decimal.ts';
import { exactOf } from '../fields/exact.ts';
import { enlarge, exactSums } from '../fields/exact-sums.ts';
import type { Facts } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { factTypeOf } from '../fields/value.ts';
import { createKeySet } from './key-set.ts';

/** Makes one value of the lines of each customer, known by a number from 0 on. No order of the lines matters. */
export interface Accumulator {
  /** Takes a line that counts; false where it has no value to be taken. */
  add(at: number, facts: Facts): boolean;
  /** What came of it, as a cell: exact decimals, days as YYYY-MM-DD, texts as they are; empty where nothing did. */
  cell(at: number): string;
}

/** Begins what a field is worked out by; `date` is the slot of a line's day. */
export function createAccumulator(
  { how, of }: Pick<LineValue, 'how' | 'of'>,
  date: number | null,
): Accumulator {
  const ofNone = LINE_FUNCTIONS[how].ofNone ?? '';
  switch (how) {
    case 'count':
      return countLines();
    case 'sum':
    case 'mean':
      return addUp(of!.slot, how === 'mean', ofNone);
    case 'distinct':
      return countValues(of!);
    case 'largest':
    case 'smallest':
      return findExtreme(of!, how === 'largest' ? 1 : -1);
    case 'latest':
    case 'earliest':
      return findExtreme(of!, how === 'latest' ? 1 : -1);
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
      return count === 0 ? ofNone : mean ? sums.mean(at, count) : sums.decimal(at);
    },
  };
}

function countValues(of: Field): Accumulator {
  const read = readValue(of);
  const known = createKeySet();
  const counts = createNumbers(0);
  return {
    add(at, facts) {
      const value = read(facts);
      if (value === null) return false;
      if (known.add(value, at, 1) === 0) counts.set(at, counts.get(at) + 1);
      return true;
    },
    cell: (at) => String(counts.get(at)),
  };
}

function findExtreme({ slot, type }: Field, sign: 1 | -1): Accumulator {
  const values = createNumbers(Number.NaN);
  // Of those that a double does not say in full.
  const decimals = new Map<number, string>();
  const exact = (at: number): string => decimals.get(at) ?? decimalOf(values.get(at));
  return {
    add(at, facts) {
      const value = facts.numbers[slot]!;
      if (Number.isNaN(value)) return false;
      const decimal = longDecimal(facts, slot);
      const known = values.get(at);
      const isTie = value === known && (decimal !== null || decimals.has(at));
      const order = isTie ? exactOf(decimal ?? decimalOf(value)).compare(exactOf(exact(at))) : value - known;
      if (order * sign <= 0) return true;
      values.set(at, value);
      if (decimal !== null) decimals.set(at, decimal);
      else if (decimals.size > 0) decimals.delete(at);
      return true;
    },
    cell(at) {
      const value = values.get(at);
      return Number.isNaN(value) ? '' : type === 'date' ? formatDay(value) : exact(at);
    },
  };
}

// Of several lines on one day the largest value is the last, so that their order plays no part.
function findValue(of: Field, date: number, sign: 1 | -1): Accumulator {
  const read = readValue(of);
  const compare = factTypeOf(of.type).kind === 'number' ? compareDecimals : compareTexts;
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

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The value of a field as a cell; null is missing. */
export function readValue({ slot, type }: Field): (facts: Facts) => string | null {
  if (factTypeOf(type).kind === 'text') return (facts) => facts.texts[slot]!;
  return (facts) => {
    const value = facts.numbers[slot]!;
    if (Number.isNaN(value)) return null;
    return type === 'date' ? formatDay(value) : (longDecimal(facts, slot) ?? decimalOf(value));
  };
}

/** A text of its own: a part of a row would keep the whole row. */
export function ownText(text: string): string {
  return Buffer.from(text).toString();
}

// The exact decimal of a number whose double does not say it all.
function longDecimal(facts: Facts, slot: number): string | null {
  return facts.errors[slot] === 0 ? null : (facts.decimals[slot]?.() ?? null);
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
