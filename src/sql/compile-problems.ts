import type { Criteria } from '../criteria/criteria.ts';
import { formatDay } from '../fields/day.ts';
import { decimalOf } from '../fields/decimal.ts';
import type { Field } from '../fields/field.ts';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { SqlOptions } from './compile-sql.ts';
import { compileFieldSteps, type FieldProblem, refuseInto } from './field-steps.ts';
import { openNames } from './quote.ts';
import { shownCell } from './read-fields.ts';
import {
  call,
  compare,
  isThere,
  NULL,
  type Query,
  type Select,
  SQL_FALSE,
  type Sql,
  textOf,
  whole,
} from './tree.ts';

/**
 * Compiles the query that names every customer whom a table does not describe as an export would: cells that cannot be
 * read, ids that are blank or stand twice, texts that keyaccounts tidies. Nothing comes out of a table that is fine.
 */
export function compileProblems(criteria: Criteria, { source, asOf, dialect }: SqlOptions): Checked<Query> {
  const diagnostics: Diagnostic[] = [];
  const customers = { ...source, previous: null, overrides: null };
  const read = compileFieldSteps(criteria, customers, asOf, openNames(dialect), refuseInto(diagnostics));
  const [cells] = read.steps;
  const from = cells.name;
  const id = shownCell(read.id);
  const row = (field: Sql, value: Sql, reason: Sql): Select['columns'] => [
    { name: criteria.idField.name, value: id },
    { name: 'field', value: field },
    { name: 'value', value },
    { name: 'reason', value: reason },
  ];
  const unreadable = read.problems
    .filter(({ isBad }) => isBad !== SQL_FALSE)
    .map(
      ({ field, cell, isBad, places }): Select => ({
        columns: row(textOf(field.name), shownCell(cell), textOf(reasonOf(field, places))),
        keeps: false,
        from,
        where: isBad,
      }),
    );
  const odd = read.problems.filter(isTidied).map(
    ({ field, cell }): Select => ({
      columns: row(
        textOf(field.name),
        shownCell(cell),
        textOf('keyaccounts reads this text otherwise: tidy it'),
      ),
      keeps: false,
      from,
      where: call('is_odd', call('trim', shownCell(cell))),
    }),
  );
  const trimmed = call('trim', id);
  const twice: Select = {
    columns: [
      { name: criteria.idField.name, value: trimmed },
      { name: 'field', value: textOf(criteria.idField.name) },
      { name: 'value', value: NULL },
      { name: 'reason', value: textOf('the id stands more than once') },
    ],
    keeps: false,
    from,
    where: isThere(trimmed),
    groupedBy: [trimmed],
    having: compare(call('count'), '>', whole(1n)),
  };
  const value: Query = {
    table: source.table,
    steps: [{ ...cells, from: null }],
    result: [...unreadable, ...odd, twice],
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

function isTidied({ field: { type } }: FieldProblem): boolean {
  return type === 'id' || type === 'text' || type === 'choice';
}

function reasonOf({ type, min, max, values, name }: Field, places: number): string {
  switch (type) {
    case 'id':
    case 'text':
      return 'the row has no id';
    case 'choice':
      return `"${name}": expected one of ${[...values.keys()].join(', ')}`;
    case 'flag':
      return `"${name}": expected yes or no, as a boolean or as 1 or 0`;
    case 'date':
      return `"${name}": expected a day${range(min, max, formatDay)}`;
    case 'number':
    case 'money':
    case 'percent':
      return `"${name}": expected ${type} of at most 18 digits, ${places} of them behind the point${range(min, max, decimalOf)}`;
  }
}

function range(min: number | null, max: number | null, show: (bound: number) => string): string {
  const parts = [
    ...(min === null ? [] : [`at least ${show(min)}`]),
    ...(max === null ? [] : [`at most ${show(max)}`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}
