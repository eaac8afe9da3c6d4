import { compileCondition, type Test } from '../condition/compile.ts';
import type { Cuts, Outcome } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { compileLacks, type FindLacks } from '../condition/lacks.ts';
import type { CategoryName, Check, Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { Facts } from '../fields/facts.ts';
import { oncePer } from '../once-per.ts';
import { byId, compareText } from '../text/order.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { type Best, byRevenue, keepBest, type Ranked } from '../verdict/keep-best.ts';
import { missingFields } from '../verdict/missing-fields.ts';
import { type ConditionTrace, compileTrace } from '../verdict/trace.ts';
import type { Detail, DutyName, OtherCheck } from './audit.ts';
import type { CustomerNames } from './name-customer.ts';
import type { Tallies } from './tally.ts';

/** A check of the criteria, compiled for customers of its categories. */
interface CompiledCheck {
  readonly check: Check;
  readonly name: DutyName;
  readonly test: Test;
  /** What is the matter with a customer that does not pass it. */
  explain(facts: Facts): Detail;
}

/** The checks for a category, by the criteria that a customer is under. */
export function openChecks(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
): (criteria: Criteria, category: CategoryName) => readonly CompiledCheck[] {
  const checksOf = oncePer((criteria: Criteria) => byCategory(criteria, asOf, cuts.get(criteria)!));
  return (criteria, category) => checksOf(criteria).get(category) ?? NONE;
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
    const name = { kind: 'check', id: check.id, title: check.title } as const;
    const one = { check, name, test, explain: (facts: Facts) => explainCheck(check, criteria, parts, facts) };
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
  return { kind: 'check-unknown', check, criteria, lacks: names, isBlank };
}

/** The checks of customers that are no key accounts: the largest that break one are kept, the others counted. */
interface OtherChecks {
  see(customer: ClassifiedCustomer, checks: readonly CompiledCheck[], category: CategoryName): void;
  /** Errors first, then those that most break; a check of an id and severity is one line. */
  result(): OtherCheck[];
}

type Broken = OtherCheck['top'][number];

interface Counted {
  readonly check: Check;
  readonly categories: Set<CategoryName>;
  readonly top: Best<Broken, Ranked>;
  held: number;
  broken: number;
  unknown: number;
}

/** Opens the count; every outcome goes into `tallies` too. */
export function countOthers(names: CustomerNames, tallies: Tallies): OtherChecks {
  const counted = new Map<string, Counted>();
  const byCheck = new Map<Check, Counted>();
  const countedOf = (check: Check): Counted => {
    const key = `${check.severity} ${check.id}`;
    const one = counted.get(key) ?? open(check);
    counted.set(key, one);
    byCheck.set(check, one);
    return one;
  };
  return {
    see(customer, checks, category) {
      for (const { check, test, explain } of checks) {
        const one = byCheck.get(check) ?? countedOf(check);
        one.categories.add(category);
        const state = stateOf(test(customer.facts));
        one[state] += 1;
        tallies.countCheck(check, state);
        if (state !== 'broken') continue;
        const revenue = category === 'lost' ? names.worthOf(customer) : names.rankOf(customer).revenue;
        one.top.add({ id: names.idOf(customer), revenue }, () => ({
          ...names.nameOf(customer),
          revenue,
          category,
          detail: explain(customer.facts),
        }));
      }
    },
    result: () =>
      [...counted.values()]
        .map((one) => ({ ...one, categories: [...one.categories].sort(), top: one.top.items() }))
        .sort(
          (one, other) =>
            compareText(one.check.severity, other.check.severity) ||
            other.broken - one.broken ||
            byId(one.check, other.check),
        ),
  };
}

const MOST_LISTED = 50;

/** What a check came to: what is missing is not passed. */
export function stateOf(outcome: Outcome): 'held' | 'broken' | 'unknown' {
  return outcome === 'true' ? 'held' : outcome === 'false' ? 'broken' : 'unknown';
}

function open(check: Check): Counted {
  const top = keepBest<Broken, Ranked>(MOST_LISTED, byRevenue);
  return { check, categories: new Set(), top, held: 0, broken: 0, unknown: 0 };
}
