import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactOf } from '../../src/fields/exact.ts';
import { niceBetween, niceDecimal } from '../../src/fields/nice-number.ts';

/** "(5.1, 6.97]" as a stretch; a side without number has no end. */
function stretchOf(text: string) {
  const [, first, low, high, last] = /^([[(])(.*), (.*)([\])])$/.exec(text)!;
  return {
    low: low === '' ? null : exactOf(low!),
    high: high === '' ? null : exactOf(high!),
    lowIn: first === '[',
    highIn: last === ']',
  };
}

it.each([
  ['(5030000, 6970000]', '5000000', '6000000'],
  ['(5100000, 5900000]', '5000000', '5500000'],
  ['(5310000, 5390000]', '5000000', '5350000'],
  ['(4970000, 5300000]', '6000000', '5000000'],
  ['(0.1523, 0.1678]', '0.1', '0.16'],
  ['(0.15, 0.15000001]', '0.1', '0.15000001'],
  ['[0.15, 0.15000001)', '0.1', '0.15'],
  ['(, 2300000]', '5000000', '2000000'],
  ['(9700000, )', '5000000', '10000000'],
  ['(-5, 0]', '3', '0'],
  ['(-5, 0)', '3', '-1'],
  ['(0, 40]', '-1', '10'],
  ['(-0.31, -0.22]', '0', '-0.3'],
  ['(71.3, 71.9]', '70', '71.5'],
  ['(4999999.98, 4999999.99]', '5000000', '4999999.99'],
])('writes in %s, coming from %s, %s', (stretch, near, expected) => {
  expect(niceDecimal(stretchOf(stretch), exactOf(near), false)).toBe(expected);
});

it.each([
  ['[12, 15)', '10', '12'],
  ['[12, 18)', '10', '15'],
  ['(12, 13)', '10', null],
  ['[3, 7]', '9', '7'],
  ['[93, 118]', '90', '100'],
])('writes whole numbers in %s, coming from %s: %s', (stretch, near, expected) => {
  expect(niceDecimal(stretchOf(stretch), exactOf(near), true)).toBe(expected);
});

it('never crosses an end', () => {
  const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(
      number,
      number,
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 0, max: 8 }),
      (a, b, lowIn, rising, places) => {
        fc.pre(a !== b);
        const scale = exactOf(`1${'0'.repeat(places)}`);
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((one) =>
          exactOf(String(one)).div(scale),
        ) as [ReturnType<typeof exactOf>, ReturnType<typeof exactOf>];
        const near = rising ? low.sub(1) : high.add(1);
        const found = niceDecimal({ low, high, lowIn, highIn: !lowIn }, near, false);
        expect(found).not.toBeNull();
        const value = exactOf(found!);
        expect(value.compare(low) > 0 || (lowIn && value.compare(low) === 0)).toBe(true);
        expect(value.compare(high) < 0 || (!lowIn && value.compare(high) === 0)).toBe(true);
      },
    ),
  );
});

it('writes what lies between two tiny numbers with all of its digits', () => {
  const found = niceBetween(4.12e-20, 4.13e-20, { whole: false, ratio: false });
  expect(found).toBe('0.00000000000000000004125');
});
