import type { Cohort, Condition } from './condition.ts';
import type { Fact } from './fact.ts';

/** The facts that a condition reads; with the cohorts of its criteria also those that rank within groups. */
export function* factsOfCondition(condition: Condition, cohorts: readonly Cohort[]): Generator<Fact> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const part of condition.of) yield* factsOfCondition(part, cohorts);
      return;
    case 'not':
      yield* factsOfCondition(condition.of, cohorts);
      return;
    case 'rank': {
      yield condition.fact;
      const per = cohorts[condition.cohort]?.per ?? null;
      if (per !== null) yield per;
      return;
    }
    case 'compare':
    case 'between':
    case 'member':
    case 'present':
    case 'age':
      yield condition.fact;
  }
}
