import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { CategoryName, Criteria } from '../../../src/criteria/criteria.ts';
import { fitLock } from '../../../src/criteria/lock/fit-lock.ts';
import { lockCohorts } from '../../../src/criteria/lock/write-lock.ts';
import { readCriteriaSource } from '../../../src/criteria/read-criteria.ts';
import { amountOrNull, exactValue, nearest } from '../../../src/fields/exact-number.ts';
import { factText } from '../../../src/fields/facts.ts';
import type { ValueType } from '../../../src/fields/value.ts';
import { addUpLines } from '../../../src/lines/add-up.ts';
import { joinLines, meetCustomers } from '../../../src/lines/join-lines.ts';
import { compileCuts } from '../../../src/sql/compile-cuts.ts';
import { compileExplain, testText } from '../../../src/sql/compile-explain.ts';
import { compileProblems } from '../../../src/sql/compile-problems.ts';
import { compileSql, type KnownCuts, type SqlOptions } from '../../../src/sql/compile-sql.ts';
import type { DialectName } from '../../../src/sql/dialect.ts';
import { DIALECTS } from '../../../src/sql/dialects/all.ts';
import { printQuery } from '../../../src/sql/print.ts';
import type { Query, TableForm } from '../../../src/sql/tree.ts';
import { openTable } from '../../../src/table/open-table.ts';
import type { CustomerTable, RefuseRow } from '../../../src/table/table.ts';
import type { Source } from '../../../src/text/source.ts';
import { NONE_APPLIES } from '../../../src/verdict/classify.ts';
import {
  type CheckedCustomers,
  type ClassifyOptions,
  checkCustomers,
} from '../../../src/verdict/classify-table.ts';
import { createExplainer } from '../../../src/verdict/explain.ts';
import { missingFields } from '../../../src/verdict/missing-fields.ts';
import type { ConditionTrace, TestTrace } from '../../../src/verdict/trace.ts';
import { criterionOf } from '../../../src/verdict/verdict.ts';

/** A seed that is always the same, and one that never is: what that finds is found again with AGREE_SEED. */
export const SEEDS = [1, Number(process.env['AGREE_SEED'] ?? Date.now() % 2 ** 31)];

/** DuckDB and Postgres for the tests of a file: open before the first, and closed behind the last. */
export function openEngines(): readonly Engine[] {
  const engines: Engine[] = [];
  beforeAll(async () => {
    engines.push(...(await Promise.all([openDuckDb(), openPostgres()])));
  }, 120_000);
  afterAll(async () => {
    for (const engine of engines) await engine.close();
  });
  return engines;
}

/** A file of customers as a table: columns with the types that a warehouse gives them, and cells as CSV writes them. */
export interface Customers {
  readonly columns: readonly TableColumn[];
  /** null is a blank cell. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'decimal' | 'date' | 'flag';
}

/** All that decides: criteria with the files that they name, customers, and what is known beside both. */
export interface Situation {
  /** criteria.yaml, and the others by their names. */
  readonly files: Readonly<Record<string, string>>;
  readonly customers: Customers;
  /** The lines of the table `orders`, where criteria add some up. */
  readonly orders?: Customers;
  /** By id; null where there is no book. */
  readonly previous: ReadonlyMap<string, CategoryName> | null;
  readonly overrides: ReadonlyMap<string, SetCategory> | null;
  /** Whether cut points are found in the customers, were locked with the first half of them, or are kept in a table. */
  readonly cuts: 'found' | 'locked' | 'kept';
  readonly form: TableForm;
  /** Days since 1970-01-01. */
  readonly asOf: number;
}

/** A category that somebody set, up to a day: `2026-06-30`. */
export interface SetCategory {
  readonly category: CategoryName;
  readonly expires: string;
}

/** What is said of a customer, on one line. */
export type VerdictLine = string;

export const AS_OF = 20_634; // 2026-06-30

/** Criteria from their files; null where they have mistakes. */
export async function criteriaOf(files: Situation['files']): Promise<Criteria | null> {
  const open = async (name: string): Promise<Source | null> => {
    const text = files[name];
    return text === undefined ? null : { name, text };
  };
  return (await readCriteriaSource((await open('criteria.yaml'))!, open)).value;
}

/** The same from a text that names no others. */
export async function criteriaIn(text: string): Promise<Criteria | null> {
  return criteriaOf({ 'criteria.yaml': text });
}

/** What verdicts are given by, beside criteria and customers. */
export interface EvaluateOptions extends Pick<ClassifyOptions, 'previous' | 'override' | 'locked'> {
  readonly asOf?: number;
  readonly orders?: Customers;
}

/** The verdicts that keyaccounts gives, sorted; customers that it refuses to read are `unreadable`. */
export async function evaluate(
  criteria: Criteria,
  customers: Customers,
  beside: EvaluateOptions = {},
): Promise<VerdictLine[]> {
  const lines: VerdictLine[] = [];
  const unread = new Set<string>();
  const refuse = (id: string): unknown => unread.add(id);
  const checked = await checkAll(criteria, customers, beside, refuse);
  for await (const { verdict, facts, criteria: own } of checked.classify()) {
    const id = factText(facts, own.idField.slot)!;
    lines.push(
      verdict.kind === 'decided'
        ? lineOf(id, verdict.category, criterionOf(verdict), null)
        : lineOf(
            id,
            'undetermined',
            null,
            missingFields(verdict.lacks, facts, own).join('; ') ||
              (verdict === NONE_APPLIES ? 'no category applies' : 'no cut points'),
          ),
    );
  }
  for (const id of unread) lines.push(lineOf(id, null, null, UNREADABLE));
  return lines.sort();
}

/** What is said of a customer with a cell that cannot be read, and then which. */
export const UNREADABLE = 'unreadable';

/** The cut points that some customers give, as a lock keeps them; null where nobody is ranked. */
export async function lockOf(
  criteria: Criteria,
  customers: Customers,
  asOf: number,
): Promise<KnownCuts | null> {
  const { ranked } = await checkAll(criteria, customers, { asOf }, () => undefined);
  if (ranked === null) return null;
  const cohorts = lockCohorts(criteria, (own, cohort) => ranked.get(own)!.groups(cohort));
  const source = { name: 'criteria.lock.json', text: '{}' };
  const { name, version } = criteria;
  const lock = {
    source,
    tool: 'test',
    criteria: { name, version },
    asOf,
    dataSha256: '',
    customers: 0,
    cohorts,
  };
  return { cuts: fitLock(lock, criteria, '').value!, lock };
}

async function checkAll(
  criteria: Criteria,
  customers: Customers,
  { asOf = AS_OF, orders, ...beside }: EvaluateOptions = {},
  refuse: ((id: string) => unknown) | null = null,
): Promise<CheckedCustomers> {
  const found: string[] = [];
  const checked = await checkCustomers({
    criteria,
    ...beside,
    asOf,
    setsAside: refuse !== null,
    report: ({ severity, message }) => severity === 'error' && found.push(message.en),
    refuse: ({ message }, { text }) =>
      refuse === null ? found.push(message.en) : refuse(text.slice(0, text.indexOf(','))),
    open: (refuse) => openWith(criteria, customers, orders, asOf, refuse),
  });
  if (checked === null || found.length > 0) throw new Error(`the customers cannot be read: ${found[0]}`);
  return checked;
}

/** Opens customers, with what their order lines come to. */
export async function openWith(
  criteria: Criteria,
  customers: Customers,
  orders: Customers | undefined,
  asOf: number,
  refuse: RefuseRow = () => undefined,
): Promise<CustomerTable> {
  const table = (await openCsv(customers, refuse))!;
  if (orders === undefined) return table;
  const totals = await addUpLines(criteria.tables[0]!, {
    open: (refuseLine) => openCsv(orders, refuseLine),
    asOf,
    days: [],
    watch: new Set(),
    report: () => undefined,
    refuse: ({ message }) => {
      throw new Error(`a line cannot be read: ${message.en}`);
    },
  });
  return joinLines(table, criteria.idField, [totals!], meetCustomers([totals!]));
}

function openCsv(customers: Customers, refuse: RefuseRow): Promise<CustomerTable | null> {
  const bytes = new TextEncoder().encode(csvOf(customers));
  return openTable(
    (async function* () {
      yield bytes;
    })(),
    { file: 'c.csv', encoding: 'utf-8', delimiter: ',', report: () => undefined, refuse },
  );
}

/** By customer, what its facts are and what holds for it, by the names that SQL gives them; null is missing. */
export async function explainAll(
  criteria: Criteria,
  customers: Customers,
): Promise<Map<string, Map<string, boolean | number | null>>> {
  const checked = await checkAll(criteria, customers, {}, () => undefined);
  const explain = createExplainer(AS_OF, checked.cuts, criteria);
  const found = new Map<string, Map<string, boolean | number | null>>();
  for await (const customer of checked.classify()) {
    const { id, categories } = explain(customer, false);
    const own = new Map<string, boolean | number | null>();
    for (const { fact } of criteria.computed)
      own.set(fact.name, nearest(amountOrNull(exactValue(customer.facts, fact.slot))));
    for (const { category, criteria: all } of categories)
      for (const { criterion, trace } of all) {
        const name = `${category.name}: ${criterion.id}`;
        own.set(name, OUTCOMES[trace.outcome]);
        // Tests that are written alike are one column, in which they hold alike.
        const tests = new Map(
          testsIn(trace).map((test) => [testText(test.condition, customer.criteria.cohorts), test.outcome]),
        );
        for (const [index, outcome] of [...tests.values()].entries())
          own.set(`${name}, test ${index + 1}`, OUTCOMES[outcome]);
      }
    found.set(id, own);
  }
  return found;
}

const OUTCOMES = { true: true, false: false, missing: null } as const;

function testsIn(trace: ConditionTrace): TestTrace[] {
  return trace.kind === 'test' ? [trace] : trace.parts.flatMap(testsIn);
}

/** A database that criteria are compared in. */
export interface Engine {
  readonly name: DialectName;
  /** Puts customers, or order lines, into the table that criteria read. */
  load(customers: Customers, form?: TableForm, table?: string): Promise<void>;
  /** Runs statements without a result. */
  exec(sql: string): Promise<unknown>;
  /** The rows of any query. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

/** The query of criteria in a dialect; the problems where there is none. */
export function queryOf(
  criteria: Criteria,
  name: Engine['name'],
  form: TableForm = 'typed',
  more: Partial<SqlOptions> = {},
): { readonly query: Query | null; readonly problems: readonly string[] } {
  const { value, diagnostics } = compileSql(criteria, { ...optionsOf(name, form), ...more });
  return { query: value, problems: diagnostics.map(({ message }) => message.en) };
}

/** The query for what keeps customers from being classified, as text. */
export function problemsText(
  criteria: Criteria,
  name: Engine['name'],
  form: TableForm,
  more: Partial<SqlOptions> = {},
): string {
  const { value } = compileProblems(criteria, { ...optionsOf(name, form), ...more });
  return textOfQuery(value!, name);
}

/** The query for the cut points of criteria; null where there is none. */
export function cutsQueryOf(
  criteria: Criteria,
  name: Engine['name'],
  form: TableForm = 'typed',
  more: Partial<SqlOptions> = {},
): Query | null {
  return compileCuts(criteria, { ...optionsOf(name, form), ...more }).value;
}

/** The query that explains; null where there is none. */
export function explainQueryOf(criteria: Criteria, name: Engine['name']): Query | null {
  return compileExplain(criteria, optionsOf(name, 'typed')).value;
}

/** How criteria are compiled for the table that an engine has loaded. */
function optionsOf(name: Engine['name'], form: TableForm): SqlOptions {
  return {
    dialect: DIALECTS[name],
    source: sourceIn(form),
    lock: null,
    cuts: null,
    asOf: { kind: 'day', day: AS_OF },
  };
}

/** The tables that an engine may have loaded, with nothing beside the customers and their lines. */
export function sourceIn(form: TableForm): SqlOptions['source'] {
  return {
    table: ['customers'],
    form,
    columns: new Map(),
    ofLines: false,
    lines: linesIn(form),
    previous: null,
    overrides: null,
  };
}

function linesIn(form: TableForm): SqlOptions['source']['lines'] {
  return new Map([['orders', { table: ['orders'], form, columns: new Map() }]]);
}

/** The verdicts of a query that gives some, sorted. */
export async function verdictsOf(engine: Engine, query: Query): Promise<VerdictLine[]> {
  const names = query.result[0]!.columns.map(({ name }) => name);
  const [category, criterion, because] = ['category', 'criterion', 'undetermined_because'].map((name) =>
    names.indexOf(name),
  );
  const rows = await engine.rows(textOfQuery(query, engine.name));
  return rows
    .map((row) => lineOf(...([row[0], row[category!], row[criterion!], row[because!]] as Said)))
    .sort();
}

/** The same as text. */
export function textOfQuery(query: Query, name: Engine['name']): string {
  return printQuery(query, DIALECTS[name]);
}

async function openDuckDb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection: DuckDBConnection = await instance.connect();
  return {
    name: 'duckdb',
    async load(customers, form, table) {
      await connection.run(loadText(customers, DUCKDB_TYPES, form, table));
    },
    exec: (sql) => connection.run(sql),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** PGlite, or the server that AGREE_POSTGRES names. */
async function openPostgres(): Promise<Engine> {
  const server = process.env['AGREE_POSTGRES'];
  const { exec, rows, close } = await (server === undefined ? openPglite() : connectTo(server));
  return {
    name: 'postgres',
    async load(customers, form, table) {
      await exec(loadText(customers, POSTGRES_TYPES, form, table));
    },
    exec,
    rows,
    close,
  };
}

type Connection = Pick<Engine, 'exec' | 'rows' | 'close'>;

async function openPglite(): Promise<Connection> {
  const database = await PGlite.create();
  return {
    exec: (sql) => database.exec(sql),
    rows: async (sql) => (await database.query<unknown[]>(sql, [], { rowMode: 'array' })).rows,
    close: () => database.close(),
  };
}

async function connectTo(connectionString: string): Promise<Connection> {
  const client = new Client({ connectionString });
  await client.connect();
  return {
    exec: (sql) => client.query(sql),
    rows: async (text) => (await client.query({ text, rowMode: 'array' })).rows,
    close: () => client.end(),
  };
}

type Said = [id: string, category: string | null, criterion: string | null, because: string | null];

/** A verdict on one line. */
export function lineOf(...[id, category, criterion, because]: Said): VerdictLine {
  return `${id}: ${category ?? '-'} by ${criterion ?? '-'}${because === null ? '' : `, lacks ${because}`}`;
}

const DUCKDB_TYPES = { text: 'VARCHAR', decimal: 'DECIMAL(18, 4)', date: 'DATE', flag: 'BOOLEAN' };
const POSTGRES_TYPES = { text: 'TEXT', decimal: 'NUMERIC(18, 4)', date: 'DATE', flag: 'BOOLEAN' };

function loadText(
  { columns, rows }: Customers,
  types: Readonly<Record<TableColumn['type'], string>>,
  form: TableForm = 'typed',
  table = 'customers',
): string {
  const declared = columns
    .map(({ name, type }) => `"${name}" ${types[form === 'text' ? 'text' : type]}`)
    .join(', ');
  const values = rows.map(
    (row) =>
      `(${row.map((cell) => (cell === null ? 'NULL' : `'${cell.replaceAll("'", "''")}'`)).join(', ')})`,
  );
  const filled = values.length === 0 ? '' : `INSERT INTO ${table} VALUES ${values.join(', ')};`;
  return `DROP TABLE IF EXISTS ${table} CASCADE; CREATE TABLE ${table} (${declared}); ${filled}`;
}

/** Customers as CSV. */
export function csvOf({ columns, rows }: Customers): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? ''))];
  return `${lines.map((line) => line.join(',')).join('\n')}\n`;
}

/** The customers, or lines, of a plain CSV text, with the types that their fields have. */
export function customersIn(text: string, { fields }: Pick<Criteria, 'fields'>): Customers {
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return {
    columns: header!.map((name) => ({
      name,
      type: COLUMN_TYPES[fields.find((field) => field.name === name)!.type],
    })),
    rows: rows.map((cells) => cells.map((cell) => (cell === '' ? null : cell))),
  };
}

const COLUMN_TYPES: Readonly<Record<ValueType, TableColumn['type']>> = {
  id: 'text',
  text: 'text',
  choice: 'text',
  number: 'decimal',
  money: 'decimal',
  percent: 'decimal',
  date: 'date',
  flag: 'flag',
};
