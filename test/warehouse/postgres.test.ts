import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { classify, InputError, readCriteria } from '../../src/index.ts';
import { readWarehouse } from '../../src/warehouse/read.ts';
import { runMain } from './run.ts';
import { servePglite } from './serve-pglite.ts';

const SAMPLE = 'fixtures/customers/sample.csv';
const CRITERIA = `fields: { customer_id: { type: id } }
categories: { key: { when: { customer_id: "12000" } }, normal: { when: otherwise } }
`;
const AS_OF = ['--as-of', '2026-06-30'];

let here = '';
let database: PGlite;
let server: Awaited<ReturnType<typeof servePglite>>;
const address = (query = '', user = 'ann', port = server.port): string =>
  `postgres://${user}@127.0.0.1:${port}/postgres${query}`;

beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'keyaccounts-postgres-'));
  database = await PGlite.create();
  const [header] = readFileSync(SAMPLE, 'utf8').split('\n');
  const columns = header!.split(',').map((name) => `"${name}" text`);
  await database.exec(`CREATE TABLE sample (${columns.join(', ')})`);
  await database.query("COPY sample FROM '/dev/blob' WITH (FORMAT csv, HEADER)", [], {
    blob: new Blob([readFileSync(SAMPLE)]),
  });
  await database.exec(`
    CREATE ROLE ann LOGIN; GRANT SELECT ON sample TO ann;
    CREATE SCHEMA crm;
    CREATE DOMAIN crm.amount AS numeric(12, 3);
    CREATE TABLE crm."O""Hare, Inc" AS SELECT 10 - i AS "the ""id""" FROM generate_series(0, 2) AS i;
    CREATE TABLE crm.typed (id text, n numeric(12, 2), d float8, r real, a crm.amount, m money, b boolean, day date,
      at timestamptz, note text);
    INSERT INTO crm.typed VALUES
      ('A', 1234.5, 1e20, 0.1, 1.234, 1234.5, true, '2026-06-30', '2026-06-30 23:30:00+08', E'one\\ntwo'),
      ('B', 'NaN', 1e-7, NULL, -7, NULL, false, NULL, NULL, '');
    CREATE TABLE crm.many AS SELECT i AS customer_id FROM generate_series(1, 12000) AS i;
    CREATE TABLE crm.wide AS SELECT repeat('x', 100) AS name FROM generate_series(1, 6000);
    CREATE SEQUENCE crm.counter;
    CREATE VIEW crm.writes AS SELECT nextval('crm.counter') AS customer_id;
    SET datestyle = 'German'; SET timezone = 'Asia/Shanghai'; SET extra_float_digits = 0;
  `);
  server = await servePglite(database);
}, 60_000);
// Whatever the one who runs the tests uses for servers of their own.
beforeEach(() => {
  vi.stubEnv('PGPASSWORD', undefined);
  vi.stubEnv('PGPASSFILE', join(here, 'pgpass'));
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  server.close();
  await database.close();
  rmSync(here, { recursive: true, force: true });
});

async function csvOf(told: string): Promise<string> {
  let text = '';
  for await (const bytes of readWarehouse(told)) text += Buffer.from(bytes).toString();
  return text;
}

describe('customers in Postgres', () => {
  it.each(['csv', 'json'])('get the verdicts of the same customers in a CSV file, as %s', async (format) => {
    const args = (file: string) => ['classify', file, ...AS_OF, '--format', format];
    const expected = await runMain(args(SAMPLE));
    const told = address('?table=sample');
    const found = await runMain(args(told));
    expect({ ...found, out: found.out.replace(told, SAMPLE) }).toEqual(expected);
  });

  it('are read by their types, the same whatever the settings of the user are', async () => {
    expect(await csvOf(address('?table=crm.typed&order=id', 'postgres'))).toBe(
      'id,n,d,r,a,m,b,day,at,note\n' +
        'A,1234.50,100000000000000000000,0.1,1.2340,1234.50,true,2026-06-30,2026-06-30 15:30:00+00,"one\ntwo"\n' +
        'B,NaN,0.0000001,,-7.0000,,false,,,\n',
    );
  });

  it('come in batches and in the order that is asked for, of names as they are', async () => {
    const lines = (await csvOf(address('?table=crm.many&order=customer_id', 'postgres'))).split('\n');
    expect([lines.length, lines[1], lines[12_000]]).toEqual([12_002, '1', '12000']);
    const told = address('?table=crm."O""Hare, Inc"&order=the "id"', 'postgres');
    expect(await csvOf(told)).toBe('"the ""id"""\n8\n9\n10\n');
  });
});

it('leaves no connection open where the library ends before the rows do', async () => {
  writeFileSync(join(here, 'c.yaml'), CRITERIA);
  const criteria = await readCriteria(join(here, 'c.yaml'));
  const customers = classify(address('?table=crm.wide', 'postgres'), criteria, { asOf: '2026-06-30' });
  await expect(customers.next()).rejects.toBeInstanceOf(InputError);
  await vi.waitFor(async () => expect(await server.connections()).toBe(0));
});

describe('a server that does not give them', () => {
  const output = (): string => join(here, 'out.csv');
  const run = (told: string, ...more: string[]) =>
    runMain(['classify', told, ...AS_OF, '--format', 'csv', '-o', output(), ...more]);

  async function expectRefusal(told: string, what: string, help: string): Promise<void> {
    const { code, said } = await run(told);
    expect([code, said]).toEqual([2, expect.stringContaining(what)]);
    expect(said).toContain(`\n  help: ${help}`);
    expect(said.trim().split('\n')).toHaveLength(2);
    const chinese = await run(told, '--lang', 'zh');
    expect(chinese.said).toMatch(/^错误：.*\n {2}建议：.*\n$/);
    expect(existsSync(output())).toBe(false);
  }

  it.each([
    ['?table=sampel', 'ann', 'there is no table "sampel"', 'did you mean "sample"?'],
    ['?table=typed', 'ann', 'there is no table "typed"', 'did you mean "crm.typed"?'],
    [
      '?table=sample&order=Custmer ID',
      'ann',
      'there is no column "Custmer ID"',
      'did you mean "Customer ID"?',
    ],
    ['', 'ann', 'has several tables: "sample", "crm.', 'say which: '],
  ])('%s', async (query, user, what, help) => {
    await expectRefusal(address(query, user), what, help);
  });

  it('is not there', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    await new Promise((done) => closed.close(done));
    await expectRefusal(address('?table=sample', 'ann', port), 'no server answers there', 'check the host');
    await expectRefusal(
      'postgres://ann@no-host.invalid/crm',
      'there is no host of that name',
      'check the host',
    );
  });

  it('asks for a password, which is never shown', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    const guarded = await servePglite(database, { password: 'geheim' });
    const told = address('?table=sample', 'ann', guarded.port);
    await expectRefusal(told, 'the server', 'set the environment variable PGPASSWORD');
    vi.stubEnv('PGPASSWORD', 'falsch');
    await expectRefusal(
      told,
      'does not accept the user or the password',
      'set the environment variable PGPASSWORD',
    );
    expect((await run(told)).said).not.toContain('falsch');
    vi.stubEnv('PGPASSWORD', 'geheim');
    expect((await runMain(['classify', told, ...AS_OF])).code).toBe(0);
    vi.stubEnv('PGPASSWORD', undefined);
    writeFileSync(join(here, 'pgpass'), `127.0.0.1:${guarded.port}:postgres:ann:geheim\n`, { mode: 0o600 });
    const { code, out, said } = await runMain(['classify', told, ...AS_OF, '--format', 'json']);
    expect([code, (out + said).includes('geheim')]).toEqual([0, false]);
    guarded.close();
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
  });

  it('is lost half-way', async () => {
    const flaky = await servePglite(database, { loses: { text: 'FETCH', after: 1 } });
    const told = address('?table=crm.many', 'postgres', flaky.port);
    await expectRefusal(told, 'the connection to the server was lost', 'run the command again');
    flaky.close();
  });

  it('is never written to', async () => {
    const told = address('?table=crm.writes', 'postgres');
    const { code, said } = await run(told);
    expect([code, said]).toEqual([2, expect.stringContaining('read-only transaction')]);
  });

  it('is given no password in its address', async () => {
    const { code, said } = await run('postgres://ann:geheim@127.0.0.1/crm');
    expect([code, said]).toEqual([2, expect.stringMatching(/holds a password.*PGPASSWORD.*pgpass/s)]);
    expect(said).not.toContain('geheim');
  });
});
