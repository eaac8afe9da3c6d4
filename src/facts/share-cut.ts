import type { Quantity } from '../condition/condition.ts';
import { decimalOf } from '../fields/decimal.ts';
import { exactOf } from '../fields/exact.ts';

/**
 * The value of the last of the largest customers that together make a share p/q of the sum: the first, from the
 * largest down, with which sum·q reaches total·p. Values come ascending and are added as the decimals that they stand
 * for, in whole numbers, so that neither rounding nor the order of equal ones decides. Empty where the total is not
 * above zero: nobody makes a share of nothing.
 */
export function findShareCut(sorted: Float64Array, ratio: Quantity): readonly number[] {
  const { n: part, d: whole } = exactOf(ratio.decimal);
  return cutInCents(sorted, part, whole) ?? cutInPlaces(sorted, part, whole);
}

// Null when a value is no whole number of cents, or a sum too large for a double's whole numbers.
function cutInCents(sorted: Float64Array, part: bigint, whole: bigint): readonly number[] | null {
  let total = 0;
  for (const value of sorted) {
    const cents = Math.round(value * 100);
    if (cents / 100 !== value) return null;
    total += cents;
    if (Math.abs(total) > Number.MAX_SAFE_INTEGER) return null;
  }
  if (total <= 0) return [];
  const goal = BigInt(total) * part;
  let sum = 0;
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    sum += Math.round(sorted[index]! * 100);
    if (sum > Number.MAX_SAFE_INTEGER) return null;
    if (BigInt(sum) * whole >= goal) return [sorted[index]!];
  }
  return [sorted[0]!];
}

function cutInPlaces(sorted: Float64Array, part: bigint, whole: bigint): readonly number[] {
  const decimals = Array.from(sorted, decimalOf);
  const places = decimals.reduce((most, decimal) => Math.max(most, placesOf(decimal)), 0);
  const steps = decimals.map((decimal) =>
    BigInt(decimal.replace('.', '') + '0'.repeat(places - placesOf(decimal))),
  );
  const total = steps.reduce((sum, value) => sum + value, 0n);
  if (total <= 0n) return [];
  const goal = total * part;
  let sum = 0n;
  const last = steps.findLastIndex((value) => {
    sum += value;
    return sum * whole >= goal;
  });
  return [sorted[last]!];
}

function placesOf(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}
