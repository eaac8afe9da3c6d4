import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LockedCuts } from '../../src/condition/condition.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import type { Query, SelectStep, Sql } from '../../src/sql/tree.ts';
import { caseNames, readCase, writeCase } from './agreement/cases.ts';
import { compareSituation, keepCuts } from './agreement/compare.ts';
import {
  AS_OF,
  criteriaIn,
  criteriaOf,
  csvOf,
  customersIn,
  cutsQueryOf,
  evaluate,
  explainAll,
  explainQueryOf,
  lineOf,
  openEngines,
  problemsText,
  queryOf,
  SEEDS,
  type Situation,
  textOfQuery,
  verdictsOf,
} from './agreement/engines.ts';
import { type Draw, draws, situationOf } from './agreement/model.ts';
import { MUTANTS } from './agreement/mutants.ts';

// `npm run agree -- --verdicts 1000000` compares that many, and keeps what differs as a case.
const VERDICTS = Number(process.env['AGREE_VERDICTS'] ?? 0);
const RUNS = VERDICTS > 0 ? 200 : 20;
const CUSTOMERS = 120;

const engines = openEngines();

describe('DuckDB and Postgres decide as the evaluator does', () => {
  it.each(SEEDS)(
    'on criteria and customers drawn with seed %i',
    async (first) => {
      let verdicts = 0;
      const refused: string[] = [];
      for (let seed = first; verdicts <= VERDICTS / SEEDS.length; seed += 1) {
        const found = await fc.check(
          fc.asyncProperty(draws(CUSTOMERS), async (draw) => {
            const situation = await situationOf(draw);
            const compared = situation === null ? null : await compareSituation(situation, engines);
            verdicts += compared?.verdicts ?? 0;
            refused.push(...(compared?.refused ?? []));
            return (compared?.differences.length ?? 0) === 0;
          }),
          { seed, numRuns: RUNS, interruptAfterTimeLimit: 300_000 },
        );
        if (found.counterexample !== null)
          expect(await describeDraw(found.counterexample[0]!, seed)).toBe('');
      }
      if (VERDICTS > 0) process.stdout.write(`${verdicts} verdicts${refusedText(refused)}\n`);
      expect(verdicts).toBeGreaterThan(RUNS * CUSTOMERS * 0.1);
    },
    VERDICTS > 0 ? 36_000_000 : 120_000,
  );

  it.each(caseNames())('on %s, where they once did not or easily might not', async (name) => {
    const { situation, expected: right } = await readCase(name);
    const { differences, expected, refused } = (await compareSituation(situation, engines))!;
    expect(differences).toEqual([]);
    expect(refused).toEqual([]);
    const asText = (await compareSituation({ ...situation, form: 'text' }, engines))!;
    expect(asText.differences).toEqual([]);
    expect(expected).toEqual(right);
  });
});

describe('cut points in a table', () => {
  it.each(SEEDS)(
    'decide as those that are found do, on what is drawn with seed %i',
    async (seed) => {
      let tables = 0;
      for (const draw of fc.sample(draws(CUSTOMERS, true), { seed, numRuns: 12 })) {
        const situation = await situationOf(draw);
        const criteria = situation === null ? null : await criteriaOf(situation.files);
        if (criteria === null || criteria.cohorts.length === 0) continue;
        const { differences, verdicts } = (await compareSituation({ ...situation!, cuts: 'kept' }, engines))!;
        expect(differences.map((text) => `AGREE_SEED=${seed} ${text}`)).toEqual([]);
        if (verdicts > 0) tables += 1;
      }
      expect(tables).toBeGreaterThan(0);
    },
    120_000,
  );

  it('are those of all customers, though no window has them all', async () => {
    const criteria = (await criteriaIn(`name: ranks
fields:
  customer_id: { type: id }
  x: { type: number }
priority: [key, target, lost, normal]
categories:
  key: { when: { any: [{ id: share, x: { top_share: 60% } }, { id: tenth, x: { top: 10% } }] } }
  target: { when: { any: [{ id: above, x: { above_mean: yes } }, { id: fifths, x: { quantile: { of: 5, at_least: 4 } } }] } }
  lost: { when: { x: { quantile: { of: 7, at_most: 2 } } } }
  normal: { when: otherwise }
`))!;
    // From thousandths to millions, some of them several times, some below zero.
    const customers = {
      columns: [
        { name: 'customer_id', type: 'text' },
        { name: 'x', type: 'decimal' },
      ],
      rows: Array.from({ length: 3000 }, (_, index) => {
        const size = 10 ** (((index * 7919) % 2000) / 250 - 3);
        const value = index % 11 === 0 ? -size : size;
        return [`C${index}`, index % 50 === 0 ? '2.5' : value.toFixed(4)];
      }),
    } as const;
    const expected = await evaluate(criteria, customers);
    for (const engine of engines) {
      const windows = cutsQueryOf(criteria, engine.name)!.steps.flatMap(windowsIn);
      expect(windows.length).toBeGreaterThan(0);
      expect(windows.filter(({ within }) => within.length === 0)).toEqual([]);
      await engine.load(customers);
      await keepCuts(engine, cutsQueryOf(criteria, engine.name)!);
      const { query } = queryOf(criteria, engine.name, 'typed', { cuts: ['cuts'] });
      expect(await verdictsOf(engine, query!)).toEqual(expected);
    }
  });
});

describe('a table of cut points', () => {
  it('is told of where it has none for a test, and leaves those undetermined who hang on it', async () => {
    const text = `name: kept
fields:
  customer_id: { type: id }
  x: { type: number, missing: 0 }
priority: [key, normal]
categories:
  key: { when: { x: { top: 1 } } }
  normal: { when: otherwise }
`;
    const criteria = (await criteriaIn(text))!;
    const other = (await criteriaIn(text.replace('missing: 0', 'missing: 1')))!;
    const customers = customersIn('customer_id,x\nA,3\nB,2\n', criteria);
    for (const engine of engines) {
      await engine.load(customers);
      await keepCuts(engine, cutsQueryOf(criteria, engine.name)!);
      const problems = (of: Criteria) =>
        engine.rows(problemsText(of, engine.name, 'typed', { cuts: ['cuts'] }));
      expect(await problems(criteria)).toEqual([]);
      expect(await problems(other)).toEqual([[null, 'x', 'x top 1', expect.stringContaining('--emit cuts')]]);
      const { query } = queryOf(other, engine.name, 'typed', { cuts: ['cuts'] });
      expect(await verdictsOf(engine, query!)).toEqual([
        'A: undetermined by -, lacks no cut points',
        'B: undetermined by -, lacks no cut points',
      ]);
    }
  });
});

describe('what is explained', () => {
  it.each(SEEDS)(
    'is what the evaluator finds, on what is drawn with seed %i',
    async (seed) => {
      let compared = 0;
      for (const draw of fc.sample(draws(40, true), { seed, numRuns: 8 })) {
        const situation = await situationOf(draw);
        const criteria = situation === null ? null : await criteriaOf(situation.files);
        if (criteria === null) continue;
        const { customers } = situation!;
        const text = situation!.files['criteria.yaml'];
        const expected = await explainAll(criteria, customers);
        for (const engine of engines) {
          const query = explainQueryOf(criteria, engine.name);
          if (query === null) continue;
          await engine.load(customers);
          const rows = await engine.rows(textOfQuery(query, engine.name));
          const found = new Map(rows.map((row) => [row[0], explainedBy(query, row)]));
          for (const [id, own] of expected) {
            // What is shown is calculated in doubles: a small difference of large numbers has the error of these.
            const numbers = [...own.values()].filter((value) => typeof value === 'number');
            const error = Math.max(...numbers.map(Math.abs)) * 2 ** -50 + 1e-9;
            for (const [name, value] of own) {
              const said = found.get(id)!.get(name);
              // A formula on which nothing hangs is not calculated. Where digits are few, a test may be withheld, as that of
              // a mean anywhere, and what is rounded may lie half-way.
              const isShort = engine.name === 'duckdb';
              const isWithheld = said === null && (isShort || /mean/.test(text!));
              const isHalfWay = isShort && typeof value === 'number' && /round/.test(text!);
              if (said === undefined || isWithheld || isHalfWay) continue;
              const isSame =
                typeof value === 'number'
                  ? Math.abs(Number(said) - value) <= Math.abs(value) * 1e-5 + error
                  : said === value;
              expect(
                isSame
                  ? ''
                  : `AGREE_SEED=${seed} ${engine.name} ${id} ${name}: ${said} for ${value}\n${text}`,
              ).toBe('');
              compared += 1;
            }
          }
        }
      }
      expect(compared).toBeGreaterThan(100);
    },
    120_000,
  );
});

// The values of a row by name; the tests of a criterion by their number.
function explainedBy(query: Query, row: readonly unknown[]): Map<string, unknown> {
  const columns = (query.steps.at(-1) as SelectStep).columns.map(({ name }) => name);
  let [criterion, tests] = ['', 0];
  return new Map(
    columns.map((name, index) => {
      const isTest = criterion !== '' && name.startsWith(`${criterion}: `);
      tests = isTest ? tests + 1 : 0;
      if (!isTest && /^[a-z]+: /.test(name)) criterion = name;
      return [isTest ? `${criterion}, test ${tests}` : name, row[index]];
    }),
  );
}

describe('what is known of customers beside their table', () => {
  const company = `name: company
fields:
  customer_id: { type: id }
  unit: { type: text }
  revenue: { type: money }
scores:
  size: [{ fact: revenue, weight: 1, scale: [0, 200] }]
priority: [key, normal]
categories:
  key:
    when: { any: [{ id: large, revenue: { at_least: 100 } }, { id: top, revenue: { top: 1, per: unit } }] }
    stays_while: { revenue: { at_least: 50 } }
  normal: { when: otherwise }
units: { by: unit, criteria: { North: north.yaml } }
`;
  const north = `categories: { key: { when: { any: [{ id: north, revenue: { above_mean: yes } }] } } }
scores: { size: [{ fact: revenue, weight: 1, scale: [0, 100] }] }
`;
  const rows = `customer_id,unit,revenue
A,North,10
B,North,20
C,North,60
D,South,60
E,South,49.99
F,South,100
G,,60
H,,
I,West,5
J,South,70
`;
  const was = ['A', 'D', 'E', 'G', 'H', 'J'];
  const set = { I: 'key', F: 'lost' } as const;

  it('counts in units, with what they were before, and with overrides', async () => {
    const criteria = (await criteriaOf({ 'criteria.yaml': company, 'north.yaml': north }))!;
    const customers = customersIn(rows, criteria);
    const expected = await evaluate(criteria, customers, {
      previous: (id) => (was.includes(id) ? 'key' : null),
      override: (id) =>
        id === 'I' || id === 'F' ? { category: set[id], reason: 'r', author: 'a', expires: AS_OF } : null,
    });
    const source = {
      table: ['customers'],
      form: 'typed',
      columns: new Map(),
      ofLines: false,
      lines: new Map(),
    } as const;
    for (const engine of engines) {
      await engine.load(customers);
      await engine.exec(`DROP TABLE IF EXISTS book; DROP TABLE IF EXISTS overrides;
        CREATE TABLE book (customer_id TEXT, category TEXT);
        INSERT INTO book VALUES ${was.map((id) => `('${id}', 'key')`).join(', ')}, ('I', 'normal');
        CREATE TABLE overrides (customer_id TEXT, category TEXT, reason TEXT, author TEXT, expires DATE);
        INSERT INTO overrides VALUES ('I', 'key', 'r', 'a', DATE '2026-06-30'), ('F', 'lost', 'r', 'a', DATE '2027-01-01'),
          ('A', 'lost', 'r', 'a', DATE '2026-06-29');`);
      const { query, problems } = queryOf(criteria, engine.name, 'typed', {
        source: { ...source, previous: ['book'], overrides: ['overrides'] },
      });
      expect(problems).toEqual([]);
      const found = await engine.rows(textOfQuery(query!, engine.name));
      const lines = found.map(([id, category, , criterion, because]) =>
        lineOf(id as string, category as string, criterion as string, because as string),
      );
      expect(lines.sort()).toEqual(expected);
      expect(found.find(([id]) => id === 'F')).toEqual(['F', 'lost', null, 'override', null, 'key', 50]);
      expect(found.find(([id]) => id === 'C')).toEqual(['C', 'key', null, 'north', null, 'key', 60]);
    }
  });

  it('is explained by the criteria of the unit', async () => {
    const criteria = (await criteriaOf({ 'criteria.yaml': company, 'north.yaml': north }))!;
    for (const engine of engines) {
      await engine.load(customersIn(rows, criteria));
      const query = explainQueryOf(criteria, engine.name)!;
      const found = await engine.rows(textOfQuery(query, engine.name));
      const held = (id: string) => {
        const own = explainedBy(query, found.find(([one]) => one === id)!);
        return ['key: large', 'key: top', 'key: north', 'size'].map((name) => own.get(name));
      };
      expect(held('C')).toEqual([null, null, true, 60]);
      expect(held('D')).toEqual([false, false, null, 30]);
      expect(held('F')).toEqual([true, true, null, 50]);
      expect(held('G')).toEqual([false, null, null, 30]);
    }
  });

  it('decides by the cut points of a lock', async () => {
    const criteria = (await criteriaOf({ 'criteria.yaml': company, 'north.yaml': north }))!;
    const customers = customersIn(rows, criteria);
    const held = (cut: number): LockedCuts => ({
      has: () => true,
      place: () => null,
      find: (_, group) => (group === 'West' ? null : [cut]),
    });
    const unit = criteria.units!.criteria.get('North')!;
    const cuts = new Map([
      [criteria, held(60)],
      [unit, held(15)],
    ]);
    const groups = ['', 'North', 'South', 'West'].map((group) => ({ group, customers: 1, cuts: [] }));
    const cohorts = ['unit', null].map((per) => ({
      unit: null,
      fact: 'revenue',
      definition: '',
      per,
      cut: '',
      groups,
    }));
    const expected = await evaluate(criteria, customers, { locked: cuts });
    for (const engine of engines) {
      await engine.load(customers);
      const { query } = queryOf(criteria, engine.name, 'typed', { lock: { cuts, lock: { cohorts } } });
      expect(await verdictsOf(engine, query!)).toEqual(expected);
    }
  });
});

describe('what cannot be read', () => {
  const criteria = async () => (await readCase('on-the-line')).situation.files;
  const rows = `customer_id,status,revenue,prior,gross_profit,last_order,strategic
A,active,115,100,20,2026-06-01,yes
B,ACTIVE ,-1,100,20,2026-06-01,no
C,open,115,100.125,20,2026-06-01,no
,active,115,100,20,2026-06-01,no
D,active,115,100,20,2026-06-01,no
D,active,115,100,20,2026-06-01,no
`;
  const PROBLEMS = [
    [null, 'customer_id', null, 'the row has no id'],
    [
      'B',
      'revenue',
      '-1',
      '"revenue": expected money of at most 18 digits, 2 of them behind the point, at least 0',
    ],
    ['C', 'prior', '100.125', '"prior": expected money of at most 18 digits, 2 of them behind the point'],
    ['C', 'status', 'open', '"status": expected one of active, closed'],
    ['D', 'customer_id', null, 'the id stands more than once'],
  ];

  it.each(['typed', 'text'] as const)('is listed, and leaves no verdict: %s columns', async (form) => {
    const own = (await criteriaOf(await criteria()))!;
    for (const engine of engines) {
      await engine.load(customersIn(rows, own), form);
      const problems = await engine.rows(problemsText(own, engine.name, form));
      const plain = problems.map(([id, field, value, reason]) => [id, field, plainNumber(value), reason]);
      expect(plain.sort()).toEqual(PROBLEMS);
      const { query } = queryOf(own, engine.name, form);
      expect(await verdictsOf(engine, query!)).toEqual([
        'A: key by growing',
        'B: - by -, lacks unreadable: revenue',
        'C: - by -, lacks unreadable: status',
        'D: key by growing',
        'D: key by growing',
        'null: - by -, lacks unreadable: customer_id',
      ]);
    }
  });

  it.each([
    ['days that the calendar does not have', '2026-02-30', 'last_order'],
    ['days written otherwise', '30.06.2026', 'last_order'],
    ['numbers with thousands', '1,000', 'revenue'],
    ['numbers with nothing behind the point', '5.', 'revenue'],
    ['percents', '5%', 'revenue'],
    ['numbers of more digits', '12345678901234567', 'revenue'],
    ['words for flags', 'perhaps', 'strategic'],
  ])('is, in texts, %s', async (_, text, field) => {
    const own = (await criteriaOf(await criteria()))!;
    const columns = own.fields.map(({ name }) => ({ name, type: 'text' as const }));
    const row = columns.map(({ name }) => (name === 'customer_id' ? 'A' : name === field ? text : null));
    for (const engine of engines) {
      await engine.load({ columns, rows: [row] }, 'text');
      const { query } = queryOf(own, engine.name, 'text');
      expect(await verdictsOf(engine, query!)).toEqual([`A: - by -, lacks unreadable: ${field}`]);
    }
  });
});

// 115.0000 is 115.
function plainNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

describe('the comparison notices', () => {
  // Each is made once, and only as many as a mistake takes to be noticed.
  const drawn = fc.sample(draws(CUSTOMERS, true), { seed: 7, numRuns: 200 });
  const situations: (Situation | null)[] = [];

  it.each(Object.entries(MUTANTS))(
    '%s',
    async (_, mutate) => {
      for (const [index, draw] of drawn.entries()) {
        if (index === situations.length) situations.push(await situationOf(draw));
        const situation = situations[index]!;
        const found = situation && (await compareSituation(situation, [engines[0]!], mutate));
        if (found && found.differences.length > 0) return;
      }
      expect.fail('no draw shows it');
    },
    300_000,
  );
});

type Window = Extract<Sql, { kind: 'window' }>;

function windowsIn(part: unknown): Window[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'kind' in part && part.kind === 'window' ? [part as Window] : [];
  return [...own, ...Object.values(part).flatMap(windowsIn)];
}

// How many criteria have no SQL, by what is said of them.
function refusedText(refused: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of refused) {
    const what = text.replaceAll(/"[^"]*"|\d+/g, '…');
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `\n  refused ${count} times: ${what}`).join('');
}

// What differs on the smallest draw that was found; at length, it is kept as a case.
async function describeDraw(draw: Draw, seed: number): Promise<string> {
  const situation = (await situationOf(draw)) as Situation;
  const { differences, expected } = (await compareSituation(situation, engines))!;
  if (VERDICTS > 0) writeCase(`seed-${seed}`, situation, expected);
  const { files, customers, ...beside } = situation;
  const texts = Object.entries(files).map(([name, text]) => `${name}:\n${text}`);
  const known = JSON.stringify({
    ...beside,
    previous: [...(beside.previous ?? [])],
    overrides: [...(beside.overrides ?? [])],
  });
  return `AGREE_SEED=${seed}\n${differences.join('\n')}\n${texts.join('')}${known}\n${csvOf(customers)}`;
}
