import type { Cohort, Leaf, RankTest } from '../condition/condition.ts';
import { leavesOf } from '../condition/leaves.ts';
import type { MemberOperator } from '../condition/operators.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { cutRuleText } from '../criteria/lock/define-cohort.ts';
import { type Checked, hasErrors } from '../text/diagnostic.ts';
import { type CompiledLayer, compileSteps, knownOrFound, type SqlOptions } from './compile-sql.ts';
import { openNames, quoteName } from './quote.ts';
import { NULL, type Query, type Sql, type SqlColumn } from './tree.ts';

/**
 * Compiles the query that shows how each customer came to its category: the fields, all that is calculated from them, and
 * whether each criterion and each of its tests holds. NULL is missing, or asked by criteria of another unit.
 */
export function compileExplain(criteria: Criteria, options: SqlOptions): Checked<Query> {
  const { read, steps, layers, verdicts, pick, diagnostics } = compileSteps(criteria, options, (own, scope) =>
    knownOrFound(own, scope, options),
  );
  const names = openNames(options.dialect);
  const columns: SqlColumn[] = [];
  const show = (name: string, value: Sql): void => void columns.push({ name: names.claim(name), value });
  show(criteria.idField.name, read.id);
  show('category', verdicts.category);
  if (read.previous !== null) show('previous_category', read.previous);
  if (read.override !== null) show('override_category', read.override);
  show('criterion', verdicts.criterion);
  show('undetermined_because', verdicts.because);
  for (const { name, slot } of criteria.fields) {
    const known = read.known.get(slot);
    if (known !== undefined && slot !== criteria.idField.slot) show(name, known.value);
  }
  for (const name of namesIn(layers, calculatedIn))
    show(
      name,
      pick(({ layer }) => layer.value(name)),
    );
  const held = new Map(layers.map((one) => [one, heldBy(one)]));
  for (const name of namesIn(layers, (one) => [...held.get(one)!.keys()]))
    show(
      name,
      pick((one) => held.get(one)!.get(name) ?? NULL),
    );
  const last = { name: 'explained', from: steps.at(-1)!.name };
  const value: Query = {
    table: options.source.table,
    steps: [
      ...steps,
      { ...last, comment: 'what each customer has, and what holds for it', keeps: false, columns },
    ],
    result: [{ columns: [], keeps: true, from: last.name }],
    note: `for one customer: WHERE ${quoteName(options.dialect, criteria.idField.name)} = ${options.dialect.text('C0042')}`,
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

// Each name once, in the order in which the company and then its units have it.
function namesIn(
  layers: readonly CompiledLayer[],
  of: (one: CompiledLayer) => readonly string[],
): ReadonlySet<string> {
  return new Set(layers.flatMap(of));
}

// What the verdicts hang on; the rest of the formulas is not in the query.
function calculatedIn({ criteria, layer }: CompiledLayer): string[] {
  const names = criteria.computed.map(({ fact }) => fact.name);
  return names.filter((name) => layer.value(name) !== NULL);
}

// Whether the criteria of a layer and their tests hold, by what they are called.
function heldBy({ criteria, layer }: CompiledLayer): ReadonlyMap<string, Sql> {
  const held = new Map<string, Sql>();
  for (const { category, criteria: own, stays } of layer.categories) {
    const deciding = [...own, ...(stays === null ? [] : [{ ...stays, id: 'stays_while' }])];
    for (const { id, condition, holds } of deciding) {
      const name = `${category.name}: ${id}`;
      held.set(name, holds);
      const tests = leavesOf(condition);
      if (tests.length > 1)
        for (const leaf of tests)
          held.set(`${name}: ${testText(leaf, criteria.cohorts)}`, layer.lacks.condition(leaf));
    }
  }
  return held;
}

/** A test as criteria write it; what is written alike within a criterion is one column. */
export function testText(leaf: Leaf, cohorts: readonly Cohort[]): string {
  const { fact } = leaf;
  switch (leaf.kind) {
    case 'compare':
      return `${fact.name} ${leaf.operator} ${leaf.bound.text}`;
    case 'between':
      return `${fact.name} between ${leaf.low.text} and ${leaf.high.text}`;
    case 'member': {
      const values = leaf.values.map((value) => (typeof value === 'string' ? value : value.text));
      const operator = values.length === 1 ? SINGLE[leaf.operator] : leaf.operator;
      return `${fact.name} ${operator} ${values.join(', ')}`;
    }
    case 'present':
      return `${fact.name} present ${leaf.expected ? 'yes' : 'no'}`;
    case 'age':
      return `${fact.name} ${leaf.operator} ${leaf.days.text}`;
    case 'rank': {
      const { cut, per } = cohorts[leaf.cohort]!;
      return `${fact.name} ${sideText(leaf.test)}${cutRuleText(cut)}${per === null ? '' : ` per ${per.name}`}`;
    }
  }
}

// As criteria write it that name a single value.
const SINGLE: Readonly<Record<MemberOperator, string>> = {
  in: 'is',
  not_in: 'is_not',
  starts_with: 'starts_with',
};

function sideText(test: RankTest): string {
  switch (test.kind) {
    case 'top':
      return '';
    case 'mean':
      return `${test.side} `;
    case 'quantile':
      return `${test.atLeast ?? 1} to ${test.atMost ?? 'last'} (${test.order}) `;
  }
}
