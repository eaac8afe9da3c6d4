import { UserError } from '../errors.ts';
import { quoteParts } from '../sql/quote.ts';
import { parseAddress } from './address.ts';
import type { CreatedObject, KnownObject, ObjectKind, WantedObject, WriteSession } from './objects.ts';

/**
 * Makes a view or a table in the database of an address, or replaces one that was made so, as a whole or not at all. What
 * else stands under its name is a UserError, and so is whatever the database refuses.
 */
export async function createInWarehouse(told: string, wanted: WantedObject): Promise<CreatedObject> {
  const address = parseAddress(told);
  switch (address.kind) {
    case 'parquet':
      throw new UserError(
        {
          en: `"${told}" is a file, which holds no views and no other tables`,
          zh: `“${told}”是文件，其中不能创建视图或其他表`,
        },
        {
          en: 'name a table of a database, such as duckdb:crm.duckdb?table=customers',
          zh: '请指定数据库中的表，如 duckdb:crm.duckdb?table=customers',
        },
      );
    case 'duckdb': {
      const { writeDuckDb } = await import('./duckdb.ts');
      return writeDuckDb(address, (session) => makeObject(session, wanted));
    }
    case 'postgres': {
      const { writePostgres } = await import('./postgres.ts');
      return writePostgres(address, (session) => makeObject(session, wanted));
    }
  }
}

async function makeObject(session: WriteSession, wanted: WantedObject): Promise<CreatedObject> {
  const known = await session.find(wanted.name);
  if (known !== null && (known.kind !== wanted.kind || !isOurs(known, wanted))) throw isTaken(known, wanted);
  const { dialect } = session;
  const name = quoteParts(dialect, wanted.name);
  for (const statement of statementsOf(wanted, known, name)) await session.run(statement);
  const kind = wanted.kind.toUpperCase();
  await session.run(`COMMENT ON ${kind} ${name} IS ${dialect.text(wanted.comment)}`);
  const rows = wanted.kind === 'view' ? null : await session.count(`SELECT COUNT(*) FROM ${name}`);
  return { isNew: known === null, rows };
}

// Rows are exchanged where the columns stay, so that views over a table go on.
function statementsOf(
  { kind, query, columns }: WantedObject,
  known: KnownObject | null,
  name: string,
): readonly string[] {
  if (kind === 'view') return [`CREATE OR REPLACE VIEW ${name} AS\n${query}`];
  if (known === null) return [`CREATE TABLE ${name} AS\n${query}`];
  return JSON.stringify(known.columns) === JSON.stringify(columns)
    ? [`DELETE FROM ${name}`, `INSERT INTO ${name}\n${query}`]
    : [`DROP TABLE ${name}`, `CREATE TABLE ${name} AS\n${query}`];
}

function isOurs({ comment }: KnownObject, wanted: WantedObject): boolean {
  return comment?.split(' ')[0] === wanted.comment.split(' ')[0];
}

function isTaken({ kind }: KnownObject, { name }: WantedObject): UserError {
  const said = name.join('.');
  const [en, zh] = KINDS[kind];
  return new UserError(
    {
      en: `there is a ${en} "${said}" already, which keyaccounts sql --create did not make so`,
      zh: `已有${zh}“${said}”，且不是由 keyaccounts sql --create 如此创建的`,
    },
    { en: 'name another with --view, or drop that one', zh: '请用 --view 另取名称，或先删除它' },
  );
}

const KINDS: Readonly<Record<ObjectKind, readonly [en: string, zh: string]>> = {
  view: ['view', '视图'],
  table: ['table', '表'],
};
