import type { Criteria } from './criteria.ts';

/**
 * Makes something of criteria once for each, the company's and those of each unit, when the first customer under
 * them comes.
 */
export function perCriteria<T>(make: (criteria: Criteria) => T): (criteria: Criteria) => T {
  const made = new Map<Criteria, Made<T>>();
  // One customer after the other is under the same.
  let last: Made<T> | null = null;
  return (criteria) => {
    if (last?.criteria === criteria) return last.of;
    let found = made.get(criteria);
    if (found === undefined) {
      found = { criteria, of: make(criteria) };
      made.set(criteria, found);
    }
    last = found;
    return found.of;
  };
}

interface Made<T> {
  readonly criteria: Criteria;
  readonly of: T;
}
