import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeAmount } from '../../../src/commands/calibrate/write-amount.ts';
import { isProblem, parseAmount } from '../../../src/fields/amount.ts';

it.each([
  ['6200000', '5m', 'money', '6.2m'],
  ['850000', '5m', 'money', '0.85m'],
  ['1200000', '500k', 'money', '1.2m'],
  ['600000', '500k', 'money', '600k'],
  ['2000000000', '900m', 'money', '2bn'],
  ['6200000', '500万', 'money', '620万'],
  ['120000000', '9000万', 'money', '1.2亿'],
  ['6200000', '5,000,000', 'money', '6,200,000'],
  ['6200000.5', '5,000,000', 'money', '6,200,000.5'],
  ['6200000', '5000000', 'money', '6200000'],
  ['6200000', '¥500万', 'money', '¥620万'],
  ['6200000', '5m EUR', 'money', '6.2m EUR'],
  ['6200000', '5e6', 'money', '6200000'],
  ['0.17', '15%', 'ratio', '17%'],
  ['0.1725', '15 %', 'ratio', '17.25 %'],
  ['-0.05', '15%', 'ratio', '-5%'],
  ['0.05', '-15%', 'ratio', '5%'],
  ['0.17', '0.15', 'ratio', '0.17'],
  ['120', '90 days', 'days', '120 days'],
  ['120', '90', 'days', '120'],
  ['28', '2 weeks', 'days', '4 weeks'],
  ['10', '2 weeks', 'days', '10 days'],
  ['120', '90天', 'days', '120天'],
  ['72.5', '70', 'points', '72.5'],
  ['20635', '2026-01-01', 'day', '2026-07-01'],
  ['15', '20', 'count', '15'],
  ['6000000', '0', 'money', '6m'],
  ['2500', '0', 'money', '2.5k'],
  ['12', '0', 'money', '12'],
  ['0.05', '0', 'ratio', '5%'],
  ['12', '0', 'number', '12'],
  ['620', '(500)', 'number', '620'],
] as const)('writes %s like %s (%s): %s', (decimal, like, unit, expected) => {
  expect(writeAmount(decimal, like, unit)).toBe(expected);
});

it('always writes the amount that is meant', () => {
  const styles = fc.constantFrom(
    '5m',
    '500k',
    '500万',
    '5,000',
    '15%',
    '0.5',
    '1.2bn',
    '$5',
    '¥5万',
    '３万',
    '5 m',
  );
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 4 }),
      styles,
      (digits, places, like) => {
        const amount = parseAmount((digits / 10 ** places).toFixed(places));
        if (isProblem(amount)) throw new Error('no amount');
        const written = parseAmount(writeAmount(amount.decimal, like, 'money'));
        expect(isProblem(written) ? null : written.decimal).toBe(amount.decimal);
      },
    ),
  );
});
