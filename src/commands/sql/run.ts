import { couldNot, InputError, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { compileCuts } from '../../sql/compile-cuts.ts';
import { compileExplain } from '../../sql/compile-explain.ts';
import { compileProblems } from '../../sql/compile-problems.ts';
import { compileSql, type SqlOptions } from '../../sql/compile-sql.ts';
import type { SqlDialect } from '../../sql/dialect.ts';
import { DIALECTS } from '../../sql/dialects/all.ts';
import type { CustomerSource } from '../../sql/field-steps.ts';
import { plainTemplate, type SqlTemplate } from '../../sql/print.ts';
import { readColumns } from '../../sql/read-columns.ts';
import { call, type Sql } from '../../sql/tree.ts';
import { isDbtName } from '../../sql/write-dbt.ts';
import { writeSql } from '../../sql/write-sql.ts';
import { readTyped } from '../../table/decode-text.ts';
import { VERSION } from '../../version.ts';
import { isAddress } from '../../warehouse/address.ts';
import type { AskedTable } from '../../warehouse/cells.ts';
import { type BoundTable, bindTable } from '../run/bind-table.ts';
import { type LoadedCriteria, loadCriteria, readAsOf } from '../run/inputs.ts';
import { loadLock } from '../run/lock-file.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import type { SqlFlags } from './command.ts';
import { sqlWords } from './words.ts';
import { relationIn, writeModel } from './write-model.ts';

/** Writes criteria as SQL; the exit code. */
export async function runSql(flags: SqlFlags, io: Io): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  const { criteria } = loaded;
  const { emit } = flags;
  const nameOf = emit === 'dbt' ? relationIn : nameIn;
  const told = flags.table?.at(-1) ?? (emit === 'dbt' ? 'ref:customers' : 'customers');
  const columns = await openColumns(flags.columns, loaded, io);
  const asked = isAddress(told) && emit !== 'dbt' ? await lookAt(told, flags, io) : null;
  const dialect = asked?.dialect ?? DIALECTS[flags.dialect ?? 'duckdb'];
  const table = asked?.name ?? nameOf('--table', told);
  const form = flags.text === true ? 'text' : 'typed';
  const source: CustomerSource = {
    table,
    ...(asked === null ? { form, columns } : boundTo(asked, criteria, columns, told)),
    previous: flags.previous === undefined ? null : nameOf('--previous', flags.previous),
    overrides: flags.overrides === undefined ? null : nameOf('--overrides', flags.overrides),
  };
  const lock = await loadLock(io, loaded, flags);
  const options: SqlOptions = {
    dialect,
    source,
    asOf: dayIn(flags.asOf, io),
    lock: lock === null ? null : { cuts: lock.cuts, cohorts: lock.lock.cohorts },
    cuts: flags.cuts === undefined ? null : nameOf('--cuts', flags.cuts),
  };
  const { value: query, diagnostics } = COMPILERS[emit](criteria, options);
  if (query === null) throw new InputError(diagnostics);
  if (query.result.length === 0) throw new UserError(NOTHING_RANKED);
  const origin = {
    tool: `keyaccounts ${VERSION}`,
    criteria: { name: criteria.name, version: criteria.version, sha256: loaded.sha256 },
    asOf: options.asOf,
    form: source.form,
    lockSha256: lock?.sha256 ?? null,
    purpose: PURPOSES[emit],
  };
  if (emit === 'dbt') {
    const { leftOut } = await writeModel(query, loaded, options, origin, flags, io);
    await tell(loaded, flags, io, leftOut);
    return 0;
  }
  const view = emit === 'view' || flags.view !== undefined ? viewName(flags.view, table) : null;
  const template = told.startsWith('parquet:') ? fileTemplate(asked!, dialect) : undefined;
  const text = writeSql(query, dialect, origin, view, template);
  await withResults(io, flags, ({ output }) => output.write(text));
  await tell(loaded, flags, io, 0);
  return 0;
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

function boundTo(
  table: AskedTable,
  criteria: LoadedCriteria['criteria'],
  columns: CustomerSource['columns'],
  address: string,
): BoundTable {
  const { value, diagnostics } = bindTable(criteria, columns, table, address);
  if (value === null) throw new InputError(diagnostics);
  return value;
}

// A file has no name that could be quoted.
function fileTemplate({ source, name }: AskedTable, dialect: SqlDialect): SqlTemplate {
  const plain = plainTemplate(dialect);
  return { ...plain, table: (parts) => (parts === name ? source : plain.table(parts)) };
}

const COMPILERS: Readonly<Record<SqlFlags['emit'], typeof compileSql>> = {
  query: compileSql,
  view: compileSql,
  dbt: compileSql,
  problems: compileProblems,
  cuts: compileCuts,
  explain: compileExplain,
};
const PURPOSES: Readonly<Record<SqlFlags['emit'], string>> = {
  query: 'the category of each customer',
  view: 'the category of each customer',
  dbt: 'the category of each customer, a model of dbt',
  problems: 'what cannot be classified',
  cuts: 'the cut points of the tests that compare customers',
  explain: 'what holds for each customer',
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

function viewName(told: string | undefined, table: readonly string[]): readonly string[] {
  if (told !== undefined) return nameIn('--view', told);
  return [...table.slice(0, -1), `${table.at(-1)}_verdicts`];
}

function dayIn(told: string | undefined, io: Io): Sql {
  if (told?.toLowerCase() === 'current_date') return call('current_day');
  return { kind: 'day', day: readAsOf(io, told) };
}

async function openColumns(
  path: string | undefined,
  { criteria }: LoadedCriteria,
  io: Io,
): Promise<CustomerSource['columns']> {
  if (path === undefined) return new Map();
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
  if (
    flags.quiet !== true &&
    flags.previous === undefined &&
    criteria.categories.some(({ staysWhile }) => staysWhile !== null)
  )
    await io.err.write(`${sqlWords(flags.lang).withoutPrevious}\n`);
  if (flags.quiet !== true && leftOut > 0)
    await io.err.write(`${sqlWords(flags.lang).casesLeftOut(leftOut)}\n`);
}
