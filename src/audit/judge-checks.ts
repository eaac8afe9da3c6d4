import { compileCondition, type Test } from '../condition/compile.ts';
import type { Cuts } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { compileLacks, type FindLacks } from '../condition/lacks.ts';
import type { CategoryName, Check, Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { Facts } from '../fields/facts.ts';
import { missingFields } from '../verdict/missing-fields.ts';
import { type ConditionTrace, compileTrace } from '../verdict/trace.ts';
import type { Detail } from './audit.ts';

/** A check of the criteria made ready to run on customers of its categories. */
export interface CompiledCheck {
  readonly check: Check;
  readonly test: Test;
  /** What is the matter with a customer that does not pass it. */
  explain(facts: Facts): Detail;
}

/** The checks that a category is asked, by the criteria that a customer is under. */
export function compileChecks(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
): (criteria: Criteria, category: CategoryName) => readonly CompiledCheck[] {
  const compiled = new Map<Criteria, ReadonlyMap<CategoryName, readonly CompiledCheck[]>>();
  return (criteria, category) => {
    const own = compiled.get(criteria) ?? byCategory(criteria, asOf, cuts.get(criteria)!);
    compiled.set(criteria, own);
    return own.get(category) ?? NONE;
  };
}

const NONE: readonly CompiledCheck[] = [];

function byCategory(criteria: Criteria, asOf: Day, cuts: Cuts): Map<CategoryName, CompiledCheck[]> {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const found = new Map<CategoryName, CompiledCheck[]>();
  for (const check of criteria.checks) {
    const test = compileCondition(check.expect, context);
    const parts = {
      test,
      trace: compileTrace(check.expect, context),
      lacks: compileLacks(check.expect, context),
    };
    const one = { check, test, explain: (facts: Facts) => explainCheck(check, criteria, parts, facts) };
    for (const category of new Set(check.for)) found.set(category, [...(found.get(category) ?? []), one]);
  }
  return found;
}

interface CheckParts {
  readonly test: Test;
  readonly trace: (facts: Facts) => ConditionTrace;
  readonly lacks: FindLacks;
}

// Missing is not passed: what keeps it from being told is named, down to the blank fields.
function explainCheck(
  check: Check,
  criteria: Criteria,
  { test, trace, lacks }: CheckParts,
  facts: Facts,
): Detail {
  if (test(facts) === 'false') return { kind: 'check', check, criteria, trace: trace(facts) };
  const blamed = new Map<string, Fact>();
  lacks(facts, (fact) => blamed.set(fact.name, fact));
  const names = missingFields([...blamed.values()], facts, criteria);
  const isBlank = names.some((name) => criteria.facts.get(name)?.origin === 'field');
  return { kind: 'check-unknown', check, lacks: names, isBlank };
}
