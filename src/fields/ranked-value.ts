import { type Exact, roundExact } from './exact.ts';
import { exactFact, type Facts, ROUNDING } from './facts.ts';

/**
 * What a relative test ranks and compares with cut points: the exact value of a fact, rounded half away from zero to
 * nine decimal places, and to fifteen digits where that leaves fewer places. It depends on nothing but the value,
 * whole-number arithmetic finds it from a fraction, and no two of these numbers share a double: equal ones are ties.
 * NaN is missing.
 */
export function rankedValue(facts: Facts, slot: number): number {
  const value = facts.numbers[slot]!;
  const error = facts.errors[slot]!;
  const size = Math.abs(value);
  if (error === 0 && (size >= FEWER_PLACES || Number.isInteger(value))) return value + 0;
  if (!(size < LARGEST)) return Number.isNaN(value) ? value : rankExactly(facts, slot);
  const digits = size < FEWER_PLACES ? 0 : wholeDigits(size);
  const scale = digits === 0 ? NINE_PLACES : 10 ** (DIGITS - digits);
  const scaled = size * scale;
  const steps = Math.round(scaled);
  const uncertain = error * scale + scaled * ROUNDING * 2;
  // Half-way between two steps, or where the number of places changes, only paper tells.
  if (0.5 - Math.abs(scaled - steps) <= uncertain || (digits > 0 && size - error < 10 ** (digits - 1)))
    return rankExactly(facts, slot);
  const ranked = steps / scale;
  return value < 0 && ranked !== 0 ? -ranked : ranked;
}

const PLACES = 9;
const NINE_PLACES = 1e9;
const DIGITS = 15;
// From here on fifteen digits leave fewer than nine places.
const FEWER_PLACES = 1e6;
const LARGEST = 1e15;

function rankExactly(facts: Facts, slot: number): number {
  const exact = exactFact(facts, slot);
  return exact === null ? facts.numbers[slot]! : roundRanked(exact);
}

function roundRanked(exact: Exact): number {
  const digits = exact.abs().floor().toString().length;
  return Number(roundExact(exact, Math.min(PLACES, DIGITS - digits)).toString(PLACES + 1));
}

// How many digits stand before the point.
function wholeDigits(size: number): number {
  let digits = 1;
  for (let power = 10; size >= power; power *= 10) digits += 1;
  return digits;
}
