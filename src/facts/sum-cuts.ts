import type { Quantity } from '../condition/condition.ts';
import { decimalOf, placesIn } from '../fields/decimal.ts';
import { exactOf, nearestDouble } from '../fields/exact.ts';

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

/** The mean of at least one value: their exact sum, as decimals, divided by their number, as the nearest double. */
export function findMean(values: Float64Array): number {
  const cents = sumInCents(values);
  if (cents !== null) return nearestDouble(BigInt(cents), 100n * BigInt(values.length));
  const { steps, scale } = inPlaces(values);
  return nearestDouble(sumOf(steps), scale * BigInt(values.length));
}

function cutInCents(sorted: Float64Array, part: bigint, whole: bigint): readonly number[] | null {
  const total = sumInCents(sorted);
  if (total === null) return null;
  if (total <= 0) return [];
  const goal = Number((BigInt(total) * part + whole - 1n) / whole);
  let sum = 0;
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    sum += Math.round(sorted[index]! * 100);
    if (sum > Number.MAX_SAFE_INTEGER) return null;
    if (sum >= goal) return [sorted[index]!];
  }
  return [sorted[0]!];
}

// Null when a value is no whole number of cents, or a sum too large for a double's whole numbers.
function sumInCents(values: Float64Array): number | null {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    const cents = Math.round(values[index]! * 100);
    if (cents / 100 !== values[index]) return null;
    total += cents;
    if (Math.abs(total) > Number.MAX_SAFE_INTEGER) return null;
  }
  return total;
}

function cutInPlaces(sorted: Float64Array, part: bigint, whole: bigint): readonly number[] {
  const { steps } = inPlaces(sorted);
  const total = sumOf(steps);
  if (total <= 0n) return [];
  const goal = total * part;
  let sum = 0n;
  const last = steps.findLastIndex((value) => {
    sum += value;
    return sum * whole >= goal;
  });
  return [sorted[last]!];
}

// Values as whole numbers of one step, which is 1/scale: as fine as the finest of them is written.
function inPlaces(values: Float64Array): { readonly steps: readonly bigint[]; readonly scale: bigint } {
  const decimals = Array.from(values, decimalOf);
  const places = decimals.reduce((most, decimal) => Math.max(most, placesIn(decimal)), 0);
  const steps = decimals.map((decimal) =>
    BigInt(decimal.replace('.', '') + '0'.repeat(places - placesIn(decimal))),
  );
  return { steps, scale: 10n ** BigInt(places) };
}

function sumOf(steps: readonly bigint[]): bigint {
  return steps.reduce((sum, value) => sum + value, 0n);
}
