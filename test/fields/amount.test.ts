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
  ['5 m', 'plain', '5000000'],
  ['15 %', 'percent', '0.15'],
  ['100%', 'percent', '1'],
  ['1 day', 'days', '1'],
  ['1.5 weeks', 'days', '10.5'],
  ['5m USD', 'money', '5000000'],
  ['500万元', 'money', '5000000'],
  ['5m GHS', 'money', '5000000'],
  ['xof 500k', 'money', '500000'],
])('reads %s', (text, unit, decimal) => {
  expect(parseAmount(text)).toEqual({ unit, value: Number(decimal), decimal });
});

it.each([
  '',
  'abc',
  '1,23',
  '1.234,56',
  '1,23,4567',
  '1_000_000',
  '5 apples',
  '3 months',
  '5%%',
  '1.2.3',
  '5m%',
  '5 ABC',
  '5²',
  '0,5',
  '5k days',
  '$5%',
  '.nan',
  '.inf',
  '1e999',
])('refuses "%s"', (text) => {
  expect(isProblem(parseAmount(text))).toBe(true);
});

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

it.each([
  ['3 months', /no fixed length/],
  ['1年', /no fixed length/],
  ['1,5', /with a point/],
  ['1,23,4567', /every three digits/],
  ['5 apples', /after the number stands/],
])('says how to mend "%s"', (text, help) => {
  const amount = parseAmount(text);
  expect(isProblem(amount) && amount.help?.en).toMatch(help);
});

it.each([
  ['6 months', 'write days, such as 180 days: a month has no fixed length', '180 days'],
  ['1.5 years', 'write days, such as 548 days: a month has no fixed length', '548 days'],
  ['2个季度', 'write days, such as 90 days: a month has no fixed length', '90 days'],
  ['2季度', 'write days, such as 180 days: a month has no fixed length', '180 days'],
  ['half a year', 'write days, such as 90 days: a month has no fixed length', '90 days'],
  ['15 percent', 'write 15%', '15%'],
  ['15 constructor', 'after the number stands nothing, %, k, m, bn, 万, 亿, days, weeks or a currency', '15'],
  ['180d', 'write 180 days', '180 days'],
  ['2.5mil', 'write 2.5m', '2.5m'],
  ['500w', 'write 500万', '500万'],
])('shows how to write "%s", which reads', (text, help, written) => {
  const amount = parseAmount(text);
  expect(isProblem(amount) && amount.help?.en).toBe(help);
  expect(isProblem(parseAmount(written))).toBe(false);
});

it('multiplies scales out exactly', () => {
  const scales = fc.constantFrom<[string, number]>(['k', 3], ['m', 6], ['bn', 9], ['万', 4], ['亿', 8]);
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 18n }),
      fc.integer({ min: 0, max: 3 }),
      scales,
      (all, places, [sign, power]) => {
        const digits = String(all).padStart(places + 1, '0');
        const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
        expect(parseAmount(text + sign)).toMatchObject({
          decimal: String(all * 10n ** BigInt(power - places)),
        });
      },
    ),
  );
});
