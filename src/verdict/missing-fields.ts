import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { factsRequiredBy } from '../criteria/reads.ts';
import { type Facts, factText } from '../fields/facts.ts';

/**
 * The fields behind what a customer lacks: a missing score or derived value is followed down to the blank
 * fields. A derived value whose fields are all there, such as a division by zero, is named itself.
 */
export function missingFields(lacks: readonly Fact[], facts: Facts, criteria: Criteria): string[] {
  const followed = new Map<number, string[]>();
  const follow = (fact: Fact): string[] => {
    if (!isMissing(fact, facts)) return [];
    // Others that are calculated from the same fact lack the same.
    const known = followed.get(fact.slot);
    if (known !== undefined) return known;
    const found = behind(fact);
    followed.set(fact.slot, found);
    return found;
  };
  const behind = (fact: Fact): string[] => {
    const one = criteria.computed.find(({ fact: { slot } }) => slot === fact.slot);
    if (one === undefined) return [fact.name];
    const found = [...new Set(factsRequiredBy(one).flatMap(follow))];
    return found.length > 0 ? found : [fact.name];
  };
  return [...new Set(lacks.flatMap(follow))];
}

function isMissing({ type, slot }: Fact, facts: Facts): boolean {
  return type.kind === 'text' ? factText(facts, slot) === null : Number.isNaN(facts.numbers[slot]!);
}
