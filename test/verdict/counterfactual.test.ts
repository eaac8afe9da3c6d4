import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { stepDecimal } from '../../src/fields/decimal.ts';
import { openTable } from '../../src/table/open-table.ts';
import { csvRecord } from '../../src/table/write-csv.ts';
import { checkCustomers } from '../../src/verdict/classify-table.ts';
import { createExplainer, type Explanation } from '../../src/verdict/explain.ts';
import { compileText } from '../criteria/compile-text.ts';

const AS_OF = 20_634; // 2026-06-30

/** Explains one customer, given as cells by column. */
async function explain(criteria: Criteria, cells: Readonly<Record<string, string>>): Promise<Explanation> {
  const bytes = Buffer.from(
    `${csvRecord(Object.keys(cells), ',')}\n${csvRecord(Object.values(cells), ',')}\n`,
  );
  // Amounts of nines are warned of, and are as good as others here.
  const report = (one: { readonly code: string }): void => expect(one.code).toBe('placeholder-amount');
  const checked = await checkCustomers({
    criteria,
    asOf: AS_OF,
    report,
    refuse: report,
    open: (refuse) =>
      openTable(
        (async function* () {
          yield bytes;
        })(),
        { file: 'x.csv', encoding: null, delimiter: ',', report, refuse },
      ),
  });
  const why = createExplainer(AS_OF, checked!.cuts, criteria);
  for await (const customer of checked!.classify()) return why(customer, true);
  throw new Error('no customer');
}

function isKey({ verdict }: Pick<Explanation, 'verdict'>): boolean {
  return verdict.kind === 'decided' && verdict.category === 'key';
}

const DEFAULT = readFileSync(new URL('../../criteria/default.yaml', import.meta.url), 'utf8');
const money = (max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: max * 100 }).map((cents) => stepDecimal('0', cents, 2));
const customer = fc.record({
  customer_id: fc.constant('A'),
  status: fc.constantFrom('active', 'active', 'active', 'prospect', 'closed'),
  revenue: money(12_000_000),
  prior_revenue: money(10_000_000),
  gross_profit: fc.oneof(money(2_000_000), fc.constant('')),
  quantity: money(500),
  prior_quantity: money(500),
  potential: fc.oneof(money(20_000_000), fc.constant('')),
  last_order: fc.constantFrom('2026-06-01', '2025-01-01', ''),
  new_market: fc.constantFrom('yes', 'no'),
});

const NUMBERS = { money: 2, number: 2, percent: 4, date: 0 } as const;

// Customers of another draw in every run: each change that is found must hold.
it('flips the verdict, and one unit less does not', async () => {
  const { flips } = await tryChanges({ numRuns: 60 });
  expect(flips).toBeGreaterThan(30);
});

// How often the search gives up is a rate: of sixty customers it says little, unless they are always the same.
it('rarely gives up', async () => {
  const { flips, gaveUp } = await tryChanges({ numRuns: 60, seed: 20_260_630 });
  expect(flips).toBeGreaterThan(30);
  expect(gaveUp).toBeLessThan(flips / 5);
});

/** Makes every change that is found, and one unit less; how many there were, and how many searches gave up. */
async function tryChanges(parameters: {
  readonly numRuns: number;
  readonly seed?: number;
}): Promise<{ readonly flips: number; readonly gaveUp: number }> {
  const criteria = await compileText(DEFAULT);
  let flips = 0;
  let gaveUp = 0;
  await fc.assert(
    fc.asyncProperty(customer, async (cells) => {
      const before = await explain(criteria, cells);
      const { found, unknown } = before.counterfactuals;
      // On a knife's edge the search may give up, and says so.
      gaveUp += unknown.length;
      for (const { field, from, to, change } of found) {
        flips += 1;
        const text =
          field.type === 'flag' ? (to === '1' ? 'yes' : 'no') : field.type === 'date' ? dayOf(to) : to;
        expect(isKey(await explain(criteria, { ...cells, [field.name]: text }))).toBe(!isKey(before));
        if (change === null || change === 0) continue;
        const nearer = stepDecimal(to, change > 0 ? -1 : 1, NUMBERS[field.type as 'money']);
        const less = field.type === 'date' ? dayOf(nearer) : nearer;
        if (Math.abs(Number(nearer) - Number(from)) < 1e-9 && from === null) continue;
        expect(isKey(await explain(criteria, { ...cells, [field.name]: less }))).toBe(isKey(before));
      }
    }),
    parameters,
  );
  return { flips, gaveUp };
}

function dayOf(days: string): string {
  return new Date(Number(days) * 86_400_000).toISOString().slice(0, 10);
}

// Small enough to try every value; the formulas rise and fall, so the nearest flip may lie on either side.
const SMALL = `fields:
  customer_id: { type: id }
  a: { type: number, min: -2, max: 2 }
  b: { type: number, min: -2, max: 2 }
derived:
  curve: a * a - abs(b) / (a + 1)
  step: round(a * 3)
scores:
  s:
    - { fact: a, weight: 2, bands: { -1: 0, 0: 60, 1: 30 } }
    - { fact: curve, weight: 1, scale: [-1, 2], missing: 50 }
categories:
  lost: { when: { step: 2 } }
  key: { when: { any: [{ curve: { between: [0.5, 0.8] } }, { s: { at_least: 62 } }, { not: { a: { at_least: -1.5 } } }] } }
  normal: { when: otherwise }
`;

// The formula is zero, and no stretch of it can be left out.
it.each([
  ['the smallest there is', '4999999.99', '5000000', []],
  ['nothing as far as it came', '4000000', null, ['revenue']],
])('says that a smaller change may exist only where it may: %s', async (_, revenue, to, unknown) => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money }
derived:
  tangled: revenue - revenue
categories:
  key: { when: { any: [{ revenue: { at_least: 5m } }, { tangled: { more_than: 0 } }] } }
  normal: { when: otherwise }
`);
  const { counterfactuals } = await explain(criteria, { customer_id: 'A', revenue });
  expect(counterfactuals.found.map((one) => one.to)).toEqual(to === null ? [] : [to]);
  expect(counterfactuals.unknown).toEqual(unknown);
});

// What is left of a start less so many steps is zero only up to what doubles lose of the start.
it.each([
  ['percent', '10%', '0'],
  ['percent', '33.3%', '0'],
  ['percent', '-7%', '0'],
  ['money', '0.29', '0'],
  ['money', '4321.09', '0'],
  ['money', '-88.07', '0'],
  ['number', '1.13', '0'],
])('finds a line at zero: %s from %s', async (type, rate, to) => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  rate: { type: ${type} }
categories:
  key: { when: { rate: { is: 0 } } }
  normal: { when: otherwise }
`);
  const { counterfactuals } = await explain(criteria, { customer_id: 'A', rate });
  expect(counterfactuals.found.map((one) => one.to)).toEqual([to]);
});

it.each([3000, -3000])('knows what comes of rounding to %i digits', async (digits) => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  rate: { type: number }
derived:
  rounded: round(rate, ${digits})
categories:
  key: { when: { rounded: { more_than: -1 } } }
  normal: { when: otherwise }
`);
  const { counterfactuals } = await explain(criteria, { customer_id: 'A', rate: '10' });
  expect(counterfactuals.unknown).toEqual([]);
});

// All numbers around the one that has points have none.
it.each(['0.1', '0.41', '0.7', '-3'])('finds a single number that has points: from %s', async (discount) => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  discount: { type: number }
scores:
  s: [{ fact: discount, weight: 1, points: { 0: 0, 0.4: 100 } }]
categories:
  key: { when: { s: { at_least: 50 } } }
  normal: { when: otherwise }
`);
  const { counterfactuals } = await explain(criteria, { customer_id: 'A', discount });
  expect(counterfactuals.found.map((one) => one.to)).toEqual(['0.4']);
  expect(counterfactuals.unknown).toEqual([]);
});

// The customer is exactly on the line, and stays there for a while whichever way it goes.
it.each([
  [
    'steps of a score',
    's: { at_least: 60 }',
    [
      ['potential', '75'],
      ['revenue', '80'],
    ],
  ],
  [
    'a score of which a part is at its end',
    'both: { at_least: 80 }',
    [
      ['potential', '75'],
      ['revenue', '80'],
    ],
  ],
  [
    'rounding',
    'whole: { is: 6 }',
    [
      ['revenue', '65'],
      ['revenue_before', '-5'],
    ],
  ],
])('finds what lies behind a stretch that stays on the bound: %s', async (_, condition, changes) => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money }
  revenue_before: { type: money }
  potential: { type: money }
derived:
  share: revenue / potential
  whole: round((revenue - revenue_before) / 10)
scores:
  s:
    - { fact: share, weight: 1, bands: { 0%: 100, 50%: 60, 80%: 20 } }
  both:
    - { fact: share, weight: 1, bands: { 0%: 100, 50%: 60, 80%: 20 } }
    - { fact: revenue, weight: 1, scale: [0, 10] }
categories:
  key: { when: { ${condition} } }
  normal: { when: otherwise }
`);
  const cells = { customer_id: 'A', revenue: '60', revenue_before: '0', potential: '100' };
  const { counterfactuals } = await explain(criteria, cells);
  expect(counterfactuals.found.map(({ field, to }) => [field.name, to])).toEqual(changes);
  expect(counterfactuals.unknown).toEqual([]);
});

it('finds the nearest change wherever it lies', async () => {
  const criteria = await compileText(SMALL);
  const value = fc.integer({ min: -200, max: 200 });
  await fc.assert(
    fc.asyncProperty(value, value, async (a, b) => {
      const cells = (one: number, other: number) => ({
        customer_id: 'A',
        a: stepDecimal('0', one, 2),
        b: stepDecimal('0', other, 2),
      });
      const { counterfactuals, ...before } = await explain(criteria, cells(a, b));
      const nearest = async (
        change: (by: number) => Record<string, string> | null,
      ): Promise<number | null> => {
        for (let by = 1; by <= 400; by += 1) {
          for (const cells of [change(by), change(-by)])
            if (cells !== null && isKey(await explain(criteria, cells)) !== isKey(before)) return by;
        }
        return null;
      };
      const inside = (one: number): boolean => one >= -200 && one <= 200;
      const found = (name: string): number | null => {
        const change = counterfactuals.found.find(({ field }) => field.name === name)?.change;
        return change == null ? null : Math.round(Math.abs(change) * 100);
      };
      expect(found('a')).toBe(await nearest((by) => (inside(a + by) ? cells(a + by, b) : null)));
      expect(found('b')).toBe(await nearest((by) => (inside(b + by) ? cells(a, b + by) : null)));
    }),
    { numRuns: 12 },
  );
});

it('says what fills a blank', async () => {
  const criteria = await compileText(
    'fields:\n  customer_id: { type: id }\n  r: { type: money }\ncategories:\n  key: { when: { r: { at_least: 5 } } }\n  normal: { when: otherwise }\n',
  );
  const { counterfactuals, lacks } = await explain(criteria, { customer_id: 'A', r: '' });
  expect(lacks).toEqual(['r']);
  expect(counterfactuals.found.map(({ from, to }) => [from, to])).toEqual([[null, '5']]);
});
