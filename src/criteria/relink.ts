import type { Cohort } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Field } from '../fields/field.ts';
import type { Criteria } from './criteria.ts';
import { type RebindTarget, rebindCondition, rebindExpression, rebindFactor } from './rebind.ts';
import { mapCategory } from './vary.ts';

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
  const condition = (one: Parameters<typeof rebindCondition>[0]) => rebindCondition(one, cohorts, target);
  const { duties, units } = criteria;
  return {
    ...criteria,
    fields,
    idField: fields.find(({ type }) => type === 'id')!,
    facts: moved,
    computed: criteria.computed.map((one) =>
      one.kind === 'derived'
        ? { ...one, fact: target.fact(one.fact), formula: rebindExpression(one.formula, target) }
        : {
            ...one,
            fact: target.fact(one.fact),
            factors: one.factors.map((factor) => rebindFactor(factor, cohorts, target)),
          },
    ),
    cohorts: cohorts.map(
      (cohort): Cohort => ({
        ...cohort,
        fact: target.fact(cohort.fact),
        per: cohort.per === null ? null : target.fact(cohort.per),
      }),
    ),
    categories: criteria.categories.map((category) => mapCategory(category, condition)),
    duties: { ...duties, manager: duties.manager === null ? null : target.fact(duties.manager) },
    checks: criteria.checks.map((check) => ({ ...check, expect: condition(check.expect) })),
    units: units === null ? null : { by: target.fact(units.by), criteria: new Map() },
    slots: computedFrom + criteria.computed.length,
  };
}
