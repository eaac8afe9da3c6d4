import { expect, it } from 'vitest';
import { guardFormula } from '../../src/fields/formula-cell.ts';

it.each([
  '-1.234,50 €',
  '-1.234,50\u00a0€',
  '-￥300.00',
  '－￥300',
  '-€5',
  '- $5',
  '-CNY 5,000',
  '-5,000.00 CNY',
  "-1'234.50 CHF",
  '-12,34,567.00',
  '+5 %',
  '-500万元',
  '-1,5 Mio. €',
  '-75.63',
  '-',
])('leaves the amount %j alone', (cell) => {
  expect(guardFormula(cell)).toBe(cell);
});

it.each([
  "-1+cmd|' /C calc'!A0",
  '-1+1',
  '-A1',
  '-USD5',
  '-HK$7',
  '-Rs.5',
  '-(5)',
  '-SUM(A1)',
  '-5 €*2',
  '=-5 €',
  '="-5"',
  '@5 €',
  '\n-€5+A1',
  '-5 apples',
])('guards %j', (cell) => {
  expect(guardFormula(cell)).toBe(`'${cell}`);
});
