import { CATEGORY_NAMES, type Criteria } from '../criteria/criteria.ts';
import { scoreFacts } from '../criteria/reads.ts';
import type { SqlDialect } from './dialect.ts';
import { printQuery } from './print.ts';
import { commentText } from './quote.ts';
import { shownCell } from './read-fields.ts';
import { call, type Query, type Select, type SqlColumn } from './tree.ts';
import { originLines, type SqlOrigin } from './write-sql.ts';

/** An example customer as a row of the tables that a model reads, and what the model must say of it. */
export interface ModelCase {
  readonly name: string;
  /** By column; null is a blank. */
  readonly row: ReadonlyMap<string, string | null>;
  readonly expect: ReadonlyMap<string, string | null>;
}

/** A model of dbt: its SQL and its properties. */
export interface DbtModel {
  readonly sql: string;
  readonly yaml: string;
}

/** What a model is called, where its rows come from, and what it is tested with. */
export interface DbtOptions {
  readonly name: string;
  /** Other tables that it reads: in its tests they are empty. */
  readonly beside: readonly (readonly string[])[];
  readonly cases: readonly ModelCase[];
}

/** Whether a name is that of a relation in dbt: ref:customers, source:crm.customers. */
export function isDbtName(told: string): boolean {
  return DBT_NAME.test(told);
}

const DBT_NAME = /^(?:ref:(?:\w+\.)?\w+|source:\w+\.\w+)$/;

/** Writes the query that classifies as a model of dbt, with its contract, its tests and a unit test for each case. */
export function writeDbt(
  query: Query,
  criteria: Criteria,
  dialect: SqlDialect,
  origin: SqlOrigin,
  options: DbtOptions,
): DbtModel {
  const [result] = query.result as [Select];
  const scores = scoreFacts(criteria).length;
  const columns = result.columns.map((column, index) => ({
    ...column,
    isNumber: index >= result.columns.length - scores,
  }));
  // A contract is about types: a column in which everything is NULL has none.
  const typed = columns.map(
    ({ name, value, isNumber }): SqlColumn => ({
      name,
      value: isNumber ? call('to_double', value) : shownCell(value),
    }),
  );
  const lines = originLines(query, dialect, origin).map((line) => escapeJinja(commentText(line)));
  const model = { ...query, result: [{ ...result, columns: typed }] };
  const text = printQuery(model, dialect, {
    text: escapeJinja,
    table: ([told]) => `{{ ${relation(told!)} }}`,
  });
  const types = columns.map(({ name, isNumber }) => ({
    name,
    type: isNumber ? dialect.double : dialect.textType,
  }));
  return {
    sql: `${lines.map((line) => `-- ${line}\n`).join('')}${text}\n`,
    yaml: propertiesOf(lines, types, criteria, relation(query.table[0]!), options),
  };
}

function propertiesOf(
  lines: readonly string[],
  columns: readonly { readonly name: string; readonly type: string }[],
  { idField, categories, name: criteriaName }: Criteria,
  table: string,
  { name, beside, cases }: DbtOptions,
): string {
  const id = columns[0]!.name;
  const named = new Set<string>([...categories.map((one) => one.name), 'undetermined']);
  const values = [...CATEGORY_NAMES, 'undetermined'].filter((value) => named.has(value));
  const testsOf = (column: string): string[] => {
    if (column === id) return ['        data_tests: [unique, not_null]'];
    if (column !== 'category') return [];
    return [
      '        data_tests:',
      '          - not_null',
      '          - accepted_values:',
      `              arguments: { values: [${values.join(', ')}] }`,
    ];
  };
  const others = beside.flatMap(([told]) => [`      - input: ${relation(told!)}`, '        rows: []']);
  return [
    ...lines.map((line) => `# ${line}`),
    'version: 2',
    'models:',
    `  - name: ${name}`,
    `    description: ${quoted(`the category of each customer by the criteria "${criteriaName}", by ${idField.name}`)}`,
    '    config:',
    '      materialized: table',
    '      contract: { enforced: true }',
    '    columns:',
    ...columns.flatMap((column) => [
      `      - name: ${quoted(column.name)}`,
      ...(/^[a-z_][a-z0-9_]*$/.test(column.name) ? [] : ['        quote: true']),
      `        data_type: ${column.type.toLowerCase()}`,
      ...testsOf(column.name),
    ]),
    ...(cases.length === 0 ? [] : ['unit_tests:']),
    ...cases.flatMap((one, index) => [
      `  - name: ${name}_${testName(one.name, index)}`,
      `    description: ${quoted(one.name)}`,
      `    model: ${name}`,
      '    given:',
      `      - input: ${table}`,
      '        rows:',
      `          - ${rowText(one.row)}`,
      ...others,
      '    expect:',
      '      rows:',
      `        - ${rowText(one.expect)}`,
    ]),
    '',
  ].join('\n');
}

function rowText(row: ReadonlyMap<string, string | null>): string {
  const cells = [...row].map(
    ([name, value]) => `${quoted(name)}: ${value === null ? 'null' : quoted(value)}`,
  );
  return `{ ${cells.join(', ')} }`;
}

// Letters and digits of ASCII, and the number that no other test has.
function testName(name: string, index: number): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [`case_${index + 1}`, ...words].join('_').slice(0, LONGEST_NAME);
}

// dbt makes names of files from it.
const LONGEST_NAME = 60;

// A text of YAML between double quotes, of which dbt makes no Jinja.
function quoted(text: string): string {
  return escapeJinja(JSON.stringify(text));
}

/** A text that Jinja gives back as it is. */
function escapeJinja(text: string): string {
  return text.replace(/\{[{%#]/g, (sign) => `{{ '${sign}' }}`);
}

function relation(told: string): string {
  const [kind, names = ''] = told.split(/:(.*)/s);
  return `${kind}(${names
    .split('.')
    .map((part) => `'${part}'`)
    .join(', ')})`;
}
