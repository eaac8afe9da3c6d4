import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import { readCriteriaSource } from '../../../src/criteria/read-criteria.ts';
import { amountOrNull, exactValue, nearest } from '../../../src/fields/exact-number.ts';
import { factText } from '../../../src/fields/facts.ts';
import type { ValueType } from '../../../src/fields/value.ts';
import { compileCuts } from '../../../src/sql/compile-cuts.ts';
import { compileExplain } from '../../../src/sql/compile-explain.ts';
import { compileProblems } from '../../../src/sql/compile-problems.ts';
import { compileSql, type SqlOptions } from '../../../src/sql/compile-sql.ts';
import type { DialectName } from '../../../src/sql/dialect.ts';
import { DIALECTS } from '../../../src/sql/dialects/all.ts';
import { printQuery } from '../../../src/sql/print.ts';
import type { TableForm } from '../../../src/sql/read-fields.ts';
import type { Query } from '../../../src/sql/tree.ts';
import { openTable } from '../../../src/table/open-table.ts';
import type { Source } from '../../../src/text/source.ts';
import {
  type CheckedCustomers,
  type ClassifyOptions,
  checkCustomers,
} from '../../../src/verdict/classify-table.ts';
import { createExplainer } from '../../../src/verdict/explain.ts';
import { missingFields } from '../../../src/verdict/missing-fields.ts';
import type { ConditionTrace } from '../../../src/verdict/trace.ts';
import { criterionOf } from '../../../src/verdict/verdict.ts';

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

/** What is said of a customer, on one line. */
export type VerdictLine = string;

export const AS_OF = 20_634; // 2026-06-30

/** Criteria from a text; null where they have mistakes. */
export async function criteriaOf(text: string, unit: string | null = null): Promise<Criteria | null> {
  const open = async (name: string): Promise<Source | null> => (unit === null ? null : { name, text: unit });
  return (await readCriteriaSource({ name: 'criteria.yaml', text }, open)).value;
}

/** The verdicts that keyaccounts gives, in the order of the rows. */
export async function evaluate(
  criteria: Criteria,
  customers: Customers,
  beside: Pick<ClassifyOptions, 'previous' | 'override' | 'locked'> = {},
): Promise<VerdictLine[]> {
  const lines: VerdictLine[] = [];
  const checked = await checkAll(criteria, customers, beside);
  for await (const { verdict, facts, criteria: own } of checked.classify()) {
    const id = factText(facts, own.idField.slot)!;
    lines.push(
      verdict.kind === 'decided'
        ? lineOf(id, verdict.category, criterionOf(verdict), null)
        : lineOf(
            id,
            'undetermined',
            null,
            missingFields(verdict.lacks, facts, own).join('; ') || 'no category applies',
          ),
    );
  }
  return lines.sort();
}

async function checkAll(
  criteria: Criteria,
  customers: Customers,
  beside: Pick<ClassifyOptions, 'previous' | 'override' | 'locked'> = {},
): Promise<CheckedCustomers> {
  const bytes = new TextEncoder().encode(csvOf(customers));
  const found: string[] = [];
  const checked = await checkCustomers({
    criteria,
    ...beside,
    asOf: AS_OF,
    report: ({ severity, message }) => severity === 'error' && found.push(message.en),
    refuse: ({ message }) => found.push(message.en),
    open: (refuse) =>
      openTable(
        (async function* () {
          yield bytes;
        })(),
        { file: 'customers.csv', encoding: 'utf-8', delimiter: ',', report: () => undefined, refuse },
      ),
  });
  if (checked === null || found.length > 0) throw new Error(`the customers cannot be read: ${found[0]}`);
  return checked;
}

/** By customer, what its facts are and what holds for it, by the names that SQL gives them; null is missing. */
export async function explainAll(
  criteria: Criteria,
  customers: Customers,
): Promise<Map<string, Map<string, boolean | number | null>>> {
  const checked = await checkAll(criteria, customers);
  const explain = createExplainer(AS_OF, checked.cuts, criteria);
  const found = new Map<string, Map<string, boolean | number | null>>();
  for await (const customer of checked.classify()) {
    const { id, categories } = explain(customer, null, false);
    const own = new Map<string, boolean | number | null>();
    for (const { fact } of criteria.computed)
      own.set(fact.name, nearest(amountOrNull(exactValue(customer.facts, fact.slot))));
    for (const { category, criteria: all } of categories)
      for (const { criterion, trace } of all) {
        const name = `${category.name}: ${criterion.id}`;
        own.set(name, OUTCOMES[trace.outcome]);
        for (const [index, test] of testsIn(trace).entries())
          own.set(`${name}, test ${index + 1}`, OUTCOMES[test.outcome]);
      }
    found.set(id, own);
  }
  return found;
}

const OUTCOMES = { true: true, false: false, missing: null } as const;

function testsIn(trace: ConditionTrace): ConditionTrace[] {
  return trace.kind === 'test' ? [trace] : trace.parts.flatMap(testsIn);
}

/** A database that criteria are compared in. */
export interface Engine {
  readonly name: DialectName;
  /** Puts customers into the table that criteria read. */
  load(customers: Customers, form?: TableForm): Promise<void>;
  /** The verdicts of a query. */
  run(sql: string): Promise<VerdictLine[]>;
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
  return textOfQuery(value!, name, form);
}

/** The query for the cut points of criteria; null where there is none. */
export function cutsQueryOf(criteria: Criteria, name: Engine['name']): Query | null {
  return compileCuts(criteria, optionsOf(name, 'typed')).value;
}

/** The query that explains; null where there is none. */
export function explainQueryOf(criteria: Criteria, name: Engine['name']): Query | null {
  return compileExplain(criteria, optionsOf(name, 'typed')).value;
}

/** How criteria are compiled for the table that an engine has loaded. */
function optionsOf(name: Engine['name'], form: TableForm): SqlOptions {
  return {
    dialect: DIALECTS[name],
    source: { table: ['customers'], form, columns: new Map(), previous: null, overrides: null },
    lock: null,
    cuts: null,
    asOf: { kind: 'day', day: AS_OF },
  };
}

/** The same as text. */
export function textOfQuery(query: Query, name: Engine['name'], form: TableForm = 'typed'): string {
  return printQuery(query, DIALECTS[name], form === 'text');
}

export async function openDuckDb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection: DuckDBConnection = await instance.connect();
  return {
    name: 'duckdb',
    async load(customers, form) {
      await connection.run(`DROP TABLE IF EXISTS customers; ${loadText(customers, DUCKDB_TYPES, form)}`);
    },
    async run(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader
        .getRowsJson()
        .map((row) => lineOf(...(row.slice(0, 4) as unknown as Said)))
        .sort();
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
export async function openPostgres(): Promise<Engine> {
  const server = process.env['AGREE_POSTGRES'];
  const { exec, rows, close } = await (server === undefined ? openPglite() : connectTo(server));
  return {
    name: 'postgres',
    async load(customers, form) {
      await exec(`DROP TABLE IF EXISTS customers CASCADE; ${loadText(customers, POSTGRES_TYPES, form)}`);
    },
    exec,
    rows,
    run: async (sql) =>
      (await rows(sql)).map((row) => lineOf(...(row.slice(0, 4) as unknown as Said))).sort(),
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
): string {
  const declared = columns
    .map(({ name, type }) => `"${name}" ${types[form === 'text' ? 'text' : type]}`)
    .join(', ');
  const values = rows.map(
    (row) => `(${row.map((cell) => (cell === null ? 'NULL' : `'${cell}'`)).join(', ')})`,
  );
  return `CREATE TABLE customers (${declared}); INSERT INTO customers VALUES ${values.join(', ')};`;
}

/** Customers as CSV. */
export function csvOf({ columns, rows }: Customers): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? ''))];
  return `${lines.map((line) => line.join(',')).join('\n')}\n`;
}

/** The customers of a plain CSV text, with the types that its fields have. */
export function customersIn(text: string, { fields }: Criteria): Customers {
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
