import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overLimit } from '../../src/compare/compare-fingerprints.ts';
import { mostAllowed } from '../../src/criteria/drift-limits.ts';

it.each([
  [0.05, 40, 2],
  [0.05, 39, 1],
  [0.29, 100, 29],
  [0.07, 100, 7],
  [0, 100, 0],
  [1, 3, 3],
  // 0.00004% of two and a half millions is one.
  [0.0000004, 2_500_000, 1],
  [0.0000004, 2_499_999, 0],
  [0.999999999999, 1000, 999],
])('%s of %s customers are %s', (value, of, most) => {
  const limit = { kind: 'ratio', value } as const;
  expect(mostAllowed(limit, of)).toBe(most);
  expect(overLimit('gone', most, of, limit)).toEqual([]);
  expect(overLimit('gone', most + 1, of, limit)).toHaveLength(1);
});

it('a percent is what it is on paper', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 5_000_000 }), (bp, of) => {
      const limit = { kind: 'ratio', value: Number(`${bp}e-4`) } as const;
      expect(mostAllowed(limit, of)).toBe(Math.floor((bp * of) / 10_000));
    }),
  );
});
