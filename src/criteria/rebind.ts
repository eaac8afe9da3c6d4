import type { Cohort, Condition } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { mapLeaves } from '../condition/leaves.ts';
import type { Field } from '../fields/field.ts';
import type { Criteria, Derived, Factor, Score } from './criteria.ts';
import type { Expression } from './expression.ts';
import { mapCategory } from './vary.ts';

/** Where the names in a part of criteria lead once it stands in other criteria. */
export interface RebindTarget {
  fact(fact: Fact): Fact;
  /** The place of a line among those of the other criteria; the line still speaks of the facts it came with. */
  cohort(cohort: Cohort): number;
}

/** A condition as it stands in other criteria; `cohorts` are those it came with. */
export function rebindCondition(
  condition: Condition,
  cohorts: readonly Cohort[],
  target: RebindTarget,
): Condition {
  return mapLeaves(condition, (leaf) => {
    const fact = target.fact(leaf.fact);
    return leaf.kind === 'rank'
      ? { ...leaf, fact, cohort: target.cohort(cohorts[leaf.cohort]!) }
      : { ...leaf, fact };
  });
}

/** What a relative test draws its line by, as it stands in other criteria. */
export function rebindCohort(cohort: Cohort, target: RebindTarget): Cohort {
  const { fact, per } = cohort;
  return { ...cohort, fact: target.fact(fact), per: per === null ? null : target.fact(per) };
}

/** A factor as it stands in other criteria; `cohorts` are those it came with. */
export function rebindFactor(factor: Factor, cohorts: readonly Cohort[], target: RebindTarget): Factor {
  const { points } = factor;
  return {
    ...factor,
    fact: target.fact(factor.fact),
    points:
      points.kind === 'quantiles' ? { ...points, cohort: target.cohort(cohorts[points.cohort]!) } : points,
  };
}

/** A formula as it stands in other criteria. */
export function rebindExpression(expression: Expression, target: RebindTarget): Expression {
  switch (expression.kind) {
    case 'literal':
      return expression;
    case 'fact':
      return { ...expression, fact: target.fact(expression.fact) };
    case 'negate':
      return { ...expression, of: rebindExpression(expression.of, target) };
    case 'arithmetic':
      return {
        ...expression,
        left: rebindExpression(expression.left, target),
        right: rebindExpression(expression.right, target),
      };
    case 'call':
      return { ...expression, of: expression.of.map((part) => rebindExpression(part, target)) };
  }
}

/** A derived value or score as it stands in other criteria; `cohorts` are those it came with. */
export function rebindComputed(
  one: Derived | Score,
  cohorts: readonly Cohort[],
  target: RebindTarget,
): Derived | Score {
  const fact = target.fact(one.fact);
  return one.kind === 'derived'
    ? { ...one, fact, formula: rebindExpression(one.formula, target) }
    : { ...one, fact, factors: one.factors.map((factor) => rebindFactor(factor, cohorts, target)) };
}

/**
 * The same criteria with their facts in other slots, so that two criteria can read one customer side by side:
 * fields where `slotOf` says, derived values and scores from `computedFrom` on. Units are left out.
 */
export function relinkCriteria(
  criteria: Criteria,
  slotOf: (field: Field) => number,
  computedFrom: number,
): Criteria {
  const fields = criteria.fields.map((field) => ({ ...field, slot: slotOf(field) }));
  const moved = new Map<string, Fact>();
  const move = (name: string, slot: number): void =>
    void moved.set(name, { ...criteria.facts.get(name)!, slot });
  for (const { name, slot } of fields) move(name, slot);
  for (const [index, { fact }] of criteria.computed.entries()) move(fact.name, computedFrom + index);
  const target: RebindTarget = {
    fact: ({ name }) => moved.get(name)!,
    // Lines keep their places.
    cohort: (cohort) => criteria.cohorts.indexOf(cohort),
  };
  const { cohorts } = criteria;
  const condition = (one: Condition) => rebindCondition(one, cohorts, target);
  const { duties, group, units } = criteria;
  const fieldNamed = ({ name }: Field): Field => fields.find((field) => field.name === name)!;
  return {
    ...criteria,
    fields,
    idField: fields.find(({ type }) => type === 'id')!,
    facts: moved,
    computed: criteria.computed.map((one) => rebindComputed(one, cohorts, target)),
    cohorts: cohorts.map((cohort) => rebindCohort(cohort, target)),
    categories: criteria.categories.map((category) => mapCategory(category, condition)),
    duties: { ...duties, manager: duties.manager === null ? null : target.fact(duties.manager) },
    checks: criteria.checks.map((check) => ({ ...check, expect: condition(check.expect) })),
    group: group === null ? null : { by: fieldNamed(group.by), matches: fieldNamed(group.matches) },
    units: units === null ? null : { by: target.fact(units.by), criteria: new Map() },
    slots: computedFrom + criteria.computed.length,
  };
}
