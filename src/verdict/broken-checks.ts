import type { Cuts } from '../condition/condition.ts';
import type { Check, Criteria } from '../criteria/criteria.ts';
import { oncePer } from '../once-per.ts';
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
  const checksOf = oncePer((criteria: Criteria) => {
    const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
    return criteria.checks.map((check) => ({ check, trace: compileTrace(check.expect, context) }));
  });
  return ({ criteria, facts, verdict }) => {
    if (verdict.kind === 'undetermined') return [];
    return checksOf(criteria)
      .filter(({ check }) => check.for.includes(verdict.category))
      .map(({ check, trace }) => ({ check, trace: trace(facts) }))
      .filter(({ trace }) => trace.outcome === 'false');
  };
}
