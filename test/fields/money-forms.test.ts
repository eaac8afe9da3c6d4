import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/fields/amount.ts';
import { multiplyDecimals } from '../../src/fields/decimal.ts';
import type { Field, NumberStyle } from '../../src/fields/field.ts';
import { headerUnit, scaleNamed } from '../../src/fields/header-unit.ts';
import { NUMBER_FORMS } from '../../src/fields/number-help.ts';
import { cellReader, exactDecimal } from '../../src/fields/parse-cell.ts';
import { fieldOf, readCell } from './fields.ts';

// The value of a cell, by both ways of reading it.
function read(given: Partial<Field>, style: Partial<NumberStyle>, text: string): number | string {
  const field = fieldOf({ type: 'money', ...given });
  const full = { decimal: '.' as const, ...style };
  const value = cellReader(field, full)(text);
  const exact = exactDecimal(text, field, full);
  if (typeof value === 'number') expect(Number(exact)).toBe(value);
  return exact ?? '!';
}

const EUR = {
  currency: 'EUR',
  rates: new Map([
    ['USD', '0.92'],
    ['CNY', '0.128'],
    ['£', '1.15'],
  ]),
};

it.each([
  ['100', '100'],
  ['€100', '100'],
  ['EUR 1,000.10', '1000.1'],
  ['$100', '92'],
  ['USD 100.05', '92.046'],
  ['-US$1', '-0.92'],
  ['CNY 5000', '640'],
  ['￥5000', '640'],
  ['£2', '2.3'],
  ['CHF 5', '!'],
  ['$9007199254740993', '8286623314361713.56'],
])('converts %s exactly', (text, exact) => {
  expect(read({}, EUR, text)).toBe(exact);
});

it('asks for a rate of its own where a sign could be several', () => {
  const rates = new Map([
    ['USD', '0.9'],
    ['CAD', '0.7'],
  ]);
  const value = cellReader(fieldOf({ type: 'money' }), { decimal: '.', currency: 'EUR', rates })('$5');
  expect(value).toMatchObject({ help: { en: expect.stringContaining('rates: { "$": RATE }') } });
});

it.each([
  [3, '640', '640000'],
  [3, '-1,234.5678', '-1234567.8'],
  [4, '31.00', '310000'],
  [6, '0.1', '100000'],
  [3, '1.5 Mio.', '1500000'],
  [3, '123456789012345', '123456789012345000'],
])('with a scale of 10^%i reads %s as %s', (scale, text, exact) => {
  expect(read({ scale }, {}, text)).toBe(exact);
});

it.each([
  ['Cr', '1,200.00 Cr', '1200'],
  ['Cr', '1,200.00 DR.', '-1200'],
  ['Dr', '1,200.00 Dr', '1200'],
  ['Cr', '5', '5'],
  ['Cr', '(5) Dr', '5'],
  ['H', '5 S', '-5'],
])('where %s is above zero, %s is %s', (positive, text, exact) => {
  expect(read({ positive }, {}, text)).toBe(exact);
});

it.each([
  ['6.400.000,00', '6400000'],
  ['12,500,000.00', '12500000'],
  ['0,00', '0'],
  ['12.5', '12.5'],
  ['1.234.567', '1234567'],
  ['5', '5'],
  ['-1.234,5 €', '-1234.5'],
  ['640.000', '!'],
  ['1,234', '!'],
  ['0,123', '0.123'],
])('with decimal: any, %s is %s', (text, exact) => {
  expect(read({ decimal: 'any' }, {}, text)).toBe(exact);
});

it.each(['45000', '0.95', '97'])('a percent needs its sign, also with decimal: any: %s', (text) => {
  expect(readCell({ type: 'percent', decimal: 'any' }, text)).toMatch(/^!/);
});

it.each([
  ['97', 0.97],
  ['0.95', 0.95],
  ['1', 1],
  ['1.5', 0.015],
  ['0.5%', 0.005],
  ['-97', -0.97],
])('with both formats of percents, %s is %d', (text, value) => {
  expect(readCell({ type: 'percent', formats: ['percent', 'fraction'] }, text)).toBe(value);
  expect(
    Number(
      exactDecimal(text, fieldOf({ type: 'percent', formats: ['percent', 'fraction'] }), { decimal: '.' }),
    ),
  ).toBe(value);
});

it.each(NUMBER_FORMS)('says for "$example" what reads it: $name', ({ example, keys, type }) => {
  const field = fieldOf({ type });
  const value = cellReader(field, { decimal: '.' })(example) as Problem;
  expect(value.helpFor!({ misfits: [example], fitting: ['12,500,000.00'] })?.en).toContain(`{ ${keys} }`);
});

describe('headers', () => {
  it.each([
    ['Revenue (in thousands)', 3, undefined],
    ['销售额（万元）', 4, '元'],
    ['毛利(元)', 0, '元'],
    ['Revenue [EUR]', 0, 'EUR'],
    ['Umsatz Vorjahr CHF', 0, 'CHF'],
    ['Sales (GHS)', 0, 'GHS'],
    ['Umsatz in TEUR', 3, 'EUR'],
    ['Umsatz in Mio. €', 6, '€'],
    ["Sales (US$ '000)", 3, 'US$'],
    ['Sales (k€)', 3, '€'],
    ['销售额（百万元）', 6, '元'],
    ['Net sales in USD million', 6, 'USD'],
  ] as const)('"%s" names a unit', (header, scale, mark) => {
    expect(headerUnit(header)).toMatchObject({
      scale,
      ...(mark === undefined ? {} : { currency: { mark } }),
    });
  });

  it.each([
    'Revenue',
    'Revenue (12m)',
    'Revenue (Last 12 Months)',
    'Customers in Germany',
    'Revenue FY2026',
    'Amount (Prior 12M)',
    'Sales (all)',
    'Sales TOP',
  ])('"%s" names none', (header) => {
    expect(headerUnit(header)).toBeNull();
  });
});

it.each([
  ['one', 0],
  ['thousand', 3],
  ['1k', 3],
  ['1万', 4],
  ['1,000', 3],
  ['亿', 8],
  ['2', null],
  ['many', null],
])('knows the scale "%s"', (text, power) => {
  expect(scaleNamed(text)).toBe(power);
});

it.each([
  ['1.5', '-0.02', '-0.03'],
  ['0', '5.5', '0'],
  ['-3', '-3', '9'],
])('multiplies %s by %s', (one, other, product) => {
  expect(multiplyDecimals(one, other)).toBe(product);
});

it.each([
  ['iptal', 'İPTAL'],
  ['İptal', 'ıptal'],
  ['Großkunde', 'GROSSKUNDE'],
])('reads the choice %s as %s', (value, cell) => {
  expect(readCell({ type: 'choice', values: new Map([[value, []]]) }, cell)).toBe(value);
});
