import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { runCheck } from '../src/commands/check/run.ts';
import { runClassify } from '../src/commands/classify/run.ts';
import { NO_CUSTOMER_FILE } from '../src/commands/run/no-customer-file.ts';
import { classify as classifyFile, readCriteria } from '../src/library.ts';
import { memoryIo } from './commands/memory-io.ts';
// @ts-expect-error: plain JavaScript without types, so that node runs it as it is
import { makeOrders } from './make-orders.js';

const made: Record<string, Buffer> = makeOrders();
const CRITERIA = readFileSync(new URL('../criteria/orders.yaml', import.meta.url), 'utf8');

describe.each([
  { file: 'orders.csv', encoding: 'utf-8', lineEnd: '\n' },
  { file: 'orders-zh.csv', encoding: 'gb18030', lineEnd: '\r\n' },
])('$file', ({ file, encoding, lineEnd }) => {
  const bytes = readFileSync(new URL(`../fixtures/orders/${file}`, import.meta.url));
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  const [, ...rows]: string[][] = parseCsv(text, { record_delimiter: lineEnd });
  const day = rows.map((row) => row[2]!);

  it('is what the generator writes', () => {
    expect(bytes.equals(made[file]!)).toBe(true);
  });

  it('holds 5,000 lines of 400 customers in two years, returns among them', () => {
    expect(rows).toHaveLength(5000);
    expect(new Set(rows.map((row) => row[3])).size).toBe(400);
    expect(day.every((one) => one >= '2024-07-01' && one <= '2026-06-30')).toBe(true);
    expect(rows.filter((row) => row[9]!.startsWith('-')).length).toBeGreaterThan(100);
    expect(new Set(rows.map((row) => row[7])).size).toBe(3);
  });

  it('answers the planted questions', async () => {
    const found = new Map((await classify(file)).map((row) => [row[0]!, row]));
    const shown = (id: string) => found.get(id)!.slice(4, 9).concat(found.get(id)!.slice(11, 13)).join(' ');
    expect(shown('00417')).toBe('1000000 800000 3 1 0 key large-and-growing');
    expect(shown('K-01')).toBe('1150000.46 1000000.4 2 1 575000 key large-and-growing');
    expect(shown('K-02')).toBe('799749.5 600000 1 2 0 key large-and-growing');
    expect(shown('K-03')).toBe('0 0 0 0 0 normal otherwise');
    expect(shown('K-04')).toBe('0 2412000 0 4 0 lost lost-1');
    expect(shown('K-05')).toBe('5000 900 5 1 5000 key service-partner');
  });
});

it('comes to the same in both languages', async () => {
  const [english, chinese] = await Promise.all(['orders.csv', 'orders-zh.csv'].map(classify));
  const without = (row: readonly string[]) => [row[0], ...row.slice(4)];
  expect(english!.slice(1).map(without)).toEqual(chinese!.slice(1).map(without));
});

it('has criteria whose cases hold', async () => {
  const io = memoryIo({ 'criteria/orders.yaml': CRITERIA });
  const code = await runCheck(
    ['criteria/orders.yaml'],
    { lang: 'en', format: 'text', asOf: '2026-06-30' },
    io,
  );
  expect([code, io.said()]).toEqual([0, '']);
});

it('is classified by the library as well', async () => {
  const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const criteria = await readCriteria(path('criteria/orders.yaml'));
  const tables = { orders: path('fixtures/orders/orders.csv') };
  const options = { asOf: '2026-06-30' };
  const found: string[] = [];
  for await (const { id, verdict } of classifyFile(null, criteria, { ...options, tables }))
    found.push(`${id} ${verdict.kind === 'decided' ? verdict.category : verdict.kind}`);
  expect(found).toEqual((await classify('orders.csv')).slice(1).map((row) => `${row[0]} ${row[11]}`));
  await expect(classifyFile(null, criteria, options).next()).rejects.toThrow('no file of the table "orders"');
});

async function classify(file: string): Promise<string[][]> {
  const io = memoryIo({ 'criteria/orders.yaml': CRITERIA, [file]: made[file]! });
  const flags = {
    criteria: 'criteria/orders.yaml',
    format: 'csv',
    prefix: '',
    lang: 'en',
    asOf: '2026-06-30',
  } as const;
  await runClassify(NO_CUSTOMER_FILE, { ...flags, table: [`orders=${file}`] }, io);
  return parseCsv(io.written());
}
