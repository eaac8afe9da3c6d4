import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { byRevenue, keepTop } from './keep-top.ts';
import type { LostAnalysis, RiskyCustomer } from './lost.ts';
import type { CustomerNames } from './name-customer.ts';
import { compileSigns, signName, signNames } from './signs.ts';

/** Finds the current customers that show the signs of a reason, in a look of its own; the first fifty are kept. */
export interface RiskFinder {
  see(customer: ClassifiedCustomer): void;
  result(): LostAnalysis;
}

/**
 * Where several signs speak for a reason, a customer must show two of them: one alone has many causes. `isListed`
 * says whose customers are asked for.
 */
export function findAtRisk(
  lost: LostAnalysis,
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  isListed: (customer: ClassifiedCustomer) => boolean,
  names: CustomerNames,
): RiskFinder {
  const signsOf = compileSigns(asOf, cuts);
  const lists = lost.reasons.map((reason) => ({
    wanted: signNames(reason),
    least: Math.min(2, reason.signs.length),
    top: keepTop(MOST_LISTED, bySigns),
  }));
  return {
    see(customer) {
      const { verdict, facts, criteria } = customer;
      if (verdict.kind !== 'decided' || (verdict.category !== 'key' && verdict.category !== 'normal')) return;
      const shown = signsOf(criteria).filter(({ shows }) => shows(facts) === 'true');
      if (shown.length === 0 || !isListed(customer)) return;
      for (const { wanted, least, top } of lists) {
        const signs = shown.map(({ sign }) => sign).filter((sign) => wanted.has(signName(sign)));
        if (least > 0 && signs.length >= least)
          top.add({ ...names.nameOf(customer), category: verdict.category, signs });
      }
    },
    result: () => ({
      ...lost,
      reasons: lost.reasons.map((reason, index) => {
        const { top } = lists[index]!;
        return { ...reason, atRisk: { customers: top.count, top: top.items() } };
      }),
    }),
  };
}

const MOST_LISTED = 50;

function bySigns(one: RiskyCustomer, other: RiskyCustomer): number {
  return other.signs.length - one.signs.length || byRevenue(one, other);
}
