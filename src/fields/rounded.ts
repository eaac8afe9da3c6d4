import { decimalOf } from './decimal.ts';
import { type Exact, exactOf, roundExact } from './exact.ts';
import { exactFact, type Facts, ROUNDING } from './facts.ts';

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

/** From a fact to a number, and against the size of the fact; null where that is zero. */
export interface Distance {
  /** Positive when the fact must rise to reach the number; zero only on the number itself. */
  readonly absolute: number;
  readonly ratio: number | null;
}

/** How far a fact is from a number: exact, rounded as it is shown in full. */
export function distanceTo(facts: Facts, slot: number, bound: number): Distance {
  const value = facts.numbers[slot]!;
  const size = Math.abs(value);
  const valueError = facts.errors[slot]! + size * ROUNDING;
  const left = bound - value;
  const error = valueError + (Math.abs(bound) + Math.abs(left)) * ROUNDING;
  const absolute = shownQuickly(left, error);
  if (Number.isNaN(absolute) || absolute === 0) return distanceOnPaper(facts, slot, bound);
  if (size === 0 && valueError === 0) return { absolute, ratio: null };
  const least = size - valueError;
  const ratio = left / size;
  const part = Math.abs(ratio);
  const quick =
    least > 0 ? shownQuickly(ratio, (error + part * valueError) / least + part * ROUNDING) : Number.NaN;
  return Number.isNaN(quick) ? distanceOnPaper(facts, slot, bound) : { absolute, ratio: quick };
}

function distanceOnPaper(facts: Facts, slot: number, bound: number): Distance {
  const value = facts.numbers[slot]!;
  const exact = exactFact(facts, slot);
  if (exact === null)
    return { absolute: bound - value, ratio: value === 0 ? null : (bound - value) / Math.abs(value) };
  const left = exactOf(decimalOf(bound)).sub(exact);
  return {
    absolute: roundInFull(left, SHOWN) || left.valueOf(),
    ratio: exact.compare(0) === 0 ? null : roundInFull(left.div(exact.abs()), SHOWN),
  };
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
  return size < COARSE ? roundQuickly(value, error, SHOWN) : Number.NaN;
}

function roundQuickly(value: number, error: number, { digits: most, few }: Precision): number {
  const size = Math.abs(value);
  if (error === 0 && (size >= few || Number.isInteger(value))) return value + 0;
  if (size < few) return withSign(sureSteps(size, error, NINE_PLACES) / NINE_PLACES, value);
  const digits = wholeDigits(size);
  if (size >= LARGEST || size - error < 10 ** (digits - 1)) return Number.NaN;
  const scale = 10 ** (most - digits);
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
  for (let power = 10; size >= power; power *= 10) digits += 1;
  return digits;
}
