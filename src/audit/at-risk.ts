import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { byRevenue, keepTop, type Top } from './keep-top.ts';
import type { AtRisk, LostAnalysis, LostReason, RiskyCustomer } from './lost.ts';
import type { CustomerNames } from './name-customer.ts';
import { compileSigns, type Sign, signName, signNames } from './signs.ts';

/** Finds the current customers that show the signs of a reason, before it is known which signs speak for it. */
export interface RiskWatch {
  see(customer: ClassifiedCustomer): void;
  /** The analysis with who is at risk for each reason; the first fifty are kept. */
  result(lost: LostAnalysis): LostAnalysis;
}

/**
 * Customers are kept apart by what they show, the first fifty of each: there are few such patterns, and each speaks for
 * a reason or does not. Where several signs speak for it, a customer must show two of them: one alone has many causes.
 * `isListed` says whose customers are asked for.
 */
export function watchRisks(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  isListed: (customer: ClassifiedCustomer) => boolean,
  names: CustomerNames,
): RiskWatch {
  const signsOf = compileSigns(asOf, cuts);
  const patterns = new Map<string, Pattern>();
  return {
    see(customer) {
      const { verdict, facts, criteria } = customer;
      if (verdict.kind !== 'decided' || (verdict.category !== 'key' && verdict.category !== 'normal')) return;
      const shown = signsOf(criteria).filter(({ shows }) => shows(facts) === 'true');
      if (shown.length === 0 || !isListed(customer)) return;
      const signs = shown.map(({ sign }) => sign);
      const key = JSON.stringify(signs.map(signName));
      const pattern = patterns.get(key) ?? { signs, top: keepTop<Current>(MOST_LISTED, byRevenue) };
      patterns.set(key, pattern);
      pattern.top.add({ ...names.nameOf(customer), category: verdict.category });
    },
    result: (lost) => ({
      ...lost,
      reasons: lost.reasons.map((reason) => ({
        ...reason,
        atRisk: atRiskOf(reason, [...patterns.values()]),
      })),
    }),
  };
}

type Current = Omit<RiskyCustomer, 'signs'>;

/** What some customers show, and the first of them. */
interface Pattern {
  readonly signs: readonly Sign[];
  readonly top: Top<Current>;
}

function atRiskOf(reason: LostReason, patterns: readonly Pattern[]): AtRisk {
  const wanted = signNames(reason);
  const least = Math.min(2, reason.signs.length);
  const top = keepTop<RiskyCustomer>(MOST_LISTED, bySigns);
  let customers = 0;
  for (const pattern of patterns) {
    const signs = pattern.signs.filter((sign) => wanted.has(signName(sign)));
    if (least === 0 || signs.length < least) continue;
    customers += pattern.top.count;
    for (const customer of pattern.top.items()) top.add({ ...customer, signs });
  }
  return { customers, top: top.items() };
}

const MOST_LISTED = 50;

function bySigns(one: RiskyCustomer, other: RiskyCustomer): number {
  return other.signs.length - one.signs.length || byRevenue(one, other);
}
