import { formatDay } from '../fields/day.ts';
import type { SqlDialect } from './dialect.ts';
import { printQuery, type SqlTemplate } from './print.ts';
import { commentText, quoteParts } from './quote.ts';
import type { Query, Sql, TableForm } from './tree.ts';

/** Where a statement comes from: what its first lines say. */
export interface SqlOrigin {
  readonly tool: string;
  readonly criteria: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly asOf: Sql;
  readonly form: TableForm;
  /** By their name in the criteria, the tables with the lines that fields are worked out from. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** The SHA-256 of the lock with the cut points; null without one. */
  readonly lockSha256: string | null;
  /** What it does, in a line. */
  readonly purpose: string;
}

/** Writes a query as one statement that can be run as it is; `view` makes it a view of that name. Ends with a newline. */
export function writeSql(
  query: Query,
  dialect: SqlDialect,
  origin: SqlOrigin,
  view: readonly string[] | null,
  template?: SqlTemplate,
): string {
  const head = originLines(query, dialect, origin)
    .map((line) => `-- ${commentText(line)}\n`)
    .join('');
  const make = view === null ? '' : `CREATE OR REPLACE VIEW ${quoteParts(dialect, view)} AS\n`;
  const note = query.note === undefined ? '' : `\n-- ${commentText(query.note)}\n`;
  return `${head}${make}${printQuery(query, dialect, template)}${note};\n`;
}

/** What is said of a statement before it begins. */
export function originLines(
  query: Query,
  dialect: SqlDialect,
  { tool, criteria, asOf, form, lines, lockSha256, purpose }: SqlOrigin,
): string[] {
  const { name, version, sha256 } = criteria;
  return [
    `${tool}: ${purpose}, for ${dialect.title}`,
    `criteria "${name}", version "${version}", SHA-256 ${sha256}`,
    `as of ${dayText(asOf)}; table ${query.table.join('.')}, ${form === 'text' ? 'whose columns hold texts' : 'whose columns have types'}`,
    ...[...lines].map(([name, table]) => `lines of ${name} from the table ${table.join('.')}`),
    ...(lockSha256 === null ? [] : [`cut points of the lock with SHA-256 ${lockSha256}`]),
    NOT_EDITED,
  ];
}

/** The line by which a file is known that may be written anew. */
export const NOT_EDITED = 'not meant to be edited: change the criteria, and run keyaccounts sql again';

function dayText(asOf: Sql): string {
  switch (asOf.kind) {
    case 'day':
      return formatDay(asOf.day);
    case 'column':
      return 'the day in a column of the table';
    default:
      return 'the day on which it runs';
  }
}
