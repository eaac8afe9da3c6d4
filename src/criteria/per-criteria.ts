import type { Criteria } from './criteria.ts';

/**
 * Makes something of criteria once for each, the company's and those of each unit, when the first customer under
 * them comes.
 */
export function perCriteria<T>(make: (criteria: Criteria) => T): (criteria: Criteria) => T {
  const made = new Map<Criteria, { readonly of: T }>();
  return (criteria) => {
    let found = made.get(criteria);
    if (found === undefined) {
      found = { of: make(criteria) };
      made.set(criteria, found);
    }
    return found.of;
  };
}
