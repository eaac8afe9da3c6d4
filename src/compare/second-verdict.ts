import type { Condition } from '../condition/condition.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import { conditionMeanings, deepMeanings } from '../criteria/meaning.ts';
import { decidingConditions, factsReadBy } from '../criteria/reads.ts';
import { type RebindTarget, rebindComputed, rebindCondition } from '../criteria/rebind.ts';
import { mapCategory } from '../criteria/vary.ts';
import { NO_CUTS } from '../facts/cohort.ts';
import type { Facts } from '../fields/facts.ts';
import { createClassifier } from '../verdict/classify.ts';
import { perVerdict } from '../verdict/per-verdict.ts';
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
  const judgeAfter = perVerdict(({ category }) => {
    // Where a category does not apply, none of its criteria holds, and nothing that they ask for is missing.
    const end = others.categories.findIndex(({ name }) => name === category);
    const failed = new Set(conditionsOf(others.categories.slice(0, end)).map(meaningOfOther));
    const categories = taking.categories.map((own) =>
      own.when.kind === 'otherwise'
        ? own
        : {
            ...own,
            when: {
              ...own.when,
              criteria: own.when.criteria.filter(({ condition }) => !failed.has(meaningOf(condition))),
            },
          },
    );
    return openJudge({ ...taking, categories }, asOf);
  });
  return (facts, previous, first) => (first.kind === 'decided' ? judgeAfter(first) : judge)(facts, previous);
}

// The criteria with what others have computed, and means the same, read where it stands.
function takeComputed(others: Criteria, criteria: Criteria): Criteria {
  const meaningOf = deepMeanings(criteria);
  const meaningOfOther = deepMeanings(others);
  const slots = new Map(others.computed.map(({ fact }) => [meaningOfOther(fact), fact.slot]));
  const target: RebindTarget = {
    fact: (fact) => ({ ...fact, slot: slots.get(meaningOf(fact)) ?? fact.slot }),
    // There are none.
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
function openJudge(
  criteria: Criteria,
  asOf: number,
): (facts: Facts, previous: CategoryName | null) => Verdict {
  const slots = new Set<number>();
  for (const condition of decidingConditions(criteria))
    for (const { slot } of factsOfCondition(condition, [])) slots.add(slot);
  const computed = criteria.computed
    .toReversed()
    .filter((one) => {
      if (slots.has(one.fact.slot)) for (const { slot } of factsReadBy(one)) slots.add(slot);
      return slots.has(one.fact.slot);
    })
    .reverse();
  const { compute, classify } = createClassifier({ ...criteria, computed }, asOf, NO_CUTS);
  return (facts, previous) => {
    compute(facts);
    return classify(facts, previous);
  };
}

function conditionsOf(categories: Criteria['categories']): Condition[] {
  return categories.flatMap(({ when }) =>
    when.kind === 'otherwise' ? [] : when.criteria.map(({ condition }) => condition),
  );
}
