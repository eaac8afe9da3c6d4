import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { bindFields } from '../fields/bind.ts';
import type { Day } from '../fields/day.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { groupBy } from '../group-by.ts';
import type { CustomerTable } from '../table/table.ts';
import type { Place } from '../text/diagnostic.ts';
import { byCount, byId, compareText } from '../text/order.ts';
import { addKnown } from '../verdict/amounts.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { byRevenue } from '../verdict/keep-best.ts';
import { emptyMoney, exactMoneyOf } from '../verdict/money-sum.ts';
import { standingOf } from '../verdict/verdict.ts';
import type {
  Audit,
  AuditedAccount,
  AuditTotals,
  DutyName,
  Finding,
  ForecastActual,
  ManagerSummary,
  Status,
} from './audit.ts';
import { countOthers, openChecks } from './checks.ts';
import { DUTIES } from './duty.ts';
import { judgeAccount } from './judge-account.ts';
import { findRisks, gatherLost } from './lost.ts';
import { nameCustomers } from './name-customer.ts';
import { judgeShelf, type PlanShelf, problemsByFile, type Whereabouts } from './plan-shelf.ts';
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
interface CustomerAudit {
  see(customer: ClassifiedCustomer): void;
  result(): Audit;
}

/**
 * Holds every key account to its duties, all customers to the checks, and today's customers against the signs of those
 * that were lost, in one pass over the customers. Only key accounts, sums and the largest of other findings are kept.
 */
export function openAudit(
  cuts: ReadonlyMap<Criteria, Cuts>,
  table: Pick<CustomerTable, 'file' | 'header'>,
  options: AuditOptions,
): CustomerAudit {
  const { criteria, asOf, plans, manager } = options;
  const { file } = table;
  const noManagers = findNoManagers(criteria, table);
  const names = nameCustomers(criteria);
  const isOwn = (person: string | null): boolean =>
    manager === null || names.personOf(person).key === manager;
  const isListed = (customer: ClassifiedCustomer): boolean =>
    manager === null || isOwn(names.managerOf(customer));
  const tallies = countTallies(cuts);
  const checksOf = openChecks(asOf, cuts);
  const problems = plans === null ? new Map() : problemsByFile(plans);
  const hasManagers = noManagers === null;
  const sameHeld = new Map<string, readonly DutyName[]>();
  const context = { asOf, file, plans, problems, checksOf, names, tallies, hasManagers, sameHeld };
  const others = countOthers(names, tallies);
  const failedBefore = options.failedBefore ?? (() => null);
  const lost = gatherLost({ criteria, asOf, cuts, failedBefore, isListed }, names);
  const risks = findRisks(asOf, cuts, isListed, names);
  const planned = new Set(plans?.all.map(({ plan }) => plan.account.value));
  for (const account of plans?.unread.keys() ?? []) planned.add(account);
  const whereabouts = new Map<string, Whereabouts>();
  const accounts: AuditedAccount[] = [];
  const usual = criteria.duties.maxKeyAccountsPerManager;
  // Of those whose unit has a limit of its own.
  const limits = new Map<string, number | null>();
  const forecasts: ForecastActual[] = [];
  let undetermined = 0;
  return {
    see(customer) {
      const { verdict } = customer;
      const category = standingOf(verdict);
      if (planned.size > 0 && planned.has(names.idOf(customer)))
        whereabouts.set(names.idOf(customer), category);
      lost.see(customer);
      if (!isListed(customer)) return;
      risks.see(customer);
      if (category === 'undetermined') undetermined += 1;
      else if (category !== 'key') others.see(customer, checksOf(customer.criteria, category), category);
      else {
        const { account, forecast } = judgeAccount(customer, context);
        accounts.push(account);
        const most = customer.criteria.duties.maxKeyAccountsPerManager;
        if (most !== usual) limits.set(account.id, most);
        if (forecast !== null) forecasts.push(forecast);
      }
    },
    result() {
      const managers = groupByManager(accounts, ({ id }) => (limits.has(id) ? limits.get(id)! : usual), file);
      for (const { name, most, load } of managers)
        if (name !== null && most !== null) tallies.countDuty('load', load === null ? 'held' : 'broken');
      const whereIs = (account: string): Whereabouts => whereabouts.get(account) ?? 'absent';
      const onShelf = plans === null ? null : judgeShelf(plans, whereIs, options.isWhole, isOwn, tallies);
      const told = tallies.totals();
      const untold = accounts.length === 0 ? null : noManagers;
      return {
        accounts: accounts.sort(byStatus),
        noManagers: untold,
        managers,
        plans: onShelf,
        tallies: tallies.result(),
        others: others.result(),
        forecasts: forecasts.sort(byDeviation),
        lost: risks.result(lost.result()),
        undetermined,
        totals: {
          ...countAccounts(accounts),
          ...told,
          errors: told.errors + (untold === null ? 0 : 1),
        },
      };
    },
  };
}

// An error by itself, and nobody's: each account alone would be accused of what the export lacks.
function findNoManagers(
  { duties, fields }: Criteria,
  { file, header }: Pick<CustomerTable, 'file' | 'header'>,
): Finding | null {
  const field = fields.find(({ name }) => name === duties.manager?.name);
  const columns = bindFields(fields, header.cells, file, header.line).value?.columns;
  if (field === undefined || columns === undefined || columns[field.slot] !== null) return null;
  return {
    duty: { kind: 'duty', id: 'manager' },
    severity: DUTIES.manager.severity,
    state: 'broken',
    detail: { kind: 'no-manager-column', field: field.name, columns: field.columns },
    at: { kind: 'cell', file, line: header.line, column: null },
  };
}

const PLACES: Readonly<Record<Status, number>> = { red: 0, amber: 1, green: 2 };

function byStatus(one: AuditedAccount, other: AuditedAccount): number {
  return PLACES[one.status] - PLACES[other.status] || byRevenue(one, other);
}

function byDeviation(one: ForecastActual, other: ForecastActual): number {
  const size = ({ deviation }: ForecastActual): number => (deviation === null ? -1 : Math.abs(deviation));
  return size(other) - size(one) || byId(one, other);
}

/**
 * Accounts by manager: those with the most red ones first, then with the most revenue in them, then by name. `mostOf`:
 * the limit that an account's criteria set; among several the lowest holds.
 */
function groupByManager(
  accounts: readonly AuditedAccount[],
  mostOf: (account: AuditedAccount) => number | null,
  file: string,
): ManagerSummary[] {
  const groups = groupBy(accounts, ({ group }) => group);
  const summaries = [...groups].map(([group, own]) => summarize(group, own, mostOf, file));
  return summaries.sort(
    (one, other) =>
      other.red - one.red ||
      Number(other.redRevenue) - Number(one.redRevenue) ||
      other.amber - one.amber ||
      compareText(one.name ?? '', other.name ?? ''),
  );
}

function summarize(
  group: string | null,
  own: readonly AuditedAccount[],
  mostOf: (account: AuditedAccount) => number | null,
  file: string,
): ManagerSummary {
  const limits = own.map(mostOf).filter((most) => most !== null);
  const most = limits.length === 0 ? null : Math.min(...limits);
  const first = own.toSorted((one, other) => one.line - other.line)[0]!;
  const at = { kind: 'cell', file, line: first.line, column: null } as const;
  return {
    group,
    name: group === null ? null : commonSpelling(own),
    ...countAccounts(own),
    revenue: sumOf(own),
    redRevenue: sumOf(own.filter(({ status }) => status === 'red')),
    most,
    load: group === null || most === null || own.length <= most ? null : loadFinding(own.length, most, at),
  };
}

function countAccounts(
  accounts: readonly AuditedAccount[],
): Pick<AuditTotals, 'accounts' | 'red' | 'amber' | 'green'> {
  const count = (wanted: Status): number => accounts.filter(({ status }) => status === wanted).length;
  return { accounts: accounts.length, red: count('red'), amber: count('amber'), green: count('green') };
}

function loadFinding(accounts: number, most: number, at: Place): Finding {
  const { severity } = DUTIES.load;
  const detail = { kind: 'load', accounts, most } as const;
  return { duty: { kind: 'duty', id: 'load' }, severity, state: 'broken', detail, at };
}

// What the data writes most often; of equals the first in the alphabet of code points, not of the rows.
function commonSpelling(own: readonly AuditedAccount[]): string {
  const counts = new Map<string, number>();
  for (const { manager } of own) counts.set(manager!, (counts.get(manager!) ?? 0) + 1);
  return byCount(counts)[0]![0];
}

function sumOf(accounts: readonly AuditedAccount[]): ExactNumber {
  const sum = emptyMoney();
  for (const { revenue } of accounts) addKnown(sum, revenue);
  return exactMoneyOf(sum);
}
