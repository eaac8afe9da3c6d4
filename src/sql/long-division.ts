import type { Names } from './quote.ts';
import { type Ratio, topAndBottom, wholeOf } from './ratio.ts';
import { call, choose, column, compare, isThere, type Sql, type SqlColumn, whole, wholes } from './tree.ts';

/**
 * A sum of a whole number and of quotients from 0 to 1, each so many times. Over one divisor it would take more digits
 * than databases have, so the quotients are divided as on paper, some digits at a time: after each step the sum is
 * either clear of the number it is compared with, or closer to it. Two different sums of fractions differ by one over
 * the product of their divisors at least, so that a known number of steps is enough to call them equal.
 */
export interface LongSum {
  /** What its columns are called by. */
  readonly name: string;
  /** Where it has to be divided. */
  readonly near: Sql;
  /** A whole number. */
  readonly rest: Ratio;
  readonly quotients: readonly { readonly of: Ratio; readonly count: bigint }[];
}

/** A long sum, divided. */
export interface DividedSum {
  /** The column with what it takes, in a list; NULL where nobody asks. */
  readonly column: SqlColumn;
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
    Math.max(sum.rest.widest, ...sum.quotients.map(({ of }) => of.widest)) > most ||
    parts.some(({ digits, count }) => String(count).length > STEP || digits + String(count).length > most);
  if (places < LEAST_STEP || isWide) return null;
  const base = 10n ** BigInt(places);
  const name = names.claim(`${sum.name}_long`);
  const list = [
    call('to_whole', wholeOf(sum.rest)),
    ...parts.flatMap(({ top, bottom, count }) => [wholes(top, '*', whole(count)), bottom]),
  ];
  const itemAt = (index: number): Sql => ({ kind: 'item', of: column(name), index });
  let open = parts.map((_, index) => ({ top: itemAt(2 * index + 1), bottom: itemAt(2 * index + 2) }));
  const steps =
    parts.length === 1 ? 1 : 1 + Math.ceil((sumOf(parts.map((part) => part.digits)) + SPARE) / places);
  const digits: Sql[] = [];
  let remainder: Sql | null = null;
  for (let step = 0; step < steps; step += 1) {
    const start = step === 0 ? [itemAt(0)] : [];
    const quotients = open.map(({ top, bottom }) => call('short_quotient', top, bottom));
    digits.push([...start, ...quotients].reduce((left, right) => wholes(left, '+', right)));
    const left = open.map(({ top, bottom }) => call('remainder', top, bottom));
    remainder = left[0] ?? null;
    open = open.map(({ bottom }, index) => ({ top: wholes(left[index]!, '*', whole(base)), bottom }));
  }
  return {
    column: { name, value: choose([{ if: sum.near, gives: { kind: 'list', of: list } }], null) },
    digits,
    base,
    quotients: parts.length,
    remainder: parts.length === 1 ? remainder : null,
  };
}

/** On which side of a whole number a divided sum is: -1 below it, 0 on it, 1 above; NULL where it was not divided. */
export function sideOfLongSum(
  { column: { name }, digits, base, quotients, remainder }: DividedSum,
  bound: bigint,
): Sql {
  const [none, one] = [whole(0n), whole(1n)];
  // What is clear stays clear, and is kept short.
  const least = whole(BigInt(-quotients));
  const over = digits.reduce<Sql | null>((before, own) => {
    const now =
      before === null ? wholes(own, '-', whole(bound)) : wholes(wholes(before, '*', whole(base)), '+', own);
    return call('least', call('greatest', now, call('to_whole', least)), call('to_whole', one));
  }, null)!;
  const side = choose(
    [
      { if: compare(over, '<=', least), gives: whole(-1n) },
      { if: compare(over, '>', none), gives: one },
    ],
    remainder === null ? none : call('sign', remainder),
  );
  return choose([{ if: isThere(column(name)), gives: side }], null);
}

// Digits at a time: as many as leave a product within 64 bits, for databases whose quotient is no longer.
const STEP = 18;
const LEAST_STEP = 3;
// For the number of quotients.
const SPARE = 2;

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
