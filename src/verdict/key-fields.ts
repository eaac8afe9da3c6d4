import type { Fact } from '../condition/fact.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { decidingConditions, factsReadBy } from '../criteria/reads.ts';
import type { Field } from '../fields/field.ts';

/**
 * The fields on which categories depend, directly or through derived values and scores; without the one that
 * names the business unit, since another unit has other criteria.
 */
export function keyFields(criteria: Criteria, unit: Fact | null): Field[] {
  const computed = new Map(criteria.computed.map((one) => [one.fact.name, one]));
  const names = new Set<string>();
  const follow = ({ name }: Fact): void => {
    if (names.has(name)) return;
    names.add(name);
    const one = computed.get(name);
    if (one !== undefined) for (const part of factsReadBy(one)) follow(part);
  };
  for (const condition of decidingConditions(criteria))
    for (const fact of factsOfCondition(condition, criteria.cohorts)) follow(fact);
  return criteria.fields.filter(({ name }) => names.has(name) && name !== unit?.name);
}
