import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMoney, emptyMoney, joinMoney, moneyOf } from '../../src/verdict/money-sum.ts';

function sumOf(amounts: readonly number[]): number {
  const sum = emptyMoney();
  for (const amount of amounts) addMoney(sum, amount);
  return moneyOf(sum);
}

test.each<[readonly number[], number]>([
  [[], 0],
  [Array<number>(1000).fill(1.005), 1005],
  [Array<number>(1000).fill(12.125), 12_125],
  [Array<number>(1000).fill(0.001), 1],
  [Array<number>(10).fill(0.1), 1],
  [[0.0043, 0.0038, 0.0021], 0.0102],
  [[-1.005, 1.005], 0],
  [[1e12, 0.01, -1e12], 0.01],
])('%j', (amounts, sum) => {
  expect(sumOf(amounts)).toBe(sum);
});

test('whatever is added comes out exact to the sixth decimal, in any order and in parts', () => {
  const millionths = fc.integer({ min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(fc.array(millionths, { maxLength: 50 }), (whole) => {
      const amounts = whole.map((one) => one / 1e6);
      const expected = whole.reduce((sum, one) => sum + one, 0) / 1e6;
      expect(sumOf(amounts)).toBeCloseTo(expected, 6);
      expect(sumOf([...amounts].reverse())).toBe(sumOf(amounts));
      const [left, right] = [emptyMoney(), emptyMoney()];
      for (const [index, amount] of amounts.entries()) addMoney(index % 2 === 0 ? left : right, amount);
      joinMoney(left, right);
      expect(moneyOf(left)).toBe(sumOf(amounts));
    }),
  );
});
