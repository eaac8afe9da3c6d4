import { firstWhere } from '../text/order.ts';
import type { QuantileTest, RankTest } from './condition.ts';
import type { MeanSide } from './operators.ts';

/** Bins by ascending value, from 1: the first and the last that are in. */
export interface Bins {
  readonly from: number;
  readonly to: number;
}

/** The bins that a test takes, by ascending value, whichever end it counts from. */
export function binsIn({ atLeast, atMost, order }: QuantileTest, of: number): Bins {
  const [from, to] = [atLeast ?? 1, atMost ?? of];
  return order === 'low' ? { from: of + 1 - to, to: of + 1 - from } : { from, to };
}

/** The cut points between which a value passes a relative test; null where a side is open. */
export function edgesOf(
  test: RankTest,
  cuts: readonly number[],
): { readonly low: number | null; readonly high: number | null } {
  switch (test.kind) {
    case 'top':
      return { low: cuts[0] ?? null, high: null };
    case 'quantile': {
      const { from, to } = binsIn(test, cuts.length + 1);
      return { low: cuts[from - 2] ?? null, high: cuts[to - 1] ?? null };
    }
    case 'mean': {
      const mean = cuts[0] ?? null;
      return test.side === 'above' || test.side === 'at_least'
        ? { low: mean, high: null }
        : { low: null, high: mean };
    }
  }
}

/** Whether a value is on a side of the mean; with NaN for the mean, every value counts as the mean itself. */
export function isOnSide(side: MeanSide, value: number, mean: number): boolean {
  switch (side) {
    case 'above':
      return value > mean;
    case 'at_least':
      return !(value < mean);
    case 'at_most':
      return !(value > mean);
    case 'below':
      return value < mean;
  }
}

/** The place of the first of ascending values that is above a value; their number where none is. */
export function firstAbove(sorted: Float64Array, value: number): number {
  return firstWhere(sorted.length, (place) => !(sorted[place]! <= value));
}
