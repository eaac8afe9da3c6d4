import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { watchRisks } from './at-risk.ts';
import type { Audit, AuditedAccount, ForecastActual, Status } from './audit.ts';
import { gatherLost } from './gather-lost.ts';
import { judgeAccount } from './judge-account.ts';
import { compileChecks } from './judge-checks.ts';
import { judgeShelf, type Whereabouts } from './judge-plans.ts';
import { byRevenue } from './keep-top.ts';
import { groupByManager } from './managers.ts';
import { nameCustomers } from './name-customer.ts';
import { countOthers } from './other-checks.ts';
import { type PlanShelf, problemsByFile } from './plans.ts';
import { countTallies } from './tally.ts';

/** What an audit holds customers to, as of which day, and whose accounts it is about. */
export interface AuditOptions {
  readonly criteria: Criteria;
  readonly asOf: Day;
  /** The plans of the book; null when they are not looked at, which accuses nobody of having none. */
  readonly plans: PlanShelf | null;
  /** The checks that a customer failed before it was lost, as the book knows them. */
  readonly failedBefore?: (id: string) => readonly string[] | null;
  /** Whether every customer of the export is there: none was set aside. */
  readonly isWhole: boolean;
  /** Only what one manager answers for, by `managerKey`; null for all. */
  readonly manager: string | null;
}

/** Holds customers to their duties as they come. */
export interface CustomerAudit {
  see(customer: ClassifiedCustomer): void;
  result(): Audit;
}

/**
 * Holds every key account to its duties, all customers to the checks, and today's customers against the signs of those
 * that were lost, in one look at the customers. Only key accounts, sums and the largest of other findings are kept.
 */
export function openAudit(
  cuts: ReadonlyMap<Criteria, Cuts>,
  file: string,
  options: AuditOptions,
): CustomerAudit {
  const { criteria, asOf, plans, manager } = options;
  const names = nameCustomers();
  const isListed = (customer: ClassifiedCustomer): boolean =>
    manager === null || names.personOf(names.managerOf(customer)).key === manager;
  const tallies = countTallies(cuts);
  const checksOf = compileChecks(asOf, cuts);
  const problems = plans === null ? new Map() : problemsByFile(plans);
  const context = { asOf, file, plans, problems, checksOf, names, tallies };
  const others = countOthers(names, tallies);
  const failedBefore = options.failedBefore ?? (() => null);
  const lost = gatherLost({ criteria, asOf, cuts, failedBefore, isListed }, names);
  const risks = watchRisks(asOf, cuts, isListed, names);
  const planned = new Set(plans?.all.map(({ plan }) => plan.account.value));
  for (const account of plans?.unread.keys() ?? []) planned.add(account);
  const whereabouts = new Map<string, Whereabouts>();
  const accounts: AuditedAccount[] = [];
  const limits = new Map<string, number | null>();
  const forecasts: ForecastActual[] = [];
  let undetermined = 0;
  return {
    see(customer) {
      const { verdict } = customer;
      const category = verdict.kind === 'decided' ? verdict.category : 'undetermined';
      const id = names.idOf(customer);
      if (planned.has(id)) whereabouts.set(id, category);
      lost.see(customer);
      if (!isListed(customer)) return;
      risks.see(customer);
      if (category === 'undetermined') undetermined += 1;
      else if (category !== 'key') others.see(customer, checksOf(customer.criteria, category), category);
      else {
        const { account, forecast } = judgeAccount(customer, context);
        accounts.push(account);
        limits.set(id, customer.criteria.duties.maxKeyAccountsPerManager);
        if (forecast !== null) forecasts.push(forecast);
      }
    },
    result() {
      const managers = groupByManager(accounts, ({ id }) => limits.get(id) ?? null, file);
      for (const { name, most, load } of managers)
        if (name !== null && most !== null) tallies.countDuty('load', load === null ? 'held' : 'broken');
      const whereIs = (account: string): Whereabouts => whereabouts.get(account) ?? 'absent';
      const isOwn = (owner: string | null): boolean =>
        manager === null || names.personOf(owner).key === manager;
      const count = (status: Status): number =>
        accounts.filter((account) => account.status === status).length;
      return {
        accounts: accounts.sort(byStatus),
        managers,
        plans: plans === null ? null : judgeShelf(plans, whereIs, options.isWhole, isOwn, tallies),
        tallies: tallies.result(),
        others: others.result(),
        forecasts: forecasts.sort(byDeviation),
        lost: risks.result(lost.result()),
        undetermined,
        totals: {
          accounts: accounts.length,
          ...{ red: count('red'), amber: count('amber'), green: count('green') },
          ...tallies.totals(),
        },
      };
    },
  };
}

const PLACES: Readonly<Record<Status, number>> = { red: 0, amber: 1, green: 2 };

function byStatus(one: AuditedAccount, other: AuditedAccount): number {
  return PLACES[one.status] - PLACES[other.status] || byRevenue(one, other);
}

function byDeviation(one: ForecastActual, other: ForecastActual): number {
  const size = ({ deviation }: ForecastActual): number => (deviation === null ? -1 : Math.abs(deviation));
  return size(other) - size(one) || (one.id < other.id ? -1 : 1);
}
