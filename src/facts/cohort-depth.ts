import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { factsOfExpression } from '../criteria/expression.ts';

/**
 * How many further looks at the customers it takes until every cut point is known: ranking a score that itself
 * needs quantiles takes one more.
 */
export function cohortDepth(criteria: Criteria): number {
  const computed = new Map(criteria.computed.map((one) => [one.fact.name, one]));
  const depthOf = (fact: Fact): number => {
    const one = computed.get(fact.name);
    if (one === undefined) return 0;
    if (one.kind === 'derived') return Math.max(0, ...[...factsOfExpression(one.formula)].map(depthOf));
    return Math.max(
      0,
      ...one.factors.map(({ fact: of, points }) => depthOf(of) + (points.kind === 'quantiles' ? 1 : 0)),
    );
  };
  return Math.max(0, ...criteria.cohorts.map((cohort) => depthOf(cohort.fact)));
}
