import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDecimal } from '../../src/fields/decimal.ts';
import { digitsOf, exactNumber } from '../../src/fields/exact-number.ts';
import { addMoney, emptyMoney, exactMoneyOf, joinMoney, moneyOf } from '../../src/verdict/money-sum.ts';

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

test('amounts of any length add up to their last digit, in any order and in parts', () => {
  const millionths = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((one) => one * 10_000n);
  const decimal = (one: bigint): string => {
    const digits = String(one < 0n ? -one : one).padStart(7, '0');
    return plainDecimal({ whole: digits.slice(0, -6), fraction: digits.slice(-6) }, one < 0n, 0);
  };
  fc.assert(
    fc.property(fc.array(fc.oneof(millionths, cents), { maxLength: 30 }), fc.nat(), (all, at) => {
      const [left, right] = [emptyMoney(), emptyMoney()];
      const amounts = all.map((one) => exactNumber(decimal(one)));
      const turned = [...amounts.slice(at % 30), ...amounts.slice(0, at % 30)];
      for (const [index, amount] of turned.entries()) addMoney(index % 2 === 0 ? left : right, amount);
      joinMoney(left, right);
      expect(digitsOf(exactMoneyOf(left))).toBe(decimal(all.reduce((sum, one) => sum + one, 0n)));
    }),
  );
});
