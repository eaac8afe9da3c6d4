import { expect, it } from 'vitest';
import { stepDecimal } from '../../src/fields/decimal.ts';

it.each([
  ['0', 1, 2, '0.01'],
  ['1.5', 3, 2, '1.53'],
  ['-0.01', 1, 2, '0'],
  ['0.01', -2, 2, '-0.01'],
  ['1.2345', 1, 2, '1.2445'],
  ['99999999999999999.99', 1, 2, '100000000000000000'],
  ['20634', -1, 0, '20633'],
  ['1000', 100, 0, '1100'],
])('moves %s by %i units of 10^-%i to %s', (from, steps, places, to) => {
  expect(stepDecimal(from, steps, places)).toBe(to);
});
