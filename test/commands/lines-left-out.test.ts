import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { nodeIo } from '../../src/io.ts';
import { memoryIo } from './memory-io.ts';

// Rows that a table leaves out are said wherever those of the customer file are.
const CRITERIA = `fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount }
tables:
  orders:
    customer: Customer
    input: { leave_out: [{ customer: ["Sum*"] }] }
    fields: { amount: { type: money, columns: [Amount] } }
categories:
  key: { when: { revenue: { at_least: 100 } } }
  normal: { when: otherwise }
`;
const LEFT_OUT = { rows: 1, first: [{ line: 4, why: 'leave-out', text: 'Sum,150' }] };

const root = mkdtempSync(join(tmpdir(), 'keyaccounts-left-out-'));
beforeAll(() => {
  writeFileSync(join(root, 'c.yaml'), CRITERIA);
  writeFileSync(join(root, 'customers.csv'), 'customer_id\nA\nB\n');
  writeFileSync(join(root, 'orders.csv'), 'Customer,Amount\nA,100\nB,50\nSum,150\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function run(command: string, more: readonly string[]): Promise<{ said: string; written: string }> {
  const { out, err, said, written, holdOutput } = memoryIo({});
  const table = ['--table', `orders=${join(root, 'orders.csv')}`, '-c', join(root, 'c.yaml')];
  const words = [command, join(root, 'customers.csv'), ...more.map((word) => word.replace('ROOT', root))];
  await main([...words, ...table, '--as-of', '2026-06-30'], { ...nodeIo(), out, err, holdOutput });
  return { said: said(), written: written() };
}

it.each([
  ['classify'],
  ['explain', 'A'],
  ['explain', '--near', '5%'],
  ['report', '--section', 'data'],
  ['audit'],
  ['calibrate', '--key-accounts', '1'],
  ['diff', '--against', 'ROOT/customers.csv'],
  ['plan', '--dry-run', '--book', 'ROOT/book'],
  ['review', '--dry-run', '--book', 'ROOT/book'],
])('%s %s says them in JSON', async (command, ...more) => {
  const { written } = await run(command!, [...more, '--format', 'json']);
  const document = JSON.parse(written);
  const files = document.data_files ?? document.after.data_files;
  expect(files).toMatchObject([{ table: null }, { table: 'orders', left_out: LEFT_OUT }]);
  expect(files[0]).not.toHaveProperty('left_out');
});

it('a report says them to people', async () => {
  const { written } = await run('report', ['--section', 'data', '--format', 'markdown']);
  expect(written).toMatch(/rows that are no lines.*orders\.csv: 1 row left out: 1 that leave_out names/);
  const chinese = await run('report', ['--section', 'data', '--format', 'markdown', '--lang', 'zh']);
  expect(chinese.written).toMatch(/非明细行.*略去 1 行/);
});

it('says how to list them in brackets of the language', async () => {
  const { said } = await run('classify', []);
  expect(said).toMatch(/orders\.csv: 1 row left out: 1 that leave_out names \(--verbose lists them\)\n/);
  const chinese = await run('classify', ['--lang', 'zh']);
  expect(chinese.said).toMatch(/orders\.csv：略去 1 行：leave_out 排除 1 行（加上 --verbose 可逐行列出）\n/);
});

it.each([['classify'], ['audit'], ['explain', 'A'], ['report']])(
  '%s lists them with --verbose',
  async (command, ...more) => {
    const { said } = await run(command!, [...more, '--verbose']);
    expect(said).toMatch(/orders\.csv:4: Sum,150/);
  },
);
