import { decimalOf } from './decimal.ts';
import { exactOf } from './exact.ts';
import { enlarge } from './exact-sums.ts';

/** The largest or smallest of many numbers at once, each known by a number from 0 on, told apart to the last digit. */
export interface ExactExtremes {
  /** `decimal` is the exact number where its double does not say it all; null where it does. */
  see(at: number, value: number, decimal: string | null): void;
  join(at: number, other: number): void;
  /** The nearest double; NaN where nothing was seen. */
  value(at: number): number;
  /** The exact number where the double does not say it all; null where it does. */
  long(at: number): string | null;
}

/** Begins with nothing: 8 bytes each. */
export function exactExtremes(side: 'largest' | 'smallest'): ExactExtremes {
  let values = new Float64Array(1024).fill(Number.NaN);
  const decimals = new Map<number, string>();
  const sign = side === 'largest' ? 1 : -1;
  const value = (at: number): number => values[at] ?? Number.NaN;
  const long = (at: number): string | null => decimals.get(at) ?? null;
  const see: ExactExtremes['see'] = (at, found, decimal) => {
    if (at >= values.length) values = enlarge(values, at, Number.NaN);
    const known = values[at]!;
    const isTie = found === known && (decimal !== null || decimals.has(at));
    const order = isTie ? compare(decimal ?? decimalOf(found), long(at) ?? decimalOf(known)) : found - known;
    if (order * sign <= 0) return;
    values[at] = found;
    if (decimal !== null) decimals.set(at, decimal);
    else if (decimals.size > 0) decimals.delete(at);
  };
  return {
    see,
    join: (at, other) => {
      if (!Number.isNaN(value(other))) see(at, value(other), long(other));
    },
    value,
    long,
  };
}

function compare(one: string, other: string): number {
  return exactOf(one).compare(exactOf(other));
}
