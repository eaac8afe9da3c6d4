import type { Fact } from '../condition/fact.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { decidingConditions, fieldsBehind } from '../criteria/reads.ts';
import type { Field } from '../fields/field.ts';

/**
 * The fields on which categories depend, directly or through derived values and scores; without the one that
 * names the business unit, since another unit has other criteria.
 */
export function keyFields(criteria: Criteria, unit: Fact | null): Field[] {
  const facts = decidingConditions(criteria).flatMap((condition) => [
    ...factsOfCondition(condition, criteria.cohorts),
  ]);
  const names = fieldsBehind(facts, criteria);
  return criteria.fields.filter(({ name }) => names.has(name) && name !== unit?.name);
}
