import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalOf } from '../../src/fields/decimal.ts';
import { type Exact, exactOf, roundExact } from '../../src/fields/exact.ts';
import { createFacts, errorOf, type Facts } from '../../src/fields/facts.ts';
import { distanceRatio, distanceTo } from '../../src/fields/rounded.ts';

// Of few digits and of many, of cents and finer ones.
const DECIMAL = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.nat(20), fc.nat(9_999_999), fc.maxSafeNat()),
    fc.oneof(fc.constant(''), fc.nat(99).map(String), fc.stringMatching(/^[0-9]{1,20}$/)),
  )
  .map(([sign, whole, places]) => `${sign}${whole}${places === '' ? '' : `.${places}`}`);

// Apart by less than 1, though doubles cannot tell.
const NEAR_ONE = ['131072.722', Number('131071.72200000001')] as const;

function factsOf(decimal: string): Facts {
  const facts = createFacts(1);
  facts.numbers[0] = Number(decimal);
  facts.errors[0] = errorOf(Number(decimal), decimal);
  facts.decimals[0] = () => decimal;
  return facts;
}

// As on paper: twelve places below 1, else nine, or fourteen digits, but cents at least.
function shown(exact: Exact): number {
  const size = exact.abs();
  const whole = size.floor().toString().length;
  return roundExact(exact, size.compare(1) < 0 ? 12 : Math.max(2, Math.min(9, 14 - whole))).valueOf();
}

it('a distance and its ratio are those of exact arithmetic', () => {
  const near = fc
    .tuple(DECIMAL, fc.constantFrom(0, 1e-12, -1e-9, 0.005, 0.01, -1))
    .map(([decimal, step]) => [decimal, Number(decimal) + step] as const);
  const any = fc.tuple(DECIMAL, DECIMAL.map(Number));
  fc.assert(
    fc.property(fc.oneof(any, near), ([decimal, bound]) => {
      const facts = factsOf(decimal);
      const value = exactOf(decimal);
      const left = exactOf(decimalOf(bound)).sub(value);
      expect(distanceTo(facts, 0, bound)).toBe(shown(left) || left.valueOf());
      expect(distanceRatio(facts, 0, bound)).toBe(
        value.compare(0) === 0 ? null : shown(left.div(value.abs())),
      );
    }),
    { numRuns: 2000, examples: [[NEAR_ONE]] },
  );
});
