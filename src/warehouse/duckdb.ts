import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { DUCKDB } from '../sql/dialects/duckdb.ts';
import { quoteName, quoteParts, quoteText } from '../sql/quote.ts';
import type { Wording } from '../text/wording.ts';
import type { WarehouseAddress } from './address.ts';
import { type CatalogueTable, checkOrder, findTable, partsOf } from './catalogue.ts';
import type { CellKind, FoundTable, WarehouseColumn, WarehouseRow, WarehouseTable } from './cells.ts';
import { firstLine, loadClient, unread, unwritten } from './client.ts';
import type { ObjectKind, WriteSession } from './objects.ts';

/** Opens a table of a DuckDB file, or Parquet files, for reading only; closed when no more is asked for. */
export async function* openDuckDb(address: WarehouseAddress): AsyncGenerator<WarehouseTable> {
  const instance = await openInstance(address, 'READ_ONLY');
  try {
    const connection = await instance.connect();
    try {
      yield await openIn(connection, address);
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    throw error instanceof UserError ? error : refused(address.told, error);
  } finally {
    instance.closeSync();
  }
}

/** Writes to a DuckDB file, in one transaction. */
export async function writeDuckDb<T>(
  address: WarehouseAddress,
  write: (session: WriteSession) => Promise<T>,
): Promise<T> {
  const instance = await openInstance(address, 'READ_WRITE');
  try {
    const connection = await instance.connect();
    try {
      await connection.run("SET TimeZone = 'UTC'");
      await connection.run('BEGIN TRANSACTION');
      const written = await write(sessionIn(connection));
      await connection.run('COMMIT');
      return written;
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refused(address.told, error, unwritten);
  } finally {
    instance.closeSync();
  }
}

function sessionIn(connection: DuckDBConnection): WriteSession {
  return {
    dialect: DUCKDB,
    async find(name) {
      const [own = '', schema] = [...name].reverse();
      const isNamed = (column: string): string =>
        `database_name = current_database() AND lower(${column}) = lower(${quoteText(own)})
        AND lower(schema_name) = lower(${schema === undefined ? 'current_schema()' : quoteText(schema)})`;
      const [found] = (await rowsOf(
        connection,
        `SELECT 'view', comment FROM duckdb_views() WHERE ${isNamed('view_name')}
        UNION ALL SELECT 'table', comment FROM duckdb_tables() WHERE ${isNamed('table_name')}`,
      )) as [ObjectKind, string | null][];
      if (found === undefined) return null;
      const columns = await rowsOf(
        connection,
        `SELECT column_name FROM duckdb_columns() WHERE ${isNamed('table_name')} ORDER BY column_index`,
      );
      return { kind: found[0], comment: found[1], columns: columns.map(([column]) => column as string) };
    },
    run: async (statement) => void (await connection.run(statement)),
    count: async (query) => Number((await rowsOf(connection, query))[0]![0]),
  };
}

async function openInstance(
  { kind, place, told }: WarehouseAddress,
  mode: 'READ_ONLY' | 'READ_WRITE',
): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await loadClient(() => import('@duckdb/node-api'), '@duckdb/node-api', told);
  // A pattern of Parquet files is no file itself.
  if (!existsSync(place) && !(kind === 'parquet' && /[*?[{]/.test(place)))
    throw unread(told, { en: `there is no file "${place}"`, zh: `没有文件“${place}”` }, CHECK_NAME);
  return (
    kind === 'duckdb'
      ? DuckDBInstance.create(place, { access_mode: mode })
      : DuckDBInstance.create(':memory:')
  ).catch(async (error) => {
    const fail = mode === 'READ_ONLY' ? unread : unwritten;
    throw (await isDuckDb(place)) ? refused(told, error, fail) : fail(told, NO_DUCKDB, CHECK_NAME);
  });
}

async function openIn(connection: DuckDBConnection, address: WarehouseAddress): Promise<WarehouseTable> {
  // A moment is the same day whatever machine reads it.
  await connection.run("SET TimeZone = 'UTC'");
  const found = await findIn(connection, address);
  const { source, columns } = found;
  checkOrder(address, columns);
  const cells = columns.map(({ name }) => `CAST(${nameIn(name)} AS VARCHAR)`).join(', ');
  const order = address.order.map((name) => `${nameIn(name)} NULLS LAST`).join(', ');
  const query = `SELECT ${cells} FROM ${source} AS source${order === '' ? '' : ` ORDER BY ${order}`}`;
  return {
    ...found,
    dialect: DUCKDB,
    beside: (other) => findIn(connection, other),
    ask: (asked) => batchesOf(connection, asked, address.told),
    batches: batchesOf(connection, query, address.told),
  };
}

async function findIn(connection: DuckDBConnection, address: WarehouseAddress): Promise<FoundTable> {
  const { source, parts } =
    address.kind === 'parquet' ? filesOf(address) : await tableOf(connection, address);
  return { columns: await columnsOf(connection, source), name: parts, source };
}

async function* batchesOf(
  connection: DuckDBConnection,
  query: string,
  told: string,
): AsyncGenerator<readonly WarehouseRow[]> {
  try {
    const result = await connection.stream(query);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk.getRows() as WarehouseRow[];
    }
  } catch (error) {
    throw refused(told, error);
  }
}

/** A table as queries call it, and the parts of its name. */
interface NamedTable {
  readonly source: string;
  readonly parts: readonly string[];
}

function filesOf({ place }: WarehouseAddress): NamedTable {
  return { source: `read_parquet(${quoteText(place)})`, parts: [parse(place).name] };
}

async function tableOf(connection: DuckDBConnection, address: WarehouseAddress): Promise<NamedTable> {
  const found = findTable(address, await tablesOf(connection));
  const { schema, name } = found;
  // A schema may be called as the file is.
  const [[database]] = (await rowsOf(connection, 'SELECT current_database()')) as [[string]];
  const source = quoteParts(DUCKDB, [database, schema, name]);
  return { source, parts: partsOf(found) };
}

async function tablesOf(connection: DuckDBConnection): Promise<readonly CatalogueTable[]> {
  const rows = await rowsOf(
    connection,
    'SELECT table_schema, table_name, table_schema = current_schema() FROM information_schema.tables ' +
      'WHERE table_catalog = current_database() ORDER BY 3 DESC, 1, 2',
  );
  return (rows as [string, string, boolean][]).map(([schema, name, isNear]) => ({ schema, name, isNear }));
}

async function columnsOf(connection: DuckDBConnection, source: string): Promise<readonly WarehouseColumn[]> {
  const rows = await rowsOf(connection, `DESCRIBE SELECT * FROM ${source}`);
  return (rows as [string, string][]).map(([name, type]) => ({ name, type, kind: kindOf(type) }));
}

async function rowsOf(connection: DuckDBConnection, text: string) {
  return (await connection.runAndReadAll(text)).getRows();
}

function nameIn(column: string): string {
  return `source.${quoteName(DUCKDB, column)}`;
}

function kindOf(type: string): CellKind {
  return NUMBERS.test(type) ? 'number' : 'text';
}

const NUMBERS = /^(?:DECIMAL\([\d, ]+\)|DOUBLE|FLOAT|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BIGNUM)$/;

async function isDuckDb(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.toString('latin1', 8) === 'DUCK';
  } finally {
    await file.close();
  }
}

function refused(told: string, error: unknown, fail: typeof unread = unread): UserError {
  const said = firstLine(error);
  const [, reason, help] = REFUSALS.find(([pattern]) => pattern.test(said.en)) ?? [null, said, undefined];
  return fail(told, reason, help);
}

const CHECK_NAME = { en: 'check the name of the file', zh: '请检查文件名' };
const NO_DUCKDB = { en: 'the file is no DuckDB database', zh: '该文件不是 DuckDB 数据库' };
const REFUSALS: readonly (readonly [RegExp, Wording, Wording])[] = [
  [
    /set lock on file|being used by another process/,
    { en: 'another program is using the database', zh: '另一个程序正在使用这个数据库' },
    { en: 'close that program, or read a copy of the file', zh: '请关闭那个程序，或读取文件的副本' },
  ],
  [/No files found/, { en: 'no file has such a name', zh: '没有这样的文件' }, CHECK_NAME],
  [
    /No magic bytes|too small to be a Parquet file/,
    { en: 'the file is no Parquet file', zh: '该文件不是 Parquet 文件' },
    { en: 'a CSV file is named without "parquet:"', zh: 'CSV 文件请直接写文件名，不加“parquet:”' },
  ],
];
