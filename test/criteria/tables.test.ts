import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { findUnused } from '../../src/criteria/unused.ts';
import { positionAt } from '../../src/text/source.ts';
import { expectChinese } from '../chinese.ts';

const TABLE = [
  'tables:',
  '  orders:',
  '    customer: Customer No',
  '    fields:',
  '      order_date: { type: date }',
  '      order_no: { type: text }',
  '      amount: { type: money }',
  '      paid: { type: percent }',
];
const FIELDS = [
  'fields:',
  '  customer_id: { type: id }',
  '  revenue: { from: orders, sum: amount, within: 12 months }',
];
const REST = [
  'categories:',
  '  key: { when: { revenue: { at_least: 1000 } } }',
  '  normal: { when: otherwise }',
];

async function found(text: string): Promise<string[]> {
  const source = { name: 'a.yaml', text };
  const { value, diagnostics } = await readCriteriaSource(source, async () => null);
  diagnostics.forEach(expectChinese);
  return [...diagnostics, ...(value === null ? [] : findUnused(value, source))].map(({ code, at, help }) => {
    const { line, column } = at.kind === 'span' ? positionAt(at.source, at.start) : { line: 0, column: 0 };
    return `${code} ${line}:${column} ${help?.en ?? ''}`;
  });
}

// As the line `  x: …` in line 12, so that the field begins in column 6.
it.each([
  ['{ from: orders, sum: amount }', /^unused-name 12:3 /],
  ['{ from: order, sum: amount }', /^unknown-table 12:14 did you mean "orders"\?$/],
  ['{ from: orders }', /^missing-key 12:14 sum: amount$/],
  ['{ from: orders, sum: amont }', /^unknown-field 12:27 did you mean "amount"\?$/],
  ['{ from: orders, sums: amount }', /^unknown-key 12:22 did you mean "sum"\?$/],
  ['{ from: orders, sum: amount, count: yes }', /^wrong-shape 12:35 make two fields of it$/],
  ['{ from: orders, count: no }', /^wrong-shape 12:29 /],
  ['{ from: orders, sum: order_no }', /^wrong-type 12:27 it takes: distinct, first_value, last_value$/],
  [
    '{ from: orders, sum: paid }',
    /^wrong-type 12:27 it takes: distinct, largest, smallest, mean, first_value, last_value$/,
  ],
  ['{ from: orders, latest: amount }', /^wrong-type 12:30 /],
  ['{ from: orders, sum: amount, within: 12 monts }', /^bad-amount 12:43 did you mean "months"\?$/],
  [
    '{ from: orders, sum: amount, within: twelve }',
    /^bad-amount 12:43 write days, weeks, months, quarters or years$/,
  ],
  ['{ from: orders, sum: amount, within: [12 months, 24 months] }', /^reversed-bounds 12:43 swap the two/],
  ['{ from: orders, sum: amount, within: 0 months }', /^bad-amount 12:43 write a longer time/],
  ['{ from: orders, sum: amount, within: [12 months] }', /^(wrong-shape|missing-key) 12:43 /],
  [
    '{ from: orders, sum: amount, where: { product: a } }',
    /^unknown-fact 12:44 known here: order_date, order_no, amount, paid$/,
  ],
  ['{ from: orders, sum: amount, where: { revenue: 5 } }', /^unknown-fact 12:44 /],
  [
    '{ from: orders, sum: amount, where: { amount: { top: 5 } } }',
    /^wrong-type 12:54 compare with an amount$/,
  ],
  ['{ from: orders, sum: amount, where: { amount: { at_least: 5% } } }', /^wrong-unit 12:64 /],
  ['{ from: orders, sum: amount, last: 24 }', /^wrong-shape 12:41 add every: month$/],
  ['{ from: orders, sum: amount, every: year }', /^wrong-shape 12:42 /],
  ['{ from: orders, mean: amount, every: month }', /^wrong-type 12:3 /],
  ['{ from: orders, sum: amount, every: month, within: 1 year }', /^wrong-shape 12:57 /],
  ['{ from: orders, sum: amount, missing: abc }', /^bad-amount 12:44 /],
  ['{ type: money, sum: amount }', /^unknown-key 12:21 /],
])('names what is wrong in the field %s', async (field, expected) => {
  const text = [...TABLE, ...FIELDS, `  x: ${field}`, ...REST].join('\n');
  expect((await found(text)).join('\n')).toMatch(expected);
});

it.each([
  [
    'two dates',
    TABLE.toSpliced(4, 0, '      due: { type: date }'),
    /^missing-key 2:3 say which the windows mean: date: due$/,
  ],
  ['a date that is none', TABLE.toSpliced(3, 0, '    date: amount'), /^wrong-type 4:11 /],
  [
    'a date that is not there',
    TABLE.toSpliced(3, 0, '    date: order_dat'),
    /^unknown-field 4:11 did you mean "order_date"\?$/,
  ],
  ['no date', TABLE.toSpliced(4, 1), /^missing-key 10:49 add one: /],
  [
    'unknown fields that name a line',
    TABLE.toSpliced(3, 0, '    unique: [order]'),
    /^unknown-field 4:14 known here: order_date, /,
  ],
  ['no customer', TABLE.toSpliced(2, 1), /^missing-key 3:5 /],
  [
    'a field called customer',
    TABLE.toSpliced(5, 0, '      customer: { type: text }'),
    /^duplicate-name 6:7 /,
  ],
  [
    'a field of a type that is none',
    TABLE.toSpliced(5, 0, '      tax: { type: mony }'),
    /^wrong-shape 6:20 did you mean "money"\?$/,
  ],
  [
    'rules for a column that it does not have',
    TABLE.toSpliced(3, 0, '    input: { leave_out: [{ customer_id: blank }] }'),
    /^unknown-field 4:28 /,
  ],
  [
    'a currency other than that of the customer file',
    [
      'input: { currency: USD }',
      ...TABLE.toSpliced(3, 0, '    input: { currency: EUR, rates: { GBP: 1.2 } }'),
    ],
    /^mixed-currencies 5:24 say what they are worth, in the criteria: input: { currency: USD, rates: { EUR: RATE } }$/,
    ['  prior_revenue: { type: money }'],
  ],
  [
    'a table that nothing uses',
    ['tables:', '  more: { customer: A, fields: { b: { type: text } } }', ...TABLE.slice(1)],
    /^unused-name 2:3 add a field such as /,
  ],
] as const)(
  'names what is wrong in a table with %s',
  async (_, table, expected, more: readonly string[] = []) => {
    expect((await found([...table, ...FIELDS, ...more, ...REST].join('\n'))).join('\n')).toMatch(expected);
  },
);

it.each([
  [
    'the currency itself',
    '{ currency: EUR, rates: { EUR: 2 } }',
    /^bad-amount 1:39 leave it out, or write 1$/,
  ],
  ['its sign', '{ currency: EUR, rates: { €: 0.5 } }', /^bad-amount 1:37 leave it out, or write 1$/],
  ['no currency', '{ currency: EUR, rates: { USX: 1 } }', /^bad-amount 1:34 write a code such as EUR$/],
  ['a sign that may be another', '{ currency: USD, rates: { $: 0.7 } }', /^$/],
  ['the currency itself as 1', '{ currency: EUR, rates: { EUR: 1.0, USD: 0.9 } }', /^$/],
  [
    'a word of a column of currencies',
    '{ currency: EUR, rates: { Euroland: 1 } }',
    /^$/,
    ', currency_column: Unit',
  ],
])('judges rates of %s', async (_, input, expected, more = '') => {
  const fields = [`  prior_revenue: { type: money${more} }`];
  const text = [`input: ${input}`, ...TABLE, ...FIELDS, ...fields, ...REST].join('\n');
  expect((await found(text)).join('\n')).toMatch(expected);
});

it('judges the rates that a table gives by the currency of the table', async () => {
  const table = TABLE.toSpliced(3, 0, '    input: { currency: EUR, rates: { EUR: 2 } }');
  const text = ['input: { currency: USD, rates: { EUR: 1.1 } }', ...table, ...FIELDS, ...REST].join('\n');
  expect(await found(text)).toEqual([expect.stringMatching(/^bad-amount 5:43 leave it out/)]);
});

it.each([
  ['nobody uses amounts of the customer file', 'input: { currency: USD }', '{ currency: EUR }', 'limit'],
  ['the table has the same currency', 'input: { currency: CNY }', '{ currency: RMB }', 'prior_revenue'],
  [
    'the file knows the rate',
    'input: { currency: USD, rates: { EUR: 1.08 } }',
    '{ currency: EUR }',
    'prior_revenue',
  ],
])('takes a table with a currency of its own where %s', async (_, input, own, name) => {
  const table = TABLE.toSpliced(3, 0, `    input: ${own}`);
  const text = [input, ...table, ...FIELDS, `  ${name}: { type: money }`, ...REST].join('\n');
  expect((await readCriteriaSource({ name: 'a.yaml', text }, async () => null)).diagnostics).toEqual([]);
});

// In line 12.
it.each([
  ['[revnue]', /^unknown-field 12:21 known here: order_no$/],
  ['[order_n]', /^unknown-field 12:21 did you mean "order_no"\?$/],
  ['[order_no, order_no]', /^duplicate-name 12:31 name it once$/],
  ['[revenue]', /^wrong-type 12:21 it takes: order_no$/],
  ['[order_no, amount]', /^wrong-type 12:31 it takes: order_no$/],
  ['[customer_id]', /^wrong-type 12:21 /],
  ['order_no', /^wrong-shape 12:20 /],
  ['[order_no]', /^$/],
])('holds base_by: %s against what can be shown by it', async (fields, expected) => {
  const text = [...TABLE, ...FIELDS, `report: { base_by: ${fields} }`, ...REST].join('\n');
  expect((await found(text)).join('\n')).toMatch(expected);
});

it('shows no base business by lines of which revenue is no sum', async () => {
  const text = [...TABLE, ...FIELDS, 'report: { base_by: [order_no] }', ...REST].join('\n');
  expect((await found(text.replace('sum: amount', 'largest: amount'))).join('\n')).toMatch(
    /^unknown-field 12:21 revenue: { from: orders, sum: amount }$/,
  );
});

it('takes a choice by which base business is shown for one that is in use', async () => {
  const text = [
    ...FIELDS.slice(0, 2),
    '  revenue: { type: money }',
    '  region: { type: choice, values: [a] }',
    ...REST,
  ];
  expect((await found(text.join('\n'))).join('\n')).toMatch(/^unused-name 4:3/);
  expect(await found([...text, 'report: { base_by: [region] }'].join('\n'))).toEqual([]);
});

it('says that a series is for no criteria', async () => {
  const text = [...TABLE, ...FIELDS, '  monthly: { from: orders, sum: amount, every: month }', ...REST].join(
    '\n',
  );
  expect(await found(text)).toEqual([]);
  expect((await found(text.replace('revenue: { at_least', 'monthly: { at_least'))).join('\n')).toMatch(
    /^wrong-type 14:18 add a field with one value/,
  );
});

it('takes a field that is worked out in the place of one that is read, and the other way round', async () => {
  const base = [
    'fields:',
    '  customer_id: { type: id }',
    '  revenue: { type: money, missing: 0 }',
    ...REST,
  ].join('\n');
  const own = ['extends: base.yaml', ...TABLE, ...FIELDS].join('\n');
  const read = async (text: string, below: string) =>
    (await readCriteriaSource({ name: 'a.yaml', text }, async () => ({ name: 'base.yaml', text: below })))
      .value!;
  expect((await read(own, base)).fields.map(({ name, from }) => [name, from])).toEqual([
    ['customer_id', null],
    ['revenue', 'orders'],
  ]);
  const back = await read(
    'extends: base.yaml\nfields: { revenue: { type: money } }',
    `${own.replace('extends: base.yaml\n', '')}\n${REST.join('\n')}`,
  );
  expect(back.fields.map(({ name, from }) => [name, from])).toEqual([
    ['customer_id', null],
    ['revenue', null],
  ]);
});

it('reads the cells of a table as the whole file says, and its layout as the table says', async () => {
  const text = [
    'input: { decimal: ",", currency: EUR, header_row: 4, sheet: Customers }',
    ...TABLE.toSpliced(3, 0, '    input: { sheet: Lines }'),
    ...FIELDS,
    ...REST,
  ].join('\n');
  const { value } = await readCriteriaSource({ name: 'a.yaml', text }, async () => null);
  expect(value!.tables[0]!.input).toMatchObject({
    decimal: ',',
    currency: 'EUR',
    headerRow: null,
    sheet: 'Lines',
  });
});

it.each([
  ['2 weeks', 14, 'days'],
  ['1 quarter', 3, 'months'],
  ['2 years', 24, 'months'],
  ['12 个月', 12, 'months'],
  ['１２个月', 12, 'months'],
  ['90天', 90, 'days'],
  ['1年', 12, 'months'],
  ['2 季度', 6, 'months'],
])('reads the window %s', async (within, count, unit) => {
  const text = [...TABLE, ...FIELDS, ...REST].join('\n').replace('12 months', within);
  const { value } = await readCriteriaSource({ name: 'a.yaml', text }, async () => null);
  expect(value!.tables[0]!.sums[0]!.within!.from).toMatchObject({ count, unit });
});

it.each([
  [
    'two amounts',
    '',
    '{ any: [{ revenue: { at_least: 6 USD } }, { revenue: { less_than: €5 } }] }',
    /currency: EUR, rates: \{ USD: RATE \}/,
  ],
  [
    'a formula',
    'input: { currency: USD }\n',
    '{ half: { at_least: 5 } }',
    /currency: USD, rates: \{ EUR: RATE \}/,
  ],
])('names the rate that currencies in %s lack', async (_, input, when, expected) => {
  const derived = ['derived:', '  half: revenue - €10', '  least: revenue - 10'];
  const rest = ['categories:', `  key: { when: ${when} }`, '  normal: { when: otherwise }'];
  const text = `${input}${[...TABLE, ...FIELDS, ...derived, ...rest].join('\n')}`;
  expect((await found(text)).find((one) => one.startsWith('mixed-currencies'))).toMatch(expected);
});
