import type { Condition } from '../../../condition/condition.ts';
import type { Fact } from '../../../condition/fact.ts';
import { factsOfCondition, leavesOf } from '../../../condition/leaves.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { factsOfExpression } from '../../../criteria/expression.ts';
import type { Field } from '../../../fields/field.ts';

/** What some conditions depend on, through derived values and scores. */
export interface Needs {
  readonly fields: readonly Field[];
  /** Places in `Criteria.cohorts`. */
  readonly cohorts: readonly number[];
  /** Every fact, by name. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Whether a derived value or a score is among them. */
  readonly computed: boolean;
}

/** Follows conditions through formulas, factors and the groups of relative tests down to fields. */
export function needsOf(criteria: Criteria, conditions: readonly Condition[]): Needs {
  const computed = new Map(criteria.computed.map((one) => [one.fact.name, one]));
  const facts = new Map<string, Fact>();
  const cohorts = new Set<number>();
  const need = (fact: Fact): void => {
    if (facts.has(fact.name)) return;
    facts.set(fact.name, fact);
    const one = computed.get(fact.name);
    if (one === undefined) return;
    if (one.kind === 'derived') {
      for (const part of factsOfExpression(one.formula)) need(part);
      return;
    }
    for (const factor of one.factors) {
      need(factor.fact);
      if (factor.points.kind !== 'quantiles') continue;
      cohorts.add(factor.points.cohort);
      const { per } = criteria.cohorts[factor.points.cohort]!;
      if (per !== null) need(per);
    }
  };
  for (const condition of conditions) {
    for (const fact of factsOfCondition(condition, criteria.cohorts)) need(fact);
    for (const leaf of leavesOf(condition)) if (leaf.kind === 'rank') cohorts.add(leaf.cohort);
  }
  return {
    fields: criteria.fields.filter(({ name }) => facts.has(name)),
    cohorts: [...cohorts].sort((one, other) => one - other),
    facts,
    computed: [...facts.values()].some(({ origin }) => origin !== 'field'),
  };
}
