import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMain } from './run.ts';
import { servePglite } from './serve-pglite.ts';

const CRITERIA = `name: Engines
version: "1"
fields:
  customer_id: { type: id, columns: [Account] }
  unit: { type: text }
  status: { type: choice, values: { active: [Live], closed: [] } }
  revenue: { type: money, missing: 0, columns: [Revenue (EUR)] }
  prior: { type: money }
  last_order: { type: date }
  is_new: { type: flag }
derived:
  growth: (revenue - prior) / prior
scores:
  size: [{ fact: revenue, weight: 2, quantiles: 4 }, { fact: growth, weight: 1, scale: [0, 50%], missing: 0 }]
priority: [lost, key, target, normal]
categories:
  lost: { when: { all: [status: closed, last_order: { older_than: 90 days }] } }
  key:
    when:
      any:
        - { id: growing, growth: { at_least: 15% }, revenue: { at_least: 100 } }
        - { id: top, revenue: { top: 1, per: unit } }
        - { id: scored, size: { at_least: 90 } }
  target: { when: { is_new: yes } }
  normal: { when: { prior: { present: yes } } }
`;
const TABLE = `CREATE TABLE customers ("Account" text, unit text, status text, "Revenue (EUR)" DECIMAL(12, 2), prior DECIMAL(12, 2),
    last_order date, is_new boolean, note text);
  INSERT INTO customers VALUES
    ('C1', 'North', 'active', 115, 100, '2026-06-01', false, 'one, "two"'),
    ('C2', 'North', 'Live', 300, 299.99, '2026-06-01', false, '=1+1'),
    ('C3', 'South', 'closed', 20, 20, '2026-01-01', false, NULL),
    ('C4', 'South', 'closed', 50, NULL, NULL, true, ''),
    ('C5', NULL, 'active', NULL, 0, '2026-06-30', true, 'x'),
    ('C6', 'South', NULL, 40, 40, '2025-12-31', NULL, 'y'),
    ('C7', 'South', 'active', 40, 40, '2025-12-31', NULL, 'y'),
    ('C8', 'South', 'active', 41, NULL, '2025-12-31', false, 'y')`;
// Lines at the ends of a window, a return, one that is later, and one of somebody else.
const ORDERS = `CREATE TABLE orders (customer text, order_date date, amount DECIMAL(12, 2), product text);
  INSERT INTO orders VALUES
    ('C1', '2025-06-30', 100, 'goods'), ('C1', '2026-06-30', 115, 'goods'), ('C2', '2025-07-01', 114.99, 'service'),
    ('C2', '2025-06-30', 100, 'service'), ('C3', '2026-01-01', 50, NULL), ('C3', '2026-01-02', -20.5, 'goods'),
    ('C4', '2026-07-01', 1000, 'goods'), ('C6', '2024-06-30', 5, 'goods'), ('X9', '2026-01-01', 7, 'goods');
  CREATE TABLE tickets (customer text, severity INTEGER);
  INSERT INTO tickets VALUES ('C3', 2), ('C3', 4), ('C6', NULL), ('C7', 1)`;
const ORDER_CRITERIA = `name: Lines
tables:
  orders: { customer: customer, fields: { order_date: { type: date }, amount: { type: money }, product: { type: text } } }
  tickets: { customer: customer, fields: { severity: { type: number } } }
fields:
  customer_id: { type: id, columns: [Account] }
  revenue: { from: orders, sum: amount, within: 12 months }
  earlier: { from: orders, sum: amount, within: [24 months, 12 months] }
  average: { from: orders, mean: amount }
  last: { from: orders, last_value: product }
  tickets: { from: tickets, count: yes }
  worst: { from: tickets, mean: severity, where: { severity: { present: yes } } }
derived: { growth: (revenue - earlier) / earlier }
priority: [lost, key, normal]
categories:
  lost: { when: { average: { present: no }, last: { present: no } } }
  key: { when: { any: [{ id: grows, growth: { at_least: 15% } }, { id: top, revenue: { top: 1 } }, { id: two, tickets: { at_least: 2 }, worst: { is: 3 } }] } }
  normal: { when: { average: { more_than: 0 } } }
`;
const AS_OF = ['--as-of', '2026-06-30'];

let here = '';
let server: Awaited<ReturnType<typeof servePglite>>;
let database: PGlite;
let instance: DuckDBInstance;
const at = (name: string): string => join(here, name);

beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'keyaccounts-engine-'));
  writeFileSync(at('c.yaml'), CRITERIA);
  writeFileSync(at('o.yaml'), ORDER_CRITERIA);
  instance = await DuckDBInstance.create(at('crm.duckdb'));
  const connection = await instance.connect();
  await connection.run(`${TABLE};
    ${ORDERS};
    COPY orders TO '${at('orders.parquet')}';
    COPY tickets TO '${at('tickets.parquet')}';
    COPY customers TO '${at('customers.parquet')}';
    CREATE TABLE fine AS SELECT * REPLACE (CAST("Revenue (EUR)" AS DECIMAL(12, 3)) + 0.005 AS "Revenue (EUR)") FROM customers;
    CREATE TABLE texts AS SELECT * REPLACE (CAST("Revenue (EUR)" AS VARCHAR) AS "Revenue (EUR)", CAST(prior AS VARCHAR) AS prior,
      CAST(last_order AS VARCHAR) AS last_order, CASE is_new WHEN TRUE THEN 'yes' WHEN FALSE THEN 'no' END AS is_new) FROM customers;
    CREATE TABLE odd AS SELECT * REPLACE (unit || 'e' || chr(769) AS unit) FROM customers;
    CREATE TABLE mixed AS SELECT * REPLACE (CASE WHEN prior = 100 THEN '1,000' ELSE CAST(prior AS VARCHAR) END AS prior) FROM customers;
    CREATE TABLE narrow AS SELECT * EXCLUDE (prior), prior AS priors FROM customers`);
  connection.closeSync();
  instance.closeSync();
  database = await PGlite.create();
  await database.exec(
    `${TABLE}; ${ORDERS}; CREATE ROLE ann LOGIN; GRANT SELECT ON customers, orders, tickets TO ann`,
  );
  server = await servePglite(database);
}, 60_000);
afterAll(async () => {
  await server.close();
  await database.close();
  rmSync(here, { recursive: true });
});

const addressOf: Readonly<Record<string, () => string>> = {
  DuckDB: () => `duckdb:${at('crm.duckdb')}?table=customers`,
  Parquet: () => `parquet:${at('customers.parquet')}`,
  'a table of texts': () => `duckdb:${at('crm.duckdb')}?table=texts`,
  'a table with three places': () => `duckdb:${at('crm.duckdb')}?table=fine`,
  Postgres: () => `postgres://ann@127.0.0.1:${server.port}/postgres?table=customers`,
};
const classify = (address: string, ...more: string[]) =>
  runMain(['classify', address, '-c', at('c.yaml'), ...AS_OF, ...more]);

describe.each(Object.keys(addressOf))('the database decides as keyaccounts does: %s', (name) => {
  it.each(['csv', 'json', 'ndjson', 'text', 'markdown'])('and the output is the same: %s', async (format) => {
    const address = addressOf[name]!();
    const here = await classify(address, '--format', format);
    const there = await classify(address, '--format', format, '--engine', 'sql');
    expect(there).toEqual(here);
    expect(here.code).toBe(0);
    expect(here.out.length).toBeGreaterThan(100);
  });

  it('and so is the workbook, to the last byte', async () => {
    const [here, there] = ['here.xlsx', 'there.xlsx'].map(at);
    expect((await classify(addressOf[name]!(), '-o', here!)).code).toBe(0);
    expect((await classify(addressOf[name]!(), '-o', there!, '--engine', 'sql')).code).toBe(0);
    expect(readFileSync(there!).equals(readFileSync(here!))).toBe(true);
    for (const file of [here!, there!]) rmSync(file);
  });
});

it('the database leaves out the rows that the criteria leave out, and keeps those that they keep', async () => {
  const input =
    'input: { leave_out: [{ customer_id: [c7] }, { unit: [NORTH], note: ["one*"] }], keep: [{ customer_id: C* }] }';
  writeFileSync(
    at('left.yaml'),
    `${CRITERIA}${input}\n`.replace('  status:', '  note: { type: text }\n  status:'),
  );
  for (const name of ['DuckDB', 'Postgres']) {
    const run = (...more: string[]) =>
      runMain(['classify', addressOf[name]!(), '-c', at('left.yaml'), ...AS_OF, '--format', 'csv', ...more]);
    const there = await run('--engine', 'sql');
    expect(there).toEqual(await run());
    expect(there.code).toBe(0);
    expect(there.out.match(/^C\d/gm)).toEqual(['C2', 'C3', 'C4', 'C5', 'C6', 'C8']);
  }
});

const inDuckDb = (table: string) => `duckdb:${at('crm.duckdb')}?table=${table}`;
const inPostgres = (table: string) => `postgres://ann@127.0.0.1:${server.port}/postgres?table=${table}`;

describe('the database adds up order lines as keyaccounts does', () => {
  it.each([
    ['DuckDB', () => inDuckDb('orders'), () => inDuckDb('tickets')],
    ['DuckDB', () => `parquet:${at('orders.parquet')}`, () => inDuckDb('tickets')],
    ['Parquet', () => `parquet:${at('orders.parquet')}`, () => `parquet:${at('tickets.parquet')}`],
    ['Postgres', () => inPostgres('orders'), () => inPostgres('tickets')],
  ])('beside customers in %s', async (name, lines, tickets) => {
    const run = (...more: string[]) =>
      runMain([
        'classify',
        addressOf[name]!(),
        '-c',
        at('o.yaml'),
        '--table',
        `orders=${lines()}`,
        '--table',
        `tickets=${tickets()}`,
        ...AS_OF,
        '--format',
        'csv',
        ...more,
      ]);
    const here = await run();
    const there = await run('--engine', 'sql');
    expect(there).toEqual(here);
    expect(here.said).toContain('"X9" [unknown-customer-lines]');
    expect(here.code).toBe(0);
    expect(here.out).toContain('undetermined');
  });

  it('in a statement of sql, with the columns that both tables have', async () => {
    const { out, code } = await runMain([
      'sql',
      '-c',
      at('o.yaml'),
      ...AS_OF,
      '--table',
      addressOf['DuckDB']!(),
      '--table',
      `orders=parquet:${at('orders.parquet')}`,
    ]);
    expect(code).toBe(0);
    expect(out).toContain(`FROM read_parquet('${at('orders.parquet')}')`);
    expect(out).toContain('"Account"');
  });
});

describe('--engine sql is refused', () => {
  const duck = (table: string) => `duckdb:${at('crm.duckdb')}?table=${table}`;
  it.each([
    ['where the rows are in a file', 'customers.csv', [], 'customers that are not in a database'],
    ['with --rejects', 'customers', ['--rejects', 'r.csv'], 'does not go with --rejects'],
    ['where a text is composed otherwise', 'odd', [], 'field "unit" "North'],
    ['where a column holds texts and others do not', 'mixed', [], 'field "prior"'],
  ])('%s', async (_, table, more, said) => {
    const found = await classify(table.endsWith('.csv') ? table : duck(table), '--engine', 'sql', ...more);
    expect(found.code).toBe(2);
    expect(found.out).toBe('');
    expect(found.said).toContain(said);
  });

  it.each([
    ['a file', 'orders.csv'],
    ['another database', 'postgres://ann@127.0.0.1:1/postgres?table=orders'],
  ])('where order lines are in %s', async (_, lines) => {
    writeFileSync(at('orders.csv'), 'customer,order_date,amount,product\n');
    const place = lines === 'orders.csv' ? at(lines) : lines;
    const args = [
      '-c',
      at('o.yaml'),
      '--table',
      `orders=${place}`,
      '--table',
      `tickets=${inDuckDb('tickets')}`,
      '--engine',
      'sql',
    ];
    const found = await runMain(['classify', duck('customers'), ...args]);
    expect(found).toMatchObject({ code: 2, out: '' });
    expect(found.said).toContain('not in the database of the customers');
  });

  it('by criteria that read texts as blanks', async () => {
    writeFileSync(at('blanks.yaml'), CRITERIA.replace('fields:', 'input: { blanks: [n/a] }\nfields:'));
    const found = await runMain(['classify', duck('customers'), '-c', at('blanks.yaml'), '--engine', 'sql']);
    expect(found.code).toBe(2);
    expect(found.said).toContain('texts as blanks');
  });

  it('as keyaccounts refuses a table that lacks a column, with the one that is meant', async () => {
    const here = await classify(duck('narrow'));
    const there = await classify(duck('narrow'), '--engine', 'sql');
    expect(there).toEqual(here);
    expect(here.said).toContain('"priors"');
  });
});

describe('sql looks a table up in its database', () => {
  const duck = (table: string) => `duckdb:${at('crm.duckdb')}?table=${table}`;
  const sql = (...args: string[]) => runMain(['sql', '-c', at('c.yaml'), ...AS_OF, '-q', ...args]);

  it.each(['DuckDB', 'Parquet', 'a table of texts', 'a table with three places', 'Postgres'])(
    'and writes the statement that classifies it: %s',
    async (name) => {
      const address = addressOf[name]!();
      const expected = (await classify(address, '--format', 'ndjson')).out.trimEnd().split('\n');
      const { out, code } = await sql('--table', address);
      expect(code).toBe(0);
      const statement = out.replace(/;\n$/, '');
      const found = name === 'Postgres' ? (await database.query(statement)).rows : await rowsOf(statement);
      const lines = (rows: readonly unknown[]) =>
        (rows as { customer_id: string; category: string; criterion: string | null }[])
          .map((one) => `${one.customer_id} ${one.category ?? 'undetermined'} ${one.criterion}`)
          .sort();
      expect(lines(found)).toEqual(lines(expected.map((line) => JSON.parse(line))));
    },
  );

  it.each([
    ['a table', ['--table', duckLater('custommers')], 'there is no table "custommers"', 'customers'],
    ['a column', ['--table', duckLater('narrow')], 'no column for field "prior"', '"priors"'],
    [
      'a column of --columns',
      ['--table', duckLater('customers'), '--columns', 'k.yaml'],
      'looked for "notes"',
      '"note"',
    ],
    [
      'a dialect',
      ['--table', duckLater('customers'), '--dialect', 'spark'],
      '--dialect says "spark"',
      'leave out',
    ],
  ])('and says what is meant for %s that is not there', async (_, args, said, help) => {
    writeFileSync(at('k.yaml'), 'unit: notes\n');
    const found = await sql(
      ...args.map((one) => (typeof one === 'function' ? one() : one === 'k.yaml' ? at(one) : one)),
    );
    expect(found).toMatchObject({ code: 2, out: '' });
    expect(found.said).toContain(said);
    expect(found.said).toContain(help);
  });

  function duckLater(table: string): () => string {
    return () => duck(table);
  }

  async function rowsOf(statement: string): Promise<unknown[]> {
    const own = await DuckDBInstance.create(at('crm.duckdb'), { access_mode: 'READ_ONLY' });
    const connection = await own.connect();
    const reader = await connection.runAndReadAll(statement);
    const rows = reader.getRowObjects();
    connection.closeSync();
    own.closeSync();
    return rows;
  }
});
