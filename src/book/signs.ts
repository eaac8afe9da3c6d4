import { compileCondition, type Test } from '../condition/compile.ts';
import type { Cuts } from '../condition/condition.ts';
import type { CategoryName, Check, Criteria } from '../criteria/criteria.ts';
import type { CheckedCustomers } from '../verdict/classify-table.ts';
import type { Comparison } from '../verdict/compare/comparison.ts';

/**
 * For customers that were lost or left: the checks that they failed when they were last seen, by id. A check whose
 * outcome is missing is no sign.
 */
export async function findSigns(
  { movements }: Comparison,
  older: CheckedCustomers,
  asOf: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(movements.filter(({ to }) => to === 'lost' || to === 'absent').map(({ id }) => id));
  const found = new Map<string, readonly string[]>();
  const hasChecks = [...older.cuts.keys()].some(({ checks }) => checks.length > 0);
  if (wanted.size === 0 || !hasChecks) return found;
  const compiled = new Map<Criteria, readonly CompiledCheck[]>();
  for await (const { facts, criteria, verdict } of older.classify()) {
    const id = facts.texts[criteria.idField.slot]!;
    if (!wanted.has(id) || verdict.kind !== 'decided') continue;
    let checks = compiled.get(criteria);
    if (checks === undefined) {
      checks = compileChecks(criteria, asOf, older.cuts.get(criteria)!);
      compiled.set(criteria, checks);
    }
    found.set(
      id,
      failedChecks(checks, verdict.category, (test) => test(facts)),
    );
  }
  return found;
}

interface CompiledCheck {
  readonly check: Check;
  readonly test: Test;
}

function compileChecks(criteria: Criteria, asOf: number, cuts: Cuts): CompiledCheck[] {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  return criteria.checks.map((check) => ({ check, test: compileCondition(check.expect, context) }));
}

function failedChecks(
  checks: readonly CompiledCheck[],
  category: CategoryName,
  run: (test: Test) => ReturnType<Test>,
): string[] {
  return checks
    .filter(({ check, test }) => check.for.includes(category) && run(test) === 'false')
    .map(({ check }) => check.id);
}
