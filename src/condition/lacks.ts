import type { Facts } from '../fields/facts.ts';
import { compileCondition, type TestContext } from './compile.ts';
import type { Condition } from './condition.ts';
import type { Fact } from './fact.ts';

/** Names the facts whose absence makes a condition missing. */
export type FindLacks = (facts: Facts, add: (fact: Fact) => void) => void;

/** A closure that, for a customer on whom the condition is missing, adds each fact that is to blame. */
export function compileLacks(condition: Condition, context: TestContext): FindLacks {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => ({
        test: compileCondition(part, context),
        find: compileLacks(part, context),
      }));
      return (facts, add) => {
        for (const { test, find } of parts) if (test(facts) === 'missing') find(facts, add);
      };
    }
    case 'not':
      return compileLacks(condition.of, context);
    case 'rank': {
      const per = context.cohorts[condition.cohort]?.per ?? null;
      return (facts, add) => {
        if (Number.isNaN(facts.numbers[condition.fact.slot]!)) add(condition.fact);
        else if (per !== null) add(per);
      };
    }
    case 'compare':
    case 'between':
    case 'member':
    case 'present':
    case 'age':
      return (_, add) => add(condition.fact);
  }
}
