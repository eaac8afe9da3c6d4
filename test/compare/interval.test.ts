import { expect, test } from 'vitest';
import { newcombeInterval, wilsonInterval } from '../../src/compare/interval.ts';

// The worked examples of Newcombe (1998), table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('%i of %i against %i of %i differ by %f to %f', (count, of, otherCount, otherOf, low, high) => {
  const interval = newcombeInterval({ count, of }, { count: otherCount, of: otherOf })!;
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

// Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lie between %f and %f', (count, of, low, high) => {
  const interval = wilsonInterval({ count, of })!;
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('nobody has no share', () => {
  expect(wilsonInterval({ count: 0, of: 0 })).toBeNull();
  expect(newcombeInterval({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
});
