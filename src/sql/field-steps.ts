import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Field } from '../fields/field.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';
import { castDouble, castWhole } from './double.ts';
import type { FactColumn } from './fact-column.ts';
import type { Names } from './quote.ts';
import { columnRatio } from './ratio.ts';
import {
  isUnreadable,
  type ReadField,
  readField,
  shownCell,
  type TableForm,
  unreadField,
  usualPlaces,
  withDefault,
} from './read-fields.ts';
import {
  type Branch,
  call,
  choose,
  column,
  compare,
  type NextStep,
  NULL,
  SQL_FALSE,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  type StepBeside,
  textOf,
} from './tree.ts';
import { fieldsRead, usedFacts } from './used-facts.ts';

/** The table that holds the customers, and how it is read. */
export interface CustomerSource {
  /** The parts of its name: schema and table. */
  readonly table: readonly string[];
  readonly form: TableForm;
  /** By field the column that it is read from; those that are not here are called like the field. */
  readonly columns: ReadonlyMap<string, ColumnOfTable>;
  /** The table with what customers were before, and that with what people set them to; null where there is none. */
  readonly previous: readonly string[] | null;
  readonly overrides: readonly string[] | null;
}

/** A column of the customers' table, and how many places its numbers have; null is the usual number. */
export interface ColumnOfTable {
  readonly column: string;
  readonly places: number | null;
  /** How its percents are written, where the criteria do not say it for exports; null leaves it to them. */
  readonly format: 'percent' | 'fraction' | null;
}

/** Takes what cannot be said in SQL: what, what helps, and where the criteria ask for it. */
export type RefuseSql = (message: Wording, help: Wording, at: Span) => void;

/** Makes errors of what is refused, in the order in which it is. */
export function refuseInto(diagnostics: Diagnostic[]): RefuseSql {
  return (message, help, at) => {
    diagnostics.push({ code: 'not-in-sql', severity: 'error', message, help, at });
  };
}

type SelectNext = Exclude<NextStep, { readonly rows: unknown }>;

/** The steps that read the fields, and where they leave them. */
export interface FieldSteps {
  readonly steps: readonly [cells: SelectNext, fields: SelectNext];
  /** The steps that read what is known of customers beside their table. */
  readonly tables: readonly NextStep[];
  readonly known: ReadonlyMap<number, FactColumn>;
  /** The column of the id, as it stands in the table. */
  readonly id: Sql;
  /** The column that names the first field which cannot be read. */
  readonly unreadable: Sql;
  /** The columns with the category in the book, and with that of an override; null where no table holds them. */
  readonly previous: Sql | null;
  readonly override: Sql | null;
  /** What may be wrong with cells, by the columns of the first step. */
  readonly problems: readonly FieldProblem[];
}

/** A field, the column of its cell, and whether that cannot be read. */
export interface FieldProblem {
  readonly field: Field;
  readonly cell: Sql;
  readonly isBad: Sql;
  readonly places: number;
}

/**
 * Compiles the reading of fields, with which every query begins: their cells, and then their values with defaults and what
 * cannot be read. No name of `names` is taken yet.
 */
export function compileFieldSteps(
  criteria: Criteria,
  { table, form, columns, ...tables }: CustomerSource,
  asOf: Sql,
  names: Names,
  refuse: RefuseSql,
): FieldSteps {
  const used = usedFacts(criteria);
  // A step that is called like the table would stand in its way.
  names.claim(table.at(-1)!);
  const cells: SqlColumn[] = [];
  const values: SqlColumn[] = [];
  const unreadable: Branch[] = [];
  const problems: FieldProblem[] = [];
  const known = new Map<number, FactColumn>();
  const { idField } = criteria;
  const facts = new Map([...criteria.facts.values()].map((fact) => [fact.slot, fact]));
  const claimed = new Map(fieldsRead(criteria, used).map((field) => [field, names.claim(field.name)]));
  let id: Sql | null = null;
  let idSource: Sql = NULL;
  for (const [field, name] of claimed) {
    const told = columns.get(field.name);
    const format = told?.format ?? null;
    const written = format === null ? field : { ...field, formats: [format] };
    const problem = unreadField(written);
    if (problem !== null) refuse(problem.message, problem.help, field.span);
    const source: Sql = { kind: 'source', name: told?.column ?? field.name };
    const read = readField(written, source, form, told?.places ?? usualPlaces(field));
    const value = column(name);
    const cellName = names.claim(`${name}_cell`);
    const cell = column(cellName);
    const bad = isUnreadable(read, cell, value, form);
    if (field !== idField || used.has(field.slot)) cells.push({ name, value: read.value });
    cells.push({ name: cellName, value: source });
    problems.push({ field, cell, isBad: bad ?? SQL_FALSE, places: read.places });
    if (bad !== null) unreadable.push({ if: bad, gives: textOf(`unreadable: ${field.name}`) });
    if (field === idField) {
      id = cell;
      idSource = source;
      values.push({ name: cellName, value: cell });
    }
    if (!used.has(field.slot)) continue;
    values.push({ name, value: withDefault(field, value) });
    known.set(field.slot, knownField(facts.get(field.slot)!, value, read));
  }
  const idText = column(names.claim('customer'));
  const previous = tables.previous === null ? null : readPrevious(tables.previous, idText, names);
  const override = tables.overrides === null ? null : readOverrides(tables.overrides, idText, asOf, names);
  const others = [previous, override].filter((one) => one !== null);
  if (others.length > 0) cells.push({ name: nameOf(idText), value: call('trim', shownCell(idSource)) });
  for (const { value } of others) values.push({ name: nameOf(value), value });
  const name = names.claim('unreadable');
  values.push({ name, value: choose(unreadable, null) });
  return {
    steps: [
      {
        name: names.claim('cells'),
        comment: 'the columns that the criteria read, and the value of each cell',
        keeps: false,
        columns: cells,
      },
      {
        name: names.claim('fields'),
        comment: 'the fields with their defaults, and the first whose cell cannot be read',
        keeps: false,
        columns: values,
        ...(others.length === 0 ? {} : { beside: others.map(({ beside }) => beside) }),
      },
    ],
    known,
    id: id!,
    unreadable: column(name),
    tables: others.map(({ step }) => step),
    previous: previous?.value ?? null,
    override: override?.value ?? null,
    problems,
  };
}

/** A table with something known of customers, and the column that holds it. */
interface KnownTable {
  readonly step: NextStep;
  readonly beside: StepBeside;
  readonly value: Sql;
}

function readPrevious(table: readonly string[], id: Sql, names: Names): KnownTable {
  const comment = 'what each customer was before';
  return readKnown(table, comment, 'previous', id, SQL_TRUE, names);
}

// Those that hold on the as-of date.
function readOverrides(table: readonly string[], id: Sql, asOf: Sql, names: Names): KnownTable {
  const expires: Sql = { kind: 'read', of: { kind: 'source', name: 'expires' }, as: { kind: 'day' } };
  const holds = compare(expires, '>=', asOf);
  return readKnown(table, 'what people set customers to', 'override', id, holds, names);
}

// The category of each id: one row for each, so that no customer stands twice.
function readKnown(
  table: readonly string[],
  comment: string,
  what: string,
  id: Sql,
  where: Sql,
  names: Names,
): KnownTable {
  const [name, idName, valueName] = [
    names.claim(what),
    names.claim(`${what}_id`),
    names.claim(`${what}_category`),
  ];
  const own = call('trim', shownCell({ kind: 'source', name: 'customer_id' }));
  const category = call('max', call('trim', shownCell({ kind: 'source', name: 'category' })));
  return {
    step: {
      name,
      comment,
      keeps: false,
      aside: true,
      table,
      columns: [
        { name: idName, value: own },
        { name: valueName, value: category },
      ],
      ...(where === SQL_TRUE ? {} : { where }),
      groupedBy: [own],
    },
    beside: { step: name, on: compare(id, '=', column(idName)) },
    value: column(valueName),
  };
}

function nameOf(value: Sql): string {
  return value.kind === 'column' ? value.name : '';
}

function knownField(fact: Fact, value: Sql, { field, places }: ReadField): FactColumn {
  switch (field.type) {
    case 'id':
    case 'text':
    case 'choice':
      return { kind: 'text', fact, value };
    case 'date':
      return { kind: 'day', fact, value };
    case 'flag':
      return {
        kind: 'number',
        fact,
        value,
        places: 0,
        approximation: castWhole(value),
        exact: () => columnRatio(value, 0, 1),
      };
    case 'number':
    case 'money':
    case 'percent':
      return {
        kind: 'number',
        fact,
        value,
        places,
        approximation: castDouble(value),
        exact: () => columnRatio(value, places, DIGITS_READ),
      };
  }
}

// So many digits a column is read with, places included.
const DIGITS_READ = 18;
