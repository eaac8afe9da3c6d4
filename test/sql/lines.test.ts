import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, monthsBefore } from '../../src/fields/day.ts';
import { DIALECTS } from '../../src/sql/dialects/all.ts';
import { call, type SelectStep } from '../../src/sql/tree.ts';
import { readCase } from './agreement/cases.ts';
import { compareSituation } from './agreement/compare.ts';
import {
  criteriaIn,
  criteriaOf,
  csvOf,
  customersIn,
  evaluate,
  explainQueryOf,
  openEngines,
  problemsText,
  queryOf,
  SEEDS,
  textOfQuery,
  verdictsOf,
} from './agreement/engines.ts';
import { linesDraws, linesSituationOf } from './agreement/lines-model.ts';
import { LINE_MUTANTS } from './agreement/mutants.ts';

const RUNS = Number(process.env['AGREE_RUNS'] ?? 25);

const engines = openEngines();

describe('what lines come to decides in DuckDB and Postgres as in the evaluator', () => {
  it.each(SEEDS)(
    'on criteria and lines drawn with seed %i',
    async (seed) => {
      let verdicts = 0;
      const found = await fc.check(
        fc.asyncProperty(linesDraws(60), async (draw) => {
          const situation = await linesSituationOf(draw);
          const compared = situation === null ? null : await compareSituation(situation, engines);
          if (situation === null || compared === null) return;
          verdicts += compared.verdicts;
          expect(compared.refused).toEqual([]);
          if (compared.differences.length > 0)
            throw new Error(
              `${compared.differences.join('\n')}\n${situation.files['criteria.yaml']}\n${csvOf(situation.orders!)}`,
            );
        }),
        { seed, numRuns: RUNS, endOnFailure: process.env['AGREE_FAST'] !== undefined },
      );
      expect(found.failed ? `AGREE_SEED=${seed} ${found.errorInstance}` : '').toBe('');
      expect(verdicts).toBeGreaterThan(RUNS * 5);
    },
    120_000,
  );
});

describe('what lines come to', () => {
  it('is explained, and ranked by cut points that a table keeps', async () => {
    const { situation } = await readCase('orders-at-the-ends');
    const kept = (await compareSituation({ ...situation, cuts: 'kept' }, engines))!;
    expect(kept).toMatchObject({ differences: [], refused: [] });
    const criteria = (await criteriaOf(situation.files))!;
    for (const engine of engines) {
      const query = explainQueryOf(criteria, engine.name)!;
      const names = (query.steps.at(-1) as SelectStep).columns.map(({ name }) => name);
      const rows = await engine.rows(textOfQuery(query, engine.name));
      const valuesOf = (id: string) => {
        const row = rows.find(([one]) => one === id)!;
        return ['revenue', 'prior', 'average', 'last_product', 'key: paid'].map((name) => {
          const value = row[names.indexOf(name)];
          return /^-?[\d.]+$/.test(String(value)) ? Number(value) : value;
        });
      };
      expect(valuesOf('grows')).toEqual([1.15, 1, 2.2875, 'none', false]);
      expect(valuesOf('no-lines')).toEqual([0, 0, null, 'none', false]);
      expect(valuesOf('paid')).toEqual([99, 0, 33, 'none', true]);
    }
  });
});

describe('customers ranked by what lines come to', () => {
  const ranks = (work: string): string => `fields:
  customer_id: { type: id }
  of_lines: { from: orders, ${work} }
derived: { value: -of_lines }
priority: [key, lost, target, normal]
categories:
  key: { when: { of_lines: { top: 2 } } }
  lost: { when: { value: { quantile: { of: 3, at_most: 1 } } } }
  target: { when: { of_lines: { above_mean: yes } } }
  normal: { when: { value: { present: yes } } }
`;

  it.each(['mean: amount', 'mean: quantity', 'sum: amount, within: 12 months', 'distinct: order_no'])(
    'are those of the evaluator: %s',
    async (work) => {
      for (const draw of fc.sample(linesDraws(50), { seed: 5, numRuns: 3 })) {
        const situation = (await linesSituationOf(draw))!;
        const tables = situation.files['criteria.yaml']!.replace(/^fields:.*/ms, '');
        const files = { 'criteria.yaml': tables + ranks(work) };
        const found = (await compareSituation({ ...situation, files }, engines))!;
        expect(found).toMatchObject({ differences: [], refused: [] });
      }
    },
  );
});

describe('without a table of customers', () => {
  it('everybody who has a line up to the as-of date is one', async () => {
    let seen = 0;
    for (const draw of fc.sample(linesDraws(30), { seed: 2, numRuns: 4 })) {
      const situation = await linesSituationOf(draw);
      const criteria = situation === null ? null : await criteriaOf(situation.files);
      if (criteria === null) continue;
      const orders = situation!.orders!;
      const ids = orders.rows.flatMap(([id, day]) => (day! <= '2026-06-30' ? [id!] : []));
      const customers = { ...situation!.customers, rows: [...new Set(ids)].map((id) => [id]) };
      const expected = await evaluate(criteria, customers, { orders });
      const lines = { table: ['orders'], form: 'typed', columns: new Map() } as const;
      const source = {
        ...lines,
        ofLines: true,
        lines: new Map([['orders', lines]]),
        previous: null,
        overrides: null,
      };
      for (const engine of engines) {
        await engine.load(orders, 'typed', 'orders');
        const { query } = queryOf(criteria, engine.name, 'typed', { source });
        expect(await verdictsOf(engine, query!)).toEqual(expected);
        expect(await engine.rows(problemsText(criteria, engine.name, 'typed', { source }))).toEqual([]);
        seen += expected.length;
      }
    }
    expect(seen).toBeGreaterThan(10);
  });
});

describe('the comparison notices', () => {
  it.each(Object.entries(LINE_MUTANTS))('%s', async (_, mutate) => {
    const { situation } = await readCase('orders-at-the-ends');
    const found = (await compareSituation(situation, engines, mutate))!;
    expect(found.differences.length).toBeGreaterThan(0);
  });
});

describe('lines that keyaccounts would refuse', () => {
  const text = `name: lines
tables:
  orders:
    customer: customer
    date: order_date
    unique: [order_no, line_no]
    fields:
      order_date: { type: date }
      order_no: { type: text }
      line_no: { type: text }
      amount: { type: money, max: 1000 }
      is_return: { type: flag }
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount, within: 12 months }
  huge: { from: orders, largest: amount, where: { is_return: no }, missing: 0.0000000000000001 }
priority: [key, normal]
categories:
  key: { when: { revenue: { at_least: 0 }, huge: { less_than: 1000 } } }
  normal: { when: otherwise }
`;
  const customers =
    'customer_id\nfine\namount\nrange\nday\nflag\nundated\ntwice\ntwice-later\nthe-same\nlong\n';
  const lines = `customer,order_date,order_no,line_no,amount,is_return
fine,2026-01-01,A,1,1,no
amount,2026-01-01,B,1,1.005,no
amount,2026-01-01,B,2,1,no
range,2020-01-01,C,1,1000.01,no
flag,2026-01-01,E,1,1,
undated,,F,1,1,no
twice,2026-01-01,G,1,1,no
twice-later,2030-01-01,G,1,1,no
the-same,2026-01-01,B,1,1,no
 ,2026-01-01,H,1,1,no
stranger,2026-01-01,I,1,1,no
stranger,2026-01-01,I,2,1,no
long,2026-01-01,J,1,999,no
`;

  it.each(['typed', 'text'] as const)('are listed, and leave no verdict: %s columns', async (form) => {
    const criteria = (await criteriaIn(text))!;
    for (const engine of engines) {
      await engine.load(customersIn(customers, criteria), form);
      await engine.load(customersIn(lines, criteria.tables[0]!), form, 'orders');
      const problems = await engine.rows(problemsText(criteria, engine.name, form));
      const plain = problems.map(([id, field, value]) => [id, field, plainNumber(value)].join(' '));
      expect(plain.sort()).toEqual([
        ' orders.customer ',
        'amount orders.amount 1.005',
        'long huge 999',
        'range huge 1000.01',
        'range orders.amount 1000.01',
        'stranger orders ',
        'twice orders G, 1',
        'twice-later orders G, 1',
        'undated orders.order_date ',
      ]);
      const { query } = queryOf(criteria, engine.name, form);
      expect(await verdictsOf(engine, query!)).toEqual([
        'amount: - by -, lacks unreadable: orders.amount',
        'day: key by key-1',
        'fine: key by key-1',
        'flag: key by key-1',
        'long: - by -, lacks more than 18 digits: huge',
        'range: - by -, lacks unreadable: orders.amount',
        'the-same: key by key-1',
        'twice-later: - by -, lacks lines that stand twice: orders',
        'twice: - by -, lacks lines that stand twice: orders',
        'undated: - by -, lacks no day: orders.order_date',
      ]);
    }
  });

  it.each([
    ['days that the calendar does not have', { order_date: '2026-02-30' }],
    ['days written otherwise', { order_date: '30.06.2026' }],
    ['amounts with a sign', { amount: '€5' }],
    ['words for flags', { is_return: 'perhaps' }],
  ])('are, in texts, %s', async (_, cells) => {
    const criteria = (await criteriaIn(text))!;
    const [field] = Object.keys(cells);
    const plain = {
      customer: 'A',
      order_date: '2026-01-01',
      order_no: 'A',
      line_no: '1',
      amount: '5',
      is_return: 'no',
    };
    const names = Object.keys(plain);
    const row = Object.values({ ...plain, ...cells });
    for (const engine of engines) {
      await engine.load(customersIn('customer_id\nA\nB\n', criteria), 'text');
      const columns = names.map((name) => ({ name, type: 'text' as const }));
      await engine.load({ columns, rows: [row] }, 'text', 'orders');
      const { query } = queryOf(criteria, engine.name, 'text');
      expect(await verdictsOf(engine, query!)).toEqual([
        `A: - by -, lacks unreadable: orders.${field}`,
        'B: key by key-1',
      ]);
      const problems = await engine.rows(problemsText(criteria, engine.name, 'text'));
      expect(problems.map(([id, name]) => [id, name])).toEqual([['A', `orders.${field}`]]);
    }
  });
});

describe('windows back from the day on which a query runs', () => {
  it('end on the days that the evaluator goes back to', async () => {
    const days = Array.from({ length: 1500 }, (_, index) => 18_900 + index);
    for (const engine of engines) {
      const { functions } = DIALECTS[engine.name];
      const backs = [1, 2, 6, 12, 25];
      const from = days.map((one) => `(DATE '${formatDay(one)}')`).join(', ');
      const ends = backs.map((back) => `CAST(${functions.months_before('d', String(back))} AS VARCHAR)`);
      const found = await engine.rows(
        `SELECT CAST(${functions.days_before('d', '30')} AS VARCHAR), ${ends.join(', ')} FROM (VALUES ${from}) AS t(d) ORDER BY d`,
      );
      const expected = days.map((one) =>
        [one - 30, ...backs.map((back) => monthsBefore(one, back))].map(formatDay),
      );
      expect(found).toEqual(expected);
    }
  });

  it('decide as those back from the same day', async () => {
    const { situation } = await readCase('orders-at-the-ends');
    const criteria = (await criteriaOf(situation.files))!;
    for (const engine of engines) {
      await engine.load(situation.customers);
      await engine.load(situation.orders!, 'typed', 'orders');
      const { query } = queryOf(criteria, engine.name, 'typed', { asOf: call('current_day') });
      // No engine lets a test set its clock.
      const today = textOfQuery(query!, engine.name).replaceAll('CURRENT_DATE', "DATE '2026-06-30'");
      const fixed = textOfQuery(queryOf(criteria, engine.name).query!, engine.name);
      const rowsOf = async (text: string) => (await engine.rows(text)).map(String).sort();
      expect(await rowsOf(today)).toEqual(await rowsOf(fixed));
    }
  });
});

// 115.0000 is 115.
function plainNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}
