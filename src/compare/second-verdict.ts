import { type Condition, NO_CUTS } from '../condition/condition.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import { type Category, type CategoryName, type Criteria, criteriaOf } from '../criteria/criteria.ts';
import { conditionMeanings, deepMeanings } from '../criteria/meaning.ts';
import { decidingConditions, factsReadBy } from '../criteria/reads.ts';
import { type RebindTarget, rebindComputed, rebindCondition } from '../criteria/rebind.ts';
import { mapCategory } from '../criteria/vary.ts';
import type { Facts } from '../fields/facts.ts';
import { type Classifier, createClassifier } from '../verdict/classify.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** The verdict of criteria on a customer on whom others have given theirs, `first`. */
export type SecondVerdict = (facts: Facts, previous: CategoryName | null, first: Verdict) => Verdict;

/**
 * Opens the verdicts of criteria on customers for whom `others`, laid beside them, have computed everything and given their
 * verdicts, on the same day. What means the same is taken from these: the values that were computed, and the criteria that
 * did not hold. Null where customers are ranked, or a unit has criteria of its own: there all is computed anew.
 */
export function openSecondVerdict(others: Criteria, criteria: Criteria, asOf: number): SecondVerdict | null {
  if ([others, criteria].some(({ units, cohorts }) => units !== null || cohorts.length > 0)) return null;
  const taking = takeComputed(others, criteria);
  const meaningOf = conditionMeanings(criteria);
  const meaningOfOther = conditionMeanings(others);
  const judge = openJudge(taking, asOf);
  const judgeIn = new Map(
    others.categories.map(({ name }, place) => {
      // Where a category does not apply, each of its criteria is false, and not just missing.
      const failed = new Set(conditionsOf(others.categories.slice(0, place)).map(meaningOfOther));
      const categories = taking.categories.map((own): Category => {
        const { when } = own;
        if (when.kind === 'otherwise') return own;
        const criteria = when.criteria.filter(({ condition }) => !failed.has(meaningOf(condition)));
        return { ...own, when: { ...when, criteria } };
      });
      return [name, openJudge({ ...taking, categories }, asOf)] as const;
    }),
  );
  return (facts, previous, first) =>
    (first.kind === 'decided' ? judgeIn.get(first.category)! : judge)(facts, previous);
}

// The criteria with what others have computed, and means the same, read where it stands.
function takeComputed(others: Criteria, criteria: Criteria): Criteria {
  const meaningOf = deepMeanings(criteria);
  const meaningOfOther = deepMeanings(others);
  const slots = new Map(others.computed.map(({ fact }) => [meaningOfOther(fact), fact.slot]));
  const target: RebindTarget = {
    fact: (fact) => ({ ...fact, slot: slots.get(meaningOf(fact)) ?? fact.slot }),
    // Neither ranks customers.
    cohort: () => 0,
  };
  return {
    ...criteria,
    computed: criteria.computed
      .filter(({ fact }) => !slots.has(meaningOf(fact)))
      .map((one) => rebindComputed(one, [], target)),
    categories: criteria.categories.map((category) =>
      mapCategory(category, (condition) => rebindCondition(condition, [], target)),
    ),
  };
}

// Computes no more than what decides.
function openJudge(criteria: Criteria, asOf: number): Classifier['judge'] {
  const slots = new Set<number>();
  for (const condition of decidingConditions(criteria))
    for (const { slot } of factsOfCondition(condition, [])) slots.add(slot);
  const computed: Criteria['computed'][number][] = [];
  // Each comes after what it needs.
  for (const one of criteria.computed.toReversed()) {
    if (!slots.has(one.fact.slot)) continue;
    computed.unshift(one);
    for (const { slot } of factsReadBy(one)) slots.add(slot);
  }
  return createClassifier({ ...criteria, computed }, asOf, NO_CUTS).judge;
}

function conditionsOf(categories: Criteria['categories']): Condition[] {
  return categories.flatMap(criteriaOf).map(({ condition }) => condition);
}
