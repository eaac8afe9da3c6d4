import { couldNot, InputError, UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { compileCuts } from '../../sql/compile-cuts.ts';
import { compileExplain } from '../../sql/compile-explain.ts';
import { compileProblems } from '../../sql/compile-problems.ts';
import { compileSql, type SqlOptions } from '../../sql/compile-sql.ts';
import { DIALECTS } from '../../sql/dialects/all.ts';
import type { CustomerSource } from '../../sql/field-steps.ts';
import { readColumns } from '../../sql/read-columns.ts';
import { call, type Sql } from '../../sql/tree.ts';
import { writeSql } from '../../sql/write-sql.ts';
import { readTyped } from '../../table/decode-text.ts';
import { VERSION } from '../../version.ts';
import { type LoadedCriteria, loadCriteria, readAsOf } from '../run/inputs.ts';
import { loadLock } from '../run/lock-file.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import type { SqlFlags } from './command.ts';
import { sqlWords } from './words.ts';

/** Writes criteria as SQL; the exit code. */
export async function runSql(flags: SqlFlags, io: Io): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  const { criteria } = loaded;
  const dialect = DIALECTS[flags.dialect ?? 'duckdb'];
  const table = nameIn('--table', flags.table?.at(-1) ?? 'customers');
  const source: CustomerSource = {
    table,
    form: flags.text === true ? 'text' : 'typed',
    columns: await openColumns(flags.columns, loaded, io),
    previous: flags.previous === undefined ? null : nameIn('--previous', flags.previous),
    overrides: flags.overrides === undefined ? null : nameIn('--overrides', flags.overrides),
  };
  const { emit } = flags;
  const lock = await loadLock(io, loaded, flags);
  const options: SqlOptions = {
    dialect,
    source,
    asOf: dayIn(flags.asOf, io),
    lock: lock === null ? null : { cuts: lock.cuts, cohorts: lock.lock.cohorts },
    cuts: flags.cuts === undefined ? null : nameIn('--cuts', flags.cuts),
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
  const view = emit === 'view' || flags.view !== undefined ? viewName(flags.view, table) : null;
  const text = writeSql(query, dialect, origin, view);
  await withResults(io, flags, ({ output }) => output.write(text));
  await tell(loaded, flags, io);
  return 0;
}

const COMPILERS: Readonly<Record<SqlFlags['emit'], typeof compileSql>> = {
  query: compileSql,
  view: compileSql,
  problems: compileProblems,
  cuts: compileCuts,
  explain: compileExplain,
};
const PURPOSES: Readonly<Record<SqlFlags['emit'], string>> = {
  query: 'the category of each customer',
  view: 'the category of each customer',
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

async function tell({ criteria, warnings }: LoadedCriteria, flags: SqlFlags, io: Io): Promise<void> {
  await sayDiagnostics(warnings, flags, io);
  if (
    flags.quiet !== true &&
    flags.previous === undefined &&
    criteria.categories.some(({ staysWhile }) => staysWhile !== null)
  )
    await io.err.write(`${sqlWords(flags.lang).withoutPrevious}\n`);
}
