import type { Fact } from '../condition/fact.ts';
import type { CurrencyRules } from '../fields/convert.ts';
import type { Field } from '../fields/field.ts';
import { castDouble, castWhole } from './double.ts';
import type { AmountColumn, FactColumn } from './fact-column.ts';
import type { Names } from './quote.ts';
import { columnRatio } from './ratio.ts';
import {
  isBlankText,
  isUnreadable,
  readField,
  unreadField,
  usualPlaces,
  type WordsOfCells,
  withDefault,
} from './read-fields.ts';
import type { RefuseSql } from './refuse-sql.ts';
import { compileRowRules, type RowRules } from './row-rules.ts';
import { choose, column, SQL_FALSE, SQL_TRUE, type Sql, type SqlColumn, type TableForm } from './tree.ts';
import { compileWorth } from './worth.ts';

/** A table, and how its columns are read. */
export interface TableSource {
  /** The parts of its name: schema and table. */
  readonly table: readonly string[];
  readonly form: TableForm;
  /** By field the column that it is read from; those that are not here are called like the field. */
  readonly columns: ReadonlyMap<string, ColumnOfTable>;
}

/** A column of a table, and how many places its numbers have; null is the usual number. */
export interface ColumnOfTable {
  readonly column: string;
  readonly places: number | null;
  /** How its percents are written, where the criteria do not say it for exports; null leaves it to them. */
  readonly format: 'percent' | 'fraction' | null;
  /** The column that names the currency of its amounts, where it is not called as the criteria say. */
  readonly currency?: string;
}

/** The columns of the two steps that read a table: the cells with their values, and the values with their defaults. */
export interface TableColumns {
  readonly cells: readonly SqlColumn[];
  readonly values: readonly SqlColumn[];
  /** Where the values stand, by slot. */
  readonly known: ReadonlyMap<number, FactColumn>;
  /** What may be wrong with cells, by the columns of the first step. */
  readonly problems: readonly FieldProblem[];
  /** The rows that are not left out, by the columns of the table; null where all are read. */
  readonly rows: Sql | null;
  /** The rows that are kept although their id looks like no customer, by the columns of the first step; null is none. */
  readonly isKept: Sql | null;
}

/** A field, the column of its cell, and whether that cannot be read. */
export interface FieldProblem {
  readonly field: Field;
  readonly cell: Sql;
  readonly isBad: Sql;
  /** Whether it holds a text that stands for a blank; null where nothing does. */
  readonly isBlank: Sql | null;
  readonly places: number;
}

/** What is read of a table. */
export interface ReadOptions {
  /** The fields with the names of their columns. */
  readonly fields: ReadonlyMap<Field, string>;
  /** Those whose values are needed, by slot. */
  readonly used: ReadonlySet<number>;
  /** The field whose cell stands among the values; null is none. */
  readonly keptCell: Field | null;
  factOf(field: Field): Fact;
  /** Which rows are left out or kept, and which texts stand for blanks and zeros. */
  readonly rules: RowRules & WordsOfCells;
  /** In which currency amounts are added up, and what others are worth in it. */
  readonly currencies: CurrencyRules;
  readonly names: Names;
  readonly refuse: RefuseSql;
}

/** Compiles the reading of fields from the columns of a table. */
export function readTable(
  { form, columns }: Pick<TableSource, 'form' | 'columns'>,
  { fields, used, keptCell, factOf, rules, currencies, names, refuse }: ReadOptions,
): TableColumns {
  const cells: SqlColumn[] = [];
  const values: SqlColumn[] = [];
  const known = new Map<number, FactColumn>();
  const problems: FieldProblem[] = [];
  const cellNames = new Map([...fields].map(([field, name]) => [field, names.claim(`${name}_cell`)]));
  const cellOf = (field: Field): Sql => column(cellNames.get(field)!);
  const isKept = compileRowRules(rules.keep, form, cellOf, rules, refuse);
  const isLeftOut = compileRowRules(rules.leaveOut, form, (field) => sourceOf(field, columns), rules, refuse);
  for (const [field, name] of fields) {
    const told = columns.get(field.name);
    const format = told?.format ?? null;
    const written = format === null ? field : { ...field, formats: [format] };
    const problem = unreadField(written);
    if (problem !== null) refuse(problem.message, problem.help, field.span);
    const source = sourceOf(field, columns);
    const worth = compileWorth(field, told?.currency ?? field.currencyColumn, currencies, refuse);
    const places = told?.places ?? usualPlaces(field);
    const read = readField(written, source, form, places, worth, rules);
    const value = column(name);
    const cellName = cellNames.get(field)!;
    const cell = column(cellName);
    if (field !== keptCell || used.has(field.slot)) cells.push({ name, value: read.value });
    cells.push({ name: cellName, value: source });
    const isBlank = isBlankText(field, cell, form, places, rules);
    problems.push({
      field,
      cell,
      isBad: isUnreadable(read, cell, value, form, isBlank, isKept) ?? SQL_FALSE,
      isBlank,
      places: read.places,
    });
    if (field === keptCell) values.push({ name: cellName, value: cell });
    if (!used.has(field.slot)) continue;
    values.push({ name, value: withDefault(field, value) });
    known.set(field.slot, knownField(factOf(field), value, read));
  }
  const rows = isLeftOut === null ? null : choose([{ if: isLeftOut, gives: SQL_FALSE }], SQL_TRUE);
  return { cells, values, known, problems, rows, isKept };
}

/** The column of the table that a field is read from. */
export function sourceOf({ name }: Field, columns: TableSource['columns']): Sql {
  return { kind: 'source', name: columns.get(name)?.column ?? name };
}

/** A field whose value stands in a column, its numbers with so many places. */
export function knownField(
  fact: Fact,
  value: Sql,
  { field, places }: { readonly field: Field; readonly places: number },
): FactColumn {
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
      return knownDecimal(fact, value, places);
  }
}

/** A number whose value stands in a column of decimals with so many places. */
export function knownDecimal(fact: Fact, value: Sql, places: number): AmountColumn {
  return {
    kind: 'number',
    fact,
    value,
    places,
    approximation: castDouble(value),
    exact: () => columnRatio(value, places, DIGITS_READ),
  };
}

/** So many digits a column is read with, places included. */
export const DIGITS_READ = 18;
/** And so many of them behind the point at most. */
export const MOST_PLACES = 12;
