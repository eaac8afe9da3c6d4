import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCalibrate } from '../../../src/commands/calibrate/run.ts';
import { runClassify } from '../../../src/commands/classify/run.ts';
import { runLock } from '../../../src/commands/lock/run.ts';
import { createTestBook } from '../../book/book-folder.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';

const FIELDS = `version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money, optional: true }
  prior: { type: money, optional: true }
  status: { type: choice, values: [active, closed] }
  last_order: { type: date, optional: true }
  account_manager: { type: text, optional: true }
derived:
  growth: (revenue - prior) / prior
scores:
  value:
    - { fact: revenue, weight: 40, scale: [0, 60] }
    - { fact: growth, weight: 60, scale: [0%, 50%], missing: 0 }
`;
const AS_OF = '2026-06-30';

function criteriaOf(when: string, more = ''): string {
  return `${FIELDS}priority: [lost, key, normal]
categories:
  lost: { when: { status: closed } }
  key: { when: ${when} }
  normal: { when: otherwise }
${more}`;
}

interface Row {
  readonly revenue: number | null;
  readonly prior: number | null;
  readonly closed: boolean;
  readonly days: number | null;
  readonly manager: string | null;
}

function fileOf(rows: readonly Row[]): string {
  const cell = (value: unknown): string => (value === null ? '' : String(value));
  const day = (days: number): string => new Date(Date.UTC(2026, 5, 30 - days)).toISOString().slice(0, 10);
  const lines = rows.map(({ revenue, prior, closed, days, manager }, index) =>
    [
      `C${index}`,
      cell(revenue),
      cell(prior),
      closed ? 'closed' : 'active',
      days === null ? '' : day(days),
      cell(manager),
    ].join(','),
  );
  return `customer_id,revenue,prior,status,last_order,account_manager\n${lines.join('\n')}\n`;
}

interface Edit {
  readonly file: string;
  readonly path: readonly string[];
  readonly from: string;
  readonly to: string;
}

interface Choice {
  readonly choice: number;
  readonly edits: readonly Edit[];
  readonly reaches_target: boolean;
  readonly key_accounts: number;
  readonly leave: readonly { readonly customer_id: string }[];
  readonly join: readonly { readonly customer_id: string }[];
  readonly revenue_moved: number;
}

interface Found {
  readonly code: number;
  readonly now: { readonly key_accounts: number };
  readonly met: boolean;
  readonly choices: readonly Choice[];
}

async function calibrate(io: MemoryIo, flags: object): Promise<Found> {
  const before = io.written().length;
  const usual = { criteria: 'x.yaml', asOf: AS_OF, lang: 'en', format: 'json' } as const;
  const code = await runCalibrate('c.csv', { ...usual, ...flags }, io);
  return { code, ...JSON.parse(io.written().slice(before)) };
}

async function keyAccounts(io: MemoryIo): Promise<string[]> {
  const before = io.written().length;
  const flags = { criteria: 'x.yaml', asOf: AS_OF, lang: 'en', format: 'ndjson', prefix: '' } as const;
  await runClassify('c.csv', flags, io);
  const lines = io.written().slice(before).trim().split('\n');
  return lines
    .map((line) => JSON.parse(line))
    .flatMap((one) => (one.category === 'key' ? [one.customer_id] : []));
}

/** Writes a choice, classifies, and says who is key then. */
async function afterChoice(io: MemoryIo, flags: object, { choice }: Choice): Promise<string[]> {
  const copy = memoryIo(Object.fromEntries(io.files));
  await calibrate(copy, { ...flags, choice: String(choice), write: 'x.yaml', reason: 'test' });
  return keyAccounts(copy);
}

async function expectKept(io: MemoryIo, flags: object): Promise<Found> {
  const before = await keyAccounts(io);
  const found = await calibrate(io, flags);
  expect(found.now.key_accounts).toBe(before.length);
  for (const choice of found.choices.slice(0, 6)) {
    const after = await afterChoice(io, flags, choice);
    const [left, joined] = [
      before.filter((id) => !after.includes(id)),
      after.filter((id) => !before.includes(id)),
    ];
    expect({ edits: choice.edits, left, joined, count: after.length }).toEqual({
      edits: choice.edits,
      left: choice.leave.map((one) => one.customer_id).sort(byNumber),
      joined: choice.join.map((one) => one.customer_id).sort(byNumber),
      count: choice.key_accounts,
    });
  }
  return found;
}

function byNumber(one: string, other: string): number {
  return Number(one.slice(1)) - Number(other.slice(1));
}

const amount = fc.integer({ min: 0, max: 60 });
const row: fc.Arbitrary<Row> = fc.record({
  revenue: fc.option(amount, { freq: 8 }),
  prior: fc.option(amount, { freq: 8 }),
  closed: fc.boolean().map((closed) => closed),
  days: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 5 }),
  manager: fc.option(fc.constantFrom('Ann', 'Bob', 'Cy'), { freq: 5 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 40 });
const percent = fc.integer({ min: -50, max: 200 }).map((value) => `${value}%`);
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom('at_least', 'more_than', 'at_most', 'less_than'), amount)
    .map(([operator, value]) => `revenue: { ${operator}: ${value} }`),
  fc
    .tuple(fc.constantFrom('at_least', 'more_than', 'less_than'), percent)
    .map(([operator, value]) => `growth: { ${operator}: ${value} }`),
  fc
    .tuple(amount, amount)
    .map(([low, high]) => `prior: { between: [${Math.min(low, high)}, ${Math.max(low, high)}] }`),
  fc.integer({ min: 0, max: 100 }).map((value) => `value: { at_least: ${value} }`),
  fc
    .tuple(fc.constantFrom('within', 'older_than'), fc.integer({ min: 0, max: 40 }))
    .map(([operator, value]) => `last_order: { ${operator}: ${value} days }`),
  fc
    .integer({ min: 1, max: 28 })
    .map((day) => `last_order: { since: 2026-06-${String(day).padStart(2, '0')} }`),
  fc.constant('prior: { present: yes }'),
);
const relative = fc.oneof(
  fc.integer({ min: 1, max: 20 }).map((count) => `revenue: { top: ${count} }`),
  fc.integer({ min: 1, max: 5 }).map((count) => `revenue: { top: ${count}, per: account_manager }`),
  fc.integer({ min: 1, max: 100 }).map((ratio) => `growth: { top: ${ratio}% }`),
  fc.integer({ min: 1, max: 100 }).map((ratio) => `revenue: { top_share: ${ratio}% }`),
  fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom('method: type7', 'method: rfm', 'order: low'))
    .map(([bin, how]) => `growth: { quantile: { of: 4, at_least: ${bin}, ${how} } }`),
  fc.constantFrom('growth: { above_mean: yes }', 'revenue: { at_least_mean: no, per: account_manager }'),
);
const trees = (leaves: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves.map((text) => `{ ${text} }`),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => `{ all: [${parts.join(', ')}] }`),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => `{ any: [${parts.join(', ')}] }`),
      tie('tree').map((part) => `{ not: ${part} }`),
    ),
  })).tree;
const targets = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((count) => ({ keyAccounts: String(count) })),
  fc
    .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 5 }))
    .map(([from, more]) => ({ keyAccounts: `${from}..${from + more}` })),
  fc.integer({ min: 1, max: 4 }).map((most) => ({ per: 'account_manager', atMost: String(most) })),
  fc.integer({ min: 1, max: 100 }).map((ratio) => ({ revenueShare: `${ratio}%` })),
);

describe('what a choice promises comes true', () => {
  it('for thresholds', async () => {
    await fc.assert(
      fc.asyncProperty(trees(leaf), rows, targets, async (when, customers, flags) => {
        await expectKept(memoryIo({ 'x.yaml': criteriaOf(when), 'c.csv': fileOf(customers) }), flags);
      }),
      { numRuns: 150 },
    );
  });

  it('for relative tests among them', async () => {
    await fc.assert(
      fc.asyncProperty(trees(fc.oneof(leaf, relative)), rows, targets, async (when, customers, flags) => {
        await expectKept(memoryIo({ 'x.yaml': criteriaOf(when), 'c.csv': fileOf(customers) }), flags);
      }),
      { numRuns: 150 },
    );
  });
});

// Small numbers, so that every amount can be tried.
const MOST = 5;
const small = fc.integer({ min: 0, max: MOST });
const smallRows = fc.array(
  fc.record({
    revenue: fc.option(small, { freq: 9 }),
    prior: fc.option(small, { freq: 9 }),
    closed: fc.constant(false),
    days: fc.constant(null),
    manager: fc.constant(null),
  }),
  { minLength: 1, maxLength: 14 },
);
const AMOUNTS = Array.from({ length: 2 * MOST + 3 }, (_, index) => index / 2 - 0.5);
const SHAPES = [
  '{ all: [{ revenue: { at_least: 0# } }, { prior: { at_most: 1# } }] }',
  '{ any: [{ revenue: { more_than: 0# } }, { prior: { less_than: 1# } }] }',
  '{ any: [{ revenue: { at_least: 0# }, prior: { at_least: 1# } }, { not: { revenue: { less_than: 2# } } }] }',
];

describe('nothing is overlooked', () => {
  const brute = async (shape: string, amounts: readonly number[], csv: string): Promise<number> => {
    const when = shape.replace(/(\d)#/g, (_, place) => String(amounts[Number(place)]));
    return (await keyAccounts(memoryIo({ 'x.yaml': criteriaOf(when), 'c.csv': csv }))).length;
  };
  const levers = (shape: string): number => shape.match(/#/g)!.length;
  const setup = fc.record({
    shape: fc.constantFrom(...SHAPES),
    amounts: fc.tuple(small, small, small),
    rows: smallRows,
    count: fc.integer({ min: 0, max: 10 }),
  });

  it('every threshold that reaches the number by itself is offered, with the least change', async () => {
    await fc.assert(
      fc.asyncProperty(setup, async ({ shape, amounts, rows: customers, count }) => {
        const csv = fileOf(customers);
        if ((await brute(shape, amounts, csv)) === count) return;
        const when = shape.replace(/(\d)#/g, (_, place) => String(amounts[Number(place) as 0 | 1 | 2]));
        const io = memoryIo({ 'x.yaml': criteriaOf(when), 'c.csv': csv });
        const { choices } = await calibrate(io, { keyAccounts: String(count) });
        const offered = choices.filter((one) => one.reaches_target && one.edits.length === 1);
        const moves = offered.map(({ edits: [edit] }) => Math.abs(Number(edit!.to) - Number(edit!.from)));
        let reachable = 0;
        for (let lever = 0; lever < levers(shape); lever += 1) {
          const steps: number[] = [];
          for (const amount of AMOUNTS) {
            if ((await brute(shape, amounts.with(lever, amount), csv)) === count)
              steps.push(Math.abs(amount - amounts[lever as 0 | 1 | 2]));
          }
          if (steps.length === 0) continue;
          reachable += 1;
          // An amount between two customers may be rounded, but never across one.
          expect(moves.some((move) => move < Math.min(...steps) + 1)).toBe(true);
        }
        expect(offered.length).toBe(reachable);
      }),
      { numRuns: 40 },
    );
  });

  it('two thresholds are found together whenever two can', async () => {
    await fc.assert(
      fc.asyncProperty(setup, async ({ shape, amounts, rows: customers, count }) => {
        const csv = fileOf(customers);
        const when = shape.replace(/(\d)#/g, (_, place) => String(amounts[Number(place) as 0 | 1 | 2]));
        const io = memoryIo({ 'x.yaml': criteriaOf(when), 'c.csv': csv });
        const { choices, met, now } = await calibrate(io, { keyAccounts: String(count) });
        if (met || choices.some((one) => one.reaches_target)) return;
        const fewer = now.key_accounts > count;
        for (let one = 0; one < levers(shape); one += 1) {
          for (let other = 0; other < one; other += 1) {
            for (const [first, second] of AMOUNTS.flatMap((a) => AMOUNTS.map((b) => [a, b] as const))) {
              const tried = amounts.with(one, first).with(other, second);
              // Both towards the target: one that takes and one that gives are no calibration.
              const towards = [one, other].every((lever) => isTowards(shape, lever, amounts, tried, fewer));
              if (towards) expect(await brute(shape, tried, csv)).not.toBe(count);
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

// Whether an amount moves so that fewer customers, or more, can be key.
function isTowards(
  shape: string,
  lever: number,
  from: readonly number[],
  to: readonly number[],
  fewer: boolean,
): boolean {
  const rising = new RegExp(
    `(at_least|more_than): ${lever}#|not: \\{ revenue: \\{ less_than: ${lever}#`,
  ).test(shape);
  const move = to[lever]! - from[lever]!;
  return move === 0 || move > 0 === (rising === fewer);
}

const LINE = criteriaOf('{ any: [{ id: large, revenue: { at_least: 30 } }] }');
const TEN: Row[] = [60, 50, 40, 40, 40, 30, 20, 20, 10, 5].map((revenue, index) => ({
  revenue,
  prior: 1,
  closed: false,
  days: 1,
  manager: index % 2 === 0 ? 'Ann' : 'Bob',
}));

function ioOf(text = LINE, customers: readonly Row[] = TEN, more: Record<string, string> = {}): MemoryIo {
  return memoryIo({ 'x.yaml': text, 'c.csv': fileOf(customers), ...more });
}

describe('a line on a score', () => {
  const scored = (test: string): string =>
    criteriaOf(`{ id: valued, ${test} }`).replace(
      /^ {2}value:\n(?: {4}.*\n)+/m,
      '  value:\n    - { fact: revenue, weight: 3, bands: { 0: 10, 20: 40, 40: 57 } }\n    - { fact: prior, weight: 1, scale: [0, 10] }\n',
    );
  // (3 × 57 + 100) / 4 = 67.75 is the most that there can be; with 9.9 instead of 10 before, it is 67.5.
  const nearly = TEN.map((one) => ({ ...one, prior: 9.9 }));
  it.each([
    ['value: { at_least: 30 }', '0', ['67.6', 0]],
    ['value: { more_than: 30 }', '0', ['67.5', 0]],
    ['not: { value: { less_than: 30 } }', '0', ['67.6', 0]],
  ])('%s moves to where a score can come', async (test, keyAccounts, expected) => {
    const { choices } = await calibrate(ioOf(scored(test), nearly), { keyAccounts });
    expect(choices.map((one) => [one.edits[0]!.to, one.key_accounts])).toEqual([expected]);
  });

  const most = TEN.map((one) => ({ ...one, revenue: 40, prior: 10 }));
  it.each(['at_least', 'more_than'])(
    '%s is not moved beyond the most that it can come to',
    async (operator) => {
      const { choices, code } = await calibrate(ioOf(scored(`value: { ${operator}: 60 }`), most), {
        keyAccounts: '0',
      });
      expect({ choices, code }).toEqual({ choices: [], code: 1 });
    },
  );

  it('is not moved beyond the least', async () => {
    const least = TEN.map((one) => ({ ...one, revenue: -1, prior: 0 }));
    const { choices } = await calibrate(ioOf(scored('value: { at_most: 20 }'), least), { keyAccounts: '0' });
    expect(choices).toEqual([]);
  });
});

describe('ties stay together', () => {
  it('where the number cannot be met, with what comes nearest on either side', async () => {
    const { choices, code } = await calibrate(ioOf(), { keyAccounts: '4' });
    expect(choices.map((one) => [one.edits[0]!.to, one.key_accounts, one.reaches_target])).toEqual([
      ['40', 5, false],
      ['50', 2, false],
    ]);
    expect(code).toBe(1);
  });

  it('within a range', async () => {
    const { choices, code } = await calibrate(ioOf(), { keyAccounts: '2..4' });
    expect(choices.map((one) => [one.edits[0]!.to, one.key_accounts])).toEqual([['50', 2]]);
    expect(code).toBe(0);
  });
});

describe('the target', () => {
  it.each([
    ['is met already', { keyAccounts: '6' }, LINE, true, []],
    ['a load', { per: 'account_manager', atMost: '2' }, LINE, false, [['50', 2]]],
    ['a share of revenue, from below', { revenueShare: '90%' }, LINE, false, [['20', 8]]],
    ['a share of revenue, from above', { revenueShare: '40%' }, LINE, true, [['40', 5]]],
    ['the capacity', {}, `${LINE.replace('key: { when', 'key: { capacity: 2, when')}`, false, [['50', 2]]],
    [
      'the load of the duties',
      { per: 'account_manager' },
      `${LINE}duties: { manager: account_manager, max_key_accounts_per_manager: 2 }\n`,
      false,
      [['50', 2]],
    ],
  ])('%s', async (_, flags, text, met, expected) => {
    const found = await calibrate(ioOf(text), flags);
    expect(found.met).toBe(met);
    expect(found.choices.map((one) => [one.edits[0]!.to, one.key_accounts])).toEqual(expected);
  });
});

// In doubles 7 % of 100 is 7.000000000000001.
it.each([
  [[7, 93], '7%', true],
  [[0.18, 0.12], '60%', true],
  [[69.99, 930.01], '7%', false],
])('of %j revenue, %s is reached as on paper: %s', async ([own, others], revenueShare, met) => {
  const customer = (revenue: number, manager: string): Row => ({
    revenue,
    prior: 1,
    closed: false,
    days: 1,
    manager,
  });
  const text = criteriaOf('{ account_manager: Ann }');
  const io = ioOf(text, [customer(own!, 'Ann'), customer(others!, 'Bob')]);
  expect((await calibrate(io, { revenueShare })).met).toBe(met);
});

describe('customers that no threshold moves', () => {
  it('are counted, and not moved: overrides, and whoever stays', async () => {
    const book = await createTestBook({
      'overrides.csv':
        'customer_id,category,reason,author,expires\nC9,key,strategic,Ann Lee,2026-12-31\nC0,normal,why,Ann Lee,2026-12-31\n',
    });
    const text = LINE.replace('key: { when', 'key: { stays_while: { revenue: { at_least: 15 } }, when');
    const io = ioOf(text);
    const found = await calibrate(io, { keyAccounts: '3', book: book.path });
    // C1 to C5 by their revenue, C9 by its override; C0 has another.
    expect(found.now).toMatchObject({ key_accounts: 6, held: 1 });
    expect(found.choices.map((one) => [one.edits[0]!.to, one.key_accounts, one.reaches_target])).toEqual([
      ['40', 5, false],
      ['50', 2, false],
    ]);
    await book.clear();
  });
});

describe('layers', () => {
  const company = `${LINE}units: { by: account_manager, criteria: { Bob: bob.yaml } }\n`;
  const own =
    'version: "3"\ncategories:\n  key:\n    when:\n      any:\n        - { id: large, revenue: { at_least: 15 } }\n';

  it('each file has its own thresholds', async () => {
    const io = ioOf(company, TEN, { 'bob.yaml': own });
    const found = await calibrate(io, { keyAccounts: '5' });
    expect(found.now.key_accounts).toBe(7);
    const ids = (one: Choice): string[] => one.leave.map((customer) => customer.customer_id);
    expect(found.choices.map((one) => [one.edits[0]!.file, one.edits[0]!.to, ids(one)])).toEqual([
      ['x.yaml', '50', ['C2', 'C4']],
      ['bob.yaml', '40', ['C5', 'C7']],
    ]);
  });

  it('a threshold that units inherit moves in all of them', async () => {
    const io = ioOf(company, TEN, { 'bob.yaml': 'version: "3"\nduties: { plan: optional }\n' });
    const { choices } = await calibrate(io, { keyAccounts: '5' });
    expect(choices.map((one) => [one.edits[0]!.to, one.key_accounts])).toEqual([['40', 5]]);
  });

  it('writes the file that holds the threshold, and no other', async () => {
    const io = ioOf('extends: base.yaml\nname: Mine\n', TEN, { 'base.yaml': `name: Base\n${LINE}` });
    const flags = { keyAccounts: '5', reason: 'fewer' };
    await expect(calibrate(io, { ...flags, write: 'x.yaml' })).rejects.toThrow('stands in "base.yaml"');
    await expect(calibrate(io, { ...flags, write: 'c.csv' })).rejects.toThrow('is there already');
    expect(io.files.get('base.yaml')).toBe(`name: Base\n${LINE}`);
    await calibrate(io, { ...flags, write: 'base.yaml' });
    expect(io.files.get('base.yaml')).toBe(
      `name: Base\n${LINE}`
        .replace('version: "1"\n', 'version: "2"\nreason: "fewer"\n')
        .replace('at_least: 30', 'at_least: 40'),
    );
    expect(io.files.get('x.yaml')).toBe('extends: base.yaml\nname: Mine\n');
  });

  it("raises the company's version for a unit that has none of its own", async () => {
    const io = ioOf(company.replace('"1"', '"2026.1"'), TEN, {
      'bob.yaml': own.replace('version: "3"\n', ''),
    });
    await calibrate(io, { keyAccounts: '5', choice: '2', write: 'bob.yaml', reason: 'fewer' });
    expect(io.files.get('bob.yaml')).toMatch(/^version: "2026.2"$/m);
  });

  it('refuses one file for two edits in two files', async () => {
    const io = ioOf(company, TEN, { 'bob.yaml': own });
    const { choices } = await calibrate(io, { keyAccounts: '2' });
    expect(choices[0]!.edits.map(({ file }) => file).sort()).toEqual(['bob.yaml', 'x.yaml']);
    await expect(calibrate(io, { keyAccounts: '2', write: 'x.yaml', reason: 'fewer' })).rejects.toThrow(
      'two files',
    );
  });
});

it('leaves locked lines where they are, and moves them with --fresh', async () => {
  const text = criteriaOf(
    '{ any: [{ id: largest, revenue: { top: 6 } }, { id: grown, growth: { at_least: 5800% } }] }',
  );
  const io = ioOf(text);
  await runLock('c.csv', { criteria: 'x.yaml', asOf: AS_OF, lang: 'en' }, io);
  const flags = { keyAccounts: '5' };
  expect((await calibrate(io, flags)).choices).toEqual([]);
  const { choices } = await calibrate(io, { ...flags, fresh: true });
  expect(choices.map((one) => [one.edits[0]!.path[2], one.edits[0]!.to])).toEqual([['revenue top', '5']]);
});

describe('writing', () => {
  it('leaves everything else as it is, whatever the line ends', async () => {
    const text = LINE.replace('at_least: 30', 'at_least: "30"').replaceAll('\n', '\r\n');
    const io = ioOf(`\ufeff# The line\r\n${text}`);
    await calibrate(io, { keyAccounts: '5', write: './x.yaml', reason: 'Say "why": # now' });
    expect(io.files.get('./x.yaml') ?? io.files.get('x.yaml')).toBe(
      `\ufeff# The line\r\n${text
        .replace('version: "1"\r\n', 'version: "2"\r\nreason: "Say \\"why\\": # now"\r\n')
        .replace('at_least: "30"', 'at_least: "40"')}`,
    );
  });

  it('names the cases that come out otherwise then', async () => {
    const cases =
      'cases:\n  - { name: on the line, customer: { revenue: 30, status: active }, expect: key }\n  - { name: large, customer: { revenue: 90, status: active }, expect: key }\n';
    const io = ioOf(LINE + cases);
    const flags = { criteria: 'x.yaml', asOf: AS_OF, lang: 'en', format: 'json' } as const;
    await runCalibrate('c.csv', { ...flags, keyAccounts: '5', write: 'x.yaml', reason: 'fewer' }, io);
    expect(JSON.parse(io.written()).written).toEqual({
      choice: 1,
      file: 'x.yaml',
      version: '2',
      failed_cases: ['on the line'],
    });
  });

  it('writes a copy under a new name', async () => {
    const io = ioOf();
    await calibrate(io, { keyAccounts: '5', write: 'new.yaml', reason: 'fewer' });
    expect(io.files.get('x.yaml')).toBe(LINE);
    expect(io.files.get('new.yaml')).toContain('at_least: 40');
  });

  it.each([
    ['without a reason', { keyAccounts: '5', write: 'x.yaml' }, '--write needs --reason'],
    ['a reason without a file', { keyAccounts: '5', reason: 'fewer' }, '--reason goes with --write'],
    [
      'what does not reach the target, unasked',
      { keyAccounts: '4', write: 'x.yaml', reason: 'fewer' },
      'no change reaches',
    ],
    [
      'where nothing has to change',
      { keyAccounts: '6', write: 'x.yaml', reason: 'fewer' },
      'nothing to write',
    ],
    ['a choice that is not there', { keyAccounts: '5', choice: '7' }, '--choice 7'],
    ['two aims', { keyAccounts: '5', revenueShare: '60%' }, 'one thing'],
    ['no aim', {}, 'how many key accounts'],
    ['a group by a number', { per: 'revenue', atMost: '2' }, 'is a number'],
    ['a group by nothing', { per: 'managr', atMost: '2' }, 'no field "managr"'],
    ['no number', { keyAccounts: 'forty' }, 'expected a number'],
    ['a range turned round', { keyAccounts: '40..30' }, 'expected a number'],
    ['no percent', { revenueShare: '160%' }, 'expected a percent'],
  ])('is refused: %s', async (_, flags, message) => {
    const io = ioOf();
    const before = new Map(io.files);
    await expect(calibrate(io, flags)).rejects.toThrow(message);
    expect(io.files).toEqual(before);
    expect(io.written()).toBe('');
  });

  it('writes what falls beside the target when it is asked for by its number', async () => {
    const io = ioOf();
    await calibrate(io, { keyAccounts: '4', choice: '2', write: 'x.yaml', reason: 'fewer' });
    expect(await keyAccounts(io)).toEqual(['C0', 'C1']);
  });
});
