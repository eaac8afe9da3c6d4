import type { Criteria } from '../../criteria/criteria.ts';
import { asksForPrevious } from '../../criteria/per-criteria.ts';
import { couldNot, InputError, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { compileCuts } from '../../sql/compile-cuts.ts';
import { compileExplain } from '../../sql/compile-explain.ts';
import { compileProblems } from '../../sql/compile-problems.ts';
import { compileSql, type SqlOptions } from '../../sql/compile-sql.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { DIALECTS } from '../../sql/dialects/all.ts';
import type { CustomerSource } from '../../sql/field-steps.ts';
import { plainTemplate, printQuery, type SqlTemplate } from '../../sql/print.ts';
import { readColumns, type ToldColumns } from '../../sql/read-columns.ts';
import type { TableSource } from '../../sql/read-table.ts';
import { call, type Sql } from '../../sql/tree.ts';
import { linesUsed, usedFacts } from '../../sql/used-facts.ts';
import { isDbtName } from '../../sql/write-dbt.ts';
import { originLines, writeSql } from '../../sql/write-sql.ts';
import { readTyped } from '../../table/decode-text.ts';
import type { Checked } from '../../text/diagnostic.ts';
import { verbatim } from '../../text/wording.ts';
import { TOOL } from '../../version.ts';
import { isAddress, isBeside, parseAddress } from '../../warehouse/address.ts';
import type { AskedTable } from '../../warehouse/cells.ts';
import type { CreatedObject, ObjectKind, WantedObject } from '../../warehouse/objects.ts';
import { type BoundTable, bindCustomers, bindLines } from '../run/bind-table.ts';
import { type LoadedCriteria, loadCriteria, readAsOf } from '../run/inputs.ts';
import { loadLock } from '../run/lock-file.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { readTableFlags } from '../run/table-flag.ts';
import type { SqlFlags } from './command.ts';
import { sqlWords } from './words.ts';
import { relationIn, writeModel } from './write-model.ts';

/** Writes criteria as SQL; the exit code. */
export async function runSql(flags: SqlFlags, io: Io): Promise<number> {
  const { emit } = flags;
  const { compile, purpose, creates, ending } = EMITTED[emit];
  const nameOf = emit === 'dbt' ? relationIn : nameIn;
  const place = ownTable(flags) ?? flags.table?.at(-1)?.replace(OF_LINES, '') ?? 'customers';
  const created = flags.create === true ? createdAt(place, creates, emit) : null;
  const loaded = await loadCriteria(io, flags.criteria);
  const { criteria } = loaded;
  const columns = await openColumns(flags.columns, loaded, io);
  const tables = await openTables(flags, criteria, columns, nameOf, io);
  const { dialect, customers } = tables;
  const source: CustomerSource = {
    ...customers,
    lines: tables.lines,
    previous: flags.previous === undefined ? null : nameOf('--previous', flags.previous),
    overrides: flags.overrides === undefined ? null : nameOf('--overrides', flags.overrides),
  };
  const lock = await loadLock(io, loaded, flags);
  const options: SqlOptions = {
    dialect,
    source,
    asOf: dayIn(flags.asOf, io),
    lock,
    cuts: flags.cuts === undefined ? null : nameOf('--cuts', flags.cuts),
  };
  const { value: query, diagnostics } = compile(criteria, options);
  if (query === null) throw new InputError(diagnostics);
  if (query.result.length === 0) throw new UserError(NOTHING_RANKED);
  const origin = {
    tool: TOOL,
    criteria: { name: criteria.name, version: criteria.version, sha256: loaded.sha256 },
    asOf: options.asOf,
    form: source.form,
    lines: new Map([...tables.lines].map(([name, { table }]) => [name, table])),
    lockSha256: lock?.sha256 ?? null,
    purpose,
  };
  if (emit === 'dbt') {
    const { leftOut } = await writeModel(query, loaded, options, origin, flags, io);
    await tell(loaded, flags, io, leftOut);
    return 0;
  }
  const name = flags.view === undefined ? besideTable(source.table, ending) : nameIn('--view', flags.view);
  const view = emit === 'view' || (flags.view !== undefined && created !== 'table') ? name : null;
  const template = templateOf(tables);
  const text = writeSql(query, dialect, origin, view, template);
  if (created === null) {
    await withResults(io, flags, ({ output }) => output.write(text));
    await tell(loaded, flags, io, 0);
    return 0;
  }
  const wanted: WantedObject = {
    kind: created,
    name,
    query: printQuery(query, dialect, template),
    columns: query.result[0]!.columns.map((column) => column.name),
    comment: originLines(query, dialect, origin).join('; '),
  };
  const create = (): Promise<CreatedObject> => io.createIn(place, wanted);
  // The statement stands in a file when what it makes stands in the database.
  const made = await (flags.output === undefined
    ? create()
    : withResults(io, flags, async ({ output }) => {
        await output.write(text);
        return create();
      }));
  await tell(loaded, flags, io, 0);
  if (flags.quiet !== true)
    await io.err.write(`${sqlWords(flags.lang).created(created, name.join('.'), made)}\n`);
  return 0;
}

/** The tables that a statement reads, and the database that has them. */
interface OpenTables {
  readonly dialect: SqlDialect;
  readonly customers: TableSource & Pick<CustomerSource, 'ofLines'>;
  readonly lines: ReadonlyMap<string, TableSource>;
  /** Those that were looked up. */
  readonly asked: readonly AskedTable[];
}

type NameOf = (flag: string, told: string) => readonly string[];
type BindColumns = (known: TableSource['columns'], found: AskedTable, told: string) => Checked<BoundTable>;

// What is not told is called like the criteria call it.
async function openTables(
  flags: SqlFlags,
  criteria: Criteria,
  columns: ToldColumns,
  nameOf: NameOf,
  io: Io,
): Promise<OpenTables> {
  const ofLines = (flags.table ?? []).filter((told) => OF_LINES.test(told));
  const named = readTableFlags(ofLines, criteria);
  const own = ownTable(flags);
  const usual = (name: string): string => (flags.emit === 'dbt' ? `ref:${name}` : name);
  const form = flags.text === true ? 'text' : 'typed';
  const asked: AskedTable[] = [];
  const open = async (
    told: string,
    known: TableSource['columns'],
    bind: BindColumns,
  ): Promise<TableSource> => {
    refuseFile(told, io);
    if (!isAddress(told) || flags.emit === 'dbt')
      return { table: nameOf('--table', told), form, columns: known };
    const found = await lookAt(told, flags, io);
    asked.push(found);
    const { value, diagnostics } = bind(known, found, told);
    if (value === null) throw new InputError(diagnostics);
    return { table: found.name, ...value };
  };
  // As in `classify`: where only lines are named, everybody who has one is a customer.
  const told = own ?? (ofLines.length === 0 ? usual('customers') : null);
  const customers =
    told === null ? null : await open(told, columns.customers, (...of) => bindCustomers(criteria, ...of));
  const lines = new Map<string, TableSource>();
  for (const one of linesUsed(criteria, usedFacts(criteria))) {
    const { name } = one.table;
    const place = named.get(name) ?? usual(name);
    refuseElsewhere(name, place, told ?? place);
    const known = columns.tables.get(name) ?? new Map();
    lines.set(name, await open(place, known, (...of) => bindLines(one, ...of)));
  }
  const [first] = lines.values();
  return {
    dialect: asked[0]?.dialect ?? DIALECTS[flags.dialect ?? 'duckdb'],
    customers: { ...(customers ?? first ?? NO_TABLE), ofLines: customers === null },
    lines,
    asked,
  };
}

// The table of the customers, as it was told.
function ownTable({ table = [] }: SqlFlags): string | undefined {
  return table.filter((told) => !OF_LINES.test(told)).at(-1);
}

// Of criteria that use no lines, which is refused in their place.
const NO_TABLE: TableSource = { table: [''], form: 'typed', columns: new Map() };
// orders=crm.orders, but not duckdb:crm.duckdb?table=customers.
const OF_LINES = /^[^=:]+=/;

// A dot in its name would make a schema and a table of it.
function refuseFile(told: string, io: Io): void {
  if (isAddress(told) || !FILE.test(told) || !io.exists(told)) return;
  throw new UserError(
    {
      en: `--table: "${told}" is a file, and SQL reads a table`,
      zh: `--table：“${told}”是文件，而 SQL 读取的是表`,
    },
    {
      en: 'name the table that these rows are in: --table crm.customers, or --table parquet:customers.parquet',
      zh: '请写明这些数据所在的表：--table crm.customers，或 --table parquet:customers.parquet',
    },
  );
}

const FILE = /\.(?:csv|tsv|txt|xlsx|ods|parquet|duckdb|gz|zip)$/i;

function refuseElsewhere(name: string, lines: string, customers: string): void {
  const [one, other] = [lines, customers].map((told) => (isAddress(told) ? parseAddress(told) : null));
  if (one == null || (other != null && isBeside(one, other))) return;
  throw new UserError(
    {
      en: `--table: the lines of "${name}" are in another database than the customers`,
      zh: `--table：“${name}”的明细与客户不在同一个数据库中`,
    },
    {
      en: 'one statement reads one database: name two tables of one',
      zh: '一条语句只读一个数据库：请指定同一数据库中的两张表',
    },
  );
}

// What is made of a statement in the database of its table.
function createdAt(told: string, creates: ObjectKind | null, emit: SqlFlags['emit']): ObjectKind {
  if (creates === null)
    throw new UserError(
      {
        en: `--create makes a view or a table, and --emit ${emit} is neither`,
        zh: `--create 用于创建视图或表，而 --emit ${emit} 两者都不是`,
      },
      {
        en: 'write --emit view, --emit query for a table of verdicts, or --emit cuts',
        zh: '请用 --emit view、--emit query（结果表）或 --emit cuts',
      },
    );
  if (isAddress(told)) return creates;
  throw new UserError(
    {
      en: `--create needs the address of the table, and "${told}" is a name`,
      zh: `--create 需要表的地址，而“${told}”只是名称`,
    },
    verbatim(
      '--table "duckdb:crm.duckdb?table=customers", --table "postgres://user@host/crm?table=customers"',
    ),
  );
}

// The table of an address, as it is in the catalogue of its database.
async function lookAt(address: string, flags: SqlFlags, io: Io): Promise<AskedTable> {
  let found: AskedTable | null = null;
  io.askFirst(address, async (table) => {
    found = table;
  });
  for await (const _ of io.readBytes(address)) break;
  const { dialect } = found! as AskedTable;
  if (flags.dialect === undefined || flags.dialect === dialect.name) return found!;
  throw new UserError(
    {
      en: `--table is in ${dialect.title}, and --dialect says "${flags.dialect}"`,
      zh: `--table 在 ${dialect.title} 中，而 --dialect 是“${flags.dialect}”`,
    },
    {
      en: 'leave out --dialect, or name the table: crm.customers',
      zh: '请去掉 --dialect，或写明表名：crm.customers',
    },
  );
}

// A file has no name that could be quoted.
function templateOf({ asked, dialect }: OpenTables): SqlTemplate {
  const plain = plainTemplate(dialect);
  const files = new Map(
    asked.filter(({ source }) => source.startsWith('read_parquet')).map(({ name, source }) => [name, source]),
  );
  return { ...plain, table: (parts) => files.get(parts) ?? plain.table(parts) };
}

/** A statement that criteria become. */
interface Emitted {
  readonly compile: typeof compileSql;
  readonly purpose: string;
  /** What `--create` makes of it; null where that is nothing. */
  readonly creates: ObjectKind | null;
  /** What stands behind the name of the table in the name of that. */
  readonly ending: string;
}

const VERDICTS = {
  compile: compileSql,
  purpose: 'the category of each customer',
  ending: '_verdicts',
} as const;
const EMITTED: Readonly<Record<SqlFlags['emit'], Emitted>> = {
  query: { ...VERDICTS, creates: 'table' },
  view: { ...VERDICTS, creates: 'view' },
  dbt: { ...VERDICTS, purpose: 'the category of each customer, a model of dbt', creates: null },
  problems: {
    compile: compileProblems,
    purpose: 'what cannot be classified',
    creates: null,
    ending: '_problems',
  },
  cuts: {
    compile: compileCuts,
    purpose: 'the cut points of the tests that compare customers',
    creates: 'table',
    ending: '_cuts',
  },
  explain: {
    compile: compileExplain,
    purpose: 'what holds for each customer',
    creates: null,
    ending: '_explained',
  },
};
const NOTHING_RANKED = {
  en: 'the criteria compare no customers with others: there are no cut points',
  zh: '标准没有把客户与其他客户作比较：没有分界值',
};

/** The parts of a dotted name. */
function nameIn(flag: string, told: string): readonly string[] {
  const parts = told.split('.');
  if (isDbtName(told))
    throw new UserError(
      { en: `${flag}: "${told}" is a relation of dbt`, zh: `${flag}：“${told}”是 dbt 中的关系` },
      { en: 'add --emit dbt, or name the table', zh: '请加上 --emit dbt，或写明表名' },
    );
  if (parts.length <= 3 && parts.every((part) => part.trim() !== '')) return parts;
  throw new UserError({
    en: `${flag}: expected a name such as crm.customers, found "${told}"`,
    zh: `${flag}：应为 crm.customers 之类的名称，实际为“${told}”`,
  });
}

function besideTable(table: readonly string[], ending: string): readonly string[] {
  return [...table.slice(0, -1), `${table.at(-1)}${ending}`];
}

function dayIn(told: string | undefined, io: Io): Sql {
  if (told?.toLowerCase() === 'current_date') return call('current_day');
  return { kind: 'day', day: readAsOf(io, told) };
}

async function openColumns(
  path: string | undefined,
  { criteria }: LoadedCriteria,
  io: Io,
): Promise<ToldColumns> {
  if (path === undefined) return { customers: new Map(), tables: new Map() };
  const text = await readTyped(io.readBytes(path), path).catch((error) => {
    throw couldNot({ en: `read "${path}"`, zh: `读取“${path}”` }, error, {
      en: 'check the name and whether you may read the file',
      zh: '请检查文件名以及是否有读取权限',
    });
  });
  const { value, diagnostics } = readColumns({ name: path, text }, criteria);
  if (value === null) throw new InputError(diagnostics);
  return value;
}

async function tell(
  { criteria, warnings }: LoadedCriteria,
  flags: SqlFlags,
  io: Io,
  leftOut: number,
): Promise<void> {
  await sayDiagnostics(warnings, flags, io);
  if (flags.quiet !== true && flags.previous === undefined && asksForPrevious(criteria))
    await io.err.write(`${sqlWords(flags.lang).withoutPrevious}\n`);
  if (flags.quiet !== true && leftOut > 0)
    await io.err.write(`${sqlWords(flags.lang).casesLeftOut(leftOut)}\n`);
}
