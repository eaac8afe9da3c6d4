import { type Exact, exactOf } from './exact.ts';

/** A stretch of numbers; null is without end. */
export interface Stretch {
  readonly low: Exact | null;
  readonly high: Exact | null;
  /** Whether the ends belong to it. */
  readonly lowIn: boolean;
  readonly highIn: boolean;
}

/**
 * The number in a stretch that people would write: of as few digits as can be, a five rather than other digits at
 * the end, and of those the nearest to `near`, which lies outside. Exact: never across an end. Null when a stretch
 * holds no such number of reasonable length.
 */
export function niceDecimal(stretch: Stretch, near: Exact, whole: boolean): string | null {
  const above = stretch.low !== null && near.compare(stretch.low) <= 0;
  const end = (above ? stretch.low : stretch.high) ?? stretch.low;
  if (end === null) return null;
  if (end.compare(0) === 0 && isIn(end, stretch)) return '0';
  // From zero on, every size is as near: the other end tells which is meant.
  const sized = end.compare(0) !== 0 ? end : ((above ? stretch.high : stretch.low) ?? exactOf('1'));
  const magnitude = Math.floor(Math.log10(Math.max(Math.abs(sized.valueOf()), 1e-300)));
  const first = Math.max(Math.min(magnitude, LARGEST), whole ? 0 : -LARGEST);
  for (let power = first; power >= (whole ? 0 : first - LONGEST); power -= 1) {
    for (const digit of power === first ? [1] : [5, 1]) {
      const step = powerOfTen(power).mul(digit);
      const found = multipleIn(stretch, step, above);
      if (found !== null) return decimalOf(found);
    }
  }
  return null;
}

const LARGEST = 300;
const LONGEST = 17;

function powerOfTen(power: number): Exact {
  const one = exactOf(`1${'0'.repeat(Math.abs(power))}`);
  return power >= 0 ? one : exactOf('1').div(one);
}

// The multiple that is nearest to the end from which the stretch is entered.
function multipleIn(stretch: Stretch, step: Exact, above: boolean): Exact | null {
  const end = above ? stretch.low : stretch.high;
  if (end === null) return null;
  const quotient = end.div(step);
  const nearest = above ? quotient.ceil() : quotient.floor();
  for (const steps of [nearest, above ? nearest.add(1) : nearest.sub(1)]) {
    const value = steps.mul(step);
    if (isIn(value, stretch)) return value;
  }
  return null;
}

function isIn(value: Exact, { low, high, lowIn, highIn }: Stretch): boolean {
  const [least, most] = [low === null ? 1 : value.compare(low), high === null ? -1 : value.compare(high)];
  return (least > 0 || (least === 0 && lowIn)) && (most < 0 || (most === 0 && highIn));
}

function decimalOf(value: Exact): string {
  // A multiple of a power of ten has an end.
  return value.toString(LONGEST + LARGEST);
}
