import { addScaled, decimalOf, printScaled, type Scaled, scaledOf } from './decimal.ts';

/** Sums of many at once, each known by a number from 0 on, to the last digit and in any order. */
export interface ExactSums {
  /** `decimal` is the exact number where its double does not say it all; null where it does. */
  add(at: number, value: number, decimal: string | null): void;
  /** Adds all that was added to another. */
  join(at: number, other: number): void;
  /** The sum where a double says all of it; null where it has more digits. */
  short(at: number): number | null;
  /** The sum as a plain decimal; 0 where nothing was added. */
  decimal(at: number): string;
  /** The sum divided by how many there were, rounded half away from zero so many places finer than the amounts. */
  mean(at: number, count: number, finer: number): string;
}

/** Begins with nothing: 8 bytes each while hundredths in doubles hold the sum, what is finer or larger in whole numbers of any length. */
export function exactSums(): ExactSums {
  let hundredths = new Float64Array(1024);
  const fine = new Map<number, Scaled>();
  const addFine = (at: number, more: Scaled): void => {
    const known = fine.get(at);
    fine.set(at, known === undefined ? more : addScaled(known, more));
  };
  const totalOf = (at: number): Scaled => {
    const whole: Scaled = { digits: BigInt(hundredths[at] ?? 0), places: 2 };
    const rest = fine.get(at);
    return rest === undefined ? whole : addScaled(whole, rest);
  };
  const addHundredths = (at: number, whole: number): void => {
    if (at >= hundredths.length) hundredths = enlarge(hundredths, at, 0);
    const sum = hundredths[at]! + whole;
    if (Math.abs(sum) < FIFTEEN) hundredths[at] = sum;
    else {
      hundredths[at] = 0;
      addFine(at, { digits: BigInt(sum), places: 2 });
    }
  };
  const short = (at: number): number | null => (fine.has(at) ? null : (hundredths[at] ?? 0) / 100);
  return {
    add(at, value, decimal) {
      const whole = Math.round(value * 100);
      // Of at most fifteen digits, two decimals that are one double are one number.
      if (decimal === null && Math.abs(whole) < FIFTEEN && whole / 100 === value) addHundredths(at, whole);
      else addFine(at, scaledOf(decimal ?? decimalOf(value)));
    },
    join(at, other) {
      const rest = fine.get(other);
      if (rest !== undefined) addFine(at, rest);
      addHundredths(at, hundredths[other] ?? 0);
    },
    short,
    decimal(at) {
      const sum = short(at);
      return sum === null ? printScaled(totalOf(at)) : decimalOf(sum);
    },
    mean(at, count, finer) {
      const { digits, places } = totalOf(at);
      const scaled = digits * 10n ** BigInt(finer);
      const half = BigInt(count) / 2n;
      const rounded = (scaled < 0n ? scaled - half : scaled + half) / BigInt(count);
      return printScaled({ digits: rounded, places: places + finer });
    },
  };
}

/** An array that reaches `at`, at least twice as long, with the values of the other; `fill` stands in the new places. */
export function enlarge(
  values: Float64Array<ArrayBuffer>,
  at: number,
  fill: number,
): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(values.length * 2, at + 1)).fill(fill, values.length);
  larger.set(values);
  return larger;
}

const FIFTEEN = 1e15;
