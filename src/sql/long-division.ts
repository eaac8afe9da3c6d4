import type { Names } from './quote.ts';
import { type Ratio, topAndBottom, wholeOf } from './ratio.ts';
import {
  type ComparisonSign,
  call,
  choose,
  column,
  compare,
  SQL_FALSE,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  whole,
  wholes,
} from './tree.ts';

/**
 * A sum of a whole number and of quotients from 0 to 1, each so many times. Over one divisor it would take more digits
 * than databases have, so the quotients are divided as on paper, some digits at a time: after each step the sum is
 * either clear of the number it is compared with, or closer to it. Two different sums of fractions differ by one over
 * the product of their divisors at least, so that a known number of steps is enough to call them equal.
 */
export interface LongSum {
  /** What its columns are called by. */
  readonly name: string;
  /** The column that says where it has to be divided. */
  readonly near: Sql;
  /** A whole number. */
  readonly rest: Ratio;
  readonly quotients: readonly { readonly of: Ratio; readonly count: bigint }[];
}

/** A long sum with its columns: one of digits for each step, and those that the steps need. */
export interface DividedSum {
  readonly levels: readonly (readonly SqlColumn[])[];
  /** So many digits at a time, the first with what stands before the point. */
  readonly digits: readonly Sql[];
  /** What one step more in a place is worth. */
  readonly base: bigint;
  readonly quotients: number;
  /** What is left of the only quotient in the end; null of several, of which nothing is left that counts. */
  readonly remainder: Sql | null;
}

/** Divides a sum; null where its divisors have too many digits. `limit` is how many whole numbers have. */
export function divideLong(sum: LongSum, names: Names, limit: number | null): DividedSum | null {
  const most = limit ?? Number.POSITIVE_INFINITY;
  const parts = sum.quotients.map(({ of, count }) => ({ ...topAndBottom(of), count }));
  const widest = Math.max(...parts.map(({ digits }) => digits));
  const places = Math.min(STEP, Math.floor(most - widest));
  const isWide =
    topAndBottom(sum.rest).digits > most ||
    parts.some(({ digits, count }) => digits + String(count).length > most);
  if (places < LEAST_STEP || isWide) return null;
  const base = 10n ** BigInt(places);
  const whenNear = (value: Sql): Sql => choose([{ if: sum.near, gives: value }], null);
  const claim = (what: string): string => names.claim(`${sum.name}_${what}`);
  const restName = claim('rest');
  const first: SqlColumn[] = [{ name: restName, value: whenNear(wholeOf(sum.rest)) }];
  let open = parts.map(({ top, bottom, count }) => {
    const [topName, bottomName] = [claim('top'), claim('bottom')];
    first.push({ name: topName, value: whenNear(top) }, { name: bottomName, value: whenNear(bottom) });
    return { top: wholes(column(topName), '*', whole(count)), bottom: column(bottomName) };
  });
  const levels: SqlColumn[][] = [first];
  const digits: Sql[] = [];
  const steps =
    parts.length === 1 ? 1 : 1 + Math.ceil((sumOf(parts.map((part) => part.digits)) + SPARE) / places);
  for (let step = 0; step < steps; step += 1) {
    const own: SqlColumn[] = [];
    const quotients = open.map(({ top, bottom }) => call('whole_quotient', top, bottom));
    const start = step === 0 ? [column(restName)] : [];
    const name = claim('digits');
    own.push({ name, value: [...start, ...quotients].reduce((left, right) => wholes(left, '+', right)) });
    digits.push(column(name));
    open = open.map(({ top, bottom }, index) => {
      const left = claim('left');
      own.push({ name: left, value: wholes(top, '-', wholes(quotients[index]!, '*', bottom)) });
      const isLast = step === steps - 1;
      return { top: isLast ? column(left) : wholes(column(left), '*', whole(base)), bottom };
    });
    levels.push(own);
  }
  return {
    levels,
    digits,
    base,
    quotients: parts.length,
    remainder: parts.length === 1 ? open[0]!.top : null,
  };
}

/** A divided sum against a whole number. */
export function compareLongSum(
  { digits, base, quotients, remainder }: DividedSum,
  operator: ComparisonSign,
  bound: bigint,
): Sql {
  const says = (sign: -1 | 0 | 1): Sql => (HOLDS[operator](sign) ? SQL_TRUE : SQL_FALSE);
  let over: Sql | null = null;
  const branches = digits.flatMap((own) => {
    over = over === null ? wholes(own, '-', whole(bound)) : wholes(wholes(over, '*', whole(base)), '+', own);
    return [
      { if: compare(over, '>', whole(0n)), gives: says(1) },
      { if: compare(over, '<=', whole(BigInt(-quotients))), gives: says(-1) },
    ];
  });
  if (remainder !== null) branches.push({ if: compare(remainder, '>', whole(0n)), gives: says(1) });
  return choose(branches, says(0));
}

const HOLDS: Readonly<Record<ComparisonSign, (sign: number) => boolean>> = {
  '=': (sign) => sign === 0,
  '<>': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

// Digits at a time: as many as leave a product within 64 bits, for databases whose quotient is no longer.
const STEP = 18;
const LEAST_STEP = 3;
// For the number of quotients.
const SPARE = 2;

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
