import { decimalOf } from './decimal.ts';
import { type Exact, exactOf, powerOfTen } from './exact.ts';

/**
 * A decimal strictly between two numbers, as short as people would write it; null when no number of at most 15
 * digits lies there. `whole`: only whole numbers; `ratio`: beyond a bound, steps of percents.
 */
export function niceBetween(
  low: number,
  high: number,
  { whole, ratio }: { readonly whole: boolean; readonly ratio: boolean },
): string | null {
  const middle = middleOf(low, high, ratio ? 0.1 : whole ? 30 : 100);
  const inside = (value: number): boolean => value > low && value < high;
  for (let digits = 1; digits <= 15; digits += 1) {
    const value = whole ? Math.round(middle) : Number(middle.toPrecision(digits));
    if (inside(value)) return decimalOf(value);
  }
  return null;
}

/** A number well between two others, either of which may be infinite. `step`: how far beyond a single bound. */
export function middleOf(low: number, high: number, step: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) {
    // Money spans magnitudes: the middle of 1 and 10,000 is 100.
    if (low > 0 && high / low > 4) return Math.sqrt(low * high);
    if (high < 0 && low / high > 4) return -Math.sqrt(low * high);
    if (low === 0 && high > 100) return Math.sqrt(high);
    return low + (high - low) / 2;
  }
  if (Number.isFinite(low)) return low > 0 ? Math.max(low * 2, low + step) : low === 0 ? step : low / 2;
  if (Number.isFinite(high))
    return high > 0 ? high / 2 : high === 0 ? -step : Math.min(high * 2, high - step);
  return step;
}

/** The numbers between two ends; null is without end. */
export interface NumberRange {
  readonly low: Exact | null;
  readonly high: Exact | null;
  /** Whether the ends belong to it. */
  readonly lowIn: boolean;
  readonly highIn: boolean;
}

/**
 * The number in a range that people would write: of as few digits as can be, a five rather than other digits at
 * the end, and of those the nearest to `near`, which lies outside. Exact: never across an end. Null when a range
 * holds no such number of reasonable length.
 */
export function niceDecimal(range: NumberRange, near: Exact, whole: boolean): string | null {
  const above = range.low !== null && near.compare(range.low) <= 0;
  const end = (above ? range.low : range.high) ?? range.low;
  if (end === null) return null;
  if (end.compare(0) === 0 && isIn(end, range)) return '0';
  // From zero on, every size is as near: the other end tells which is meant.
  const sized = end.compare(0) !== 0 ? end : ((above ? range.high : range.low) ?? exactOf('1'));
  const magnitude = Math.floor(Math.log10(Math.max(Math.abs(sized.valueOf()), 1e-300)));
  const first = Math.max(Math.min(magnitude, LARGEST), whole ? 0 : -LARGEST);
  for (let power = first; power >= (whole ? 0 : first - LONGEST); power -= 1) {
    for (const digit of power === first ? [1] : [5, 1]) {
      const step = powerOfTen(power).mul(digit);
      const found = multipleIn(range, step, above);
      if (found !== null) return String(found);
    }
  }
  return null;
}

const LARGEST = 300;
const LONGEST = 17;

// The multiple that is nearest to the end from which the range is entered.
function multipleIn(range: NumberRange, step: Exact, above: boolean): Exact | null {
  const end = above ? range.low : range.high;
  if (end === null) return null;
  const quotient = end.div(step);
  const nearest = above ? quotient.ceil() : quotient.floor();
  for (const steps of [nearest, above ? nearest.add(1) : nearest.sub(1)]) {
    const value = steps.mul(step);
    if (isIn(value, range)) return value;
  }
  return null;
}

function isIn(value: Exact, { low, high, lowIn, highIn }: NumberRange): boolean {
  const [least, most] = [low === null ? 1 : value.compare(low), high === null ? -1 : value.compare(high)];
  return (least > 0 || (least === 0 && lowIn)) && (most < 0 || (most === 0 && highIn));
}
