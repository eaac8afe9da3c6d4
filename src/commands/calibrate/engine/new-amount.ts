import type { Reach } from '../../../facts/score-reach.ts';
import { type Exact, exactOf } from '../../../fields/exact.ts';
import { type NumberRange, niceDecimal } from '../../../fields/nice-number.ts';
import { isRising, type Lever, type Passes, type Way } from './lever.ts';

/** Where an amount may go: across the first customers, and not across the others; null where there are none. */
export interface Between {
  readonly last: readonly Exact[];
  readonly next: readonly Exact[];
  /** How far it may move, as a part of it. */
  readonly within: number;
}

/** The amount that people would write there; null when there is none, such as a quantile beyond the last part. */
export function newAmount(lever: Lever, way: Way, { last, next, within }: Between): string | null {
  const rising = isRising(lever, way);
  const [below, above] = rising ? [last, next] : [next, last];
  // Whoever is exactly on the amount belongs to those above it, or to those below.
  const withAbove = lever.passes === 'at_least' || lever.passes === 'less_than';
  const own: NumberRange = {
    low: below.length === 0 ? null : below.reduce((one, other) => (one.compare(other) >= 0 ? one : other)),
    high: above.length === 0 ? null : above.reduce((one, other) => (one.compare(other) <= 0 ? one : other)),
    lowIn: !withAbove,
    highIn: withAbove,
  };
  const near = exactOf(lever.decimal);
  const stretch = limitsOf(lever, near, within).reduce(narrow, own);
  return niceDecimal(stretch, near, isWhole(lever));
}

function isWhole({ unit }: Lever): boolean {
  return unit === 'day' || unit === 'days' || unit === 'count' || unit === 'bin';
}

function limitsOf(lever: Lever, near: Exact, within: number): NumberRange[] {
  const limits: NumberRange[] = [];
  const between = (low: string | null, lowIn: boolean, high: string | null, highIn = true): void => {
    limits.push({
      low: low === null ? null : exactOf(low),
      high: high === null ? null : exactOf(high),
      lowIn,
      highIn,
    });
  };
  if (lever.unit === 'count') between('1', true, null);
  if (lever.unit === 'bin') between('1', true, String(lever.most));
  if (lever.part === 'top' && lever.unit === 'ratio') between('0', false, '1');
  if (lever.other !== null) {
    if (lever.part === 'low') between(null, false, lever.other);
    else between(lever.other, true, null);
  }
  if (lever.reach !== null) limits.push(reachable(lever, lever.reach));
  if (Number.isFinite(within)) {
    const span = lever.unit === 'day' ? exactOf(String(Math.floor(within * 365))) : near.abs().mul(within);
    limits.push({ low: near.sub(span), high: near.add(span), lowIn: true, highIn: true });
  }
  return limits;
}

// Where some customer can still be on the side of key: beyond it the line would switch the test off.
function reachable({ passes, helps }: Lever, { least, most }: Reach): NumberRange {
  const side = helps ? passes : OTHERWISE[passes];
  const isUpper = side === 'at_least' || side === 'more_than';
  return {
    low: isUpper ? null : least,
    high: isUpper ? most : null,
    lowIn: side === 'at_most',
    highIn: side === 'at_least',
  };
}

const OTHERWISE: Readonly<Record<Passes, Passes>> = {
  at_least: 'less_than',
  more_than: 'at_most',
  at_most: 'more_than',
  less_than: 'at_least',
};

function narrow(one: NumberRange, other: NumberRange): NumberRange {
  const lower = one.low === null || (other.low !== null && other.low.compare(one.low) > 0) ? other : one;
  const upper = one.high === null || (other.high !== null && other.high.compare(one.high) < 0) ? other : one;
  return { low: lower.low, lowIn: lower.lowIn, high: upper.high, highIn: upper.highIn };
}
