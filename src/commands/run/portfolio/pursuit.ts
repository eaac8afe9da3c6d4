import { compileCondition, type Test } from '../../../condition/compile.ts';
import type { Condition, Cuts, Outcome } from '../../../condition/condition.ts';
import { flatten } from '../../../condition/leaves.ts';
import { type Criteria, type Criterion, criteriaOf, keyCategory } from '../../../criteria/criteria.ts';
import type { ExactNumber } from '../../../fields/exact-number.ts';
import type { Facts } from '../../../fields/facts.ts';
import { oncePer } from '../../../once-per.ts';
import { addKnown, knownMoneyOf } from '../../../verdict/amounts.ts';
import { copyFacts } from '../../../verdict/changed-customer.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { keepBest, largestFirst } from '../../../verdict/keep-best.ts';
import type { KnownValues } from '../../../verdict/known-values.ts';
import { emptyMoney } from '../../../verdict/money-sum.ts';
import type { CustomerRow } from './read-customer.ts';

/** The targets most worth pursuing, the largest potential first. */
export interface Pursuit {
  readonly customers: number;
  /** Of all targets whose potential is known; null where there are targets, and it is known of none of them. */
  readonly potential: ExactNumber | null;
  /** What they are ranked by: potential where the criteria have it, else revenue. */
  readonly by: 'potential' | 'revenue';
  readonly rows: readonly PursuitRow[];
}

/** A target, and how far it is from key. */
export interface PursuitRow {
  readonly row: CustomerRow;
  /** What it still lacks to be a key account, by the criterion it comes closest to; null when there is none. */
  readonly lacks: Lacking | null;
}

/** A criterion of key that a customer does not meet, in the criteria that it is under. */
export interface Lacking {
  readonly criterion: Criterion;
  readonly criteria: Criteria;
  /** The parts of the criterion that do not hold, or cannot be told. */
  readonly parts: readonly { readonly condition: Condition; readonly outcome: Outcome }[];
}

/** Takes targets as they come; `row` is asked for only where a target may be listed. */
export interface PursuitCollector {
  add(customer: ClassifiedCustomer, seen: KnownValues, row: () => CustomerRow): void;
  result(): Pursuit;
}

/** Keeps the best targets, and finds in the end what each lacks. */
export function collectPursuit(
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
  hasPotential: boolean,
): PursuitCollector {
  const best = keepBest<Candidate, KnownValues>(
    MOST_NAMED,
    largestFirst((one) => (hasPotential ? one.potential : one.revenue)),
    ({ row }) => row,
  );
  const potential = emptyMoney();
  return {
    add({ facts, criteria, classifier }, seen, row) {
      addKnown(potential, seen.potential);
      best.add(seen, () => ({
        facts: copyFacts(facts, criteria.fields.length, classifier),
        criteria,
        row: row(),
      }));
    },
    result() {
      const testsOf = oncePer((criteria: Criteria) => compileParts(criteria, asOf, cuts.get(criteria)!));
      const rows = best.items().map(({ facts, criteria, row }) => ({
        row,
        lacks: nearestCriterion(testsOf(criteria), facts, criteria),
      }));
      return {
        customers: best.count,
        potential: knownMoneyOf(potential, best.count),
        by: hasPotential ? 'potential' : 'revenue',
        rows,
      };
    },
  };
}

interface Candidate {
  readonly facts: Facts;
  readonly criteria: Criteria;
  readonly row: CustomerRow;
}

interface CriterionParts {
  readonly criterion: Criterion;
  readonly parts: readonly { readonly condition: Condition; readonly test: Test }[];
}

function compileParts(criteria: Criteria, asOf: number, cuts: Cuts): CriterionParts[] {
  const context = { asOf, cohorts: criteria.cohorts, cuts };
  return criteriaOf(keyCategory(criteria)).map((criterion) => ({
    criterion,
    parts: flatten(criterion.condition, 'all').map((condition) => ({
      condition,
      test: compileCondition(condition, context),
    })),
  }));
}

// The criterion with the fewest parts that do not hold; of equals the one that comes first.
function nearestCriterion(all: readonly CriterionParts[], facts: Facts, criteria: Criteria): Lacking | null {
  let nearest: Lacking | null = null;
  for (const { criterion, parts } of all) {
    const failing = parts
      .map(({ condition, test }) => ({ condition, outcome: test(facts) }))
      .filter(({ outcome }) => outcome !== 'true');
    if (nearest === null || failing.length < nearest.parts.length)
      nearest = { criterion, criteria, parts: failing };
  }
  return nearest;
}

const MOST_NAMED = 15;
