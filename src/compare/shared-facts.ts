import type { Criteria, Derived, Score } from '../criteria/criteria.ts';
import { deepMeanings } from '../criteria/meaning.ts';

/**
 * Criteria that take from others, laid beside them, what these have computed of the customer on the same day and means
 * the same. Where customers are ranked, or a unit has criteria of its own, all is computed anew, by the criteria themselves.
 */
export function takeFactsOf(other: Criteria, criteria: Criteria): Criteria {
  if (other === criteria) return criteria;
  if ([other, criteria].some(({ units, cohorts }) => units !== null || cohorts.length > 0)) return criteria;
  const meaningOf = deepMeanings(criteria);
  const meaningOfOther = deepMeanings(other);
  const computed = new Map(other.computed.map(({ fact }) => [meaningOfOther(fact), fact]));
  const take = (one: Derived | Score): Derived | Score => {
    const { fact, span } = one;
    const same = computed.get(meaningOf(fact));
    if (same === undefined) return one;
    const unit = same.type.kind === 'number' ? same.type.unit : 'plain';
    return { kind: 'derived', fact, formula: { kind: 'fact', fact: same, span, unit }, span };
  };
  return { ...criteria, computed: criteria.computed.map(take) };
}
