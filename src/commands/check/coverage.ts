import { compileCondition } from '../../condition/compile.ts';
import type { Cuts, Leaf, Outcome } from '../../condition/condition.ts';
import { leavesOf } from '../../condition/leaves.ts';
import {
  type Category,
  type CategoryName,
  type Criteria,
  type Criterion,
  criteriaOf,
} from '../../criteria/criteria.ts';
import type { Facts } from '../../fields/facts.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Verdict } from '../../verdict/verdict.ts';

/** How often customers, or cases, reached each criterion and each side of each condition. */
export interface Coverage {
  readonly criteria: readonly CriterionCoverage[];
  readonly conditions: readonly ConditionCoverage[];
  /** Criteria that decided, and sides of conditions that were met; of how many. */
  readonly covered: number;
  readonly total: number;
}

/** How many customers a criterion decided. */
export interface CriterionCoverage {
  readonly criterion: Criterion;
  readonly decided: number;
}

/** How many customers came to each outcome of a condition, whether or not it had a part in their verdict. */
export interface ConditionCoverage {
  readonly condition: Leaf;
  readonly category: CategoryName;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** Counts customers against criteria. */
export interface CoverageCounter {
  see(facts: Facts, verdict: Verdict): void;
  result(): Coverage;
}

/** Opens the count for the customers of one set of criteria; `asOf` is a day counted from 1970-01-01. */
export function countCoverage(criteria: Criteria, asOf: number, cuts: Cuts): CoverageCounter {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  const decided = new Map<Criterion, number>();
  const conditions = criteria.categories.flatMap((category) => {
    return leavesIn(category).map((condition) => ({
      condition,
      category: category.name,
      test: compileCondition(condition, context),
      outcomes: { true: 0, false: 0, missing: 0 },
    }));
  });
  for (const category of criteria.categories) for (const one of criteriaOf(category)) decided.set(one, 0);
  return {
    see(facts, verdict) {
      if (verdict.kind === 'decided' && verdict.criterion !== null)
        decided.set(verdict.criterion, (decided.get(verdict.criterion) ?? 0) + 1);
      for (const { test, outcomes } of conditions) outcomes[test(facts)] += 1;
    },
    result() {
      const criterionList = [...decided].map(([criterion, count]) => ({ criterion, decided: count }));
      const sides = conditions.flatMap(({ outcomes }) => [outcomes.true, outcomes.false]);
      const counts = [...decided.values(), ...sides];
      return {
        criteria: criterionList,
        conditions: conditions.map(({ condition, category, outcomes }) => ({
          condition,
          category,
          outcomes,
        })),
        covered: counts.filter((count) => count > 0).length,
        total: counts.length,
      };
    },
  };
}

/** The tests that decide on a category: those of its criteria, then those by which customers stay. */
export function leavesIn(category: Category): readonly Leaf[] {
  const own = criteriaOf(category).flatMap(({ condition }) => leavesOf(condition));
  return category.staysWhile === null ? own : [...own, ...leavesOf(category.staysWhile)];
}

/** Conditions of which no case shows both sides; nothing is said of a file without cases. */
export function coverageDiagnostics({ conditions }: Coverage, hasCases: boolean): Diagnostic[] {
  if (!hasCases) return [];
  return conditions.flatMap(({ condition, outcomes }): Diagnostic[] => {
    if (outcomes.true > 0 && outcomes.false > 0) return [];
    const message =
      outcomes.true > 0
        ? {
            en: `no case shows a customer by whom this condition on "${condition.fact.name}" is not met`,
            zh: `没有案例显示不满足“${condition.fact.name}”这项条件的客户`,
          }
        : outcomes.false > 0
          ? {
              en: `no case shows a customer by whom this condition on "${condition.fact.name}" is met`,
              zh: `没有案例显示满足“${condition.fact.name}”这项条件的客户`,
            }
          : {
              en: `no case shows a customer by whom this condition on "${condition.fact.name}" is met, nor one where it is not`,
              zh: `没有案例显示满足或不满足“${condition.fact.name}”这项条件的客户`,
            };
    return [
      {
        code: 'uncovered-threshold',
        severity: 'info',
        message,
        at: condition.span,
      },
    ];
  });
}

/** Covered of total in whole percent, rounded down; nothing to cover is all covered. */
export function coveredPercent({ covered, total }: Pick<Coverage, 'covered' | 'total'>): number {
  return total === 0 ? 100 : Math.floor((covered / total) * 100);
}
