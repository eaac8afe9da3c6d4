/**
 * All the values that a fact may have while one field varies: from `low` to `high`, both included, and whether
 * it may be missing. `low` above `high`: it is always missing. Interval arithmetic after Moore (Interval
 * Analysis, 1966): what comes out is never too narrow, and may be too wide where a name occurs twice.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly missing: boolean;
  /** Whether it is one and the same all the while, a value or missing, however little is known of which. */
  readonly steady: boolean;
}

/** No value at all. */
export const NEVER: Interval = { low: 1, high: -1, missing: true, steady: true };

/** Nothing is known. */
export function anything(steady: boolean): Interval {
  return { low: -Infinity, high: Infinity, missing: true, steady };
}

/** One value, widened by the error that doubles make; NaN is missing. */
export function pointInterval(value: number): Interval {
  return Number.isNaN(value) ? NEVER : widen(value, value, false, true);
}

/** Whether the fact is always missing. */
export function isNever({ low, high }: Interval): boolean {
  return low > high;
}

/** Outward rounding: more than the error of any formula a person writes. */
export function widen(low: number, high: number, missing: boolean, steady: boolean): Interval {
  return { low: low - Math.abs(low) * SLACK, high: high + Math.abs(high) * SLACK, missing, steady };
}

const SLACK = 1e-12;

/** The values that relative tests see: rounded to nine places. */
export function rankedInterval(of: Interval): Interval {
  return isNever(of) ? of : widen(of.low - RANKED_STEP, of.high + RANKED_STEP, of.missing, of.steady);
}

const RANKED_STEP = 1e-9;

/** Everything that either may be. */
export function hull(one: Interval, other: Interval): Interval {
  const missing = one.missing || other.missing;
  const steady = one.steady && other.steady;
  if (isNever(one)) return { ...other, missing, steady };
  if (isNever(other)) return { ...one, missing, steady };
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high), missing, steady };
}

/** An increasing or otherwise bounded operation on two intervals, by the corners of their box. */
export function corners(
  one: Interval,
  other: Interval,
  operate: (one: number, other: number) => number,
): Interval {
  if (isNever(one) || isNever(other)) return NEVER;
  const missing = one.missing || other.missing;
  const steady = one.steady && other.steady;
  const [first, second] = [operate(one.low, other.low), operate(one.low, other.high)];
  const [third, fourth] = [operate(one.high, other.low), operate(one.high, other.high)];
  const low = Math.min(first, second, third, fourth);
  // Zero times infinity: nothing is known.
  if (Number.isNaN(low)) return { low: -Infinity, high: Infinity, missing, steady };
  return widen(low, Math.max(first, second, third, fourth), missing, steady);
}

/** Addition, and with the sign of the other turned subtraction. */
export function add(one: Interval, other: Interval, sign: 1 | -1): Interval {
  if (isNever(one) || isNever(other)) return NEVER;
  const [least, most] = sign > 0 ? [other.low, other.high] : [-other.high, -other.low];
  const missing = one.missing || other.missing;
  const steady = one.steady && other.steady;
  const [low, high] = [one.low + least, one.high + most];
  // Infinity less infinity: nothing is known.
  if (Number.isNaN(low) || Number.isNaN(high)) return { low: -Infinity, high: Infinity, missing, steady };
  return widen(low, high, missing, steady);
}

/** Division: a divisor that may be zero may give anything, or nothing. */
export function divide(one: Interval, other: Interval): Interval {
  if (isNever(one) || isNever(other)) return NEVER;
  if (other.low > 0 || other.high < 0) return corners(one, other, (left, right) => left / right);
  if (other.low === 0 && other.high === 0) return NEVER;
  return anything(one.steady && other.steady);
}

/** The image under a function that never falls. */
export function increasing(of: Interval, apply: (value: number) => number): Interval {
  return isNever(of) ? of : widen(apply(of.low), apply(of.high), of.missing, of.steady);
}

/** The same values with the other sign; nothing is rounded. */
export function negate(of: Interval): Interval {
  return isNever(of) ? of : { ...of, low: -of.high, high: -of.low };
}

/** The same values without their sign; nothing is rounded. */
export function absolute(of: Interval): Interval {
  if (isNever(of) || of.low >= 0) return of;
  if (of.high <= 0) return negate(of);
  return { ...of, low: 0, high: Math.max(-of.low, of.high) };
}
