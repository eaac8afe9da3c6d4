import { decimalOf, hasFewDigits } from './decimal.ts';
import { roundExact } from './exact.ts';
import { exactFact, exactField, type Facts } from './facts.ts';
import { shownValue } from './rounded.ts';

/** A number, or, where it has more digits than a double can tell, its plain decimal. `Number()` is the nearest double. */
export type ExactNumber = number | string;

/** A plain decimal as an exact number. */
export function exactNumber(decimal: string): ExactNumber {
  return hasFewDigits(decimal) ? Number(decimal) : decimal;
}

/** The value of a fact as it is shown in full, with all the digits that were typed. NaN is missing. */
export function exactValue(facts: Facts, slot: number): ExactNumber {
  const shown = shownValue(facts, slot);
  if (facts.errors[slot] === 0 || Number.isNaN(shown)) return shown;
  if (facts.exacts[slot] === undefined) {
    const decimal = exactField(facts, slot);
    return decimal === null ? shown : exactNumber(decimal);
  }
  // From here on doubles leave what was calculated fewer places than money has.
  if (Math.abs(shown) < LARGE) return shown;
  const exact = exactFact(facts, slot);
  return exact === null ? shown : exactNumber(String(roundExact(exact, 2)));
}

const LARGE = 1e13;

/** NaN is null: missing. */
export function amountOrNull(amount: ExactNumber): ExactNumber | null {
  return Number.isNaN(amount) ? null : amount;
}

/** The double nearest to an amount; null is missing. */
export function nearest(amount: ExactNumber | null): number | null {
  return amount === null ? null : Number(amount);
}

/** Every digit of an exact number, without an exponent. */
export function digitsOf(amount: ExactNumber): string {
  return typeof amount === 'string' ? amount : decimalOf(amount);
}
