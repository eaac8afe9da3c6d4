import { commonDivisor, Exact, exactOf, lowest, powerOfTen, roundExact } from '../fields/exact.ts';
import {
  allOf,
  type Branch,
  type ComparisonSign,
  call,
  choose,
  compare,
  isSameSql,
  SQL_FALSE,
  type Sql,
  whole,
  wholes,
} from './tree.ts';

/**
 * A number that a query knows exactly: `factor` · `top` / `bottom`, of which `top` and `bottom` are whole numbers,
 * calculated customer by customer, and `bottom` is above zero. Null stands for 1. Either is NULL where the number is
 * missing.
 */
export interface Ratio {
  readonly top: Sql | null;
  readonly bottom: Sql | null;
  readonly factor: Exact;
  /** How many digits they have at most. */
  readonly topDigits: number;
  readonly bottomDigits: number;
  /** How many what was clamped on the way to them had at most; 0 where nothing was. */
  readonly widest: number;
}

/** A number of the criteria. */
export function constantRatio(decimal: string): Ratio {
  return { top: null, bottom: null, factor: exactOf(decimal), topDigits: 0, bottomDigits: 0, widest: 0 };
}

/** A column that holds a decimal of so many places. */
export function columnRatio(value: Sql, places: number, digits: number): Ratio {
  return {
    top: { kind: 'scaled', of: value, places },
    bottom: null,
    factor: powerOfTen(-places),
    topDigits: digits,
    bottomDigits: 0,
    widest: 0,
  };
}

/** The same number with the other sign. */
export function negateRatio(one: Ratio): Ratio {
  return { ...one, factor: one.factor.neg() };
}

/** The number without its sign. */
export function absoluteRatio(one: Ratio): Ratio {
  return { ...one, top: one.top === null ? null : call('abs', one.top), factor: one.factor.abs() };
}

/** The sum of two numbers. */
export function addRatios(one: Ratio, other: Ratio): Ratio {
  if (isNothing(one)) return other;
  if (isNothing(other)) return one;
  if (isConstant(one) && isConstant(other)) return { ...one, factor: one.factor.add(other.factor) };
  const [first, second, bottom] = alike(one, other);
  const { terms, factor } = commonFactor([first, second]);
  const [left, right] = terms as [Term, Term];
  const widest = widestOf([one, other]);
  return { ...bottom, top: addTerms(left, right), factor, topDigits: sumDigits(terms), widest };
}

/** The product of two numbers. */
export function multiplyRatios(one: Ratio, other: Ratio): Ratio {
  return {
    top: times(one.top, other.top),
    bottom: times(one.bottom, other.bottom),
    factor: one.factor.mul(other.factor),
    topDigits: one.topDigits + other.topDigits,
    bottomDigits: one.bottomDigits + other.bottomDigits,
    widest: widestOf([one, other]),
  };
}

/** One number divided by another; missing where that is zero. */
export function divideRatios(one: Ratio, by: Ratio): Ratio {
  if (by.factor.compare(0) === 0) return { ...one, bottom: call('nullif', whole(0n), whole(0n)) };
  const factor = one.factor.div(by.factor);
  const divisor = by.top === null ? null : call('nullif', by.top, whole(0n));
  const sign = by.top === null ? null : call('sign', by.top);
  return {
    top: times(times(one.top, by.bottom), sign),
    bottom: times(one.bottom, divisor === null ? null : call('abs', divisor)),
    factor,
    topDigits: one.topDigits + by.bottomDigits,
    bottomDigits: one.bottomDigits + by.topDigits,
    widest: widestOf([one, by]),
  };
}

/** The smallest or largest of several numbers; missing where one is. `there` says for each whether it is. */
export function extremeRatio(
  of: readonly Ratio[],
  there: readonly Sql[],
  which: 'least' | 'greatest',
): Ratio {
  const bottom = of.reduce<Sql | null>((product, one) => times(product, one.bottom), null);
  const raised = of.map((one, index) => {
    const others = of.filter((_, at) => at !== index);
    return {
      factor: one.factor,
      of: others.reduce((product, other) => times(product, other.bottom), one.top),
      digits: one.topDigits + others.reduce((sum, other) => sum + other.bottomDigits, 0),
    };
  });
  const { terms, factor } = commonFactor(raised);
  const tops = terms.map(topOf);
  return {
    top: choose([{ if: allOf(there), gives: call(which, ...tops) }], null),
    bottom,
    factor,
    topDigits: Math.max(...terms.map(digitsOfTerm)),
    bottomDigits: of.reduce((sum, one) => sum + one.bottomDigits, 0),
    widest: widestOf(of),
  };
}

/** The first of several numbers that is there. */
export function firstRatio(of: readonly Ratio[], there: readonly Sql[]): Ratio {
  const { terms, factor } = commonFactor(
    of.map((one) => ({ factor: one.factor, of: one.top, digits: one.topDigits })),
  );
  const tops = terms.map(topOf);
  const first = (values: readonly Sql[]): Sql =>
    choose(
      values.slice(0, -1).map((value, index) => ({ if: there[index]!, gives: value })),
      values.at(-1)!,
    );
  const hasBottom = of.some(({ bottom }) => bottom !== null);
  return {
    top: first(tops),
    bottom: hasBottom ? first(of.map(({ bottom }) => bottom ?? whole(1n))) : null,
    factor,
    topDigits: Math.max(...terms.map(digitsOfTerm)),
    bottomDigits: Math.max(...of.map(({ bottomDigits }) => bottomDigits)),
    widest: widestOf(of),
  };
}

/** A number rounded half away from zero to so many places: floor((2·|x|·10^places + 1) / 2), with the sign of x. */
export function roundRatio(one: Ratio, places: number): Ratio {
  if (isConstant(one)) return { ...one, factor: roundExact(one.factor, places) };
  const scaled = one.factor.mul(powerOfTen(places));
  const { n: numerator, d: denominator } = lowest(scaled.abs());
  const top = one.top ?? whole(1n);
  const bottom = one.bottom ?? whole(1n);
  const half = wholes(
    wholes(call('abs', top), '*', whole(2n * numerator)),
    '+',
    wholes(bottom, '*', whole(denominator)),
  );
  const steps = call('whole_quotient', half, wholes(bottom, '*', whole(2n * denominator)));
  const sign = scaled.compare(0) < 0 ? wholes(whole(0n), '-', call('sign', top)) : call('sign', top);
  const digits = one.topDigits + digitsIn(2n * numerator + 1n);
  return {
    top: wholes(steps, '*', sign),
    bottom: null,
    factor: powerOfTen(-places),
    topDigits: Math.max(digits, one.bottomDigits + digitsIn(2n * denominator)) + 0.4,
    bottomDigits: 0,
    widest: one.widest,
  };
}

/**
 * A number from 0 to 1: below them it is 0, above them 1. `byDefault` is what stands for a missing one. Its top is not
 * above its bottom.
 */
export function clampRatio(
  one: Ratio,
  byDefault: { readonly missing: Sql; readonly value: Exact } | null,
): Ratio {
  const { n, d } = lowest(one.factor);
  const { top, bottom } = topAndBottom(one);
  const isPlain = one.bottom === null;
  const scale = isPlain ? d : 1n;
  const missing = byDefault === null ? null : lowest(byDefault.value);
  const parts = missing === null ? 1n : missing.d;
  const fixed = (value: bigint): Sql => call('to_whole', whole(value));
  const tops: Branch[] = [
    { if: compare(top, '<=', whole(0n)), gives: fixed(0n) },
    { if: compare(top, '>=', bottom), gives: fixed(isPlain ? scale * parts : 1n) },
  ];
  const bottoms: Branch[] = [
    { if: compare(top, '<=', whole(0n)), gives: fixed(1n) },
    { if: compare(top, '>=', bottom), gives: fixed(1n) },
  ];
  if (byDefault !== null && missing !== null) {
    tops.unshift({ if: byDefault.missing, gives: fixed(isPlain ? missing.n * scale : missing.n) });
    bottoms.unshift({ if: byDefault.missing, gives: fixed(missing.d) });
  }
  const bottomDigits = one.bottomDigits + digitsIn(d);
  return {
    top: choose(tops, isPlain && parts !== 1n ? wholes(top, '*', whole(parts)) : top),
    bottom: isPlain ? null : choose(bottoms, bottom),
    factor: isPlain ? new Exact(1n, scale * parts) : new Exact(1n, 1n),
    topDigits: isPlain ? digitsIn(scale * parts) : bottomDigits,
    bottomDigits: isPlain ? 0 : Math.max(bottomDigits, digitsIn(parts)),
    widest: Math.max(one.widest, one.topDigits + digitsIn(n), one.bottomDigits + digitsIn(d)),
  };
}

/** How many digits a number takes, with what it is calculated from. */
export function digitsFor({ topDigits, bottomDigits, widest }: Ratio): number {
  return Math.max(topDigits, bottomDigits, widest);
}

function widestOf(of: readonly Ratio[]): number {
  return Math.max(...of.map(({ widest }) => widest));
}

/** The top and the bottom of a number, each with its share of the factor; how many digits they have at most. */
export function topAndBottom({ top, bottom, factor, topDigits, bottomDigits }: Ratio): {
  readonly top: Sql;
  readonly bottom: Sql;
  readonly digits: number;
} {
  const { n, d } = lowest(factor);
  return {
    top: asWhole({ count: n, of: top }),
    bottom: asWhole({ count: d, of: bottom }),
    digits: Math.max(topDigits + digitsIn(n), bottomDigits + digitsIn(d)),
  };
}

/** A number that is whole, as one. */
export function wholeOf({ top, factor }: Ratio): Sql {
  return asWhole({ count: lowest(factor).n, of: top });
}

/** The least whole number by which each of some numbers becomes whole. */
export function scaleToWhole(of: readonly Exact[]): Exact {
  return new Exact(
    of.map(lowest).reduce((least, { d }) => lcm(least, d), 1n),
    1n,
  );
}

/** A number times one power of ten and divided by another, of which one is 1, rounded half away from zero. */
export function roundScaled(
  one: Ratio,
  grow: Sql,
  shrink: Sql,
): { readonly value: Sql; readonly digits: number } {
  const { n, d } = lowest(one.factor.abs());
  const top = one.top ?? whole(1n);
  const sign = one.factor.n < 0n ? wholes(whole(0n), '-', call('sign', top)) : call('sign', top);
  // A decimal of so many places that it need not grow: its last digits are left out.
  if (one.bottom === null && n === 1n && FINE_DECIMALS.has(d)) {
    const step = wholes(call('short_quotient', whole(d), grow), '*', shrink);
    const half = wholes(call('abs', top), '+', call('short_quotient', step, whole(2n)));
    return {
      value: wholes(call('whole_quotient', half, step), '*', sign),
      digits: Math.max(one.topDigits + 0.4, one.widest),
    };
  }
  const bottom = wholes(one.bottom ?? whole(1n), '*', shrink);
  const half = wholes(
    wholes(wholes(call('abs', top), '*', whole(2n * n)), '*', grow),
    '+',
    wholes(bottom, '*', whole(d)),
  );
  const steps = call('whole_quotient', half, wholes(bottom, '*', whole(2n * d)));
  return {
    value: wholes(steps, '*', sign),
    digits: Math.max(
      Math.max(one.topDigits + digitsIn(2n * n), one.bottomDigits + digitsIn(2n * d)) + ROUNDED_PLACES + 0.4,
      one.widest,
    ),
  };
}

// The most that a number is made larger or smaller by.
const ROUNDED_PLACES = 9;
// Their half is whole, and of 18 digits also where they are a hundred times as large.
const FINE_DECIMALS: ReadonlySet<bigint> = new Set(
  [10n, 11n, 12n, 13n, 14n, 15n, 16n].map((places) => 10n ** places),
);

/** How many digits stand before the point of a number at most. */
export function sizeDigits({ factor, topDigits }: Ratio): number {
  const { n, d } = lowest(factor.abs());
  return topDigits + digitsIn(n) - digitsIn(d) + 1;
}

/** A number against a bound of the criteria, as a comparison of two whole numbers; how many digits they have at most. */
export function compareRatio(
  one: Ratio,
  operator: ComparisonSign,
  bound: Exact,
): { readonly test: Sql; readonly digits: number } {
  if (bound.compare(0) === 0) {
    const sign = one.factor.compare(0);
    const top = wholes(one.top ?? whole(1n), '*', whole(BigInt(Math.sign(sign))));
    return {
      test: compare(sign > 0 ? (one.top ?? whole(1n)) : top, operator, zeroBeside(one)),
      digits: digitsFor(one),
    };
  }
  const { terms } = commonFactor([
    { factor: one.factor, of: one.top, digits: one.topDigits },
    { factor: bound, of: one.bottom, digits: one.bottomDigits },
  ]);
  const [left, right] = terms as [Term, Term];
  return {
    test: compare(asWhole(left), operator, asWhole(right)),
    digits: Math.max(sumDigits(terms), one.widest),
  };
}

/** Whether a number is not zero, of numbers that are there. */
export function isNotZero({ top, factor }: Ratio): Sql {
  return factor.n === 0n ? SQL_FALSE : compare(top ?? whole(1n), '<>', whole(0n));
}

/** The double nearest to a number, but for its last digits. */
export function doubleOfRatio({ top, bottom, factor }: Ratio): Sql {
  const raised = (of: Sql | null, by: bigint): Sql => times(of, by === 1n ? null : whole(by)) ?? whole(1n);
  return {
    kind: 'arithmetic',
    operator: '/',
    of: 'double',
    left: call('to_double', raised(top, lowest(factor).n)),
    right: call('to_double', raised(bottom, lowest(factor).d)),
  };
}

// 0, and NULL where the divisor is: a quotient of nothing and nothing is missing.
function zeroBeside({ bottom }: Ratio): Sql {
  return bottom === null ? whole(0n) : wholes(bottom, '*', whole(0n));
}

/** A whole number of the criteria times one that is calculated; null stands for 1. */
interface Term {
  readonly count: bigint;
  readonly of: Sql | null;
  readonly digits: number;
}

interface Scaled {
  readonly factor: Exact;
  readonly of: Sql | null;
  readonly digits: number;
}

// Numbers as whole multiples of the largest factor that they share.
function commonFactor(of: readonly Scaled[]): { terms: Term[]; factor: Exact } {
  const bottom = of.reduce((least, { factor }) => lcm(least, factor.d), 1n);
  const counts = of.map(({ factor }) => factor.n * (bottom / factor.d));
  const shared = counts.reduce(commonDivisor, 0n) || 1n;
  return {
    terms: of.map((one, index) => ({ count: counts[index]! / shared, of: one.of, digits: one.digits })),
    factor: exactOf(String(shared)).div(exactOf(String(bottom))),
  };
}

// Two numbers over one divisor, which stays as it is where both have it already.
function alike(one: Ratio, other: Ratio): [Scaled, Scaled, Pick<Ratio, 'bottom' | 'bottomDigits'>] {
  const scaled = ({ factor, top, topDigits }: Ratio, by: Ratio | null): Scaled => ({
    factor,
    of: by === null ? top : times(top, by.bottom),
    digits: topDigits + (by === null ? 0 : by.bottomDigits),
  });
  if (isSameSql(one.bottom, other.bottom)) return [scaled(one, null), scaled(other, null), one];
  const bottom = times(one.bottom, other.bottom);
  const bottomDigits = one.bottomDigits + other.bottomDigits;
  return [scaled(one, other), scaled(other, one), { bottom, bottomDigits }];
}

// The number 0 itself, and no number times 0, which may be missing.
function isNothing(one: Ratio): boolean {
  return isConstant(one) && one.factor.n === 0n;
}

function isConstant({ top, bottom }: Ratio): boolean {
  return top === null && bottom === null;
}

function addTerms(left: Term, right: Term): Sql {
  if (left.count < 0n && right.count > 0n) return addTerms(right, left);
  if (right.count < 0n) return wholes(asWhole(left), '-', asWhole({ ...right, count: -right.count }));
  return wholes(asWhole(left), '+', asWhole(right));
}

// Beside calculated numbers, one of the criteria must have their type.
function topOf({ count, of }: Term): Sql {
  return of === null ? call('to_whole', whole(count)) : asWhole({ count, of });
}

function asWhole({ count, of }: Omit<Term, 'digits'>): Sql {
  if (of === null) return whole(count);
  return count === 1n ? of : wholes(of, '*', whole(count));
}

function times(one: Sql | null, other: Sql | null): Sql | null {
  if (one === null || other === null) return one ?? other;
  return wholes(one, '*', other);
}

function sumDigits(terms: readonly Term[]): number {
  return Math.max(...terms.map(digitsOfTerm)) + 0.4;
}

function digitsOfTerm({ count, digits }: Term): number {
  return digits + digitsIn(count);
}

function digitsIn(value: bigint): number {
  return String(value < 0n ? -value : value).length;
}

function lcm(one: bigint, other: bigint): bigint {
  return (one / commonDivisor(one, other)) * other;
}
