import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Field } from '../fields/field.ts';
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
  type TableForm,
  unreadField,
  usualPlaces,
  withDefault,
} from './read-fields.ts';
import {
  type Branch,
  choose,
  column,
  type NextStep,
  SQL_FALSE,
  type Sql,
  type SqlColumn,
  textOf,
} from './tree.ts';

/** The table that holds the customers, and how it is read. */
export interface CustomerSource {
  /** The parts of its name: schema and table. */
  readonly table: readonly string[];
  readonly form: TableForm;
  /** By field the column that it is read from; those that are not here are called like the field. */
  readonly columns: ReadonlyMap<string, ColumnOfTable>;
}

/** A column of the customers' table, and how many places its numbers have; null is the usual number. */
export interface ColumnOfTable {
  readonly column: string;
  readonly places: number | null;
}

/** Takes what cannot be said in SQL: what, what helps, and where the criteria ask for it. */
export type RefuseSql = (message: Wording, help: Wording, at: Span) => void;

/** The steps that read the fields, and where they leave them. */
export interface FieldSteps {
  readonly steps: readonly NextStep[];
  readonly known: ReadonlyMap<number, FactColumn>;
  /** The column of the id, as it stands in the table. */
  readonly id: Sql;
  /** The column that names the first field which cannot be read. */
  readonly unreadable: Sql;
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

/** Compiles the reading of fields: their cells, and then their values with defaults and what cannot be read. */
export function compileFieldSteps(
  criteria: Criteria,
  { fields, used }: { readonly fields: readonly Field[]; readonly used: ReadonlySet<number> },
  { form, columns }: CustomerSource,
  names: Names,
  refuse: RefuseSql,
): FieldSteps {
  const cells: SqlColumn[] = [];
  const values: SqlColumn[] = [];
  const unreadable: Branch[] = [];
  const problems: FieldProblem[] = [];
  const known = new Map<number, FactColumn>();
  const { idField } = criteria;
  const facts = new Map([...criteria.facts.values()].map((fact) => [fact.slot, fact]));
  const claimed = new Map(fields.map((field) => [field, names.claim(field.name)]));
  let id: Sql | null = null;
  for (const [field, name] of claimed) {
    const problem = unreadField(field);
    if (problem !== null) refuse(problem.message, problem.help, field.span);
    const told = columns.get(field.name);
    const source: Sql = { kind: 'source', name: told?.column ?? field.name };
    const read = readField(field, source, form, told?.places ?? usualPlaces(field));
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
      values.push({ name: cellName, value: cell });
    }
    if (!used.has(field.slot)) continue;
    values.push({ name, value: withDefault(field, value) });
    known.set(field.slot, knownField(facts.get(field.slot)!, value, read));
  }
  const name = names.claim('unreadable');
  values.push({ name, value: choose(unreadable, null) });
  return {
    steps: [
      {
        name: 'cells',
        comment: 'the columns that the criteria read, and the value of each cell',
        keeps: false,
        columns: cells,
      },
      {
        name: 'fields',
        comment: 'the fields with their defaults, and the first whose cell cannot be read',
        keeps: false,
        columns: values,
      },
    ],
    known,
    id: id!,
    unreadable: column(name),
    problems,
  };
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
