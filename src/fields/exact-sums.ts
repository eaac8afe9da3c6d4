import { decimalOf, plainDecimal } from './decimal.ts';

/** Sums of many at once, each known by a number from 0 on, to the last digit and in any order. */
export interface ExactSums {
  /** `decimal` is the exact number where its double does not say it all; null where it does. */
  add(at: number, value: number, decimal: string | null): void;
  /** The sum as a plain decimal; 0 where nothing was added. */
  decimal(at: number): string;
  /** The sum divided by how many there were, rounded half away from zero, 12 places finer than the amounts. */
  mean(at: number, count: number): string;
}

/** Begins with nothing: 8 bytes each while hundredths in doubles hold the sum, what is finer or larger in whole numbers of any length. */
export function exactSums(): ExactSums {
  let hundredths = new Float64Array(1024);
  const fine = new Map<number, Scaled>();
  const addFine = (at: number, more: Scaled): void => {
    const known = fine.get(at);
    fine.set(at, known === undefined ? more : plus(known, more));
  };
  const totalOf = (at: number): Scaled => {
    const whole: Scaled = { digits: BigInt(hundredths[at] ?? 0), places: 2 };
    const rest = fine.get(at);
    return rest === undefined ? whole : plus(whole, rest);
  };
  return {
    add(at, value, decimal) {
      const whole = Math.round(value * 100);
      // Of at most fifteen digits, two decimals that are one double are one number.
      if (decimal !== null || Math.abs(whole) >= FIFTEEN || whole / 100 !== value) {
        addFine(at, scaledOf(decimal ?? decimalOf(value)));
        return;
      }
      if (at >= hundredths.length) hundredths = enlarge(hundredths, at, 0);
      const sum = hundredths[at]! + whole;
      if (Math.abs(sum) <= LARGEST) hundredths[at] = sum;
      else {
        addFine(at, { digits: BigInt(sum), places: 2 });
        hundredths[at] = 0;
      }
    },
    decimal(at) {
      const whole = hundredths[at] ?? 0;
      return fine.size === 0 && Math.abs(whole) < FIFTEEN ? decimalOf(whole / 100) : print(totalOf(at));
    },
    mean(at, count) {
      const { digits, places } = totalOf(at);
      const scaled = digits * 10n ** BigInt(FINER);
      const half = BigInt(count) / 2n;
      const rounded = (scaled < 0n ? scaled - half : scaled + half) / BigInt(count);
      return print({ digits: rounded, places: places + FINER });
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

interface Scaled {
  readonly digits: bigint;
  /** How many of the digits stand behind the point. */
  readonly places: number;
}

function scaledOf(decimal: string): Scaled {
  const [whole, fraction = ''] = decimal.split('.') as [string, string?];
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

function plus(one: Scaled, other: Scaled): Scaled {
  const places = Math.max(one.places, other.places);
  return { digits: raise(one, places) + raise(other, places), places };
}

function raise({ digits, places }: Scaled, to: number): bigint {
  return places === to ? digits : digits * 10n ** BigInt(to - places);
}

function print({ digits, places }: Scaled): string {
  const negative = digits < 0n;
  return plainDecimal({ whole: String(negative ? -digits : digits), fraction: '' }, negative, -places);
}

const FIFTEEN = 1e15;
const LARGEST = 2 ** 52;
const FINER = 12;
