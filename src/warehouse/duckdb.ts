import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { DUCKDB } from '../sql/dialects/duckdb.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { Wording } from '../text/wording.ts';
import type { WarehouseAddress } from './address.ts';
import { type CatalogueColumn, type CatalogueTable, checkOrder, findTable, partsOf } from './catalogue.ts';
import type { CellKind, WarehouseRow, WarehouseTable } from './cells.ts';
import { firstLine, loadClient, unread } from './client.ts';

/** Opens a table of a DuckDB file, or Parquet files, for reading only; closed when no more is asked for. */
export async function* openDuckDb(address: WarehouseAddress): AsyncGenerator<WarehouseTable> {
  const { kind, place, told } = address;
  const { DuckDBInstance } = await loadClient(() => import('@duckdb/node-api'), '@duckdb/node-api', told);
  // A pattern of Parquet files is no file itself.
  if (!existsSync(place) && !(kind === 'parquet' && /[*?[{]/.test(place)))
    throw unread(told, { en: `there is no file "${place}"`, zh: `没有文件“${place}”` }, CHECK_NAME);
  const instance = await (kind === 'duckdb'
    ? DuckDBInstance.create(place, { access_mode: 'READ_ONLY' })
    : DuckDBInstance.create(':memory:')
  ).catch(async (error) => {
    throw (await isDuckDb(place)) ? refused(told, error) : unread(told, NO_DUCKDB, CHECK_NAME);
  });
  try {
    const connection = await instance.connect();
    try {
      yield await openIn(connection, address);
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    throw error instanceof UserError ? error : refused(told, error);
  } finally {
    instance.closeSync();
  }
}

async function openIn(connection: DuckDBConnection, address: WarehouseAddress): Promise<WarehouseTable> {
  // A moment is the same day whatever machine reads it.
  await connection.run("SET TimeZone = 'UTC'");
  const { source, parts } =
    address.kind === 'parquet' ? filesOf(address) : await tableOf(connection, address);
  const columns = await columnsOf(connection, source);
  checkOrder(address, columns);
  const cells = columns.map(({ name }) => `CAST(${nameIn(name)} AS VARCHAR)`).join(', ');
  const order = address.order.map((name) => `${nameIn(name)} NULLS LAST`).join(', ');
  const query = `SELECT ${cells} FROM ${source} AS source${order === '' ? '' : ` ORDER BY ${order}`}`;
  return {
    columns: columns.map(({ name, type }) => ({ name, type, kind: kindOf(type) })),
    dialect: DUCKDB,
    name: parts,
    source,
    ask: (asked) => batchesOf(connection, asked, address.told),
    batches: batchesOf(connection, query, address.told),
  };
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
  const [[database]] = (await connection.runAndReadAll('SELECT current_database()')).getRows() as [[string]];
  const source = [database, schema, name].map((part) => quoteName(DUCKDB, part)).join('.');
  return { source, parts: partsOf(found) };
}

async function tablesOf(connection: DuckDBConnection): Promise<readonly CatalogueTable[]> {
  const reader = await connection.runAndReadAll(
    'SELECT table_schema, table_name, table_schema = current_schema() FROM information_schema.tables ' +
      'WHERE table_catalog = current_database() ORDER BY 3 DESC, 1, 2',
  );
  return (reader.getRows() as [string, string, boolean][]).map(([schema, name, isNear]) => ({
    schema,
    name,
    isNear,
  }));
}

async function columnsOf(connection: DuckDBConnection, source: string): Promise<readonly CatalogueColumn[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  return (reader.getRows() as [string, string][]).map(([name, type]) => ({ name, type }));
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

function refused(told: string, error: unknown): UserError {
  const said = firstLine(error);
  const [, reason, help] = REFUSALS.find(([pattern]) => pattern.test(said.en)) ?? [null, said, undefined];
  return unread(told, reason, help);
}

const CHECK_NAME = { en: 'check the name of the file', zh: '请检查文件名' };
const NO_DUCKDB = { en: 'the file is no DuckDB database', zh: '该文件不是 DuckDB 数据库' };
const REFUSALS: readonly (readonly [RegExp, Wording, Wording])[] = [
  [
    /set lock on file|being used by another process/,
    { en: 'another program is writing to the database', zh: '另一个程序正在写这个数据库' },
    { en: 'close that program, or read a copy of the file', zh: '请关闭那个程序，或读取文件的副本' },
  ],
  [/No files found/, { en: 'no file has such a name', zh: '没有这样的文件' }, CHECK_NAME],
  [
    /No magic bytes|too small to be a Parquet file/,
    { en: 'the file is no Parquet file', zh: '该文件不是 Parquet 文件' },
    { en: 'a CSV file is named without "parquet:"', zh: 'CSV 文件请直接写文件名，不加“parquet:”' },
  ],
];
