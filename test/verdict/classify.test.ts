import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDay } from '../../src/fields/day.ts';
import { openTable } from '../../src/table/open-table.ts';
import { csvRecord } from '../../src/table/write-csv.ts';
import { checkCustomers } from '../../src/verdict/classify-table.ts';
import { compileText } from '../criteria/compile-text.ts';

const FIELDS = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior: { type: money }
  unit: { type: text }
derived:
  growth: (revenue - prior) / prior
`;

async function verdicts(
  criteria: string,
  rows: readonly (readonly string[])[],
  unit: string | null = null,
): Promise<Record<string, string>> {
  const compiled = await compileText(criteria, unit);
  const text = [['customer_id', 'revenue', 'prior', 'unit'], ...rows]
    .map((row) => `${csvRecord(row, ',')}\n`)
    .join('');
  const found: unknown[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  const checked = await checkCustomers({
    criteria: compiled,
    asOf: parseDay('2026-06-30')!,
    report: (one) => found.push(one),
    refuse: (one) => found.push(one),
    open: (refuse) =>
      openTable(bytes(), {
        file: 'x.csv',
        encoding: null,
        delimiter: null,
        report: (one) => found.push(one),
        refuse,
      }),
  });
  expect(found).toEqual([]);
  const result: Record<string, string> = {};
  for await (const { record, verdict } of checked!.classify()) {
    result[record.cells[0]!] =
      verdict.kind === 'decided' ? verdict.category : `? ${verdict.lacks.map((fact) => fact.name)}`;
  }
  return result;
}

const rule = (when: string): string =>
  `${FIELDS}categories:\n  key: { when: ${when} }\n  normal: { when: otherwise }\n`;

it('decides boundary cases as on paper', async () => {
  const rows = [
    ['a', '1.15', '1', 'x'],
    ['b', '11500000000000000.115', '10000000000000000.1', 'x'],
    ['c', '1.1499999999999999999', '1', 'x'],
    ['d', '5', '0', 'x'],
    ['e', '5', '', 'x'],
  ];
  expect(await verdicts(rule('{ growth: { at_least: 15% } }'), rows)).toEqual({
    a: 'key',
    b: 'key',
    c: 'normal',
    d: '? growth',
    e: '? growth',
  });
});

it.each([
  ['max(revenue, 100000000000000000001)', '{ more_than: 100000000000000000000 }', '5', '1'],
  ['revenue * 3 - prior', '{ at_most: 0 }', '9500000000000000000000', '28500000000000000000000'],
])(
  'calculates %s as on paper, where doubles have no room for whole numbers',
  async (formula, test, one, other) => {
    const criteria = rule(`{ found: ${test} }`).replace('derived:\n', `derived:\n  found: ${formula}\n`);
    expect(await verdicts(criteria, [['A', one, other, '']])).toEqual({ A: 'key' });
  },
);

it('gives points by what was calculated, as on paper', async () => {
  const scored = rule('{ points: { at_least: 100 } }').replace(
    'categories:',
    'scores:\n  points:\n    - { fact: growth, weight: 1, points: { 15%: 100 } }\ncategories:',
  );
  // 1.15 / 1 - 1 is 0.1499… in doubles.
  expect(
    await verdicts(scored, [
      ['A', '1.15', '1', ''],
      ['B', '1.16', '1', ''],
    ]),
  ).toEqual({
    A: 'key',
    B: 'normal',
  });
});

it('reckons the age of a day that was calculated as on paper', async () => {
  // 0.1 + 0.2 days before the as-of date are 0.3 days, and no more.
  const aged = rule('{ due: { older_than: 0.3 days } }')
    .replace('derived:\n', 'derived:\n  due: first_day - revenue - prior\n')
    .replace('fields:\n', 'fields:\n  first_day: { type: date, missing: 2026-06-30, optional: yes }\n')
    .replace('revenue: { type: money }', 'revenue: { type: number }')
    .replace('prior: { type: money }', 'prior: { type: number }');
  expect(
    await verdicts(aged, [
      ['A', '0.1', '0.2', ''],
      ['B', '0.1', '0.21', ''],
    ]),
  ).toEqual({
    A: 'normal',
    B: 'key',
  });
});

it('keeps ties together at a cut point', async () => {
  const rows = [
    ['a', '9', '1', 'x'],
    ['b', '5', '1', 'x'],
    ['c', '5.00', '1', 'x'],
    ['d', '4', '1', 'x'],
    ['e', '1', '1', 'y'],
  ];
  expect(await verdicts(rule('{ revenue: { top: 2, per: unit } }'), rows)).toEqual({
    a: 'key',
    b: 'key',
    c: 'key',
    d: 'normal',
    e: 'key',
  });
  expect(await verdicts(rule('{ revenue: { top_share: 50% } }'), rows)).toMatchObject({
    a: 'key',
    b: 'key',
    c: 'key',
    d: 'normal',
  });
});

const customers = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 500 }),
    revenue: fc.integer({ min: 0, max: 30 }),
    prior: fc.option(fc.integer({ min: 0, max: 5 })),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 30 },
);
const asRow = ({ id, revenue, prior }: { id: number; revenue: number; prior: number | null }): string[] => [
  `C${id}`,
  String(revenue),
  prior === null ? '' : String(prior),
  id % 2 === 0 ? 'x' : 'y',
];

it('does not let the order of rows decide', async () => {
  const criteria = rule(
    '{ any: [{ revenue: { top: 3, per: unit } }, { growth: { quantile: { of: 4, at_least: 4 } } }] }',
  );
  await fc.assert(
    fc.asyncProperty(customers, async (found) => {
      const rows = found.map(asRow);
      expect(await verdicts(criteria, [...rows].reverse())).toEqual(await verdicts(criteria, rows));
    }),
    { numRuns: 40 },
  );
});

it('never takes a customer out of a lower bound by raising the fact', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 0, max: 500 }),
      async (cents, more) => {
        const money = (value: number): string => (value / 100).toFixed(2);
        const found = await verdicts(rule('{ revenue: { at_least: 10 } }'), [
          ['low', money(cents), '1', 'x'],
          ['high', money(cents + more), '1', 'x'],
        ]);
        expect(found['low'] === 'key' && found['high'] !== 'key').toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});

it("ranks a unit's customers in the company by the facts of the company", async () => {
  const rows = [
    ['a', '10', '1', 'y'],
    ['b', '8', '1', 'x'],
    ['c', '9', '1', 'x'],
  ];
  const company = `${FIELDS}  size: revenue * 1\nunits: { by: unit, criteria: { x: x.yaml } }\ncategories:\n  key: { when: { size: { top: 1 } } }\n  normal: { when: otherwise }\n`;
  const found = await verdicts(company, rows, 'derived: { size: revenue * 100 }\n');
  expect(found).toEqual({ a: 'key', b: 'normal', c: 'key' });
});
