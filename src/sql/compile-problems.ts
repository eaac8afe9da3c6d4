import type { Criteria } from '../criteria/criteria.ts';
import { lockedLayers } from '../criteria/lock/write-lock.ts';
import { formatDay } from '../fields/day.ts';
import { decimalOf } from '../fields/decimal.ts';
import type { Field } from '../fields/field.ts';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { SqlOptions } from './compile-sql.ts';
import { cutTestOf, isOfTest } from './cuts-table.ts';
import { compileFieldSteps, type FieldProblem, refuseInto } from './field-steps.ts';
import { type Names, openNames } from './quote.ts';
import { shownCell } from './read-fields.ts';
import {
  call,
  column,
  compare,
  isThere,
  NULL,
  type Query,
  type Select,
  type SelectStep,
  SQL_FALSE,
  type Sql,
  textOf,
  whole,
} from './tree.ts';
import { usedCohorts } from './used-facts.ts';

/**
 * Compiles the query that names every customer whom a table does not describe as an export would: cells that cannot be
 * read, ids that are blank or stand twice, texts that keyaccounts tidies. Nothing comes out of a table that is fine.
 */
export function compileProblems(criteria: Criteria, options: SqlOptions): Checked<Query> {
  const { source, asOf, dialect } = options;
  const diagnostics: Diagnostic[] = [];
  const customers = { ...source, previous: null, overrides: null };
  const names = openNames(dialect);
  const read = compileFieldSteps(criteria, customers, asOf, names, refuseInto(diagnostics));
  const [cells] = read.steps;
  const from = cells.name;
  const id = shownCell(read.id);
  const row = (field: Sql, value: Sql, reason: Sql, of = id): Select['columns'] => [
    { name: criteria.idField.name, value: of },
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
    columns: row(textOf(criteria.idField.name), NULL, textOf('the id stands more than once'), trimmed),
    keeps: false,
    from,
    where: isThere(trimmed),
    groupedBy: [trimmed],
    having: compare(call('count'), '>', whole(1n)),
  };
  const kept = options.cuts === null ? [] : keptTests(criteria, options, options.cuts, names);
  const lost = kept.map(
    ({ step, count, test, fact }): Select => ({
      columns: row(
        textOf(fact),
        textOf(test),
        textOf('the table of cut points has none for this test: make it anew with --emit cuts'),
        NULL,
      ),
      keeps: false,
      from: step.name,
      where: compare(count, '=', whole(0n)),
    }),
  );
  const value: Query = {
    table: source.table,
    steps: [{ ...cells, from: null }, ...kept.map(({ step }) => step)],
    result: [...unreadable, ...odd, twice, ...lost],
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

/** A test whose cut points a table should hold, and the step that counts them. */
interface KeptTest {
  readonly step: SelectStep;
  readonly count: Sql;
  readonly fact: string;
  readonly test: string;
}

function keptTests(
  company: Criteria,
  { lock }: SqlOptions,
  table: readonly string[],
  names: Names,
): KeptTest[] {
  return lockedLayers(company).flatMap(([unit, criteria]) =>
    usedCohorts(criteria)
      .filter((index) => lock?.cuts.get(criteria)?.has(index) !== true)
      .map((index) => {
        const cohort = criteria.cohorts[index]!;
        const { fact } = cohort;
        const test = cutTestOf(criteria, unit, cohort);
        const count = names.claim(`${fact.name}_kept`);
        const step: SelectStep = {
          name: names.claim(`${fact.name}_cuts`),
          comment: `how many cut points the table has for ${test.test}`,
          keeps: false,
          from: null,
          table,
          columns: [{ name: count, value: call('count') }],
          where: isOfTest(test),
        };
        return { step, count: column(count), fact: fact.name, test: test.test };
      }),
  );
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
