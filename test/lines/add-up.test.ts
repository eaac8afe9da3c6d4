import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runClassify } from '../../src/commands/classify/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { memoryIo } from '../commands/memory-io.ts';

const HEADER = 'Customer No,Order date,Order,Amount,Product line';
const TABLE = `tables:
  orders:
    file: orders.csv
    customer: Customer No
    fields:
      order_date: { type: date, columns: [Order date] }
      order_no: { type: text, columns: [Order], optional: true }
      amount: { type: money, columns: [Amount], missing: 0 }
      product_line: { type: text, columns: [Product line], optional: true }
`;
const RULES = `derived:
  growth: (revenue - prior_revenue) / prior_revenue
  idle_days: days_since(last_order)
scores:
  size: [{ fact: revenue, weight: 2, quantiles: 4 }, { fact: growth, weight: 1, scale: [0%, 30%], missing: 0 }]
priority: [lost, key, normal]
categories:
  lost: { when: { any: [{ last_order: { present: no } }, { idle_days: { more_than: 365 } }] } }
  key:
    when:
      any:
        - { id: grows, revenue: { at_least: 100 }, growth: { at_least: 10% } }
        - { id: top, revenue: { top: 3 } }
        - { id: loyal, orders_12m: { at_least: 4 }, biggest: { more_than: 50 } }
        - { id: service, service: { above_mean: yes }, size: { at_least: 60 } }
  normal: { when: otherwise }
`;
const WORKED = `fields:
  customer_id: { type: id, columns: [Customer No] }
  revenue: { from: orders, sum: amount, within: 12 months }
  prior_revenue: { from: orders, sum: amount, within: [24 months, 12 months] }
  service: { from: orders, sum: amount, where: { product_line: service } }
  orders_12m: { from: orders, distinct: order_no, within: 12 months }
  lines: { from: orders, count: yes, where: { not: { amount: { less_than: 0 } } }, within: 90 days }
  biggest: { from: orders, largest: amount }
  smallest: { from: orders, smallest: amount, within: 2 years }
  first_order: { from: orders, earliest: order_date }
  last_order: { from: orders, latest: order_date }
  favourite: { from: orders, last_value: product_line }
`;
const READ = `fields:
  customer_id: { type: id, columns: [Customer No] }
  revenue: { type: money }
  prior_revenue: { type: money }
  service: { type: money }
  orders_12m: { type: number }
  lines: { type: number }
  biggest: { type: money }
  smallest: { type: money }
  first_order: { type: date }
  last_order: { type: date }
  favourite: { type: text }
`;
const NAMES = [...READ.matchAll(/^ {2}(\w+):/gm)].slice(1).map(([, name]) => name!);

interface Line {
  readonly customer: string;
  readonly day: string;
  readonly order: string;
  /** In units of the 20th decimal. */
  readonly amount: bigint;
  readonly product: string;
}

const line: fc.Arbitrary<Line> = fc.record({
  customer: fc.constantFrom('A', 'B', 'C', '007', '7', '大客户'),
  day: fc
    .integer({ min: 0, max: 900 })
    .map((back) => new Date(Date.UTC(2026, 6, 20) - back * 86_400_000).toISOString().slice(0, 10)),
  order: fc.constantFrom('', 'O1', 'O2', 'O3', 'O4', 'O5'),
  amount: fc.oneof(
    fc.integer({ min: -20_000, max: 50_000 }).map((cents) => BigInt(cents) * 10n ** 18n),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
    fc.integer({ min: -99_999, max: 99_999 }).map((fine) => BigInt(fine) * 10n ** 13n),
  ),
  product: fc.constantFrom('', 'goods', 'service', 'spare parts'),
});

// The same by other means: texts as days, whole numbers as amounts.
function workOut(lines: readonly Line[], customer: string): string[] {
  const own = lines.filter((one) => one.customer === customer && one.day <= '2026-06-30');
  const within = (after: string, upTo = '2026-06-30') => own.filter(({ day }) => day > after && day <= upTo);
  const sum = (some: readonly Line[]) => print(some.reduce((total, { amount }) => total + amount, 0n));
  const last = within('2025-06-30');
  const amounts = (some: readonly Line[]) =>
    some.map(({ amount }) => amount).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const days = own.map(({ day }) => day).sort();
  const dated = own
    .filter(({ product }) => product !== '')
    .map(({ day, product }) => `${day} ${product}`)
    .sort();
  return [
    sum(last),
    sum(within('2024-06-30', '2025-06-30')),
    sum(own.filter(({ product }) => product === 'service')),
    String(new Set(last.map(({ order }) => order).filter((order) => order !== '')).size),
    String(within('2026-04-01').filter(({ amount }) => amount >= 0n).length),
    own.length === 0 ? '' : print(amounts(own).at(-1)!),
    within('2024-06-30').length === 0 ? '' : print(amounts(within('2024-06-30'))[0]!),
    days[0] ?? '',
    days.at(-1) ?? '',
    dated.at(-1)?.slice(11) ?? '',
  ];
}

function print(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(21, '0');
  const text = `${digits.slice(0, -20)}.${digits.slice(-20)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}

function fileOf(lines: readonly Line[]): string {
  const rows = lines.map(({ customer, day, order, amount, product }) => [
    customer,
    day,
    order,
    print(amount),
    product,
  ]);
  return [HEADER, ...rows.map((row) => row.join(','))].join('\n');
}

async function classified(path: string, files: Readonly<Record<string, string>>): Promise<string[][]> {
  const io = memoryIo(files);
  const flags = {
    criteria: 'c.yaml',
    format: 'csv',
    prefix: '',
    lang: 'en',
    quiet: true,
    asOf: '2026-06-30',
  } as const;
  await runClassify(path, flags, io);
  return io
    .written()
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
}

describe('order lines', () => {
  it('come to the same as worked out by hand, to the last digit, and to the same verdicts as columns of the export', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 60 }), async (lines) => {
        const there = new Set(lines.filter(({ day }) => day <= '2026-06-30').map(({ customer }) => customer));
        const ids = [...new Set(lines.map(({ customer }) => customer))].filter((id) => there.has(id));
        fc.pre(ids.length > 0);
        const worked = ids.map((id) => [id, ...workOut(lines, id)]);
        const [header, ...rows] = await classified(NO_CUSTOMER_FILE, {
          'c.yaml': TABLE + WORKED + RULES,
          'orders.csv': fileOf(lines),
        });
        const width = NAMES.length + 1;
        expect(header!.slice(0, width)).toEqual(['Customer No', ...NAMES]);
        expect(rows.map((row) => row.slice(0, width))).toEqual(worked);
        const [, ...read] = await classified('customers.csv', {
          'c.yaml': READ + RULES,
          'customers.csv': [['Customer No', ...NAMES], ...worked].map((row) => row.join(',')).join('\n'),
        });
        expect(rows).toEqual(read);
      }),
      { numRuns: 60 },
    );
  });

  it('come to the same in any order', async () => {
    const shuffled = fc
      .array(line, { minLength: 2, maxLength: 40 })
      .chain((lines) =>
        fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
      );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([lines, others]) => {
        fc.pre(lines.some(({ day }) => day <= '2026-06-30'));
        const both = [lines, others].map((some) =>
          classified(NO_CUSTOMER_FILE, { 'c.yaml': TABLE + WORKED + RULES, 'orders.csv': fileOf(some) }),
        );
        const [one, other] = await Promise.all(both);
        expect(one!.sort()).toEqual(other!.sort());
      }),
      { numRuns: 30 },
    );
  });

  it('keep sums in hundredths apart from those that are finer or larger', async () => {
    const amounts = ['90071992547409.93', '90071992547409.93', '-0.005', '0.1', '0.2'];
    const lines = amounts.map((amount) => `A,2026-06-01,,${amount},`);
    const [, row] = await classified(NO_CUSTOMER_FILE, {
      'c.yaml': TABLE + WORKED + RULES,
      'orders.csv': [HEADER, ...lines].join('\n'),
    });
    expect(row![1]).toBe('180143985094820.155');
  });
});
