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
