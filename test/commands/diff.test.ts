import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassifyFlags } from '../../src/commands/classify/command.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import type { DiffFlags } from '../../src/commands/diff/command.ts';
import type { Gate } from '../../src/commands/diff/limits.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { diffWords } from '../../src/commands/diff/words.ts';
import { memoryIo } from './memory-io.ts';

const BASE = `name: Base
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text, optional: true }
  business_unit: { type: text }
  account_manager: { type: text, optional: true }
  status: { type: choice, values: [active, closed, prospect] }
  revenue: { type: money }
  prior_revenue: { type: money }
  gross_profit: { type: money, optional: true }
  last_order: { type: date, optional: true }
derived:
  growth: (revenue - prior_revenue) / prior_revenue
  idle_days: days_since(last_order)
scores:
  value:
    - { fact: revenue, weight: 40, scale: [0, 1000] }
    - { fact: growth, weight: 60, scale: [0%, 50%], missing: 0 }
priority: [lost, key, target, normal]
categories:
  lost: { when: { any: [{ status: closed }, { last_order: { present: yes }, idle_days: { more_than: 200 } }] } }
  key:
    when:
      any:
        - { id: large, revenue: { at_least: 700 }, growth: { at_least: 10% } }
        - { id: strategic, value: { at_least: 60 } }
  target: { when: { status: prospect } }
  normal: { when: otherwise }
duties: { manager: account_manager, max_key_accounts_per_manager: 3 }
`;

// Edits that can be made in any number, each by itself.
const EDITS: readonly (readonly [string, string])[] = [
  ['revenue: { at_least: 700 }', 'revenue: { at_least: 500 }'],
  ['growth: { at_least: 10% }', 'growth: { at_least: 25% }'],
  ['value: { at_least: 60 }', 'value: { at_least: 45 }'],
  ['weight: 40', 'weight: 80'],
  ['idle_days: { more_than: 200 }', 'idle_days: { more_than: 60 }'],
  ['prior_revenue: { type: money }', 'prior_revenue: { type: money, missing: 1 }'],
  ['priority: [lost, key, target, normal]', 'priority: [key, lost, target, normal]'],
];
const RANKED_EDITS: readonly (readonly [string, string])[] = [
  ['- { id: strategic, value: { at_least: 60 } }', '- { id: strategic, value: { top: 5 } }'],
  [
    '- { id: strategic, value: { at_least: 60 } }',
    '- { id: strategic, revenue: { top: 2, per: business_unit } }',
  ],
  ['scale: [0, 1000] }', 'quantiles: 5 }'],
];
// Edits of what is around the criteria: units, and how and from where numbers are read.
const FRAME_EDITS: readonly (readonly [string, string])[] = [
  ['version: "1"\n', 'version: "1"\ninput: { decimal: "," }\n'],
  ['  revenue: { type: money }', '  revenue: { type: money, columns: [gross_profit] }'],
  ...['north', 'ranked', 'same'].flatMap((file) =>
    ['business_unit', 'account_manager'].map(
      (by) =>
        [
          'priority: [',
          `units: { by: ${by}, criteria: { North: ${file}.yaml, Ann: ${file}.yaml } }\npriority: [`,
        ] as const,
    ),
  ),
];
const UNIT_FILES = {
  'north.yaml': 'categories: { key: { when: { any: [{ id: unit, revenue: { at_least: 300 } }] } } }\n',
  'ranked.yaml': `derived: { double: revenue * 2 }
categories: { key: { when: { any: [{ id: unit, double: { top: 2 } }] } } }
`,
  'same.yaml': 'name: The same as the company\n',
};

function edited(edits: readonly (readonly [string, string])[], text = BASE): string {
  return edits.reduce((found, [from, to]) => found.replace(from, () => to), text);
}

const customer = fc.record({
  unit: fc.constantFrom('North', 'South'),
  manager: fc.constantFrom('Ann', 'Bo', ''),
  status: fc.constantFrom('active', 'active', 'active', 'closed', 'prospect'),
  revenue: fc.integer({ min: 0, max: 12 }).map((value) => value * 100),
  prior: fc.option(
    fc.integer({ min: 0, max: 12 }).map((value) => value * 90),
    { freq: 5 },
  ),
  last: fc.constantFrom('', '2026-01-10', '2026-04-20', '2026-06-01'),
});
type Row = typeof customer extends fc.Arbitrary<infer T> ? T : never;

function csv(rows: readonly (Row | null)[]): string {
  const lines = rows.flatMap((row, index) =>
    row === null
      ? []
      : [
          `C${index},${row.unit},${row.manager},${row.status},${row.revenue},${row.prior ?? ''},${row.revenue / 5},${row.last}`,
        ],
  );
  return `customer_id,business_unit,account_manager,status,revenue,prior_revenue,gross_profit,last_order\n${lines.join('\n')}\n`;
}

// Its growth of 10 % is told from the threshold by exact arithmetic.
const EVEN: Row = {
  unit: 'North',
  manager: 'Ann',
  status: 'active',
  revenue: 990,
  prior: 900,
  last: '2026-01-10',
};

interface Side {
  readonly rows: string;
  readonly criteria: string;
  readonly asOf: string;
}

interface DiffJson {
  readonly changes: readonly { readonly decides: boolean }[];
  readonly summary: { readonly moved: { readonly customers: number } };
  readonly matrix: readonly { readonly from: string; readonly to: string; readonly customers: number }[];
  readonly movements: readonly {
    readonly customer_id: string;
    readonly from: string;
    readonly to: string;
    readonly causes_together: boolean;
    readonly causes: readonly {
      readonly kind: string;
      readonly each_alone?: boolean;
      readonly changes?: readonly number[];
      readonly fields?: readonly object[];
    }[];
  }[];
  readonly gates: readonly { readonly passed: boolean }[];
}

async function diff(
  before: Side,
  after: Side,
  more: Partial<DiffFlags> = {},
): Promise<{ code: number; out: string }> {
  const io = memoryIo({
    'before.csv': before.rows,
    'after.csv': after.rows,
    'before.yaml': before.criteria,
    'after.yaml': after.criteria,
    ...UNIT_FILES,
  });
  const flags: DiffFlags = {
    format: 'json',
    lang: 'en',
    keyLost: true,
    quiet: true,
    criteria: 'after.yaml',
    asOf: after.asOf,
    againstAsOf: before.asOf,
    ...(before.criteria === after.criteria ? {} : { againstCriteria: 'before.yaml' }),
    ...(before.rows === after.rows ? {} : { against: 'before.csv' }),
    ...more,
  };
  const code = await runDiff('after.csv', flags, io);
  return { code, out: io.written() };
}

async function categories({ rows, criteria, asOf }: Side): Promise<Map<string, string>> {
  const io = memoryIo({ 'x.csv': rows, 'x.yaml': criteria, ...UNIT_FILES });
  const flags: ClassifyFlags = {
    format: 'json',
    lang: 'en',
    prefix: '',
    quiet: true,
    criteria: 'x.yaml',
    asOf,
  };
  await runClassify('x.csv', flags, io);
  const { customers } = JSON.parse(io.written()) as {
    customers: { customer_id: string; category: string | null }[];
  };
  return new Map(customers.map(({ customer_id, category }) => [customer_id, category ?? 'undetermined']));
}

const rowsOf = fc.array(customer, { minLength: 1, maxLength: 25 });
const editsOf = fc.subarray([...EDITS]);
const day = fc.constantFrom('2026-03-01', '2026-06-30');

describe('a comparison', () => {
  it('of a file with itself is empty', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, editsOf, day, async (rows, edits, asOf) => {
        const side = { rows: csv(rows), criteria: edited(edits), asOf };
        const { code, out } = await diff(side, side, { exitCode: true });
        expect(code).toBe(0);
        expect((JSON.parse(out) as DiffJson).movements).toEqual([]);
      }),
      { numRuns: 25, examples: [[[EVEN], [], '2026-03-01']] },
    );
  });

  const worlds = fc.record({
    rows: rowsOf,
    changed: fc.array(fc.option(customer, { freq: 4 }), { maxLength: 25 }),
    edits: editsOf,
    ranked: fc.option(fc.constantFrom(...RANKED_EDITS), { freq: 2 }),
    rankedBefore: fc.boolean(),
    frameBefore: fc.option(fc.constantFrom(...FRAME_EDITS), { freq: 2 }),
    frameAfter: fc.option(fc.constantFrom(...FRAME_EDITS), { freq: 2 }),
    asOfBefore: day,
    asOfAfter: day,
    data: fc.boolean(),
  });
  const sidesOf = (world: typeof worlds extends fc.Arbitrary<infer T> ? T : never): [Side, Side] => {
    const ranked = world.ranked === null ? [] : [world.ranked];
    const [older, newer] = [world.frameBefore, world.frameAfter].map((one) => (one === null ? [] : [one]));
    const base = edited([...(world.rankedBefore ? ranked : []), ...older!]);
    const rows = csv(world.rows);
    const other = csv([...world.changed, ...world.rows.slice(world.changed.length)]);
    return [
      { rows, criteria: base, asOf: world.asOfBefore },
      {
        rows: world.data && other !== csv([]) ? other : rows,
        criteria: edited([...ranked, ...world.edits, ...newer!]),
        asOf: world.asOfAfter,
      },
    ];
  };

  it('says of every customer what classify says on each side, and gives every movement a cause', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const [before, after] = sidesOf(world);
        const found = JSON.parse((await diff(before, after)).out) as DiffJson;
        const [older, newer] = [await categories(before), await categories(after)];
        const expected = [...new Set([...older.keys(), ...newer.keys()])]
          .map((id) => [id, older.get(id) ?? 'absent', newer.get(id) ?? 'absent'] as const)
          .filter(([, from, to]) => from !== to);
        const moves = found.movements.map(({ customer_id, from, to }) => [customer_id, from, to]);
        expect(moves.sort()).toEqual(expected.sort());
        for (const { causes } of found.movements) {
          expect(causes.length).toBeGreaterThan(0);
          for (const { kind, changes, fields } of causes) {
            if (kind === 'criteria') expect(changes).not.toEqual([]);
            if (kind === 'data') expect(fields).not.toEqual([]);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('mirrors its matrix when the sides are swapped', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const [before, after] = sidesOf(world);
        const cells = (text: string, turned: boolean): string[] =>
          (JSON.parse(text) as DiffJson).matrix
            .map(({ from, to, customers }) =>
              turned ? `${to} ${from} ${customers}` : `${from} ${to} ${customers}`,
            )
            .sort();
        expect(cells((await diff(after, before)).out, true)).toEqual(
          cells((await diff(before, after)).out, false),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('names changes of criteria each of which reproduces the movement when it is made by hand', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOf,
        editsOf.filter((edits) => edits.length > 0),
        async (rows, edits) => {
          const before = { rows: csv(rows), criteria: BASE, asOf: '2026-06-30' };
          const after = { ...before, criteria: edited(edits) };
          const found = JSON.parse((await diff(before, after)).out) as DiffJson;
          const single = await Promise.all(
            edits.map((edit) => categories({ ...before, criteria: edited([edit]) })),
          );
          for (const { customer_id, to, causes } of found.movements) {
            const [cause] = causes;
            expect(cause!.kind).toBe('criteria');
            const enough = single.filter((result) => result.get(customer_id) === to).length;
            expect([customer_id, cause!.each_alone, cause!.each_alone ? cause!.changes!.length : 0]).toEqual([
              customer_id,
              enough > 0,
              enough,
            ]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells data, peers and calendar apart', async () => {
    const row = (id: string, revenue: number, last: string): string =>
      `${id},North,Ann,active,${revenue},${revenue},${revenue / 5},${last}`;
    const file = (...rows: string[]): string => `${csv([]).trim()}\n${rows.join('\n')}\n`;
    const criteria = edited([
      ['- { id: strategic, value: { at_least: 60 } }', '- { id: big, revenue: { top: 50% } }'],
    ]);
    const before = {
      criteria,
      asOf: '2026-06-30',
      rows: file(
        row('A', 900, '2026-06-01'),
        row('B', 800, '2026-06-01'),
        row('C', 300, '2026-06-01'),
        row('D', 200, '2026-01-10'),
      ),
    };
    const after = {
      criteria,
      asOf: '2026-08-30',
      rows: file(
        row('A', 100, '2026-06-01'),
        row('B', 800, '2026-06-01'),
        row('C', 300, '2026-06-01'),
        row('D', 200, '2026-01-10'),
        row('E', 5, '2026-06-01'),
      ),
    };
    const found = JSON.parse((await diff(before, after)).out) as DiffJson;
    expect(
      found.movements.map(
        ({ customer_id, from, to, causes }) =>
          `${customer_id} ${from} ${to} ${causes.map(({ kind }) => kind)}`,
      ),
    ).toEqual(['C normal key peers', 'D normal lost calendar', 'A key normal data', 'E absent normal new']);
  });
});

describe('limits', () => {
  const rows = csv(
    [800, 700, 600, 100].map((revenue) => ({
      unit: 'North',
      manager: 'Ann',
      status: 'active',
      revenue,
      prior: revenue / 2,
      last: '',
    })) as Row[],
  );
  const before = { rows, criteria: BASE, asOf: '2026-06-30' };
  const after = {
    ...before,
    criteria: edited([
      ['revenue: { at_least: 700 }', 'revenue: { at_least: 900 }'],
      ['value: { at_least: 60 }', 'value: { at_least: 95 }'],
    ]),
  };

  it.each<[string, Partial<DiffFlags>, number]>([
    ['nothing asked', {}, 0],
    ['--exit-code', { exitCode: true }, 3],
    ['enough moves allowed', { maxMoves: '4' }, 0],
    ['too many moves', { maxMoves: '1' }, 1],
    ['too many moves, and --exit-code', { maxMoves: '1', exitCode: true }, 1],
    ['a percent', { maxMoves: '100%' }, 0],
    ['too small a percent', { maxMoves: '25%' }, 1],
    ['few enough key accounts', { maxKey: '3' }, 0],
    ['no key account may be lost', { keyLost: false }, 1],
  ])('%s', async (_, flags, code) => {
    expect((await diff(before, after, flags)).code).toBe(code);
  });

  it.each<[Gate, string]>([
    [
      { kind: 'max-moves', limit: 0, found: 1, passed: false },
      '--max-moves: 1 customer moves, at most 0 may',
    ],
    [
      { kind: 'no-key-lost', limit: 0, found: 2, passed: false },
      '--no-key-lost: 2 key accounts would no longer be key accounts',
    ],
  ])('says one as one, and many as many', (gate, said) => {
    expect(diffWords('en').gate(gate)).toBe(said);
  });

  it.each<[Partial<DiffFlags>, string]>([
    [{ maxMoves: 'many' }, '--max-moves: expected a whole number or a percent such as 5%, found "many"'],
    [{ maxMoves: '-1' }, '--max-moves: expected a whole number or a percent such as 5%, found "-1"'],
    [{ maxKey: '2.5' }, '--max-key: expected a whole number, found "2.5"'],
    [{ againstAsOf: 'soon' }, '--against-as-of: expected a date such as 2026-06-30, found "soon"'],
    [{ against: '-', againstCriteria: '-' }, 'standard input can be read for one thing only'],
    [{ criteria: '-', againstCriteria: '-' }, 'standard input can be read for one thing only'],
  ])('%j is refused', async (flags, message) => {
    await expect(diff(before, after, flags)).rejects.toThrow(message);
  });
});

describe('the criteria of the main branch on standard input', () => {
  it('are compared, and what comes out is a comment', async () => {
    const io = memoryIo({
      'customers.csv': csv([
        { unit: 'North', manager: 'Ann', status: 'active', revenue: 600, prior: 300, last: '' },
      ]),
      'criteria/default.yaml': edited([
        ['revenue: { at_least: 700 }', 'revenue: { at_least: 500 }'],
        ['value: { at_least: 60 }', 'value: { at_least: 99 }'],
      ]),
      '-': edited([['value: { at_least: 60 }', 'value: { at_least: 99 }']]),
    });
    const code = await runDiff(
      'customers.csv',
      {
        format: 'markdown',
        lang: 'en',
        keyLost: false,
        quiet: true,
        againstCriteria: '-',
        asOf: '2026-06-30',
        maxMoves: '5%',
      },
      io,
    );
    expect(code).toBe(1);
    expect(io.written()).toContain('1 customer becomes key');
    expect(io.written()).toContain('key › large › revenue at\\_least: 700 → 500'.replace('\\_', '_'));
  });
});
