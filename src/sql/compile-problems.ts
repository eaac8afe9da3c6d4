import type { Criteria } from '../criteria/criteria.ts';
import { lockedLayers } from '../criteria/lock/write-lock.ts';
import { formatDay } from '../fields/day.ts';
import { decimalOf } from '../fields/decimal.ts';
import type { Field } from '../fields/field.ts';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { SqlOptions } from './compile-sql.ts';
import { isOfTest, nameCutTests } from './cuts-table.ts';
import { compileFieldSteps } from './field-steps.ts';
import type { LineSteps } from './line-steps.ts';
import { isShortened, namesNobodyTests } from './names-nobody.ts';
import { type Names, openNames } from './quote.ts';
import { shownCell } from './read-fields.ts';
import type { FieldProblem } from './read-table.ts';
import { refuseInto } from './refuse-sql.ts';
import {
  allOf,
  anyOf,
  call,
  chain,
  choose,
  column,
  compare,
  isNull,
  isThere,
  NULL,
  type Query,
  type Select,
  type SelectNext,
  type SelectStep,
  SQL_FALSE,
  SQL_TRUE,
  type Sql,
  textOf,
  whole,
} from './tree.ts';
import { usedCohorts } from './used-facts.ts';

/** What is told beside what keeps customers from being classified. */
export interface ProblemOptions {
  /** Customers who have lines, and are not in the table. */
  readonly unknownCustomers?: boolean;
}

/**
 * Compiles the query that names every customer whom a table does not describe as an export would: cells that cannot be
 * read, ids that are blank or stand twice, texts that keyaccounts tidies. Nothing comes out of a table that is fine.
 */
export function compileProblems(
  criteria: Criteria,
  options: SqlOptions,
  { unknownCustomers = true }: ProblemOptions = {},
): Checked<Query> {
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
  const rowOfCell: RowOfCell = (field, cell, reason) => row(textOf(field.name), shownCell(cell), reason);
  const unreadable = unreadableCells(read.problems, from, rowOfCell);
  const ofId = read.problems.find(({ field }) => field === criteria.idField)!;
  const nobody = nobodyIds(ofId, read.isKept, from, (reason) => row(textOf(ofId.field.name), id, reason));
  const odd = tidiedCells(read.problems, from, rowOfCell);
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
  const known: SelectNext = {
    name: names.claim('known'),
    comment: 'the customers of whom lines may be',
    keeps: false,
    aside: true,
    from,
    columns: [{ name: names.claim('known_id'), value: trimmed }],
    groupedBy: [trimmed],
  };
  const isNamed = unknownCustomers && !source.ofLines;
  const lines = read.lines.flatMap((one) => lineProblems(one, row, isNamed ? known : null));
  const value: Query = {
    table: source.table,
    steps: [
      ...chain([
        ...read.lines.flatMap((one) => one.steps),
        // What is read from lines takes long to find.
        { ...cells, again: cells.from === undefined },
        ...(lines.length > 0 && isNamed ? [known] : []),
      ]),
      ...kept.map(({ step }) => step),
    ],
    result: [...unreadable, ...nobody, ...odd, twice, ...lost, ...lines],
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

type RowOf = (field: Sql, value: Sql, reason: Sql, of?: Sql) => Select['columns'];
type RowOfCell = (field: Field, cell: Sql, reason: Sql) => Select['columns'];

// The rows of a step that something is wrong with.
function found(from: string, columns: Select['columns'], where: Sql): Select {
  return { columns, keeps: false, from, where };
}

function unreadableCells(of: readonly FieldProblem[], from: string, row: RowOfCell): Select[] {
  return of
    .filter(({ isBad }) => isBad !== SQL_FALSE)
    .map(({ field, cell, isBad, isBlank, places }) =>
      found(
        from,
        row(field, cell, textOf(reasonOf(field, places))),
        field.type === 'id'
          ? anyOf([call('is_blank', shownCell(cell)), ...(isBlank === null ? [] : [isBlank])])
          : isBad,
      ),
    );
}

// Ids that name no customer, or not in full, each with the reason that keyaccounts gives.
function nobodyIds(
  { field: { name }, cell, isBlank }: FieldProblem,
  isKept: Sql | null,
  from: string,
  row: (reason: Sql) => Select['columns'],
): Select[] {
  const id = shownCell(cell);
  const shortened = found(
    from,
    row(textOf('a spreadsheet shortened a long id: the column has to be exported as text')),
    unless(isBlank, isShortened(id)),
  );
  const labels = namesNobodyTests(id).map(([kind, test]) =>
    found(
      from,
      row(
        textOf(
          `the id looks like a ${kind}, not like a customer: criteria keep such a row with input: { keep: [{ ${name}: [...] }] }, and leave it out with leave_out`,
        ),
      ),
      unless(isBlank, unless(isKept, test)),
    ),
  );
  return [shortened, ...labels];
}

function unless(exception: Sql | null, test: Sql): Sql {
  return exception === null ? test : choose([{ if: exception, gives: SQL_FALSE }], test);
}

function tidiedCells(of: readonly FieldProblem[], from: string, row: RowOfCell): Select[] {
  return of
    .filter(isTidied)
    .map(({ field, cell, isBlank }) =>
      found(from, row(field, cell, TIDIED), unless(isBlank, call('is_odd', call('trim', shownCell(cell))))),
    );
}

// Lines that keyaccounts refuses, and those of customers who are not there.
function lineProblems(
  { table: { name, customer, date, unique }, checks, worked, of }: LineSteps,
  row: RowOf,
  known: SelectNext | null,
): Select[] {
  const { steps, fields } = checks;
  const nameOf = (field: Field): Sql => textOf(`${name}.${field.name}`);
  const ofCustomer = fields.find(({ field }) => field === customer)!;
  const customerCell = shownCell(ofCustomer.cell);
  const rowOfCell: RowOfCell = (field, cell, reason) =>
    row(nameOf(field), shownCell(cell), reason, customerCell);
  const others = fields.filter(({ field }) => field !== customer);
  const unreadable = unreadableCells(others, steps.cells, rowOfCell);
  const odd = tidiedCells(fields, steps.cells, rowOfCell);
  const whose = found(
    steps.lines,
    row(nameOf(customer), NULL, textOf('the line has no customer'), NULL),
    isNull(checks.customer),
  );
  const nobody = nobodyIds(ofCustomer, checks.isKept, steps.cells, (reason) =>
    row(nameOf(customer), customerCell, reason, customerCell),
  );
  const undated = fields
    .filter(({ field }) => field === date && checks.isUndated !== null)
    .map(({ field, isBad }) =>
      found(
        steps.cells,
        row(nameOf(field), NULL, textOf('the line has no day'), customerCell),
        allOf([checks.isUndated!, isNull(choose([{ if: isBad, gives: SQL_TRUE }], null))]),
      ),
    );
  const keys = unique.map((field) => field.name).join(', ');
  const twice =
    checks.isTwice === null
      ? []
      : [
          found(
            steps.lines,
            row(
              textOf(name),
              call('join_texts', textOf(', '), ...checks.keys.map(shownCell)),
              textOf(`the line stands more than once, by ${keys}`),
              checks.customer,
            ),
            checks.isTwice,
          ),
        ];
  const long = worked.flatMap(({ field, isLong, sums: [sum] }) =>
    isLong === null
      ? []
      : [
          found(
            steps.sums,
            row(
              textOf(field.name),
              shownCell(column(sum!.name)),
              textOf(`"${field.name}": lines come to a number of more than 18 digits`),
              of,
            ),
            isLong,
          ),
        ],
  );
  const all = [...unreadable, ...odd, whose, ...nobody, ...undated, ...twice, ...long];
  // Where everybody who has a line is a customer, nobody is unknown.
  if (known === null) return all;
  const knownId = column(known.columns[0]!.name);
  const unknown: Select = {
    ...found(
      steps.sums,
      row(textOf(name), NULL, textOf('lines of a customer who is not in the table: they do not count'), of),
      allOf([isThere(of), isNull(knownId)]),
    ),
    beside: [{ step: known.name, on: compare(of, '=', knownId) }],
  };
  return [...all, unknown];
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
  return lockedLayers(company).flatMap(([unit, criteria]) => {
    const testOf = nameCutTests(criteria, unit);
    return usedCohorts(criteria)
      .filter((index) => lock?.cuts.get(criteria)?.has(index) !== true)
      .map((index) => {
        const cohort = criteria.cohorts[index]!;
        const { fact } = cohort;
        const test = testOf(cohort);
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
      });
  });
}

const TIDIED = textOf('keyaccounts reads this text otherwise: tidy it');

function isTidied({ field: { type } }: FieldProblem): boolean {
  return type === 'id' || type === 'text' || type === 'choice';
}

function reasonOf({ type, min, max, values, name, currencyColumn }: Field, places: number): string {
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
      return `"${name}": expected ${type} of at most 18 digits, ${places} of them behind the point${range(min, max, decimalOf)}${currencyColumn === null ? '' : ', in a currency that has a rate'}`;
  }
}

function range(min: number | null, max: number | null, show: (bound: number) => string): string {
  const parts = [
    ...(min === null ? [] : [`at least ${show(min)}`]),
    ...(max === null ? [] : [`at most ${show(max)}`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}
