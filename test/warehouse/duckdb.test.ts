import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWarehouse } from '../../src/warehouse/read.ts';
import { runMain } from './run.ts';

const SAMPLE = 'fixtures/customers/sample.csv';
const AS_OF = ['--as-of', '2026-06-30'];
const CRITERIA = `name: Warehouse
version: "1"
input: { encoding: gbk, delimiter: ";", header_row: 3 }
fields:
  customer_id: { type: id }
  revenue: { type: money }
  last_order: { type: date }
  is_new: { type: flag }
priority: [key, lost, target, normal]
categories:
  key: { when: { all: [{ revenue: { at_least: 100.5 } }, { is_new: yes }] } }
  lost: { when: { last_order: { before: 2026-01-31 } } }
  target: { when: { revenue: 0 } }
  normal: { when: otherwise }
`;
const ORDERS = `name: Orders
version: "1"
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount }
tables:
  orders:
    file: "duckdb:crm.duckdb?table=crm.orders"
    customer: customer_id
    fields:
      amount: { type: money }
priority: [key, lost, target, normal]
categories:
  key: { when: { revenue: { at_least: 30 } } }
  lost: { when: { revenue: { less_than: 0 } } }
  target: { when: { revenue: 0 } }
  normal: { when: otherwise }
`;

let here = '';
const at = (name: string): string => join(here, name);
const crm = (query = ''): string => `duckdb:${at('crm.duckdb')}${query}`;

beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'keyaccounts-warehouse-'));
  writeFileSync(at('c.yaml'), CRITERIA);
  writeFileSync(at('orders.yaml'), ORDERS);
  writeFileSync(at('text.txt'), 'no database at all');
  const instance = await DuckDBInstance.create(at('crm.duckdb'), { threads: '1' });
  const connection = await instance.connect();
  for (const statement of [
    `CREATE TABLE sample AS FROM read_csv('${SAMPLE}', all_varchar = true)`,
    `COPY sample TO '${at('sample.parquet')}'`,
    'CREATE SCHEMA crm',
    `CREATE TABLE crm.crm.typed AS FROM (VALUES
      ('A', 100.50::DECIMAL(12, 2), DATE '2026-06-01', true, 'one' || chr(10) || 'two'),
      ('B', 1e20::DECIMAL(38, 2), DATE '2026-06-01', true, NULL),
      ('C', 0, DATE '2026-02-01', false, NULL),
      ('D', 7, DATE '2026-01-01', NULL, NULL)) AS t(customer_id, revenue, last_order, is_new, note)`,
    `CREATE TABLE crm.crm.bad AS SELECT customer_id, CASE customer_id WHEN 'B' THEN 'NaN'::DOUBLE ELSE 1 END AS revenue,
      TIMESTAMP '2026-06-01 23:30:00' AS last_order, is_new, note FROM crm.crm.typed`,
    `CREATE TABLE crm.crm.orders AS FROM (VALUES ('A', 10.5::DOUBLE), ('A', 20.5), ('B', 1.234)) AS t(customer_id, amount)`,
    `CREATE TABLE crm.crm.customers AS SELECT customer_id FROM crm.crm.typed LIMIT 2`,
    'CREATE TABLE "O""Hare, Inc" AS SELECT 10 - range AS "the ""id""" FROM range(3)',
  ])
    await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(here, { recursive: true, force: true }));

function categoriesOf(json: string): string[] {
  return JSON.parse(json).customers.map(({ category }: { category: string }) => category);
}

async function csvOf(address: string): Promise<string> {
  let text = '';
  for await (const bytes of readWarehouse(address)) text += Buffer.from(bytes).toString();
  return text;
}

describe('customers in a DuckDB or Parquet file', () => {
  it.each(['csv', 'json', 'text'])(
    'get the verdicts of the same customers in a CSV file, as %s',
    async (format) => {
      const args = (file: string) => ['classify', file, ...AS_OF, '--format', format];
      const expected = await runMain(args(SAMPLE));
      for (const file of [
        crm('?table=sample'),
        `parquet:${at('sample.parquet')}`,
        `parquet:${at('sam*.parquet')}`,
      ]) {
        const found = await runMain(args(file));
        expect({ ...found, out: found.out.replace(file, SAMPLE) }).toEqual(expected);
      }
    },
  );

  it('have the types of their columns, whatever criteria say of the form of exports', async () => {
    const args = [
      'classify',
      crm('?table=crm.typed'),
      '-c',
      at('c.yaml'),
      ...AS_OF,
      '--format',
      'json',
      '--verbose',
    ];
    const { code, out, said } = await runMain(args);
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('rows in the order in which the database gives them'),
    ]);
    expect(categoriesOf(out)).toEqual(['key', 'key', 'target', 'lost']);
  });

  it('are known by the numbers of their rows', async () => {
    const { code, said } = await runMain(['classify', crm('?table=crm.bad'), '-c', at('c.yaml'), ...AS_OF]);
    expect(code).toBe(2);
    expect(said).toContain('crm.duckdb?table=crm.bad:2: error: column "revenue": expected money');
    expect(said).toContain('1 error');
  });

  it('have columns by their names, at no row', async () => {
    const { code, said } = await runMain(['classify', crm('?table=crm.customers'), '-c', at('c.yaml')]);
    expect(code).toBe(2);
    expect(said).toContain('crm.duckdb?table=crm.customers: error: no column for field "revenue"');
  });

  it('come with order lines through the same door, named beside the criteria', async () => {
    const args = [
      'classify',
      crm('?table=crm.customers'),
      '-c',
      at('orders.yaml'),
      ...AS_OF,
      '--format',
      'json',
    ];
    const { code, out, said } = await runMain(args);
    expect([code, said]).toEqual([0, '']);
    const again = await runMain([...args, '--table', `orders=${crm('?table=crm.orders')}`]);
    for (const one of [out, again.out]) expect(categoriesOf(one)).toEqual(['key', 'normal']);
  });

  it('are compared with those of another table', async () => {
    const args = ['diff', crm('?table=sample'), '--against', `parquet:${at('sample.parquet')}`, ...AS_OF];
    const { code, said } = await runMain(args);
    expect([code, said]).toEqual([0, '']);
  });

  it('come in the order that is asked for, of names as they are', async () => {
    const table = '?table="O""Hare, Inc"';
    expect(await csvOf(crm(table))).toBe('"the ""id"""\n10\n9\n8\n');
    // By the numbers, not by their texts.
    expect(await csvOf(crm(`${table}&order=the "id"`))).toBe('"the ""id"""\n8\n9\n10\n');
  });

  it('are never written over, and the file is left as it is', async () => {
    const before = readFileSync(at('crm.duckdb'));
    const { code, said } = await runMain([
      ...['classify', crm('?table=sample'), ...AS_OF, '--format', 'csv', '-o', at('crm.duckdb')],
    ]);
    expect([code, said]).toEqual([2, expect.stringContaining('is read, and would be written over')]);
    expect(readFileSync(at('crm.duckdb')).equals(before)).toBe(true);
  });
});

describe('an address that cannot be read', () => {
  it.each([
    ['crm.duckdb', '', 'has several tables: "', "say which: 'duckdb:"],
    ['crm.duckdb', '?table=sampel', 'there is no table "sampel"', 'did you mean "sample"?'],
    ['crm.duckdb', '?table=typed', 'there is no table "typed"', 'did you mean "crm.typed"?'],
    ['crm.duckdb', '?table=sample; DROP TABLE sample', 'there is no table "sample; DROP', 'known here:'],
    [
      'crm.duckdb',
      '?table=crm.typed&order=revenu',
      'no column "revenu" to order by',
      'did you mean "revenue"?',
    ],
    ['crm.duckdb', '?tabel=sample', 'has an unknown option "tabel"', 'did you mean "table"?'],
    ['none.duckdb', '?table=sample', 'there is no file "', 'check the name of the file'],
    ['text.txt', '?table=sample', 'the file is no DuckDB database', 'check the name of the file'],
  ])('%s%s', async (file, query, what, help) => {
    const output = at('out.csv');
    const args = ['classify', `duckdb:${at(file)}${query}`, ...AS_OF, '--format', 'csv', '-o', output];
    const { code, said } = await runMain(args);
    expect(code).toBe(2);
    expect(said).toContain(what);
    expect(said).toContain(`\n  help: ${help}`);
    const chinese = await runMain([...args, '--lang', 'zh']);
    expect(chinese.said).toMatch(/^错误：[^a-z]*“/);
    expect(() => readFileSync(output)).toThrow();
  });

  it.each([
    ['text.txt', 'the file is no Parquet file'],
    ['none*.parquet', 'no file has such a name'],
    ['none.parquet', 'there is no file "'],
  ])('parquet:%s', async (file, what) => {
    const { code, said } = await runMain(['classify', `parquet:${at(file)}`]);
    expect([code, said]).toEqual([2, expect.stringContaining(what)]);
  });

  it('has a value that the query cannot read', async () => {
    const instance = await DuckDBInstance.create(at('view.duckdb'));
    const connection = await instance.connect();
    await connection.run(
      "CREATE VIEW v AS SELECT CASE WHEN range = 9000 THEN error('broken') ELSE range END AS customer_id FROM range(10000)",
    );
    connection.closeSync();
    instance.closeSync();
    const output = at('half.csv');
    const args = [
      'classify',
      `duckdb:${at('view.duckdb')}`,
      '-c',
      at('c.yaml'),
      '--format',
      'csv',
      '-o',
      output,
    ];
    const { code, said } = await runMain(args);
    expect([code, said]).toEqual([2, expect.stringContaining('Invalid Input Error: broken')]);
    expect(() => readFileSync(output)).toThrow();
  });
});
