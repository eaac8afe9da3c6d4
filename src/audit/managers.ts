import type { Place } from '../text/diagnostic.ts';
import { byCount } from '../text/order.ts';
import { addKnown } from '../verdict/amounts.ts';
import { emptyMoney, moneyOf } from '../verdict/money-sum.ts';
import type { AuditedAccount, Finding, ManagerSummary } from './audit.ts';
import { DUTIES } from './duty.ts';

/**
 * Accounts by manager: those with the most red ones first, then with the most revenue in them, then by name. `mostOf`:
 * the limit that an account's criteria set; among several the lowest holds.
 */
export function groupByManager(
  accounts: readonly AuditedAccount[],
  mostOf: (account: AuditedAccount) => number | null,
  file: string,
): ManagerSummary[] {
  const groups = new Map<string | null, AuditedAccount[]>();
  for (const account of accounts) {
    const own = groups.get(account.group);
    if (own === undefined) groups.set(account.group, [account]);
    else own.push(account);
  }
  const summaries = [...groups].map(([group, own]) => summarize(group, own, mostOf, file));
  return summaries.sort(
    (one, other) =>
      other.red - one.red ||
      other.redRevenue - one.redRevenue ||
      other.amber - one.amber ||
      ((one.name ?? '') < (other.name ?? '') ? -1 : 1),
  );
}

function summarize(
  group: string | null,
  own: readonly AuditedAccount[],
  mostOf: (account: AuditedAccount) => number | null,
  file: string,
): ManagerSummary {
  const count = (status: AuditedAccount['status']): number =>
    own.filter((one) => one.status === status).length;
  const limits = own.map(mostOf).filter((most) => most !== null);
  const most = limits.length === 0 ? null : Math.min(...limits);
  const first = own.toSorted((one, other) => one.line - other.line)[0]!;
  const at = { kind: 'cell', file, line: first.line, column: null } as const;
  return {
    group,
    name: group === null ? null : commonSpelling(own),
    accounts: own.length,
    red: count('red'),
    amber: count('amber'),
    green: count('green'),
    revenue: sumOf(own),
    redRevenue: sumOf(own.filter(({ status }) => status === 'red')),
    most,
    load: group === null || most === null || own.length <= most ? null : loadFinding(own.length, most, at),
  };
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

function sumOf(accounts: readonly AuditedAccount[]): number {
  const sum = emptyMoney();
  for (const { revenue } of accounts) addKnown(sum, revenue);
  return moneyOf(sum);
}
