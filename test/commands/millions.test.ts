import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { createTestBook, type TestBook } from '../book/book-folder.ts';
import { memoryIo } from './memory-io.ts';

/**
 * The same customers, exported in units of the money and in millions of it: whatever is told of them is the same,
 * but for the size of the amounts.
 */
const ROWS = [
  ['C1', 'One', 4900, 4000, 490, 9000, 'active', 'Ann Lee', 'North'],
  ['C2', 'Two', 4300, 4000, 1300, 8000, 'active', 'Ann Lee', 'North'],
  ['C3', 'Three', 4100, 5000, 400, 9000, 'active', 'Bo Chen', 'South'],
  ['C4', 'Four', 3600, 3000, 350, 7000, 'active', 'Bo Chen', 'South'],
  ['C5', 'Five', 2411, 2400, 240, 6000, 'active', 'Ann Lee', 'South'],
  ['C6', 'Six', 0, 4800, 0, 4000, 'closed', 'Bo Chen', 'North'],
  ['C7', 'Seven', 4400, 4000, 100, 3000, 'prospect', 'Ann Lee', 'North'],
  ['C8', 'Eight', 300, 200, 100, 4000, 'prospect', 'Ann Lee', 'North'],
] as const;

function amountIn(millions: boolean, value: number): string {
  return String(millions ? value / 1e6 : value);
}

function exportIn(millions: boolean): string {
  const lines = ROWS.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? amountIn(millions, cell) : cell)).join(','),
  );
  return `customer_id,customer_name,revenue,prior_revenue,gross_profit,potential,status,account_manager,business_unit
${lines.join('\n')}
`;
}

function criteriaIn(millions: boolean): string {
  const amount = (value: number): string => amountIn(millions, value);
  return `name: Test
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text }
  revenue: { type: money }
  prior_revenue: { type: money }
  gross_profit: { type: money }
  potential: { type: money }
  status: { type: choice, values: [active, prospect, closed] }
  account_manager: { type: text }
  business_unit: { type: text }
derived:
  growth: (revenue - prior_revenue) / prior_revenue
priority: [lost, target, key, normal]
categories:
  lost: { when: { status: closed } }
  target: { when: { status: prospect } }
  key: { when: { id: large, revenue: { at_least: ${amount(4200)} } } }
  normal: { when: otherwise }
duties: { manager: account_manager, plan: required, review_every: 90 days }
checks:
  - { id: profitable, for: key, duty: profit, expect: { gross_profit: { more_than: ${amount(500)} } }, severity: error }
`;
}

const TEMPLATES = Object.fromEntries(
  ['criteria/plans/key.en.md', 'criteria/plans/key.zh.md'].map((name) => [name, readFileSync(name, 'utf8')]),
);

let books: readonly TestBook[];
beforeAll(async () => {
  books = [await createTestBook(), await createTestBook()];
});
afterAll(() => Promise.all(books.map((book) => book.clear())));

async function run(millions: boolean, [command, ...flags]: readonly string[]): Promise<string> {
  const io = memoryIo({ 'c.csv': exportIn(millions), 'c.yaml': criteriaIn(millions), ...TEMPLATES });
  const named = flags.map((flag) => (flag === 'BOOK' ? books[millions ? 1 : 0]!.path : flag));
  const day = ['--as-of', '2026-06-30'];
  const told = command === 'history' ? [] : ['c.csv', '-c', 'c.yaml', ...day];
  const code = await main([command!, ...told, ...named], io);
  expect(code, io.said()).toBeLessThan(2);
  return io.written();
}

// A number, or a decimal in quotes, is the same where it counts or divides, and a millionth where it is money.
function differences(units: unknown, millions: unknown, path: string): string[] {
  if (typeof units === 'object' && units !== null && typeof millions === 'object' && millions !== null) {
    const names = new Set([...Object.keys(units), ...Object.keys(millions)]);
    return [...names]
      .filter((name) => !TOLD_APART.has(name))
      .flatMap((name) =>
        differences(Reflect.get(units, name), Reflect.get(millions, name), `${path}.${name}`),
      );
  }
  if (units === millions) return [];
  const [one, other] = [Number(units), Number(millions)];
  const slack = Math.abs(one) * (IN_STEPS.test(path) ? 0.02 : 1e-12);
  if (Number.isFinite(one) && [1, 1e6].some((size) => Math.abs(other * size - one) <= slack)) return [];
  if (typeof units === 'string' && typeof millions === 'string' && Number.isNaN(one)) return [];
  return [`${path}: ${units} and ${millions}`];
}

// The smallest change is looked for in steps, of which those of a small amount are no cents.
const IN_STEPS = /\.change\.change(_ratio)?$/;

// What names the files, and the amounts as they are written.
const TOLD_APART = new Set(['data_sha256', 'sha256', 'criteria_sha256', 'text', 'value', 'from', 'to']);

test.each([
  ['classify', '--format', 'json'],
  ['calibrate', '--revenue-share', '60%', '--format', 'json'],
  ['calibrate', '--revenue-share', '20%', '--format', 'json'],
  ['calibrate', '--key-accounts', '3', '--format', 'json'],
  ['diff', '--against-criteria', 'c.yaml', '--format', 'json'],
  ['review', '--book', 'BOOK', '--format', 'json'],
  ['history', '--book', 'BOOK', '--format', 'json'],
  ['audit', '--book', 'BOOK', '--format', 'json'],
  ['report', '--book', 'BOOK', '--format', 'json'],
])('%s %s %s', async (...line) => {
  const [units, millions] = [await run(false, line), await run(true, line)];
  expect(differences(JSON.parse(units), JSON.parse(millions), line[0]!)).toEqual([]);
});

test('a report shows the same shares', async () => {
  const sharesOf = (text: string): string[] => text.match(/[<>]?\d+\.\d%/g)!;
  const line = ['report', '--format', 'text'];
  const units = sharesOf(await run(false, line));
  expect(units.length).toBeGreaterThan(20);
  expect(sharesOf(await run(true, line))).toEqual(units);
});

test('a plan shows the same shares', async () => {
  const sharesOf = async (millions: boolean): Promise<string | undefined> => {
    const { plans } = JSON.parse(await run(millions, ['plan', '--book', 'BOOK', '--format', 'json']));
    const files = await books[millions ? 1 : 0]!.tree();
    return /^Share of base: .*$/m.exec(files[plans[0].file]!)?.[0];
  };
  const units = await sharesOf(false);
  expect(units).toContain('20.4%');
  expect(await sharesOf(true)).toBe(units);
});
