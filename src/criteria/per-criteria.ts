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
