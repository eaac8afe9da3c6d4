import { decimalOf, POWERS_OF_TEN } from './decimal.ts';
import { type Exact, exactOf, roundExact } from './exact.ts';
import { exactFact, type Facts, isShortTyped, numberOrNull, ROUNDING } from './facts.ts';

/**
 * What a relative test ranks and compares with cut points: the exact value of a fact, rounded half away from zero to
 * nine decimal places, and to fifteen digits where that leaves fewer places. It depends on nothing but the value,
 * whole-number arithmetic finds it from a fraction, and no two of these numbers share a double: equal ones are ties.
 * NaN is missing.
 */
export function rankedValue(facts: Facts, slot: number): number {
  const value = facts.numbers[slot]!;
  if (Number.isNaN(value)) return value;
  const quick = roundQuickly(value, facts.errors[slot]!, RANKED);
  if (!Number.isNaN(quick)) return quick;
  const exact = exactFact(facts, slot);
  return exact === null ? value : roundInFull(exact, RANKED);
}

/** The value of a fact as it is shown in full: as typed, and rounded where it was calculated. NaN is missing. */
export function shownValue(facts: Facts, slot: number): number {
  const value = facts.numbers[slot]!;
  if (facts.exacts[slot] === undefined || Number.isNaN(value)) return value;
  const quick = shownQuickly(value, facts.errors[slot]!);
  return Number.isNaN(quick) ? shownInFull(value, exactFact(facts, slot)) : quick;
}

/** The value of a fact as it is shown in full; null where it is missing. */
export function shownNumber(facts: Facts, slot: number): number | null {
  return numberOrNull(shownValue(facts, slot));
}

/** The exact value of a fact, rounded once to so many places, half away from zero. NaN is missing. */
export function roundedFact(facts: Facts, slot: number, places: number): number {
  const value = facts.numbers[slot]!;
  if (Number.isNaN(value)) return value;
  const scale = 10 ** places;
  const steps = sureSteps(Math.abs(value), facts.errors[slot]!, scale);
  if (!Number.isNaN(steps)) return withSign(steps / scale, value);
  const exact = exactFact(facts, slot);
  return exact === null ? value : roundExact(exact, places).valueOf();
}

/**
 * A number within `error` of an exact one, rounded once as numbers are shown in full: to twelve places below 1, to nine
 * from there on, and to fourteen digits at most, but never coarser than cents. `formula` is asked only where the error
 * leaves it open.
 */
export function roundShown(value: number, error: number, formula: ExactFormula, facts: Facts): number {
  if (Number.isNaN(value)) return value;
  const quick = shownQuickly(value, error);
  return Number.isNaN(quick) ? shownInFull(value, formula.exact(facts)) : quick;
}

/** What finds the exact value that a double is near to. */
interface ExactFormula {
  exact(facts: Facts): Exact | null;
}

function shownInFull(value: number, exact: Exact | null): number {
  return exact === null ? value : roundInFull(exact, SHOWN);
}

/**
 * How far a fact is from a number: exact, rounded as it is shown in full. Positive when the fact must rise to reach the
 * number; zero only on the number itself.
 */
export function distanceTo(facts: Facts, slot: number, bound: number): number {
  const value = facts.numbers[slot]!;
  if (isShortTyped(facts, slot)) {
    // Of what was typed in cents, as most amounts are and all days, the difference is exact.
    const from = Math.round(value * 100);
    const to = Math.round(bound * 100);
    const isInCents = from / 100 === value && to / 100 === bound;
    if (isInCents && Math.abs(from) < LARGEST && Math.abs(to) < LARGEST) return (to - from) / 100;
  }
  const left = bound - value;
  const quick = shownQuickly(left, errorLeft(facts, slot, bound));
  if (!Number.isNaN(quick) && quick !== 0) return quick;
  const exact = exactFact(facts, slot);
  if (exact === null) return left;
  const exactLeft = exactOf(decimalOf(bound)).sub(exact);
  return roundInFull(exactLeft, SHOWN) || exactLeft.valueOf();
}

/** The same against the size of the fact; null where that is zero. */
export function distanceRatio(facts: Facts, slot: number, bound: number): number | null {
  const value = facts.numbers[slot]!;
  const size = Math.abs(value);
  const valueError = errorIn(facts, slot);
  if (size === 0 && valueError === 0) return null;
  const least = size - valueError;
  const ratio = (bound - value) / size;
  const part = Math.abs(ratio);
  const error = errorLeft(facts, slot, bound) + part * valueError;
  const quick = least > 0 ? shownQuickly(ratio, error / least + part * ROUNDING) : Number.NaN;
  if (!Number.isNaN(quick)) return quick;
  const exact = exactFact(facts, slot);
  if (exact === null) return size === 0 ? null : ratio;
  if (exact.compare(0) === 0) return null;
  return roundInFull(exactOf(decimalOf(bound)).sub(exact).div(exact.abs()), SHOWN);
}

// How far the difference between a number and a fact may be wrong in doubles.
function errorLeft(facts: Facts, slot: number, bound: number): number {
  const left = bound - facts.numbers[slot]!;
  return errorIn(facts, slot) + (Math.abs(bound) + Math.abs(left)) * ROUNDING;
}

function errorIn(facts: Facts, slot: number): number {
  return facts.errors[slot]! + Math.abs(facts.numbers[slot]!) * ROUNDING;
}

const FINE = 1e12;
const FINE_PLACES = 12;
const PLACES = 9;
const NINE_PLACES = 1e9;
const LARGEST = 1e15;
// From here on the digits that are shown leave fewer places than cents.
const COARSE = 1e12;

/**
 * How many digits a rounded number has, from which size on they leave fewer than nine places, its places below 1, and
 * those that it always keeps.
 */
interface Precision {
  readonly digits: number;
  readonly few: number;
  readonly small: number;
  readonly least: number;
}

const RANKED: Precision = { digits: 15, few: 1e6, small: PLACES, least: Number.NEGATIVE_INFINITY };
// One digit less than doubles have to spare, so that few numbers need paper.
const SHOWN: Precision = { digits: 14, few: 1e5, small: FINE_PLACES, least: 2 };

// NaN where only the exact value tells: half-way between two steps, or where the number of places changes.
function shownQuickly(value: number, error: number): number {
  const size = Math.abs(value);
  if (size < 1) return withSign(sureSteps(size, error, FINE) / FINE, value);
  // Just below 1 a number has more places.
  if (size - error < 1 && error * FINE > 0.5) return Number.NaN;
  return size < COARSE ? roundQuickly(value, error, SHOWN) : Number.NaN;
}

function roundQuickly(value: number, error: number, { digits: most, few }: Precision): number {
  const size = Math.abs(value);
  if (error === 0 && (size >= few || Number.isInteger(value))) return value + 0;
  if (size < few) return withSign(sureSteps(size, error, NINE_PLACES) / NINE_PLACES, value);
  const digits = wholeDigits(size);
  if (size >= LARGEST || size - error < POWERS_OF_TEN[digits - 1]!) return Number.NaN;
  const scale = POWERS_OF_TEN[most - digits]!;
  return withSign(sureSteps(size, error, scale) / scale, value);
}

// How many steps a size comes to, in which case the error cannot matter; NaN otherwise.
function sureSteps(size: number, error: number, scale: number): number {
  const scaled = size * scale;
  const steps = Math.round(scaled);
  return 0.5 - Math.abs(scaled - steps) > error * scale + scaled * ROUNDING * 2 ? steps : Number.NaN;
}

function withSign(size: number, value: number): number {
  return value < 0 && size !== 0 ? -size : size;
}

function roundInFull(exact: Exact, { digits, small, least }: Precision): number {
  const size = exact.abs();
  const left = digits - size.floor().toString().length;
  const places = size.compare(1) < 0 ? small : Math.max(least, Math.min(PLACES, left));
  return roundExact(exact, places).valueOf();
}

// How many digits stand before the point.
function wholeDigits(size: number): number {
  let digits = 1;
  while (size >= POWERS_OF_TEN[digits]!) digits += 1;
  return digits;
}
