import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  proposeGrowth,
  proposeLine,
  roundDown,
  shortenAmount,
} from '../../../src/commands/init/propose-lines.ts';
import { isProblem, parseAmount } from '../../../src/fields/amount.ts';

it.each([
  ['few digits', 2_345_678, 1_900_000, 2_000_000],
  ['never across the next value', 2_345_678, 2_300_000, 2_340_000],
  ['a value that stands alone', 9.99, 0, 9],
  ['two values a cent apart', 100.02, 100.01, 100.02],
  ['a fraction', 0.0456, 0.041, 0.045],
  ['a whole thousand', 1000, 999, 1000],
])('rounds down to %s', (_, high, low, expected) => {
  expect(roundDown(high, low)).toBe(expected);
});

it.each([
  [5_000_000, '5m', '500万'],
  [1_250_000, '1.25m', '125万'],
  [350_000, '350k', '35万'],
  [1_234_567, '1234567', '1234567'],
  [2_000_000_000, '2bn', '20亿'],
  [999.5, '999.5', '999.5'],
  [1e21, '1000000000000000000000', '1000000000000000000000'],
])('writes %d as %s and %s', (value, western, chinese) => {
  expect([shortenAmount(value, 'western'), shortenAmount(value, 'chinese')]).toEqual([western, chinese]);
});

it('draws the line between two customers, whatever they reach', () => {
  const cents = fc.integer({ min: -5000, max: 90_000_000_00 }).map((value) => value / 100);
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1, maxLength: 60 }),
      fc.constantFrom('western' as const, 'chinese' as const),
      (values, style) => {
        const line = proposeLine(values, 0.1, style);
        const positive = values.filter((value) => value > 0);
        expect(line === null).toBe(positive.length === 0);
        if (line === null) return;
        const amount = parseAmount(line.amount);
        if (isProblem(amount)) throw new Error(line.amount);
        const reached = positive.filter((value) => value >= amount.value).length;
        expect([reached, positive.length]).toEqual([line.reached, line.of]);
        expect(reached).toBeGreaterThanOrEqual(Math.ceil(positive.length * 0.1 - 1e-9));
      },
    ),
    { numRuns: 300 },
  );
});

it.each([
  [[0.31, 0.2, 0.1, 0], '30%'],
  [[0.15], '15%'],
  [[], '15%'],
  [[9, 9, 9], '50%'],
  [[-0.4, -0.5], '5%'],
])('proposes of growth %j %s', (rates, expected) => {
  expect(proposeGrowth(rates)).toBe(expected);
});
