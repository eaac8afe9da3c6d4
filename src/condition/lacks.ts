import type { Facts } from '../fields/facts.ts';
import { compileCondition, type TestContext } from './compile.ts';
import type { Condition } from './condition.ts';
import type { Fact } from './fact.ts';
import { isLeaf } from './leaves.ts';

/** Names the facts whose absence makes a condition missing. */
export type FindLacks = (facts: Facts, add: (fact: Fact) => void) => void;

/** A closure that, for a customer on whom the condition is missing, adds each fact that is to blame. */
export function compileLacks(condition: Condition, context: TestContext): FindLacks {
  if (isLeaf(condition)) {
    const { fact } = condition;
    if (condition.kind !== 'rank') return (_, add) => add(fact);
    const per = context.cohorts[condition.cohort]?.per ?? null;
    return (facts, add) => {
      const lacking = Number.isNaN(facts.numbers[fact.slot]!) ? fact : per;
      if (lacking !== null) add(lacking);
    };
  }
  if (condition.kind === 'not') return compileLacks(condition.of, context);
  const parts = condition.of.map((part) => ({
    test: compileCondition(part, context),
    find: compileLacks(part, context),
  }));
  return (facts, add) => {
    for (const { test, find } of parts) if (test(facts) === 'missing') find(facts, add);
  };
}
