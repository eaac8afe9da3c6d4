import { UserError } from '../errors.ts';
import type { TableOptions } from '../table/table.ts';
import { didYouMean } from '../text/suggest.ts';

/** Where a table is read from instead of a file. */
export interface WarehouseAddress {
  readonly kind: 'duckdb' | 'parquet' | 'postgres';
  /** As it was given, which people know it by. */
  readonly told: string;
  /** The path of the file; of a server, what its client connects to. */
  readonly place: string;
  /** Schema and table, or the table alone; null takes the only one. */
  readonly table: readonly string[] | null;
  /** The columns that the rows are ordered by; none leaves them as the database gives them. */
  readonly order: readonly string[];
}

/** Whether a path is the address of a table, such as duckdb:crm.duckdb?table=customers. */
export function isAddress(path: string): boolean {
  return ADDRESS.test(path);
}

/** Whether one statement can read two tables: they are in one database, or one is a file of Parquet beside any of DuckDB. */
export function isBeside(one: WarehouseAddress, other: WarehouseAddress): boolean {
  if (one.kind === 'parquet') return other.kind !== 'postgres';
  return one.kind === other.kind && one.place === other.place;
}

/** Reads an address; throws a UserError where it says something else than a table, and where a password stands in it. */
export function parseAddress(told: string): WarehouseAddress {
  refusePassword(told);
  const [, scheme = '', rest = ''] = ADDRESS.exec(told) ?? [];
  const kind = scheme === 'postgresql' ? 'postgres' : (scheme as WarehouseAddress['kind']);
  const [, path = '', query = ''] = PATH_AND_QUERY.exec(rest) ?? [];
  const options = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => ({ part, ...readOption(part) }));
  const known = KNOWN[kind];
  const others = options.filter(({ name }) => !known.includes(name));
  if (kind !== 'postgres' && others.length > 0) {
    const { name } = others[0]!;
    throw new UserError(
      { en: `"${told}" has an unknown option "${name}"`, zh: `“${told}”中有未知选项“${name}”` },
      didYouMean(name, known),
    );
  }
  if (path === '' || path === '//')
    throw new UserError(
      { en: `"${told}" names no ${WHAT[kind].en}`, zh: `“${told}”没有指明${WHAT[kind].zh}` },
      { en: `name it: ${EXAMPLES[kind]}`, zh: `请写明：${EXAMPLES[kind]}` },
    );
  const table = options.find(({ name }) => name === 'table');
  const passedOn = others.map(({ part }) => part).join('&');
  return {
    kind,
    told,
    place: kind === 'postgres' ? `postgres:${path}${passedOn === '' ? '' : `?${passedOn}`}` : path,
    table: table === undefined ? null : partsOf(table.value),
    order: options.filter(({ name }) => name === 'order').map(({ value }) => value),
  };
}

/** Throws where a text holds an address with a password: it would stand in the history of the shell, and in reports. */
export function refusePassword(text: string): void {
  if (!PASSWORD.test(text)) return;
  throw new UserError(
    {
      en: 'the address of the database holds a password, which the history of the shell would keep',
      zh: '数据库地址中含有密码，会留在命令行历史记录里',
    },
    {
      en: 'take it out, and set the environment variable PGPASSWORD or write it into ~/.pgpass',
      zh: '请从地址中删去密码，改用环境变量 PGPASSWORD 或写入 ~/.pgpass',
    },
  );
}

/** How the rows of an address are read, whatever criteria say of the form of exports. */
export function toldByAddress(
  told: string,
  { layout }: Pick<TableOptions, 'layout'>,
): Pick<TableOptions, 'encoding' | 'delimiter' | 'escape' | 'sheet' | 'layout' | 'database'> {
  const { kind, order } = parseAddress(told);
  return {
    encoding: 'utf-8',
    delimiter: ',',
    escape: null,
    sheet: null,
    database: { kind, order },
    ...(layout === undefined ? {} : { layout: { ...layout, headerRow: 0, endsAtBlankRow: false } }),
  };
}

/** An address whose file is named by a function, as one that stands in another file; a server stays as it is. */
export function withPath(told: string, rename: (path: string) => string): string {
  const [, scheme = '', rest = ''] = ADDRESS.exec(told) ?? [];
  if (scheme.startsWith('postgres')) return told;
  const [, path = ''] = PATH_AND_QUERY.exec(rest) ?? [];
  return `${scheme}:${rename(path)}${rest.slice(path.length)}`;
}

/** The file that an address reads; null for a server. */
export function fileOf(told: string): string | null {
  let file: string | null = null;
  withPath(told, (path) => {
    file = path;
    return path;
  });
  return file;
}

const ADDRESS = /^(duckdb|parquet|postgres|postgresql):(.*)$/s;
// A pattern of Parquet files may hold a question mark, too.
const PATH_AND_QUERY = /^(.*?)(?:\?([A-Za-z_]+=.*))?$/s;
// A password may hold any sign; a port stands behind the @.
const PASSWORD = /\bpostgres(?:ql)?:(?:\/\/[^@/\s]*:[^@\s]+@|\S*[?&]\w*password=)/i;
const KNOWN: Readonly<Record<WarehouseAddress['kind'], readonly string[]>> = {
  duckdb: ['table', 'order'],
  parquet: ['order'],
  postgres: ['table', 'order'],
};
const WHAT = {
  duckdb: { en: 'database file', zh: '数据库文件' },
  parquet: { en: 'file', zh: '文件' },
  postgres: { en: 'database', zh: '数据库' },
} as const;
const EXAMPLES = {
  duckdb: 'duckdb:crm.duckdb?table=customers',
  parquet: 'parquet:customers.parquet',
  postgres: 'postgres://user@host/database?table=crm.customers',
} as const;

function readOption(part: string): { readonly name: string; readonly value: string } {
  const at = part.indexOf('=');
  return at < 0 ? { name: part, value: '' } : { name: part.slice(0, at), value: decoded(part.slice(at + 1)) };
}

// A percent sign that stands for itself is let through.
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// crm.customers, or "my.schema"."Customers" with what SQL would put into quotes.
function partsOf(name: string): readonly string[] {
  return [...name.matchAll(/"((?:[^"]|"")+)"|[^."]+/g)].map(([bare, quoted]) =>
    quoted === undefined ? bare : quoted.replaceAll('""', '"'),
  );
}
