import { compileCondition } from '../condition/compile.ts';
import type { CompareCondition, Condition } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { flatten } from '../criteria/meaning.ts';
import type { Facts } from '../fields/facts.ts';
import type { AllCuts } from '../verdict/look.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** A customer that misses key by little: one test of one criterion fails, by so small a part of its amount. */
export interface NearLine {
  readonly criterion: string;
  readonly test: CompareCondition;
  readonly value: number;
  readonly ratio: number;
}

/** How near counts as near: five percent of the amount that is asked. */
const NEAR = 0.05;

/**
 * Compiles the search for near misses: customers that would be key if the one test that fails held. `facts` must
 * have been computed under `own`; null for all others.
 */
export function compileNearLine(
  asOf: number,
  cuts: AllCuts[number],
): (facts: Facts, own: Criteria, verdict: Verdict) => NearLine | null {
  const compiled = new Map<Criteria, CompiledCriterion[]>();
  const comesLater = new Map<Criteria, ReadonlySet<string>>();
  for (const [own, points] of cuts) {
    const at = own.categories.findIndex(({ name }) => name === 'key');
    const key = own.categories[at];
    comesLater.set(own, new Set(own.categories.slice(at + 1).map(({ name }) => name)));
    const criteria = key?.when.kind === 'criteria' ? key.when.criteria : [];
    const context = { asOf, cohorts: own.cohorts, cuts: points };
    compiled.set(
      own,
      criteria.map(({ id, condition }) => ({
        id,
        tests: flatten(condition, 'all').map((part) => ({ part, test: compileCondition(part, context) })),
      })),
    );
  }
  return (facts, own, verdict) => {
    if (verdict.kind !== 'decided' || !comesLater.get(own)!.has(verdict.category)) return null;
    let nearest: NearLine | null = null;
    for (const { id, tests } of compiled.get(own)!) {
      const missed = onlyMissed(tests, facts);
      if (missed === null) continue;
      const value = facts.numbers[missed.fact.slot]!;
      const ratio = Math.abs(value - missed.bound.value) / Math.abs(missed.bound.value);
      if (ratio <= NEAR && (nearest === null || ratio < nearest.ratio))
        nearest = { criterion: id, test: missed, value, ratio };
    }
    return nearest;
  };
}

interface CompiledCriterion {
  readonly id: string;
  readonly tests: readonly {
    readonly part: Condition;
    readonly test: ReturnType<typeof compileCondition>;
  }[];
}

// The one comparison that fails where everything else holds; days of the calendar are not near or far.
function onlyMissed(tests: CompiledCriterion['tests'], facts: Facts): CompareCondition | null {
  let missed: CompareCondition | null = null;
  for (const { part, test } of tests) {
    const outcome = test(facts);
    if (outcome === 'true') continue;
    if (outcome === 'missing' || missed !== null || part.kind !== 'compare') return null;
    if (part.bound.unit === 'day' || part.bound.value === 0) return null;
    missed = part;
  }
  return missed;
}
