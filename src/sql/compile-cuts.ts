import type { Criteria } from '../criteria/criteria.ts';
import { type Checked, hasErrors } from '../text/diagnostic.ts';
import { compileSteps, type SqlOptions } from './compile-sql.ts';
import { type CountedCuts, openCounts } from './counted-cuts.ts';
import { CUT_COLUMNS, type CutTest, cutTestOf } from './cuts-table.ts';
import { type Names, openNames } from './quote.ts';
import { refuseParts } from './ranks.ts';
import {
  choose,
  column,
  compare,
  type Query,
  type Select,
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
  const tests: { readonly test: CutTest; readonly cuts: CountedCuts }[] = [];
  let names: Names = openNames(options.dialect);
  const { steps, diagnostics } = compileSteps(criteria, options, (own, scope) => {
    const { unit, counts, refuse } = scope;
    names = scope.names;
    const count = openCounts(own.cohorts, counts, names);
    return (index, ranked, group) => {
      const cohort = own.cohorts[index]!;
      refuseParts(cohort, refuse);
      const cuts = count(cohort, ranked, group);
      tests.push({ test: cutTestOf(own, unit, cohort), cuts });
      return cuts;
    };
  });
  const numbers = numbersTo(Math.max(1, ...tests.map(({ cuts }) => cuts.cuts.length)), names);
  const result = tests.map(({ test, cuts }) => rowsOf(test, cuts, numbers));
  const value = {
    table: options.source.table,
    steps: stepsRead([...steps, numbers.step], result),
    result,
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
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
      comment: 'the numbers of cut points, from the lowest',
      names: [name],
      rows,
    },
    number: column(name),
  };
}

function rowsOf(
  { unit, test, definition }: CutTest,
  { found: { step, of, cuts }, customers }: CountedCuts,
  numbers: Numbers,
): Select {
  const [first] = cuts;
  const isOne = cuts.length === 1;
  const { number } = numbers;
  const point = choose(
    cuts.map((cut, index) => ({ if: compare(number, '=', whole(BigInt(index + 1))), gives: cut })),
    null,
  );
  return {
    columns: [
      { name: CUT_COLUMNS.unit, value: textOf(unit) },
      { name: CUT_COLUMNS.test, value: textOf(test) },
      { name: CUT_COLUMNS.definition, value: textOf(definition) },
      { name: CUT_COLUMNS.group, value: of },
      { name: CUT_COLUMNS.customers, value: customers },
      { name: CUT_COLUMNS.number, value: isOne ? whole(1n) : number },
      { name: CUT_COLUMNS.point, value: isOne ? first! : point },
    ],
    keeps: false,
    from: step.name,
    ...(isOne
      ? {}
      : { beside: [{ step: numbers.step.name, on: compare(number, '<=', whole(BigInt(cuts.length))) }] }),
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
