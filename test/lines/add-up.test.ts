import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runClassify } from '../../src/commands/classify/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { memoryIo } from '../commands/memory-io.ts';

const HEADER = 'Customer No,Order date,Order,Amount,Product line,Line';
const TABLE = `tables:
  orders:
    file: orders.csv
    customer: Customer No
    unique: [order_no, line_no]
    fields:
      line_no: { type: text, columns: [Line] }
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
        - { id: even, average: { at_least: 20 }, weeks: { less_than: 200 }, lately: { at_least: 0 }, quarter: { at_least: 1 } }
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
  average: { from: orders, mean: amount, within: 1 year }
  weeks: { from: orders, sum: amount, within: [8 weeks, 30 days] }
  lately: { from: orders, sum: amount, where: { product_line: { in: [goods, service] }, amount: { more_than: -50 } }, within: 1 month }
  quarter: { from: orders, distinct: product_line, within: [2 quarters, 1 quarter] }
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
  average: { type: money }
  weeks: { type: money }
  lately: { type: money }
  quarter: { type: number }
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

// Days whose months are of different lengths, before and after.
const AS_OF = [
  '2026-06-30',
  '2026-06-15',
  '2024-02-29',
  '2025-02-28',
  '2024-02-28',
  '2025-03-01',
  '2026-03-31',
  '2026-03-30',
  '2025-12-31',
];
const asOfs = fc.constantFrom(...AS_OF);

const MONTHS = [0, 1, 3, 6, 12, 24];
const DAYS = [30, 56, 90];

function daysBefore(day: string, back: number): string {
  return new Date(Date.parse(day) - back * 86_400_000).toISOString().slice(0, 10);
}

// From the last day of a month to the last of another, otherwise to the same day or the last one there is.
function monthsBefore(day: string, back: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = (months: number) => new Date(Date.UTC(year, month - months, 0));
  const isLast = last(0).getUTCDate() === date;
  const end = last(back);
  if (!isLast) end.setUTCDate(Math.min(date, end.getUTCDate()));
  return end.toISOString().slice(0, 10);
}

// Any day of two years and a half, and those about which windows begin and end.
function days(asOf: string): fc.Arbitrary<string> {
  const ends = [
    ...MONTHS.map((back) => monthsBefore(asOf, back)),
    ...DAYS.map((back) => daysBefore(asOf, back)),
  ];
  return fc.oneof(
    fc.integer({ min: -20, max: 900 }).map((back) => daysBefore(asOf, back)),
    fc
      .tuple(fc.constantFrom(...ends), fc.integer({ min: -1, max: 1 }))
      .map(([end, back]) => daysBefore(end, back)),
  );
}

const line = (asOf: string): fc.Arbitrary<Line> =>
  fc.record({
    customer: fc.constantFrom('A', 'B', 'C', '007', '7', '大客户'),
    day: days(asOf),
    order: fc.constantFrom('', 'O1', 'O2', 'O3', 'O4', 'O5'),
    amount: fc.oneof(
      fc.integer({ min: -20_000, max: 50_000 }).map((cents) => BigInt(cents) * 10n ** 18n),
      fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
      fc.integer({ min: -99_999, max: 99_999 }).map((fine) => BigInt(fine) * 10n ** 13n),
    ),
    product: fc.constantFrom('', 'goods', 'service', 'spare parts'),
  });

interface Orders {
  readonly asOf: string;
  readonly lines: readonly Line[];
}

const orders: fc.Arbitrary<Orders> = asOfs.chain((asOf) =>
  fc.record({ asOf: fc.constant(asOf), lines: fc.array(line(asOf), { minLength: 1, maxLength: 60 }) }),
);

// The same by other means: texts as days, whole numbers as amounts.
function workOut({ asOf, lines }: Orders, customer: string): string[] {
  const own = lines.filter((one) => one.customer === customer && one.day <= asOf);
  const within = (after: string, upTo = asOf) => own.filter(({ day }) => day > after && day <= upTo);
  const months = (from: number, to = 0) => within(monthsBefore(asOf, from), monthsBefore(asOf, to));
  const sum = (some: readonly Line[]) => print(total(some));
  const different = (texts: readonly string[]) => String(new Set(texts.filter((text) => text !== '')).size);
  const last = months(12);
  const amounts = (some: readonly Line[]) =>
    some.map(({ amount }) => amount).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const ownDays = own.map(({ day }) => day).sort();
  const dated = own
    .filter(({ product }) => product !== '')
    .map(({ day, product }) => `${day} ${product}`)
    .sort();
  return [
    sum(last),
    sum(months(24, 12)),
    sum(own.filter(({ product }) => product === 'service')),
    different(last.map(({ order }) => order)),
    String(within(daysBefore(asOf, 90)).filter(({ amount }) => amount >= 0n).length),
    own.length === 0 ? '' : print(amounts(own).at(-1)!),
    months(24).length === 0 ? '' : print(amounts(months(24))[0]!),
    ownDays[0] ?? '',
    ownDays.at(-1) ?? '',
    dated.at(-1)?.slice(11) ?? '',
    last.length === 0 ? '' : mean(last),
    sum(within(daysBefore(asOf, 56), daysBefore(asOf, 30))),
    sum(
      months(1).filter(
        ({ product, amount }) => (product === 'goods' || product === 'service') && amount > -50n * 10n ** 20n,
      ),
    ),
    different(months(6, 3).map(({ product }) => product)),
  ];
}

function total(lines: readonly Line[]): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}

// Half away from zero, 12 places behind the last digit of the amounts, and of hundredths.
function mean(lines: readonly Line[]): string {
  const places = Math.max(2, ...lines.map(({ amount }) => print(amount).split('.')[1]?.length ?? 0)) + 12;
  const [sum, count] = [total(lines), BigInt(lines.length)];
  const scaled = (sum < 0n ? -sum : sum) * 10n ** BigInt(places);
  const rounded = (scaled + (count * UNIT) / 2n) / (count * UNIT);
  return print(sum < 0n ? -rounded : rounded, places);
}

const UNIT = 10n ** 20n;

function print(amount: bigint, places = 20): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, '0');
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
  return amount < 0n ? `-${text}` : text;
}

function rowsOf(lines: readonly Line[]): string[] {
  return lines.map(({ customer, day, order, amount, product }, at) =>
    [customer, day, order, print(amount), product, at].join(','),
  );
}

function fileOf(rows: readonly string[]): string {
  return [HEADER, ...rows].join('\n');
}

async function classified(
  path: string,
  asOf: string,
  files: Readonly<Record<string, string>>,
  more: { readonly rejects?: string } = {},
): Promise<{ readonly rows: string[][]; readonly rejects: string }> {
  const io = memoryIo(files);
  const flags = {
    criteria: 'c.yaml',
    format: 'csv',
    prefix: '',
    lang: 'en',
    quiet: true,
    asOf,
    ...more,
  } as const;
  await runClassify(path, flags, io);
  const rows = io
    .written()
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
  return { rows, rejects: String(io.files.get('rejects.csv') ?? '') };
}

describe('order lines', () => {
  it('come to the same as worked out by hand, to the last digit, and to the same verdicts as columns of the export', async () => {
    await fc.assert(
      fc.asyncProperty(orders, async ({ asOf, lines }) => {
        const there = new Set(lines.filter(({ day }) => day <= asOf).map(({ customer }) => customer));
        const ids = [...new Set(lines.map(({ customer }) => customer))].filter((id) => there.has(id));
        fc.pre(ids.length > 0);
        const worked = ids.map((id) => [id, ...workOut({ asOf, lines }, id)]);
        const {
          rows: [header, ...rows],
        } = await classified(NO_CUSTOMER_FILE, asOf, {
          'c.yaml': TABLE + WORKED + RULES,
          'orders.csv': fileOf(rowsOf(lines)),
        });
        const width = NAMES.length + 1;
        expect(header!.slice(0, width)).toEqual(['Customer No', ...NAMES]);
        expect(rows.map((row) => row.slice(0, width))).toEqual(worked);
        const read = await classified('customers.csv', asOf, {
          'c.yaml': READ + RULES,
          'customers.csv': [['Customer No', ...NAMES], ...worked].map((row) => row.join(',')).join('\n'),
        });
        expect(rows).toEqual(read.rows.slice(1));
      }),
      { numRuns: 60 },
    );
  });

  it('come to the same in any order, and with lines that stand twice set aside', async () => {
    const shuffled = orders.chain(({ asOf, lines }) => {
      const rows = rowsOf(lines);
      return fc.record({
        asOf: fc.constant(asOf),
        rows: fc.constant(rows),
        others: fc.shuffledSubarray(rows, { minLength: rows.length }),
        twice: fc.subarray(rows),
      });
    });
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ asOf, rows, others, twice }) => {
        fc.pre(rows.some((row) => row.split(',')[1]! <= asOf));
        const criteria = TABLE + WORKED + RULES;
        const flags = { rejects: 'rejects.csv' };
        const one = await classified(NO_CUSTOMER_FILE, asOf, {
          'c.yaml': criteria,
          'orders.csv': fileOf(rows),
        });
        const files = { 'c.yaml': criteria, 'orders.csv': fileOf([...others, ...twice]) };
        const other = await classified(NO_CUSTOMER_FILE, asOf, files, flags);
        expect(one.rows.sort()).toEqual(other.rows.sort());
        expect(other.rejects.split('\n').filter((row) => row.includes(' stands in line '))).toHaveLength(
          twice.length,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('keep sums in hundredths apart from those that are finer or larger', async () => {
    const amounts = ['90071992547409.93', '90071992547409.93', '-0.005', '0.1', '0.2'];
    const lines = amounts.map((amount, at) => `A,2026-06-01,,${amount},,${at}`);
    const {
      rows: [, row],
    } = await classified(NO_CUSTOMER_FILE, '2026-06-30', {
      'c.yaml': TABLE + WORKED + RULES,
      'orders.csv': fileOf(lines),
    });
    expect(row![1]).toBe('180143985094820.155');
  });

  it.each([
    ['days', 'date', ['2026-07-01', '2025-01-01', '2026-08-01'], ['2025-01-01', '2026-08-01']],
    ['texts, by code points', 'text', ['\uff21', '\u{1f600}', 'Z'], ['Z', '\u{1f600}']],
    ['numbers', 'number', ['10', '9', '-1'], ['-1', '10']],
  ])('have the smallest value of a day first, and the largest last: %s', async (_, type, cells, ends) => {
    const criteria = `tables:
  orders: { file: orders.csv, customer: Customer No, date: day, fields: { day: { type: date }, value: { type: ${type} } } }
fields:
  customer_id: { type: id, columns: [Customer No] }
  first: { from: orders, first_value: value }
  last: { from: orders, last_value: value }
categories:
  key: { when: { all: [{ first: { present: yes } }, { last: { present: yes } }] } }
  normal: { when: otherwise }
`;
    const lines = cells.map((cell) => `A,2026-06-01,${cell}`);
    const {
      rows: [, row],
    } = await classified(NO_CUSTOMER_FILE, '2026-06-30', {
      'c.yaml': criteria,
      'orders.csv': ['Customer No,day,value', ...lines].join('\n'),
    });
    expect(row!.slice(1, 3)).toEqual(ends);
  });
});
