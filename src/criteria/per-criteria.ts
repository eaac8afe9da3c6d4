import type { Criteria } from './criteria.ts';

/** The company's criteria and those of its units. */
export function criteriaIn(company: Criteria): Criteria[] {
  return [company, ...(company.units?.criteria.values() ?? [])];
}

/** Whether criteria, or those of a unit, rank customers among each other. */
export function hasRelativeTests(company: Criteria): boolean {
  return criteriaIn(company).some(({ cohorts }) => cohorts.length > 0);
}

/** Whether what a customer was before plays a part: some category of the criteria, or of a unit, has a line to stay by. */
export function asksForPrevious(company: Criteria): boolean {
  return criteriaIn(company).some(({ categories }) =>
    categories.some(({ staysWhile }) => staysWhile !== null),
  );
}

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
