import type { Outcome } from '../condition/condition.ts';
import type { CategoryName, Check } from '../criteria/criteria.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import type { OtherCheck } from './audit.ts';
import type { CompiledCheck } from './judge-checks.ts';
import { byRevenue, keepTop, type Ranked, type Top } from './keep-top.ts';
import type { CustomerNames } from './name-customer.ts';
import type { Tallies } from './tally.ts';

/** The checks of customers that are no key accounts: the largest that break one are kept, the others counted. */
export interface OtherChecks {
  see(customer: ClassifiedCustomer, checks: readonly CompiledCheck[], category: CategoryName): void;
  /** Errors first, then those that most break; a check of an id and severity is one line. */
  result(): OtherCheck[];
}

type Broken = OtherCheck['top'][number];

interface Counted {
  readonly check: Check;
  readonly categories: Set<CategoryName>;
  readonly top: Top<Broken, Ranked>;
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
          ...{ revenue, category },
          detail: explain(customer.facts),
        }));
      }
    },
    result: () =>
      [...counted.values()]
        .map((one) => ({ ...one, categories: [...one.categories].sort(), top: one.top.items() }))
        .sort(
          (one, other) =>
            (one.check.severity < other.check.severity
              ? -1
              : one.check.severity > other.check.severity
                ? 1
                : 0) ||
            other.broken - one.broken ||
            (one.check.id < other.check.id ? -1 : 1),
        ),
  };
}

const MOST_LISTED = 50;

/** What a check came to: what is missing is not passed. */
export function stateOf(outcome: Outcome): 'held' | 'broken' | 'unknown' {
  return outcome === 'true' ? 'held' : outcome === 'false' ? 'broken' : 'unknown';
}

function open(check: Check): Counted {
  const top = keepTop<Broken, Ranked>(MOST_LISTED, byRevenue);
  return { check, categories: new Set(), top, held: 0, broken: 0, unknown: 0 };
}
