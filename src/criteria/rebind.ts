import type { Cohort, Condition } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Factor } from './criteria.ts';
import type { Expression } from './expression.ts';

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
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((part) => rebindCondition(part, cohorts, target)) };
    case 'not':
      return { ...condition, of: rebindCondition(condition.of, cohorts, target) };
    case 'rank':
      return {
        ...condition,
        fact: target.fact(condition.fact),
        cohort: target.cohort(cohorts[condition.cohort]!),
      };
    case 'compare':
    case 'between':
    case 'member':
    case 'present':
    case 'age':
      return { ...condition, fact: target.fact(condition.fact) };
  }
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
