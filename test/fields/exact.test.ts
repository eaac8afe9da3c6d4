import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Exact, exactOf, roundExact, shortenExact } from '../../src/fields/exact.ts';

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

it.each([
  ['a third', new Exact(5n ** 9000n, 3n * 5n ** 9000n), '1/3'],
  ['minus two', new Exact(-(2n ** 50_001n), 2n ** 50_000n), '-2'],
  ['nothing', new Exact(0n, 7n ** 20_000n), '0'],
  ['few digits', new Exact(2n, 6n), '2/6'],
])('says what thousands of digits come to: %s', (_, value, shortest) => {
  expect(String(shortenExact(value))).toBe(shortest);
});

it.each([
  ['just above one', 3n ** 20_000n + 1n, 3n ** 20_000n, 1],
  ['far above', 3n ** 20_000n, 7n, 1e300],
  ['far below', -7n, 3n ** 20_000n, -1e-300],
])('cuts what has no shorter form: %s', (_, n, d, near) => {
  const short = shortenExact(new Exact(n, d));
  expect(short.n.toString().length + short.d.toString().length).toBeLessThan(10_000);
  expect(Math.sign(short.valueOf() || short.n > 0n ? 1 : -1)).toBe(Math.sign(near));
  expect(short.abs().compare(exactOf('1'))).toBe(Math.sign(Math.abs(near) - 1));
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
