import { compileCondition, type Test } from '../condition/compile.ts';
import { type Condition, NO_CUTS } from '../condition/condition.ts';
import type { Change } from '../criteria/changes/change.ts';
import type { SideBySide } from '../criteria/changes/side-by-side.ts';
import type { Day } from '../fields/day.ts';
import type { Facts } from '../fields/facts.ts';
import type { Evaluate, Peers } from './evaluate.ts';

/**
 * Opens the changes of criteria that can make a difference to a customer: those whose tests come to something else than
 * before, and those that are more than tests. Made or not, alone or with others, all the rest leave it where it is.
 */
export function openChangesThatMatter(
  criteria: SideBySide,
  changes: readonly Change[],
  evaluate: Evaluate,
): (facts: Facts, asOf: Day, peers: Peers) => readonly Change[] {
  // One alone is the cause by itself.
  if (changes.length < 2) return () => changes;
  const replaced = changes.map(criteria.openReplaced());
  const compiled = new Map<Day, readonly (readonly [Test, Test] | null)[]>();
  const compileOn = (asOf: Day) => {
    const compile = (condition: Condition | null): Test =>
      condition === null ? NEVER : compileCondition(condition, { asOf, cohorts: [], cuts: NO_CUTS });
    const tests = replaced.map((one) =>
      one === null ? null : ([compile(one.older), compile(one.newer)] as const),
    );
    compiled.set(asOf, tests);
    return tests;
  };
  return (facts, asOf, peers) => {
    const views = [criteria.before, criteria.after].map((own) => evaluate.view(own, asOf, peers));
    if (views.includes(null)) return changes;
    for (const view of views) view!.company.compute(facts);
    const tests = compiled.get(asOf) ?? compileOn(asOf);
    return changes.filter((_, place) => {
      const pair = tests[place]!;
      return pair === null || pair[0](facts) !== pair[1](facts);
    });
  };
}

const NEVER: Test = () => 'false';
