import type { Cohort } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { type Checked, hasErrors } from '../text/diagnostic.ts';
import { compileSteps, type SqlOptions } from './compile-sql.ts';
import { type CountedValues, openCounts, placedFor } from './counted-cuts.ts';
import { CUT_COLUMNS, type CutTest, nameCutTests } from './cuts-table.ts';
import type { Names } from './quote.ts';
import { cutsOf, groupsOf, refuseParts } from './ranks.ts';
import {
  call,
  choose,
  column,
  compare,
  type Query,
  type Select,
  type SelectStep,
  type Sql,
  type Step,
  textOf,
  type ValuesStep,
  whole,
} from './tree.ts';

/**
 * Compiles the query that gives the cut points of every relative test and quantile factor, a row each, for a table that
 * other queries read. Without a result where nothing is compared with other customers.
 */
export function compileCuts(criteria: Criteria, options: SqlOptions): Checked<Query> {
  const tests: CountedTest[] = [];
  const { steps, names, diagnostics } = compileSteps(criteria, options, (own, scope) => {
    const { unit, counts, refuse } = scope;
    const count = openCounts(own.cohorts, counts, scope.names);
    const testOf = nameCutTests(own, unit);
    return (index, ranked, group) => {
      const cohort = own.cohorts[index]!;
      refuseParts(cohort, refuse);
      const cuts = count(cohort, ranked, group);
      tests.push({ cohort, test: testOf(cohort), values: cuts.values });
      return cuts;
    };
  });
  const counted = [...new Set(tests.map(({ values }) => values))];
  const all = counted.map((values) =>
    allCuts(
      tests.filter((one) => one.values === values),
      values,
      names,
    ),
  );
  const numbers = numbersTo(Math.max(1, ...all.map(({ points }) => points.length)), names);
  const result = all.map((one) => rowsOf(one, numbers));
  const value = {
    table: options.source.table,
    steps: stepsRead([...steps, ...all.map(({ step }) => step), numbers.step], result),
    result,
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

/** A relative test or quantile factor with the values that were counted for it. */
interface CountedTest {
  readonly cohort: Cohort;
  readonly test: CutTest;
  readonly values: CountedValues;
}

/** The cut points of all tests that rank the same values, found in one look at them. */
interface AllCuts {
  readonly step: SelectStep;
  readonly group: Sql;
  readonly customers: Sql;
  readonly points: readonly { readonly test: CutTest; readonly number: number; readonly point: Sql }[];
}

function allCuts(tests: readonly CountedTest[], values: CountedValues, names: Names): AllCuts {
  const { cohort } = tests[0]!;
  const base = names.claim(`${cohort.fact.name}_points`);
  const claim = (what: string): string => names.claim(`${base}_${what}`);
  const [group, customers] = [claim('of'), claim('customers')];
  const found = tests.flatMap((one) =>
    cutsOf(one.cohort.cut, placedFor(one.cohort, values)).map((value, index) => ({
      test: one.test,
      number: index + 1,
      column: { name: claim('point'), value },
    })),
  );
  return {
    step: {
      name: base,
      comment: `the cut points of ${cohort.fact.name} in ${groupsOf(cohort)}`,
      keeps: false,
      from: values.step,
      columns: [
        { name: group, value: values.group },
        { name: customers, value: call('to_count', call('max', values.total)) },
        ...found.map((one) => one.column),
      ],
      groupedBy: [values.group],
    },
    group: column(group),
    customers: column(customers),
    points: found.map((one) => ({ ...one, point: column(one.column.name) })),
  };
}

/** Numbers from 1, which make a row of each cut point. */
interface Numbers {
  readonly step: ValuesStep;
  readonly number: Sql;
}

function numbersTo(most: number, names: Names): Numbers {
  const name = names.claim('number');
  const rows = Array.from({ length: most }, (_, index) => [whole(BigInt(index + 1))]);
  return {
    step: {
      name: names.claim('numbers'),
      comment: 'numbers that make a row of each cut point',
      names: [name],
      rows,
    },
    number: column(name),
  };
}

function rowsOf({ step, group, customers, points }: AllCuts, numbers: Numbers): Select {
  const { test } = points[0]!;
  const isOne = points.every((one) => one.test === test);
  const of = (value: (one: AllCuts['points'][number]) => Sql): Sql => {
    if (points.length === 1) return value(points[0]!);
    return choose(
      points.map((one, index) => ({
        if: compare(numbers.number, '=', whole(BigInt(index + 1))),
        gives: value(one),
      })),
      null,
    );
  };
  const count = whole(BigInt(points.length));
  return {
    columns: [
      { name: CUT_COLUMNS.unit, value: textOf(test.unit) },
      { name: CUT_COLUMNS.test, value: isOne ? textOf(test.test) : of((one) => textOf(one.test.test)) },
      { name: CUT_COLUMNS.definition, value: textOf(test.definition) },
      { name: CUT_COLUMNS.group, value: group },
      { name: CUT_COLUMNS.customers, value: customers },
      {
        name: CUT_COLUMNS.number,
        value: isOne && points.length > 1 ? numbers.number : of(({ number }) => whole(BigInt(number))),
      },
      { name: CUT_COLUMNS.point, value: of(({ point }) => point) },
    ],
    keeps: false,
    from: step.name,
    ...(points.length === 1
      ? {}
      : { beside: [{ step: numbers.step.name, on: compare(numbers.number, '<=', count) }] }),
  };
}

// What the rows that are selected in the end come from; the verdicts do not.
function stepsRead(steps: readonly Step[], result: readonly Select[]): Step[] {
  const read = new Set<string>();
  const visit = (one: Select): void => {
    const beside = (one.beside ?? []).map(({ step }) => step);
    for (const name of [...(one.from === null ? [] : [one.from]), ...beside]) {
      if (read.has(name)) continue;
      read.add(name);
      const step = steps.find((other) => other.name === name);
      if (step !== undefined && !('rows' in step)) visit(step);
    }
  };
  for (const one of result) visit(one);
  return steps.filter(({ name }) => read.has(name));
}
