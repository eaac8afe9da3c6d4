import type { Condition } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { type Criteria, criteriaOf, type Derived, type Score } from './criteria.ts';
import { factsOfExpression } from './expression.ts';

/** The facts that a calculated one is made of, as often as it reads them. */
export function factsReadBy(one: Derived | Score): readonly Fact[] {
  return one.kind === 'derived' ? [...factsOfExpression(one.formula)] : one.factors.map(({ fact }) => fact);
}

/** Those of them without which it is missing, since nothing stands in their place. */
export function factsRequiredBy(one: Derived | Score): readonly Fact[] {
  if (one.kind === 'derived') return factsReadBy(one);
  return one.factors.filter(({ missing }) => missing === null).map(({ fact }) => fact);
}

/** The conditions that put customers into categories or keep them there, in the order of the criteria. */
export function decidingConditions({ categories }: Pick<Criteria, 'categories'>): readonly Condition[] {
  return categories.flatMap((category) => [
    ...criteriaOf(category).map(({ condition }) => condition),
    ...(category.staysWhile === null ? [] : [category.staysWhile]),
  ]);
}

/** The names of the fields that facts are, or are made of. */
export function fieldsBehind(facts: Iterable<Fact>, { computed }: Criteria): ReadonlySet<string> {
  const names = new Set(Array.from(facts, ({ name }) => name));
  // Each comes after what it needs.
  for (const one of computed.toReversed())
    if (names.delete(one.fact.name)) for (const { name } of factsReadBy(one)) names.add(name);
  return names;
}

/** The scores of criteria, in their order. */
export function scoresOf({ computed }: Pick<Criteria, 'computed'>): Score[] {
  return computed.filter((one) => one.kind === 'score');
}

/** The same as facts. */
export function scoreFacts(criteria: Pick<Criteria, 'computed'>): Fact[] {
  return scoresOf(criteria).map(({ fact }) => fact);
}
