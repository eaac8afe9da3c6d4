import { Fraction } from 'fraction.js';

/** A number without rounding: what arithmetic gives on paper. */
export type Exact = Fraction;

/** Reads a plain decimal such as "-1200.50" without loss. */
export function exactOf(decimal: string): Exact {
  return new Fraction(decimal);
}

/** Rounds half away from zero to so many digits after the decimal point, as people do. */
export function roundExact(value: Exact, digits: number): Exact {
  const scaled = value.abs().mul(new Fraction(10).pow(digits) as Fraction);
  const rounded = scaled.add(new Fraction(1, 2)).floor();
  const result = rounded.div(new Fraction(10).pow(digits) as Fraction);
  return value.compare(0) < 0 ? result.neg() : result;
}

/** The double nearest to a fraction; `d` is above zero. */
export function nearestDouble(n: bigint, d: bigint): number {
  const size = n < 0n ? -n : n;
  const shift = 40n + BigInt(Math.max(0, String(d).length - String(size).length));
  const scaled = size * 10n ** shift;
  // A last digit for what is left, so that nothing looks half-way that is not.
  const digits = `${scaled / d}${scaled % d === 0n ? '0' : '1'}`;
  const value = Number(`${digits}e-${shift + 1n}`);
  return n < 0n ? -value : value;
}
