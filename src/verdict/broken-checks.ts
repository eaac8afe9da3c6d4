import type { Cuts } from '../condition/condition.ts';
import type { Check, Criteria } from '../criteria/criteria.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { type ConditionTrace, compileTrace } from './trace.ts';

/** A check that a customer does not pass, with what it came to. */
export interface BrokenCheck {
  readonly check: Check;
  readonly trace: ConditionTrace;
}

/** Compiles the checks of the criteria: which of those for its category a customer breaks. Missing breaks nothing. */
export function compileBrokenChecks(
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): (customer: ClassifiedCustomer) => BrokenCheck[] {
  const compiled = new Map<Criteria, { check: Check; trace: ReturnType<typeof compileTrace> }[]>();
  return ({ criteria, facts, verdict }) => {
    if (verdict.kind === 'undetermined') return [];
    let own = compiled.get(criteria);
    if (own === undefined) {
      const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
      own = criteria.checks.map((check) => ({ check, trace: compileTrace(check.expect, context) }));
      compiled.set(criteria, own);
    }
    return own
      .filter(({ check }) => check.for.includes(verdict.category))
      .map(({ check, trace }) => ({ check, trace: trace(facts) }))
      .filter(({ trace }) => trace.outcome === 'false');
  };
}
