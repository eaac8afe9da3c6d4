import type { Cohort, Condition, Leaf } from '../condition/condition.ts';
import { mapLeaves } from '../condition/leaves.ts';
import type { Category, Criteria, Factor } from './criteria.ts';

/** What to put in the place of parts of the criteria; parts that are given back as they are stay. */
export interface Variation {
  leaf?(leaf: Leaf): Leaf;
  factor?(factor: Factor): Factor;
  cohort?(cohort: Cohort): Cohort;
}

/** A copy of the criteria, and of those of its units, with some parts replaced. Names and slots stay. */
export function varyCriteria(criteria: Criteria, variation: Variation): Criteria {
  const { leaf = (one) => one, factor = (one) => one, cohort = (one) => one } = variation;
  const condition = (one: Condition): Condition => mapLeaves(one, leaf);
  return {
    ...criteria,
    computed: criteria.computed.map((one) =>
      one.kind === 'score' ? { ...one, factors: one.factors.map(factor) } : one,
    ),
    cohorts: criteria.cohorts.map(cohort),
    categories: criteria.categories.map((category) => mapCategory(category, condition)),
    units:
      criteria.units === null
        ? null
        : {
            by: criteria.units.by,
            criteria: new Map(
              [...criteria.units.criteria].map(([name, unit]) => [name, varyCriteria(unit, variation)]),
            ),
          },
  };
}

/** A category with each of its conditions replaced; criteria in which nothing changes are the same as before. */
export function mapCategory(category: Category, replace: (condition: Condition) => Condition): Category {
  const { when, staysWhile } = category;
  return {
    ...category,
    when:
      when.kind === 'otherwise'
        ? when
        : {
            kind: 'criteria',
            criteria: when.criteria.map((own) => {
              const condition = replace(own.condition);
              return condition === own.condition ? own : { ...own, condition };
            }),
          },
    staysWhile: staysWhile === null ? null : replace(staysWhile),
  };
}
