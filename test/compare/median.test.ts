import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sketchMedian } from '../../src/compare/median.ts';

function medianOf(numbers: readonly number[]): number | null {
  const sketch = sketchMedian();
  for (const one of numbers) sketch.add(one);
  return sketch.result();
}

it.each([
  [[], null],
  [[5], 5],
  [[1, 2, 3_000_000], 2],
  [[-10, -3, 4], -3],
])('the median of %j is about %j', (numbers, expected) => {
  const found = medianOf(numbers);
  if (expected === null) expect(found).toBeNull();
  else expect(Math.abs(found! / expected - 1)).toBeLessThan(0.015);
});

it('is within 1.5 percent of the lower median, whatever the order', () => {
  const amount = fc.double({ min: -1e12, max: 1e12, noNaN: true }).filter((one) => Math.abs(one) > 1e-6);
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 60 }), (numbers) => {
      const sorted = [...numbers].sort((one, other) => one - other);
      const exact = sorted[Math.ceil(sorted.length / 2) - 1]!;
      expect(Math.abs(medianOf(numbers)! / exact - 1)).toBeLessThan(0.015);
      expect(medianOf(sorted)).toBe(medianOf(numbers));
    }),
  );
});
