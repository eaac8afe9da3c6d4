import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCalibrate } from '../../src/commands/calibrate.ts';
import { runClassify } from '../../src/commands/classify.ts';
import { type MemoryIo, memoryIo } from './memory-io.ts';

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

interface Choice {
  readonly choice: number;
  readonly edits: readonly {
    readonly path: string[];
    readonly from: string;
    readonly to: string;
    change: number | null;
  }[];
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
    .tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom('type7', 'rfm'))
    .map(([bin, method]) => `growth: { quantile: { of: 4, at_least: ${bin}, method: ${method} } }`),
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
