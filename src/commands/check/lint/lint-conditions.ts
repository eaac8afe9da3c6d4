import type { Condition } from '../../../condition/condition.ts';
import { FALSE, type Goal, NOT_TRUE, type Term, TRUE } from '../../../condition/domain.ts';
import type { Category, Criteria, Criterion } from '../../../criteria/criteria.ts';

/** Every condition of the criteria as a whole, with what it is called. */
export function* conditionsOf(
  criteria: Criteria,
): Generator<{ readonly condition: Condition; readonly what: string }> {
  for (const category of criteria.categories) {
    for (const { condition, id } of criteriaOf(category)) yield { condition, what: `criterion "${id}"` };
    const { staysWhile } = category;
    if (staysWhile !== null) yield { condition: staysWhile, what: `"stays_while" of ${category.name}` };
  }
  for (const { expect, id } of criteria.checks) yield { condition: expect, what: `check "${id}"` };
}

/** The criteria of a category; none when it takes whoever is left. */
export function criteriaOf({ when }: Category): readonly Criterion[] {
  return when.kind === 'criteria' ? when.criteria : [];
}

/** That a criterion holds. */
export function holds({ condition }: Criterion): Term {
  return { condition, allowed: TRUE };
}

/** That no category of a list applies, nor could if more were known. */
export function noneApplies(categories: readonly Category[]): Goal {
  return categories.flatMap((category) =>
    criteriaOf(category).map(({ condition }) => ({ condition, allowed: FALSE })),
  );
}

/** That none of some criteria holds, whatever is missing. */
export function noneHolds(criteria: readonly Criterion[]): Goal {
  return criteria.map(({ condition }) => ({ condition, allowed: NOT_TRUE }));
}
