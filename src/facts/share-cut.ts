import type { Quantity } from '../condition/condition.ts';
import { exactOf } from '../fields/exact.ts';

/**
 * The value of the last of the largest customers that together make a share of the sum: the one that crosses
 * the line is in. Values come ascending. Money is summed in cents, exactly; what has more places, or comes from
 * a division, in doubles, where a sum within rounding of the line has reached it. Empty when there is no sum.
 */
export function findShareCut(sorted: Float64Array, ratio: Quantity): readonly number[] {
  return exactShareCut(sorted, ratio) ?? roundedShareCut(sorted, ratio.value);
}

// Null when a value is no whole number of cents, or the sum too large for whole numbers.
function exactShareCut(sorted: Float64Array, ratio: Quantity): readonly number[] | null {
  let total = 0;
  for (const value of sorted) {
    const cents = Math.round(value * 100);
    if (cents / 100 !== value) return null;
    total += cents;
    if (Math.abs(total) > Number.MAX_SAFE_INTEGER) return null;
  }
  if (total <= 0) return [];
  const { n: part, d: whole } = exactOf(ratio.decimal);
  const goal = BigInt(total) * part;
  let sum = 0;
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    sum += Math.round(sorted[index]! * 100);
    if (BigInt(sum) * whole >= goal) return [sorted[index]!];
  }
  return [sorted[0]!];
}

function roundedShareCut(sorted: Float64Array, ratio: number): readonly number[] {
  let total = 0;
  for (const value of sorted) total += value;
  if (total <= 0) return [];
  let sum = 0;
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    sum += sorted[index]!;
    if (sum >= total * ratio * (1 - 1e-12)) return [sorted[index]!];
  }
  return [sorted[0]!];
}
