/**
 * At which amount of a relative test a customer is just in. Ranked values come ascending.
 */

/** The rank that `top: n` compares with n: one more than the customers that are above. */
export function rankOf(sorted: Float64Array, value: number): number {
  return sorted.length - firstAbove(sorted, value) + 1;
}

/** The part of the customers that are above: in for every `top` percent that is greater. */
export function ratioAbove(sorted: Float64Array, value: number): number {
  return (sorted.length - firstAbove(sorted, value)) / sorted.length;
}

/** The part of the sum that those above make: in for every `top_share` that is greater; 1 where there is no sum. */
export function shareAbove(sorted: Float64Array, value: number): number {
  const { total, above } = sumsOf(sorted);
  if (total <= 0) return 1;
  return above[firstAbove(sorted, value)]! / total;
}

// The place of the first value that this one does not reach.
function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value >= sorted[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Sums {
  readonly total: number;
  /** By place, the most that the values from there on come to, taken from the top. */
  readonly above: Float64Array;
}

const known = new WeakMap<Float64Array, Sums>();

// Each group is summed once, however many customers ask.
function sumsOf(sorted: Float64Array): Sums {
  let sums = known.get(sorted);
  if (sums === undefined) {
    const above = new Float64Array(sorted.length + 1);
    let sum = 0;
    for (let index = sorted.length - 1; index >= 0; index -= 1) {
      sum += sorted[index]!;
      // Credit notes at the bottom take nothing from those above.
      above[index] = Math.max(above[index + 1]!, sum);
    }
    sums = { total: sum, above };
    known.set(sorted, sums);
  }
  return sums;
}
