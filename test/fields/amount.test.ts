import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isProblem, parseAmount } from '../../src/fields/amount.ts';

it.each([
  ['5m', 'plain', '5000000'],
  ['500k', 'plain', '500000'],
  ['1.2bn', 'plain', '1200000000'],
  ['500万', 'plain', '5000000'],
  ['1.2亿', 'plain', '120000000'],
  ['15%', 'percent', '0.15'],
  ['１５％', 'percent', '0.15'],
  ['90 days', 'days', '90'],
  ['90天', 'days', '90'],
  ['2 weeks', 'days', '14'],
  ['$5m', 'money', '5000000'],
  ['¥500万', 'money', '5000000'],
  ['1,234.50', 'plain', '1234.5'],
  ['(1,200.50)', 'plain', '-1200.5'],
  ['-$1,200', 'money', '-1200'],
  ['1200-', 'plain', '-1200'],
  ['EUR 12.00', 'money', '12'],
  ['1.5E+3', 'plain', '1500'],
  ['-0', 'plain', '0'],
])('reads %s', (text, unit, decimal) => {
  expect(parseAmount(text)).toEqual({ unit, value: Number(decimal), decimal });
});

it.each(['', 'abc', '1,23', '1.234,56', '12,34,567', '5 apples', '3 months', '5%%', '1.2.3', '5m%'])(
  'refuses "%s"',
  (text) => {
    expect(isProblem(parseAmount(text))).toBe(true);
  },
);

it('reads any decimal exactly, grouped or not', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      const fraction = String(cents).padStart(2, '0').replace(/0+$/, '');
      const exact = fraction === '' ? String(whole) : `${whole}.${fraction}`;
      const grouped = `${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(cents).padStart(2, '0')}`;
      expect(parseAmount(grouped)).toMatchObject({ decimal: exact });
    }),
  );
});
