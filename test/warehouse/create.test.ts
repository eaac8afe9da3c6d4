import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeIo } from '../../src/io.ts';
import { runMain } from './run.ts';
import { servePglite } from './serve-pglite.ts';

const CRITERIA = `name: ranks
fields: { customer_id: { type: id }, unit: { type: text }, revenue: { type: money } }
priority: [key, target, normal]
categories:
  key: { when: { revenue: { top: 1, per: unit } } }
  target: { when: { revenue: { quantile: { of: 3, at_least: 3 } } } }
  normal: { when: otherwise }
`;
const TABLE = `CREATE TABLE customers (customer_id text, unit text, revenue DECIMAL(12, 2));
  INSERT INTO customers VALUES ('A', 'North', 10), ('B', 'North', 30), ('C', 'South', 20), ('D', 'South', 30.01), ('E', NULL, 25)`;

let here = '';
let database: PGlite;
let server: Awaited<ReturnType<typeof servePglite>>;
const at = (name: string): string => join(here, name);

beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'keyaccounts-create-'));
  writeFileSync(at('c.yaml'), CRITERIA);
  database = await PGlite.create();
  server = await servePglite(database);
}, 60_000);
afterAll(async () => {
  server.close();
  await database.close();
  rmSync(here, { recursive: true });
});

/** A database that something is made in, and what can be seen of it from outside. */
interface Store {
  readonly address: () => string;
  readonly reset: () => Promise<void>;
  readonly rows: (query: string) => Promise<readonly (readonly unknown[])[]>;
}

const duckRows = async (query: string) => {
  const instance = await DuckDBInstance.create(at('crm.duckdb'));
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(query)).getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
};
const STORES: Readonly<Record<string, Store>> = {
  DuckDB: {
    address: () => `duckdb:${at('crm.duckdb')}?table=customers`,
    async reset() {
      rmSync(at('crm.duckdb'), { force: true });
      await duckRows(`${TABLE}; SELECT 1`);
    },
    rows: duckRows,
  },
  Postgres: {
    address: () => `postgres://postgres@127.0.0.1:${server.port}/postgres?table=customers`,
    reset: async () =>
      void (await database.exec(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${TABLE}`)),
    rows: async (query) => (await database.query<unknown[]>(query, [], { rowMode: 'array' })).rows,
  },
};
const OBJECTS = `SELECT table_name, table_type FROM information_schema.tables
  WHERE table_schema IN ('main', 'public') ORDER BY 1`;
const ONLY_CUSTOMERS = [['customers', 'BASE TABLE']];

describe.each(Object.entries(STORES))('sql --create in %s', (_, { address, reset, rows }) => {
  const sql = (...more: string[]) =>
    runMain(['sql', '-c', at('c.yaml'), '--as-of', '2026-06-30', '--table', address(), ...more]);
  const verdicts = (table: string) =>
    rows(`SELECT customer_id, category, criterion, undetermined_because FROM ${table} ORDER BY 1`);
  const RIGHT = [
    ['A', 'normal', 'otherwise', null],
    ['B', 'key', 'key-1', null],
    ['C', 'normal', 'otherwise', null],
    ['D', 'key', 'key-1', null],
    ['E', 'undetermined', null, 'unit'],
  ];
  beforeEach(reset);

  it('makes a view that is asked when it is read, and replaces it', async () => {
    const made = await sql('--emit', 'view', '--create');
    expect(made).toEqual({ code: 0, out: '', said: 'view "customers_verdicts" created\n' });
    expect(await verdicts('customers_verdicts')).toEqual(RIGHT);
    await rows("UPDATE customers SET revenue = 31 WHERE customer_id = 'C'");
    expect((await verdicts('customers_verdicts'))[2]).toEqual(['C', 'key', 'key-1', null]);
    expect((await sql('--emit', 'view', '--create')).said).toBe('view "customers_verdicts" replaced\n');
  });

  it('makes tables of cut points and of verdicts, and exchanges their rows under views that read them', async () => {
    expect((await sql('--emit', 'cuts', '--create')).said).toBe(
      'table "customers_cuts" created, with 4 rows\n',
    );
    await sql('--emit', 'view', '--cuts', 'customers_cuts', '--create', '--view', 'now');
    expect((await sql('--create')).said).toBe('table "customers_verdicts" created, with 5 rows\n');
    expect(await verdicts('customers_verdicts')).toEqual(RIGHT);
    await rows("UPDATE customers SET revenue = 31 WHERE customer_id = 'C'");
    // By the cut points of before.
    expect((await verdicts('now'))[3]).toEqual(['D', 'key', 'key-1', null]);
    expect((await sql('--emit', 'cuts', '--create', '-q')).said).toBe('');
    expect((await verdicts('now'))[3]).toEqual(['D', 'target', 'target-1', null]);
    expect(await verdicts('customers_verdicts')).toEqual(RIGHT);
  });

  it('writes the statement into a file beside it', async () => {
    expect((await sql('--emit', 'view', '--create', '-o', at('view.sql'))).code).toBe(0);
    const text = readFileSync(at('view.sql'), 'utf8');
    await rows('DROP VIEW customers_verdicts');
    await rows(text.replace(/;\n$/, ''));
    expect(await verdicts('customers_verdicts')).toEqual(RIGHT);
    rmSync(at('view.sql'));
  });

  it('leaves what it did not make, and writes no file then', async () => {
    await rows('CREATE VIEW mine AS SELECT 1 AS one');
    for (const name of ['customers', 'mine']) {
      const found = await sql('--emit', 'view', '--create', '--view', name, '-o', at('view.sql'));
      expect(found.code).toBe(2);
      expect(found.said).toContain(`"${name}" already`);
      expect(existsSync(at('view.sql'))).toBe(false);
    }
    expect(await rows('SELECT * FROM mine')).toEqual([[1]]);
    expect((await rows('SELECT COUNT(*) FROM customers')).map(([count]) => Number(count))).toEqual([5]);
  });

  it('makes nothing where the statement fails in the database', async () => {
    const found = await sql('--create', '--previous', 'nobody');
    expect(found.code).toBe(2);
    expect(found.said).toContain('nothing was written to');
    expect(found.said).toContain('nobody');
    expect(await rows(OBJECTS)).toEqual(ONLY_CUSTOMERS);
  });

  it('is needed: nothing else writes anything', async () => {
    for (const emit of ['query', 'view', 'cuts', 'problems', 'explain'])
      expect((await sql('--emit', emit)).code).toBe(0);
    expect(await rows(OBJECTS)).toEqual(ONLY_CUSTOMERS);
  });
});

describe('sql --create is refused', () => {
  const sql = (table: string, ...more: string[]) =>
    runMain(['sql', '-c', at('c.yaml'), '--table', table, '--create', ...more]);

  it.each([
    ['a table without an address', 'customers', [], 'needs the address of the table'],
    ['what is no view and no table', 'duckdb:x.duckdb?table=t', ['--emit', 'problems'], '--emit problems'],
    ['models of dbt', 'ref:customers', ['--emit', 'dbt'], '--emit dbt'],
  ])('for %s', async (_, table, more, said) => {
    const found = await sql(table, ...more);
    expect(found.code).toBe(2);
    expect(found.said).toContain(said);
  });

  it('for files of Parquet, which hold no views', async () => {
    await STORES['DuckDB']!.reset();
    await duckRows(`COPY customers TO '${at('c.parquet')}'; SELECT 1`);
    const found = await sql(`parquet:${at('c.parquet')}`);
    expect(found.code).toBe(2);
    expect(found.said).toContain('holds no views');
  });

  it('by a file that is damaged', async () => {
    await STORES['DuckDB']!.reset();
    writeFileSync(at('broken.duckdb'), readFileSync(at('crm.duckdb')).subarray(0, 5000));
    const found = await sql(`duckdb:${at('broken.duckdb')}?table=customers`);
    expect(found.code).toBe(2);
    expect(found.said).toContain('broken.duckdb');
  });
});

describe('sql --create over a connection', () => {
  const { reset, rows } = STORES['Postgres']!;
  const create = (port: number) =>
    runMain([
      'sql',
      '-c',
      at('c.yaml'),
      '--create',
      '--emit',
      'cuts',
      '--table',
      `postgres://postgres@127.0.0.1:${port}/postgres?table=customers`,
    ]);
  beforeEach(reset);

  it.each(['CREATE TABLE', 'COMMENT ON', 'COMMIT'])(
    'that is lost at %s leaves nothing behind',
    async (text) => {
      const unsure = await servePglite(database, { loses: { text, after: 0 } });
      const found = await create(unsure.port);
      unsure.close();
      expect(found.code).toBe(2);
      expect(found.said).toContain('the connection to the server was lost');
      expect(await rows(OBJECTS)).toEqual(ONLY_CUSTOMERS);
    },
  );

  // The table is looked up, and then nobody answers any more.
  it.each([
    ['refused', 'no server answers there'],
    ['asked for a password', 'does not accept the user or the password'],
  ])('that is %s when the view is to be made leaves nothing behind', async (how, said) => {
    const first = await servePglite(database);
    const io = nodeIo();
    const address = `postgres://postgres@127.0.0.1:${first.port}/postgres?table=customers`;
    first.close();
    const strict = how === 'refused' ? null : await servePglite(database, { password: 'secret' });
    const told = strict === null ? address : address.replace(String(first.port), String(strict.port));
    const wanted = {
      kind: 'view',
      name: ['one'],
      query: 'SELECT 1 AS one',
      columns: ['one'],
      comment: 'keyaccounts',
    } as const;
    vi.stubEnv('PGPASSWORD', 'other');
    await expect(io.createIn(told, wanted)).rejects.toMatchObject({
      wording: { en: expect.stringContaining(said) },
    });
    vi.unstubAllEnvs();
    strict?.close();
    expect(await rows(OBJECTS)).toEqual(ONLY_CUSTOMERS);
  });

  it('whose user may not create anything says so', async () => {
    await database.exec(`DROP ROLE IF EXISTS reader; CREATE ROLE reader; GRANT USAGE ON SCHEMA public TO reader;
      GRANT SELECT ON customers TO reader; SET ROLE reader`);
    const found = await create(server.port);
    await database.exec('RESET ROLE; DROP OWNED BY reader');
    expect(found.code).toBe(2);
    expect(found.said).toContain('permission denied');
    expect(found.said).toContain('GRANT CREATE');
    expect(await rows(OBJECTS)).toEqual(ONLY_CUSTOMERS);
  });
});
