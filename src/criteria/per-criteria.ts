import type { Criteria } from './criteria.ts';

/**
 * Makes something of criteria once for each, the company's and those of each unit, when the first customer under
 * them comes.
 */
export function perCriteria<T>(make: (criteria: Criteria) => T): (criteria: Criteria) => T {
  const made = new Map<Criteria, { readonly of: T }>();
  // One customer after the other is under the same.
  let last: Criteria | null = null;
  let found: { readonly of: T } | undefined;
  return (criteria) => {
    if (criteria === last) return found!.of;
    found = made.get(criteria);
    if (found === undefined) {
      found = { of: make(criteria) };
      made.set(criteria, found);
    }
    last = criteria;
    return found.of;
  };
}
