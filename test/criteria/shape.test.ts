import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { sayDiagnostic } from '../../src/text/shorten.ts';
import { positionAt } from '../../src/text/source.ts';
import { expectChinese } from '../chinese.ts';

const FIELDS = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  margin: { type: percent }
  seen: { type: date }
  status: { type: choice, values: [active, closed] }
`;
const CATEGORIES = `categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;

async function mistakes(text: string): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await readCriteriaSource({ name: 'main.yaml', text }, async () => null);
  diagnostics.forEach(expectChinese);
  return diagnostics.filter(({ code }) => code !== 'unused-name');
}

// Each has a code, a place and, for a value of the wrong kind, what it expects and what it found.
async function summariesOf(text: string): Promise<string[]> {
  return (await mistakes(text)).map((found) => {
    const { code, message, at } = sayDiagnostic(found, 'en');
    const place = at.kind === 'span' ? positionAt(at.source, at.start) : null;
    const [, words, typed] = /expected (.+), found (.+)$/.exec(message) ?? [];
    const kind = KINDS.find(([start]) => words?.startsWith(start))?.[1] ?? words;
    const what = words === undefined ? message.replace(/^.*?(?=key "|operator)/, '') : `${kind} ← ${typed}`;
    return `${code} ${place?.line}:${place?.column} ${what}`;
  });
}

// What is expected, by the kind of thing that its words begin with.
const KINDS: readonly (readonly [string, string])[] = [
  ['an amount such as', 'amount'],
  ['a value, or operators', 'test'],
  ['a value or nothing', 'cell'],
  ['a value', 'value'],
  ['otherwise, or a condition', 'when'],
  ['a condition', 'condition'],
  ['a list of conditions', 'conditions'],
  ['a list of two amounts', 'range'],
  ['a list of values, or a map', 'choices'],
  ['a list of values', 'values'],
  ['a spelling', 'spellings'],
  ['a text or a list', 'texts'],
  ['a date', 'date'],
  ['yes or no', 'flag'],
  ['a time', 'days'],
  ['a percent', 'percent'],
  ['a whole number such as 20, or a percent', 'top'],
  ['a whole number from 2 to 1000, or a map', 'quantiles'],
  ['a whole number', 'whole'],
  ['a map such as { of', 'quantile'],
  ['a category or', 'categories'],
  ['target, normal, lost, key', 'category'],
  ['a formula', 'formula'],
  ['a version', 'version'],
  ['a name', 'name'],
  ['the name of a criteria file', 'file'],
  ['id, text', 'type'],
];

// Behind `  key: { when: ` in line 8, so that the condition begins in column 16.
it.each([
  ['{ revenue: { at_least: } }', 'wrong-shape 8:29 amount ← nothing'],
  ['{ revenue: { at_least: .inf } }', 'wrong-shape 8:39 amount ← ".inf"'],
  ['{ revenue: { at_least: .nan } }', 'wrong-shape 8:39 amount ← ".nan"'],
  ['{ revenue: { at_least: 5m, at_most: true } }', 'wrong-shape 8:52 amount ← "true"'],
  ['{ revenue: { at_least: [5] } }', 'wrong-shape 8:39 amount ← a list'],
  ['{ revenue: { at_least: { a: 1 } } }', 'wrong-shape 8:39 amount ← a map'],
  ['{ revenue: }', 'wrong-shape 8:18 test ← nothing'],
  ['{ revenue: [5] }', 'wrong-shape 8:27 test ← a list'],
  ['{ revenue: .nan }', 'wrong-shape 8:27 test ← ".nan"'],
  [
    '{ revenue: { at_leest: 5m } }',
    'unknown-operator 8:29 operator "at_leest" in "categories.key.when.revenue"',
  ],
  ['{ margin: { between: 5% } }', 'wrong-shape 8:37 range ← "5%"'],
  ['{ margin: { between: [5%] } }', 'wrong-shape 8:37 range ← a list of 1'],
  ['{ margin: { between: [5%, 6%, 7%] } }', 'wrong-shape 8:37 range ← a list of 3'],
  ['{ margin: { between: [5%, [6%]] } }', 'wrong-shape 8:42 amount ← a list'],
  ['{ status: { is: [active] } }', 'wrong-shape 8:32 value ← a list'],
  ['{ status: { in: active } }', 'wrong-shape 8:32 values ← "active"'],
  ['{ status: { in: [] } }', 'empty-list 8:32 values ← an empty list'],
  ['{ status: { in: [active, [closed]] } }', 'wrong-shape 8:41 value ← a list'],
  ['{ status: { present: [yes] } }', 'wrong-shape 8:37 flag ← a list'],
  ['{ seen: { since: { day: 1 } } }', 'wrong-shape 8:33 date ← a map'],
  ['{ seen: { within: { days: 90 } } }', 'wrong-shape 8:34 days ← a map'],
  ['{ revenue: { top: [5] } }', 'wrong-shape 8:34 top ← a list'],
  ['{ revenue: { top: 5, per: [status] } }', 'wrong-shape 8:42 name ← a list'],
  ['{ revenue: { top_share: } }', 'wrong-shape 8:29 percent ← nothing'],
  ['{ revenue: { quantile: 5 } }', 'wrong-shape 8:39 quantile ← "5"'],
  ['{ revenue: { quantile: { of: five, at_least: 4 } } }', 'wrong-shape 8:45 whole ← "five"'],
  ['{ revenue: { quantile: { of: 1, at_least: 4 } } }', 'wrong-shape 8:45 whole ← "1"'],
  ['{ revenue: { quantile: { of: 5, at_least: 0 } } }', 'wrong-shape 8:58 whole ← "0"'],
  ['{ revenue: { quantile: { at_least: 4 } } }', 'missing-key 8:39 key "of"'],
  ['{ revenue: { quantile: { of: 5, at_least: 4, method: rfn } } }', 'wrong-shape 8:69 type7, rfm ← "rfn"'],
  ['othrwise', 'wrong-shape 8:16 when ← "othrwise"'],
  ['[{ revenue: 5 }]', 'wrong-shape 8:16 when ← a list'],
  ['', 'wrong-shape 8:10 when ← nothing'],
  ['{ all: { revenue: 5 } }', 'wrong-shape 8:23 conditions ← a map'],
  ['{ any: [] }', 'empty-list 8:23 conditions ← an empty list'],
  ['{ any: [revenue] }', 'wrong-shape 8:24 condition ← "revenue"'],
  ['{ any: [{ status: active }, { revenue: { at_least: [5] } }] }', 'wrong-shape 8:67 amount ← a list'],
  ['{ not: revenue }', 'wrong-shape 8:23 condition ← "revenue"'],
  ['{ not: { not: { revenue: { at_least: [5] } } } }', 'wrong-shape 8:53 amount ← a list'],
  ['{ id: [a], revenue: 5 }', 'wrong-shape 8:22 name ← a list'],
])('names what is wrong in the condition %s', async (when, expected) => {
  const text = `${FIELDS}categories:\n  key: { when: ${when} }\n  normal: { when: otherwise }\n`;
  expect(await summariesOf(text)).toEqual([expected]);
});

// As the line `  x: …` in line 7, so that the field begins in column 6.
it.each([
  ['text', 'wrong-shape 7:6 a map ← "text"'],
  ['{ type: }', 'wrong-shape 7:8 type ← nothing'],
  ['{ type: mony }', 'wrong-shape 7:14 type ← "mony"'],
  ['{ type: [text] }', 'wrong-shape 7:14 type ← a list'],
  ['{ columns: [x] }', 'missing-key 7:6 key "type"'],
  ['{ type: text, columns: {} }', 'wrong-shape 7:29 texts ← an empty map'],
  ['{ type: text, columns: [] }', 'empty-list 7:29 texts ← an empty list'],
  ['{ type: text, columns: [[a]] }', 'wrong-shape 7:30 value ← a list'],
  ['{ type: text, optional: maybe }', 'wrong-shape 7:30 flag ← "maybe"'],
  ['{ type: money, missing: [0] }', 'wrong-shape 7:30 value ← a list'],
  ['{ type: money, min: }', 'wrong-shape 7:21 amount ← nothing'],
  ['{ type: choice, values: active }', 'wrong-shape 7:30 choices ← "active"'],
  ['{ type: choice, values: [[a]] }', 'wrong-shape 7:31 value ← a list'],
  ['{ type: choice, values: { a: { b: c } } }', 'wrong-shape 7:35 spellings ← a map'],
  ['{ type: choice, values: { a: [{ b: c }] } }', 'wrong-shape 7:36 value ← a map'],
  ['{ type: date, format: { a: b } }', 'wrong-shape 7:28 a format or a list of formats ← a map'],
])('names what is wrong in the field %s', async (field, expected) => {
  expect(await summariesOf(`${FIELDS}  x: ${field}\n${CATEGORIES}`)).toEqual([expected]);
});

// Behind `  x: ` in line 7, with order lines to work it out from.
it.each([
  ['{ from: [orders], sum: amount }', 'wrong-shape 7:14 name ← a list'],
  ['{ from: orders, sum: amount, within: true }', 'wrong-shape 7:43 days ← "true"'],
  ['{ from: orders, sum: amount, within: [12 months] }', 'wrong-shape 7:43 days ← a list of 1'],
  ['{ from: orders, sum: amount, within: [12 months, {}] }', 'wrong-shape 7:55 days ← an empty map'],
  ['{ from: orders, sum: amount, last: some }', 'wrong-shape 7:41 whole ← "some"'],
  [
    '{ from: orders, count: yes, where: { status: { isnt: active } } }',
    'unknown-operator 7:53 operator "isnt" in "fields.x.where.status"',
  ],
])('names what is wrong in the field %s of lines', async (field, expected) => {
  const lines = 'tables: { orders: { customer: no, date: day, fields: { amount: { type: money } } } }\n';
  const [found] = await summariesOf(`${FIELDS}  x: ${field}\n${CATEGORIES}${lines}`);
  expect(found).toBe(expected);
});

// Behind `  s: [{ fact: revenue, ` in line 8, so that it begins in column 24.
it.each([
  ['scale: [0, 5m]', 'missing-key 8:7 key "weight"'],
  ['weight: , scale: [0, 5m]', 'wrong-shape 8:24 amount ← nothing'],
  ['weight: [1], scale: [0, 5m]', 'wrong-shape 8:32 amount ← a list'],
  ['weight: 1, scale: 5m', 'wrong-shape 8:42 range ← "5m"'],
  ['weight: 1, scale: [5m]', 'wrong-shape 8:42 range ← a list of 1'],
  ['weight: 1, bands: [0]', 'wrong-shape 8:42 a map ← a list'],
  ['weight: 1, bands: { 0: }', 'wrong-shape 8:44 amount ← nothing'],
  ['weight: 1, points: { a: [5] }', 'wrong-shape 8:48 amount ← a list'],
  ['weight: 1, quantiles: 1', 'wrong-shape 8:46 quantiles ← "1"'],
  ['weight: 1, quantiles: 1001', 'wrong-shape 8:46 quantiles ← "1001"'],
  ['weight: 1, quantiles: 2.5', 'wrong-shape 8:46 quantiles ← "2.5"'],
  ['weight: 1, quantiles: [5]', 'wrong-shape 8:46 quantiles ← a list'],
  ['weight: 1, quantiles: { method: rfm }', 'missing-key 8:46 key "of"'],
  ['weight: 1, quantiles: { of: five }', 'wrong-shape 8:52 whole ← "five"'],
  ['weight: 1, quantiles: 5, order: up', 'wrong-shape 8:56 high, low ← "up"'],
  ['weight: 1, scale: [0, 1], missing: [0]', 'wrong-shape 8:59 amount ← a list'],
])('names what is wrong in the factor %s', async (factor, expected) => {
  const text = `${FIELDS}scores:\n  s: [{ fact: revenue, ${factor} }]\n${CATEGORIES}`;
  expect(await summariesOf(text)).toEqual([expected]);
});

it.each([
  ['name: [a]', 'wrong-shape 10:7 text ← a list'],
  ['version: [1]', 'wrong-shape 10:10 version ← a list'],
  ['input: { decimal: ";" }', 'wrong-shape 10:19 ., ,, any ← ";"'],
  ['derived: { a: }', 'wrong-shape 10:12 formula ← nothing'],
  ['derived: { a: [1] }', 'wrong-shape 10:15 formula ← a list'],
  ['scores: { s: revenue }', 'wrong-shape 10:14 a list of factors ← "revenue"'],
  ['scores: { s: { title: a } }', 'missing-key 10:14 key "factors"'],
  ['scores: { s: [] }', 'empty-list 10:14 a list of factors ← an empty list'],
  ['priority: key', 'wrong-shape 10:11 a list ← "key"'],
  ['priority: [key, [normal]]', 'wrong-shape 10:17 category ← a list'],
  ['duties: { review_every: }', 'wrong-shape 10:11 days ← nothing'],
  ['duties: { review_every: [90] }', 'wrong-shape 10:25 days ← a list'],
  ['duties: { plan: maybe }', 'wrong-shape 10:17 required, optional ← "maybe"'],
  ['duties: { manager: [status] }', 'wrong-shape 10:20 name ← a list'],
  ['duties: { max_key_accounts_per_manager: 0 }', 'wrong-shape 10:41 whole ← "0"'],
  ['units: status', 'wrong-shape 10:8 a map ← "status"'],
  ['units: { by: [status], criteria: {} }', 'wrong-shape 10:14 name ← a list'],
  ['units: { by: status, criteria: { A: [a.yaml] } }', 'wrong-shape 10:37 file ← a list'],
  ['cases: [{ name: a, customer: { revenue: [5] }, expect: key }]', 'wrong-shape 10:41 cell ← a list'],
  ['cases: [{ name: a, customer: {}, expect: kay }]', 'unknown-category 10:42 category ← "kay"'],
  ['cases: [{ name: a, customer: {}, expect: [key] }]', 'wrong-shape 10:42 category ← a list'],
  ['checks: [{ id: a, for: kay, expect: { revenue: 5 } }]', 'unknown-category 10:24 category ← "kay"'],
  ['checks: [{ id: a, for: [key, kay], expect: { revenue: 5 } }]', 'unknown-category 10:30 category ← "kay"'],
  ['checks: [{ id: a, for: { b: c }, expect: { revenue: 5 } }]', 'wrong-shape 10:24 categories ← a map'],
  ['checks: [{ id: a, for: , expect: { revenue: 5 } }]', 'wrong-shape 10:19 categories ← nothing'],
  ['checks: [{ id: a, for: key, expect: revenue }]', 'wrong-shape 10:37 condition ← "revenue"'],
  ['checks: [{ id: a, for: key, expect: { revenue: { at_least: } } }]', 'wrong-shape 10:50 amount ← nothing'],
  [
    'checks: [{ id: a, for: key, expect: { revenue: 5 }, severity: fatal }]',
    'wrong-shape 10:63 error, warning ← "fatal"',
  ],
])('names what is wrong in %s', async (line, expected) => {
  expect(await summariesOf(`${FIELDS}${CATEGORIES}${line}\n`)).toEqual([expected]);
});

it.each([
  ['capacity: many', 'wrong-shape 8:42 whole ← "many"'],
  ['stays_while: [a]', 'wrong-shape 8:45 condition ← a list'],
])('names what is wrong in a category: %s', async (member, expected) => {
  const text = `${FIELDS}categories:\n  key: { when: { revenue: 5 }, ${member} }\n  normal: { when: otherwise }\n`;
  expect(await summariesOf(text)).toEqual([expected]);
});

it.each([
  ['quantiles: 5, method: rfm', 'write quantiles: { of: 5, method: rfm }'],
  ['method: type7, quantiles: { of: 4 }', 'write quantiles: { of: 4, method: type7 }'],
])('shows how to write %s', async (factor, help) => {
  const text = `${FIELDS}scores:\n  s: [{ fact: revenue, weight: 1, ${factor} }]\n${CATEGORIES}`;
  const [found, ...others] = await mistakes(text);
  expect([found!.code, found!.help!.en, others]).toEqual(['unknown-key', help, []]);
  const line = help.slice('write '.length);
  expect(await mistakes(text.replace(factor, line))).toEqual([]);
});

it.each([
  ['revenue: { type: money }', 'revenue: { typ: money }', 'type'],
  ['revenue: { type: money }', 'revenue: { tpye: money }', 'type'],
  ['revenue: { type: money }', 'revenue: { Type: money }', 'type'],
  ['{ type: id }', '{ type: id, header: Account }', 'columns'],
  ['when: { revenue', 'if: { revenue', 'when'],
  ['when: { revenue', 'wehn: { revenue', 'when'],
  ['at_least: 5m', 'min: 5m', 'at_least'],
  ['at_least: 5m', 'gte: 5m', 'at_least'],
  ['at_least: 5m', 'atleast: 5m', 'at_least'],
  ['categories:', 'category:', 'categories'],
])('says once of %s, typed as %s, which key is meant', async (right, typed, name) => {
  const [found, ...others] = await mistakes(`${FIELDS}${CATEGORIES}`.replace(right, typed));
  expect([found!.help!.en, others]).toEqual([`did you mean "${name}"?`, []]);
});

it.each([
  ['or', 'any'],
  ['all_of', 'all'],
])('knows a list of conditions under %s', async (typed, name) => {
  const text = (key: string): string =>
    `${FIELDS}${CATEGORIES.replace('{ revenue: { at_least: 5m } }', `{ ${key}: [{ revenue: 5m }] }`)}`;
  const [found, ...others] = await mistakes(text(typed));
  expect([found!.help!.en, others]).toEqual([`write ${name} in place of ${typed}`, []]);
  expect(await mistakes(text(name))).toEqual([]);
});

it.each([
  ['31/12/2025', 'write 2025-12-31'],
  ['31.12.2025', 'write 2025-12-31'],
  ['31 Dec 2025', 'write 2025-12-31'],
  ['2025/12/31', 'write 2025-12-31'],
  ['2025年12月31日', 'write 2025-12-31'],
  ['01/02/2025', 'write 2025-02-01 or 2025-01-02'],
  ['2025-02-30', undefined],
  ['yesterday', undefined],
])('shows how to write the day %s', async (typed, help) => {
  const text = (day: string): string =>
    `${FIELDS}${CATEGORIES.replace('{ revenue: { at_least: 5m } }', `{ seen: { before: ${day} } }`)}`;
  const [found, ...others] = await mistakes(text(typed));
  expect([found!.code, found!.help?.en, others]).toEqual(['bad-date', help, []]);
  if (help !== undefined) expect(await mistakes(text(help.slice('write '.length, 16)))).toEqual([]);
});

it.each([
  ['priority: key, normal', 'priority: [key, normal]'],
  ['priority: 【key、normal】', 'priority: [key, normal]'],
  ['input: { blanks: N/A }', 'input: { blanks: [N/A] }'],
  ['input: { leave_out: { customer_id: Total } }', 'input: { leave_out: [{ customer_id: Total }] }'],
  ['input: { header_row: "3" }', 'input: { header_row: 3 }'],
])('shows how to write %s', async (typed, meant) => {
  const [found, ...others] = await mistakes(`${FIELDS}${CATEGORIES}${typed}\n`);
  const written = found!.help!.en.slice('write '.length);
  expect([meant.includes(`: ${written}`), others]).toEqual([true, []]);
  const { at } = found!;
  if (at.kind !== 'span') throw new Error('no place');
  const { source, start, end } = at;
  const mended = source.text.slice(0, start) + written + source.text.slice(end);
  expect(mended).toBe(`${FIELDS}${CATEGORIES}${meant}\n`);
  expect((await mistakes(mended)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('shows how to write a list of values in place of one', async () => {
  const text = (test: string): string =>
    `${FIELDS}${CATEGORIES.replace('{ at_least: 5m } }', `5, status: ${test} }`)}`;
  const [found] = await mistakes(text('[active, closed]'));
  expect([found!.code, found!.help!.en]).toEqual([
    'wrong-shape',
    'for one of them, write { in: [active, closed] }',
  ]);
  expect(await mistakes(text('{ in: [active, closed] }'))).toEqual([]);
});

it.each(['{ from: o, sum: revenue, type: money }', '{ from: o, total: revenue }'])(
  'proposes no key that is not known in %s',
  async (field) => {
    const all = await mistakes(`${FIELDS}  x: ${field}\n${CATEGORIES}`);
    const found = all.filter(({ code }) => code === 'unknown-key');
    expect(found).toHaveLength(1);
    expect(found[0]!.help?.en ?? '').not.toMatch(/\b(?:type|columns|blanks)\b/);
  },
);

it('refuses a blank id of a criterion', async () => {
  const categories = CATEGORIES.replace('{ revenue', '{ id: " ", revenue');
  expect((await mistakes(`${FIELDS}${categories}`)).map(({ code }) => code)).toEqual(['wrong-shape']);
});

it('takes a full-width colon for part of a text in a list, and for a mistake before a value', async () => {
  const field = (text: string): string => `${FIELDS}  x:\n    type: text\n    ${text}\n${CATEGORIES}`;
  expect(await mistakes(field('columns:\n      - 金额：元'))).toEqual([]);
  expect((await mistakes(field('columns：[金额]'))).map(({ code }) => code)).toEqual(['full-width-colon']);
});
