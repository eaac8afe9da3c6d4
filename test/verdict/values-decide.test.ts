import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactOf } from '../../src/fields/exact.ts';
import { createFacts, errorOf } from '../../src/fields/facts.ts';
import { rankedValue } from '../../src/fields/rounded.ts';
import { openTable } from '../../src/table/open-table.ts';
import { csvRecord } from '../../src/table/write-csv.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { checkCustomers } from '../../src/verdict/classify-table.ts';
import { compileText } from '../criteria/compile-text.ts';

// What decides depends on values only: not on how a cell was written, nor on the order of rows.

/** The ids of the key accounts. A customer is a row of id, revenue, prior. */
async function keys(when: string, rows: readonly (readonly string[])[]): Promise<Set<string>> {
  const text = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior: { type: money }
derived:
  growth: (revenue - prior) / prior
  both: revenue + prior
categories:
  key: { when: { ${when} } }
  normal: { when: otherwise }
`;
  const criteria = await compileText(text);
  const said: Diagnostic[] = [];
  const say = (one: Diagnostic): number => said.push(one);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(
      [['customer_id', 'revenue', 'prior'], ...rows].map((row) => `${csvRecord(row, ',')}\n`).join(''),
    );
  }
  const options = { file: 'x.csv', encoding: null, delimiter: ',', report: say };
  const open = (refuse: Parameters<typeof openTable>[1]['refuse']) =>
    openTable(bytes(), { ...options, refuse });
  const checked = await checkCustomers({ criteria, asOf: 0, report: say, refuse: say, open });
  const found = new Set<string>();
  for await (const { record, verdict } of checked!.classify())
    if (verdict.kind === 'decided' && verdict.category === 'key') found.add(record.cells[0]!);
  // A share of a total that is not above zero is warned of, and so are amounts of nines.
  expect(said.filter(({ code }) => code !== 'empty-share' && code !== 'placeholder-amount')).toEqual([]);
  return found;
}

/** Hundredths as a person may write them. */
function written(cents: bigint, style: number): string {
  const size = cents < 0n ? -cents : cents;
  const whole = String(size / 100n);
  const fraction = String(size % 100n).padStart(2, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = cents < 0n ? '-' : '';
  switch (style) {
    case 0:
      return `${sign}${whole}.${fraction}`;
    case 1:
      return `${sign}${grouped}.${fraction}0000`;
    case 2:
      return ` ${sign}0000${whole}.${fraction}  `;
    case 3:
      return cents < 0n ? `(${grouped}.${fraction})` : `$${grouped}.${fraction}000`;
    default:
      return fraction === '00' ? `${sign}${whole}` : `${sign}${whole}.${fraction.replace(/0$/, '')}`;
  }
}

const cents = fc.oneof(
  fc.bigInt({ min: -5n, max: 40n }),
  fc.bigInt({ min: -3_000n, max: 30_000n }),
  fc.bigInt({ min: 0n, max: 999_999_999_999_999n }),
  fc.constantFrom(10n, 20n, 30n, 123_456_789_012_300n, 999_999_999_999_999n),
);
const any = fc.record({ revenue: cents, prior: cents });
// Equal quotients of other numbers, whose doubles differ in the last bit.
const equal = fc
  .tuple(fc.constantFrom([4n, 3n], [23n, 20n], [22n, 20n]), fc.bigInt({ min: 1n, max: 40n }))
  .map(([[revenue, prior], times]) => ({ revenue: revenue! * times, prior: prior! * times }));
const customers = fc.array(
  fc
    .tuple(fc.oneof(any, equal, equal), fc.tuple(fc.nat(4), fc.nat(4)), fc.nat())
    .map(([amounts, styles, place]) => ({ ...amounts, styles, place })),
  { minLength: 1, maxLength: 25 },
);
interface Customer {
  readonly revenue: bigint;
  readonly prior: bigint;
}

const rowsOf = (all: readonly (Customer & { styles: readonly [number, number] })[], plain: boolean) =>
  all.map(({ revenue, prior, styles: [one, other] }, index) => [
    `C${index}`,
    written(revenue, plain ? 0 : one),
    written(prior, plain ? 0 : other),
  ]);

it('gives the same verdicts whatever the cells look like and in whatever order they come', async () => {
  const tests = [
    'revenue: { top: 3 }',
    'revenue: { top: 30% }',
    'revenue: { top_share: 60% }',
    'growth: { top: 3 }',
    'growth: { top_share: 35% }',
    'both: { top: 10% }',
    'both: { top_share: 99.9% }',
    'growth: { quantile: { of: 5, at_least: 4 } }',
    'growth: { quantile: { of: 5, at_least: 4, order: low } }',
    'both: { at_least_mean: yes }',
    'growth: { above_mean: no }',
    'growth: { at_least: 15% }',
    'both: { more_than: 1234567890123.4 }',
  ];
  const property = fc.asyncProperty(fc.constantFrom(...tests), customers, async (when, all) => {
    const shuffled = rowsOf(all, false)
      .map((row, index) => ({ row, place: all[index]!.place }))
      .sort((one, other) => one.place - other.place)
      .map(({ row }) => row);
    expect([...(await keys(when, shuffled))].sort()).toEqual(
      [...(await keys(when, rowsOf(all, true)))].sort(),
    );
  });
  await fc.assert(property, { numRuns: 150 });
});

/** Nine places of a fraction, and fifteen digits where those are fewer, in whole numbers: n/d as s/10^p. */
function ranked(n: bigint, d: bigint): { steps: bigint; places: number } {
  const size = n < 0n ? -n : n;
  const places = Math.min(9, 15 - String(size / d).length);
  const scale = 10n ** BigInt(Math.max(0, places));
  const shrink = 10n ** BigInt(Math.max(0, -places));
  const steps = ((size * scale * 2n + d * shrink) / (2n * d * shrink)) * shrink;
  return { steps: n < 0n ? -steps : steps, places: Math.max(0, places) };
}

/** The key accounts as another engine would find them. */
function expected(fractions: readonly (readonly [bigint, bigint] | null)[], rule: string): Set<string> {
  const values = fractions.map((one) => {
    if (one === null) return null;
    const { steps, places } = ranked(...one);
    return steps * 10n ** BigInt(9 - places);
  });
  const known = values
    .filter((one) => one !== null)
    .sort((one, other) => (one < other ? 1 : one > other ? -1 : 0));
  const count = BigInt(known.length);
  const total = known.reduce((sum, one) => sum + one, 0n);
  const idsWhere = (holds: (value: bigint) => boolean): Set<string> =>
    new Set(values.flatMap((one, index) => (one !== null && holds(one) ? [`C${index}`] : [])));
  switch (rule) {
    case 'above':
      return idsWhere((one) => one * count > total);
    case 'at_least':
      return idsWhere((one) => one * count >= total);
    case 'at_most':
      return idsWhere((one) => one * count <= total);
    case 'below':
      return idsWhere((one) => one * count < total);
  }
  const [, kind, part, whole] = /^(\w+) (\d+)\/?(\d*)$/.exec(rule)!;
  let cut: bigint | undefined;
  if (kind === 'count') cut = known[Math.min(Number(part), known.length) - 1];
  if (kind === 'top') cut = known[Number((count * BigInt(part!) + BigInt(whole!) - 1n) / BigInt(whole!)) - 1];
  if (kind === 'share') {
    let sum = 0n;
    cut = known.find((one) => {
      sum += one;
      return total > 0n && sum * BigInt(whole!) >= total * BigInt(part!);
    });
  }
  return idsWhere((one) => cut !== undefined && one >= cut);
}

it('finds the cut points that whole numbers find', async () => {
  const tests = [
    ['top: 3', 'count 3'],
    ['top: 10%', 'top 10/100'],
    ['top: 33.3%', 'top 333/1000'],
    ['top_share: 60%', 'share 60/100'],
    ['top_share: 33.3%', 'share 333/1000'],
    ['top_share: 100%', 'share 1/1'],
    ['above_mean: yes', 'above'],
    ['above_mean: no', 'at_most'],
    ['at_least_mean: yes', 'at_least'],
    ['at_least_mean: no', 'below'],
    ['below_mean: yes', 'below'],
    ['below_mean: no', 'at_least'],
  ] as const;
  const facts = {
    revenue: ({ revenue }: Customer) => [revenue, 100n] as const,
    both: ({ revenue, prior }: Customer) => [revenue + prior, 100n] as const,
    growth: ({ revenue, prior }: Customer) =>
      prior === 0n
        ? null
        : prior < 0n
          ? ([prior - revenue, -prior] as const)
          : ([revenue - prior, prior] as const),
  };
  const names = fc.constantFrom('revenue', 'both', 'growth');
  const property = fc.asyncProperty(
    names,
    fc.constantFrom(...tests),
    customers,
    async (fact, [when, rule], all) => {
      const fractions = all.map(facts[fact as keyof typeof facts]);
      const found = await keys(`${fact}: { ${when} }`, rowsOf(all, false));
      expect([...found].sort()).toEqual([...expected(fractions, rule)].sort());
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

it.each([
  ['other texts', 'revenue', ['1234567890123.00', '1'], ['1234567890123', '1']],
  ['other texts, calculated', 'both', ['1234567890123.00', '0.1'], ['1,234,567,890,123', '0.10']],
  ['another quotient', 'growth', ['0.4', '0.3'], ['4', '3']],
  ['another sum', 'both', ['0.1', '0.2'], ['0.3', '0']],
])('lets ties share a verdict: %s', async (_, fact, one, other) => {
  expect(
    await keys(`${fact}: { top: 1 }`, [
      ['A', ...one],
      ['B', ...other],
      ['C', '0', '0'],
    ]),
  ).toEqual(new Set(['A', 'B']));
});

it.each([
  ['0.3333333333333333', '0.333333333'],
  ['0.0000000005', '0.000000001'],
  ['-0.0000000005', '-0.000000001'],
  ['0.00000000049999', '0'],
  ['999999.9999999995', '1000000'],
  ['1234567.123456785', '1234567.12345679'],
  ['1234567.123456784999', '1234567.12345678'],
  ['9999999.999999996', '10000000'],
  ['9999999.9999999949999', '9999999.99999999'],
  ['123456789012345.5', '123456789012346'],
  ['1234567890123455', '1234567890123460'],
  ['-9007199254740993', '-9007199254740990'],
  ['5000000000000000', '5000000000000000'],
])('ranks %s as %s', (decimal, as) => {
  const facts = createFacts(1);
  facts.numbers[0] = Number(decimal);
  facts.errors[0] = errorOf(facts.numbers[0], decimal);
  facts.decimals[0] = () => decimal;
  expect(rankedValue(facts, 0)).toBe(Number(as));
  facts.exacts[0] = () => exactOf(decimal);
  facts.errors[0] = Math.abs(facts.numbers[0]) * 2 ** -50;
  expect(rankedValue(facts, 0)).toBe(Number(as));
});
