import { decimalOf, plainDecimal } from './decimal.ts';

/** A number without rounding, what arithmetic gives on paper: one whole number over another, which is above zero. */
export class Exact {
  readonly n: bigint;
  readonly d: bigint;

  // Not in lowest terms: formulas are short, and finding a common divisor costs more than a few digits too many.
  constructor(n: bigint, d: bigint) {
    this.n = n;
    this.d = d;
  }

  add(other: Exact | number): Exact {
    const { n, d } = exactly(other);
    return this.d === d ? new Exact(this.n + n, d) : new Exact(this.n * d + n * this.d, this.d * d);
  }

  sub(other: Exact | number): Exact {
    return this.add(exactly(other).neg());
  }

  mul(other: Exact | number): Exact {
    const { n, d } = exactly(other);
    return new Exact(this.n * n, this.d * d);
  }

  /** The other one is not zero. */
  div(other: Exact | number): Exact {
    const { n, d } = exactly(other);
    return n < 0n ? new Exact(-this.n * d, this.d * -n) : new Exact(this.n * d, this.d * n);
  }

  neg(): Exact {
    return new Exact(-this.n, this.d);
  }

  abs(): Exact {
    return this.n < 0n ? this.neg() : this;
  }

  /** The largest whole number that is not above it. */
  floor(): Exact {
    const whole = this.n / this.d;
    return new Exact(this.n < 0n && whole * this.d !== this.n ? whole - 1n : whole, 1n);
  }

  /** The smallest whole number that is not below it. */
  ceil(): Exact {
    return this.neg().floor().neg();
  }

  /** Negative, zero or positive as it is below, at or above the other. */
  compare(other: Exact | number): number {
    const { n, d } = exactly(other);
    const [one, two] = this.d === d ? [this.n, n] : [this.n * d, n * this.d];
    return one < two ? -1 : one > two ? 1 : 0;
  }

  /** The nearest double. */
  valueOf(): number {
    return nearestDouble(this.n, this.d);
  }

  /** Its plain decimal, or the two whole numbers, as in "1/3", where that has no end. */
  toString(): string {
    const size = this.abs().n;
    let places = 0;
    let rest = this.d / commonDivisor(size, this.d);
    for (const prime of [10n, 5n, 2n]) for (; rest % prime === 0n; rest /= prime) places += 1;
    if (rest !== 1n) return `${this.n}/${this.d}`;
    const digits = (size * wholePower(places)) / this.d;
    return plainDecimal({ whole: String(digits), fraction: '' }, this.n < 0n, -places);
  }
}

/** Reads a plain decimal such as "-1200.50" without loss. */
export function exactOf(decimal: string): Exact {
  const point = decimal.indexOf('.');
  if (point < 0) return new Exact(BigInt(decimal), 1n);
  const places = decimal.length - point - 1;
  return new Exact(BigInt(decimal.slice(0, point) + decimal.slice(point + 1)), wholePower(places));
}

/** Ten to a whole power, below zero as well: a hundredth is that of −2. */
export function powerOfTen(power: number): Exact {
  return power < 0 ? new Exact(1n, wholePower(-power)) : new Exact(wholePower(power), 1n);
}

/** Rounds half away from zero to so many digits after the decimal point, as people do. */
export function roundExact({ n, d }: Exact, places: number): Exact {
  // What has no more digits gets none: work takes the longer the longer numbers are.
  if (places >= 0 && wholePower(Math.min(places, 19)) % d === 0n) return new Exact(n, d);
  const digits = Math.max(-MOST_PLACES, Math.min(places, MOST_PLACES));
  const [up, down] = digits < 0 ? [1n, wholePower(-digits)] : [wholePower(digits), 1n];
  const [size, whole] = [(n < 0n ? -n : n) * up, d * down];
  const steps = ((2n * size + whole) / (2n * whole)) * down;
  return new Exact(n < 0n ? -steps : steps, up);
}

// Beyond, no number of any table changes.
const MOST_PLACES = 1000;

/**
 * The same number in lowest terms where it has thousands of digits; where it still has, its first ones, which tell it
 * from whatever anybody writes.
 */
export function shortenExact(value: Exact): Exact {
  if (bitsOf(value) <= MOST_BITS) return value;
  const least = lowest(value.abs());
  const excess = BigInt(Math.max(0, bitsOf(least) - MOST_BITS));
  const cut = (part: bigint): bigint => (part === 0n ? 0n : part >> excess || 1n);
  const short = new Exact(cut(least.n), cut(least.d));
  return value.n < 0n ? short.neg() : short;
}

// Those of the longer one of its two numbers, or a few more.
function bitsOf(value: Exact): number {
  if (!hasMoreBits(value, MOST_BITS)) return 0;
  return 4 * Math.max(value.n.toString(16).length, value.d.toString(16).length);
}

/** Whether one of its two numbers has more bits. */
export function hasMoreBits({ n, d }: Exact, most: number): boolean {
  return n !== BigInt.asIntN(most, n) || d !== BigInt.asIntN(most, d);
}

const MOST_BITS = 16_000;

/** The double nearest to a fraction; `d` is above zero. */
export function nearestDouble(n: bigint, d: bigint): number {
  const size = n < 0n ? -n : n;
  // Of whole numbers that doubles hold, their division is rounded once.
  if (size <= LARGEST && d <= LARGEST) return Number(n) / Number(d);
  const shift = 40n + BigInt(Math.max(0, String(d).length - String(size).length));
  const scaled = size * 10n ** shift;
  // A last digit for what is left, so that nothing looks half-way that is not.
  const digits = `${scaled / d}${scaled % d === 0n ? '0' : '1'}`;
  const value = Number(`${digits}e-${shift + 1n}`);
  return n < 0n ? -value : value;
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

function exactly(value: Exact | number): Exact {
  if (typeof value !== 'number') return value;
  return Number.isInteger(value) ? new Exact(BigInt(value), 1n) : exactOf(decimalOf(value));
}

/** A number in lowest terms. */
export function lowest({ n, d }: Exact): Exact {
  const shared = commonDivisor(n, d);
  return new Exact(n / shared, d / shared);
}

/** The largest whole number by which both can be divided. */
export function commonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [other, one];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger < 0n ? -larger : larger;
}

function wholePower(power: number): bigint {
  return POWERS[power] ?? 10n ** BigInt(power);
}

const POWERS: readonly bigint[] = Array.from({ length: 20 }, (_, power) => 10n ** BigInt(power));
