import type { Client } from 'pg';
import { UserError } from '../errors.ts';
import { POSTGRES } from '../sql/dialects/postgres.ts';
import { quoteName, quoteParts } from '../sql/quote.ts';
import type { Wording } from '../text/wording.ts';
import type { WarehouseAddress } from './address.ts';
import { type CatalogueTable, checkOrder, findTable, partsOf } from './catalogue.ts';
import type { FoundTable, WarehouseColumn, WarehouseRow, WarehouseTable } from './cells.ts';
import { firstLine, loadClient, unread, unwritten } from './client.ts';
import type { WriteSession } from './objects.ts';

/** Opens a table of a Postgres server in a transaction that only reads; closed when no more is asked for. */
export async function* openPostgres(address: WarehouseAddress): AsyncGenerator<WarehouseTable> {
  let client: Client | null = null;
  try {
    client = await openClient(address);
    await connectQuietly(client);
    yield await openIn(client, address);
  } catch (error) {
    throw error instanceof UserError ? error : unread(address.told, ...refusalOf(error));
  } finally {
    await client?.end().catch(() => undefined);
  }
}

/** Writes to a Postgres server, in one transaction. */
export async function writePostgres<T>(
  address: WarehouseAddress,
  write: (session: WriteSession) => Promise<T>,
): Promise<T> {
  let client: Client | null = null;
  try {
    client = await openClient(address);
    await connectQuietly(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ WRITE');
    await client.query(SAME_EVERYWHERE);
    const written = await write(sessionIn(client));
    await client.query('COMMIT');
    return written;
  } catch (error) {
    await client?.query('ROLLBACK').catch(() => undefined);
    if (error instanceof UserError) throw error;
    throw unwritten(address.told, ...refusalOf(error, WRITE_REFUSALS));
  } finally {
    await client?.end().catch(() => undefined);
  }
}

function sessionIn(client: Client): WriteSession {
  return {
    dialect: POSTGRES,
    async find(name) {
      const [found] = await rowsOf<readonly [string, string | null, readonly string[]]>(
        client,
        `SELECT c.relkind, obj_description(c.oid, 'pg_class'), ARRAY(SELECT a.attname::text FROM pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
          FROM pg_class AS c WHERE c.oid = to_regclass($1)`,
        [quoteParts(POSTGRES, name)],
      );
      if (found === undefined) return null;
      const [kind, comment, columns] = found;
      return { kind: kind === 'v' ? 'view' : 'table', comment, columns };
    },
    run: async (statement) => void (await client.query(statement)),
    count: async (query) => Number((await rowsOf<readonly [string]>(client, query))[0]![0]),
  };
}

async function openClient({ place, told }: WarehouseAddress): Promise<Client> {
  const { Client: PgClient } = await loadClient(() => import('pg'), 'pg', told);
  const client = new PgClient({ connectionString: place, connectionTimeoutMillis: PATIENCE });
  // A connection that is lost is told by the query that waits for it.
  client.on('error', () => {});
  return client;
}

// The client warns that it will leave ~/.pgpass to programs one day; nobody who runs a command can do anything about it.
async function connectQuietly(client: Client): Promise<void> {
  const isQuiet = process.noDeprecation === true;
  process.noDeprecation = true;
  try {
    await client.connect();
  } finally {
    process.noDeprecation = isQuiet;
  }
}

// The same cells, whatever the settings of the server and of the user are; a moment is the day that it is in UTC.
const SAME_EVERYWHERE =
  "SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3";

async function openIn(client: Client, address: WarehouseAddress): Promise<WarehouseTable> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await client.query(SAME_EVERYWHERE);
  const found = await findIn(client, address);
  const { source, columns } = found;
  checkOrder(address, columns);
  const order = address.order.map(nameIn).join(', ');
  const query =
    `SELECT ${columns.map(cellOf).join(', ')} FROM ${source} AS source` +
    (order === '' ? '' : ` ORDER BY ${order}`);
  return {
    ...found,
    dialect: POSTGRES,
    beside: (other) => findIn(client, other),
    ask: (asked) => batchesOf(client, asked, address.told),
    batches: batchesOf(client, query, address.told),
  };
}

async function findIn(client: Client, address: WarehouseAddress): Promise<FoundTable> {
  const found = findTable(address, await tablesOf(client));
  const { schema, name } = found;
  return {
    columns: await columnsOf(client, schema, name),
    name: partsOf(found),
    source: quoteParts(POSTGRES, [schema, name]),
  };
}

async function* batchesOf(
  client: Client,
  query: string,
  told: string,
): AsyncGenerator<readonly WarehouseRow[]> {
  try {
    await client.query(`DECLARE keyaccounts NO SCROLL CURSOR FOR ${query}`);
    for (;;) {
      const rows = await rowsOf<WarehouseRow>(client, `FETCH ${BATCH} FROM keyaccounts`);
      if (rows.length === 0) break;
      yield rows;
    }
    await client.query('CLOSE keyaccounts');
  } catch (error) {
    throw unread(told, ...refusalOf(error));
  }
}

async function tablesOf(client: Client): Promise<readonly CatalogueTable[]> {
  const rows = await rowsOf<readonly [string, string, boolean]>(
    client,
    `SELECT n.nspname, c.relname, pg_table_is_visible(c.oid) FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 3 DESC, 1, 2`,
  );
  return rows.map(([schema, name, isNear]) => ({ schema, name, isNear }));
}

// A domain has the type that it stands on.
async function columnsOf(client: Client, schema: string, table: string): Promise<readonly WarehouseColumn[]> {
  const rows = await rowsOf<readonly [string, string]>(
    client,
    `SELECT a.attname, format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, NULL)
      FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
      JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [schema, table],
  );
  return rows.map(([name, type]) => ({ name, type, kind: NUMBERS.has(type) ? 'number' : 'text' }));
}

async function rowsOf<Row>(
  client: Client,
  text: string,
  values?: readonly string[],
): Promise<readonly Row[]> {
  const query = { text, rowMode: 'array' as const };
  const { rows } = await client.query(values === undefined ? query : { ...query, values: [...values] });
  return rows as unknown as readonly Row[];
}

// Money is written as its server writes it, with signs of a currency and of thousands, but for its number.
function cellOf({ name, type }: WarehouseColumn): string {
  return `CAST(${type === 'money' ? `CAST(${nameIn(name)} AS numeric)` : nameIn(name)} AS text)`;
}

function nameIn(column: string): string {
  return `source.${quoteName(POSTGRES, column)}`;
}

const NUMBERS: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'money',
]);
const BATCH = 5000;
const PATIENCE = 15_000;

// What a server refuses, and what helps.
function refusalOf(error: unknown, more: readonly Refusal[] = []): [reason: Wording, help?: Wording] {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const said = firstLine(error);
  const known = [...more, ...REFUSALS].find(
    ([codes, pattern]) => codes.includes(code) || pattern?.test(said.en) === true,
  );
  return known === undefined ? [said] : [known[2] ?? said, known[3]];
}

/** Codes of errors, or what they say; the reason in our words, null in those of the server; and what helps. */
type Refusal = readonly [
  codes: readonly string[],
  pattern: RegExp | null,
  reason: Wording | null,
  help: Wording,
];

const PASSWORD_HELP = {
  en: 'set the environment variable PGPASSWORD, or write the password into ~/.pgpass',
  zh: '请设置环境变量 PGPASSWORD，或把密码写入 ~/.pgpass',
};
const SERVER_HELP = {
  en: 'check the host and the port, and whether the server runs',
  zh: '请检查主机和端口，以及服务器是否在运行',
};
const WRITE_REFUSALS: readonly Refusal[] = [
  [
    ['42501'],
    null,
    null,
    {
      en: 'have it allowed: GRANT CREATE ON SCHEMA … TO …',
      zh: '请让管理员授权：GRANT CREATE ON SCHEMA … TO …',
    },
  ],
  [
    ['42P16'],
    null,
    null,
    { en: 'the columns are others now: drop the view first', zh: '列已改变：请先删除该视图' },
  ],
  [
    ['2BP01'],
    null,
    null,
    {
      en: 'drop what depends on it, or name another table with --view',
      zh: '请先删除依赖它的对象，或用 --view 另取名称',
    },
  ],
  [['25006'], null, null, { en: 'name a server that takes changes', zh: '请连接可写入的服务器' }],
];
const REFUSALS: readonly Refusal[] = [
  [
    ['ECONNREFUSED', 'ENOENT', 'EHOSTUNREACH', 'ENETUNREACH'],
    null,
    { en: 'no server answers there', zh: '该地址没有服务器应答' },
    SERVER_HELP,
  ],
  [
    ['ENOTFOUND', 'EAI_AGAIN'],
    null,
    { en: 'there is no host of that name', zh: '没有这个主机' },
    SERVER_HELP,
  ],
  [['ETIMEDOUT'], /timeout expired/, { en: 'the server does not answer', zh: '服务器没有应答' }, SERVER_HELP],
  [
    ['28P01', '28000'],
    null,
    { en: 'the server does not accept the user or the password', zh: '服务器不接受该用户或密码' },
    PASSWORD_HELP,
  ],
  [
    [],
    /password must be a/,
    { en: 'the server asks for a password, and none is given', zh: '服务器要求密码，但没有提供' },
    PASSWORD_HELP,
  ],
  [
    ['3D000'],
    null,
    { en: 'the server has no such database', zh: '服务器上没有这个数据库' },
    { en: 'check the name behind the host', zh: '请检查主机名后面的数据库名' },
  ],
  [
    ['42501'],
    null,
    { en: 'the user may not read that table', zh: '该用户无权读取这张表' },
    { en: 'have it allowed: GRANT SELECT ON … TO …', zh: '请让管理员授权：GRANT SELECT ON … TO …' },
  ],
  [
    ['ECONNRESET', 'EPIPE', '57P01', '57P02'],
    /Connection terminated/,
    { en: 'the connection to the server was lost', zh: '与服务器的连接中断' },
    { en: 'run the command again; nothing was written', zh: '请重新运行该命令；没有写入任何内容' },
  ],
];
