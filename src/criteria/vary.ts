import type { Cohort, Condition } from '../condition/condition.ts';
import type { Leaf } from '../condition/possible.ts';
import type { Category, Criteria, Factor } from './criteria.ts';

/** What to put in the place of parts of the criteria; parts that are given back as they are stay. */
export interface Variation {
  leaf?(leaf: Leaf): Leaf;
  factor?(factor: Factor): Factor;
  cohort?(cohort: Cohort): Cohort;
}

/** A copy of the criteria, and of those of its units, with some parts replaced. Names and slots stay. */
export function varyCriteria(criteria: Criteria, variation: Variation): Criteria {
  const condition = (one: Condition): Condition => varyCondition(one, variation);
  const { factor = (one) => one, cohort = (one) => one } = variation;
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

/** A category with each of its conditions replaced. */
export function mapCategory(category: Category, replace: (condition: Condition) => Condition): Category {
  const { when, staysWhile } = category;
  return {
    ...category,
    when:
      when.kind === 'otherwise'
        ? when
        : {
            kind: 'criteria',
            criteria: when.criteria.map((own) => ({ ...own, condition: replace(own.condition) })),
          },
    staysWhile: staysWhile === null ? null : replace(staysWhile),
  };
}

/** A condition with some of its tests replaced. */
export function varyCondition(condition: Condition, variation: Variation): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((part) => varyCondition(part, variation)) };
    case 'not':
      return { ...condition, of: varyCondition(condition.of, variation) };
    case 'compare':
    case 'between':
    case 'member':
    case 'present':
    case 'age':
    case 'rank':
      return variation.leaf?.(condition) ?? condition;
  }
}
