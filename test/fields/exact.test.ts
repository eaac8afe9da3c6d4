import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Exact, exactOf, roundExact } from '../../src/fields/exact.ts';

it.each([
  ['-1200.50', '-1200.5'],
  ['0.1', '0.1'],
  ['00.10', '0.1'],
  ['-0.00', '0'],
  ['123456789012345678901234567890.000000000000000000000001', null],
])('reads %s', (decimal, printed) => {
  expect(String(exactOf(decimal))).toBe(printed ?? decimal);
});

it('prints a number without an end as a fraction', () => {
  expect(String(exactOf('2').div(exactOf('-6')))).toBe('-2/6');
  expect(String(exactOf('3').div(exactOf('-6')))).toBe('-0.5');
  expect(String(exactOf('1').div(exactOf('3')).mul(3))).toBe('1');
});

it.each([
  ['2.5', 0, '3'],
  ['-2.5', 0, '-3'],
  ['-2.4999999999999999999999', 0, '-2'],
  ['1.005', 2, '1.01'],
  ['-1.004', 2, '-1'],
  ['1250', -2, '1300'],
  ['-0.4', 0, '0'],
  ['0.00000000000000000000000000000000005', 34, '0.0000000000000000000000000000000001'],
])('rounds %s to %i digits', (decimal, digits, rounded) => {
  expect(String(roundExact(exactOf(decimal), digits))).toBe(rounded);
});

it.each([
  ['2.5', '2', '3'],
  ['-2.5', '-3', '-2'],
  ['-2', '-2', '-2'],
])('goes from %s down to %s and up to %s', (decimal, floor, ceil) => {
  expect(String(exactOf(decimal).floor())).toBe(floor);
  expect(String(exactOf(decimal).ceil())).toBe(ceil);
});

it('gives the nearest double', () => {
  expect(exactOf('0.1').valueOf()).toBe(0.1);
  expect(exactOf('-123456789012345678901234567890.5').valueOf()).toBe(-1.2345678901234568e29);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(exactOf('0').add(value).valueOf()).toBe(value + 0);
    }),
  );
});

const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([n, d]) => new Exact(n, d));

it('calculates as on paper', () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(a.add(b).sub(b).compare(a)).toBe(0);
      expect(a.sub(b).compare(b.sub(a).neg())).toBe(0);
      expect(
        a
          .add(b)
          .mul(c)
          .compare(a.mul(c).add(b.mul(c))),
      ).toBe(0);
      if (b.n !== 0n) expect(a.div(b).mul(b).compare(a)).toBe(0);
      expect(Math.sign(a.sub(b).valueOf())).toBe(a.compare(b));
      expect(b.compare(a) + a.compare(b)).toBe(0);
      expect(a.abs().compare(0)).toBeGreaterThanOrEqual(0);
      const over = a.sub(a.floor());
      expect(over.compare(0) >= 0 && over.compare(1) < 0).toBe(true);
      expect(roundExact(a, 3).sub(a).abs().compare(exactOf('0.0005'))).toBeLessThanOrEqual(0);
    }),
  );
});
