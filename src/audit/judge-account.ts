import type { Day } from '../fields/day.ts';
import { nearest } from '../fields/exact-number.ts';
import type { Plan } from '../plan/plan.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import {
  type AuditedAccount,
  type DutyName,
  type Finding,
  type ForecastActual,
  isRed,
  type Status,
  type YearAmounts,
} from './audit.ts';
import { type openChecks, stateOf } from './checks.ts';
import type { DutyId } from './duty.ts';
import { DUTIES } from './duty.ts';
import { broken, type DutyOutcome, held, judgePlan } from './judge-plan.ts';
import type { CustomerNames } from './name-customer.ts';
import type { PlanShelf } from './plan-shelf.ts';
import type { Tallies } from './tally.ts';

/** What every key account is judged with; `problems` are the mistakes in plans, by file. */
interface AccountContext {
  readonly asOf: Day;
  /** The customer file, as people named it. */
  readonly file: string;
  /** Null when plans are not looked at. */
  readonly plans: PlanShelf | null;
  readonly problems: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly checksOf: ReturnType<typeof openChecks>;
  readonly names: CustomerNames;
  readonly tallies: Tallies;
  /** Whether the export has a column for the account manager. */
  readonly hasManagers: boolean;
  /** The lists of what accounts keep: few differ, so that many accounts share one. */
  readonly sameHeld: Map<string, readonly DutyName[]>;
}

/** A key account held to its duties and checks. */
interface JudgedAccount {
  readonly account: AuditedAccount;
  readonly forecast: ForecastActual | null;
}

/** Asks a key account for every duty and check, and counts in `tallies` what each came to. */
export function judgeAccount(customer: ClassifiedCustomer, context: AccountContext): JudgedAccount {
  const { asOf, file, plans, names, tallies, hasManagers, sameHeld } = context;
  const { facts, criteria } = customer;
  const { id, name, manager, revenue, line } = names.nameOf(customer);
  const row: Place = { kind: 'cell', file, line, column: null };
  const shelved = plans?.find('key', id) ?? null;
  const outcomes = [...judgeManager(customer, row, context), ...planOutcomes(customer, row, context)];
  const findings: Finding[] = [];
  const kept: DutyName[] = [];
  const settle = (
    duty: DutyName,
    severity: Finding['severity'],
    outcome: { readonly state: 'held' } | Pick<Finding, 'state' | 'detail' | 'at'>,
  ): void => {
    if (outcome.state === 'held') kept.push(duty);
    else findings.push({ duty, severity, state: outcome.state, detail: outcome.detail, at: outcome.at });
  };
  for (const outcome of outcomes) {
    const { duty } = outcome;
    tallies.countDuty(duty, outcome.state);
    settle(NAMES[duty], DUTIES[duty].severity, outcome);
  }
  for (const { check, name: duty, test, explain } of context.checksOf(criteria, 'key')) {
    const state = stateOf(test(facts));
    tallies.countCheck(check, state);
    settle(duty, check.severity, state === 'held' ? { state } : { state, detail: explain(facts), at: row });
  }
  const key = kept.map(({ kind, id }) => `${kind} ${id}`).join('\n');
  const same = sameHeld.get(key) ?? kept;
  sameHeld.set(key, same);
  const { profit } = names.read(facts, criteria);
  const actual = { revenue: nearest(revenue), profit: nearest(profit) };
  const compared = shelved === null ? null : compareForecast(shelved.plan, actual, asOf);
  return {
    // Property by property: of objects made from others each may get a shape of its own, as large as itself.
    account: {
      id,
      name,
      manager,
      revenue,
      line,
      status: hasManagers ? statusOf(findings) : worse(statusOf(findings)),
      group: names.personOf(manager).key,
      findings: findings.length === 0 ? NO_FINDINGS : sortFindings(findings),
      held: same,
      plan: shelved?.plan.source.name ?? null,
    },
    forecast: compared === null ? null : { id, name, manager, revenue, line, ...compared },
  };
}

// One list for all accounts that are green.
const NO_FINDINGS: readonly Finding[] = [];

// One object each, however many accounts there are.
const NAMES = Object.fromEntries(Object.keys(DUTIES).map((id) => [id, { kind: 'duty', id }])) as Readonly<
  Record<DutyId, DutyName>
>;

// Red, amber or green, by the findings.
function statusOf(findings: readonly Finding[]): Status {
  if (findings.some(isRed)) return 'red';
  return findings.length > 0 ? 'amber' : 'green';
}

// Who manages it is not known, so that it is not green.
function worse(status: Status): Status {
  return status === 'green' ? 'amber' : status;
}

// What is red comes first, then what cannot be told of error-level duties, then warnings; else as they came.
function sortFindings(findings: readonly Finding[]): Finding[] {
  const order = ({ severity, state }: Finding): number =>
    (severity === 'error' ? 0 : 2) + (state === 'broken' ? 0 : 1);
  return findings.toSorted((one, other) => order(one) - order(other));
}

function judgeManager(customer: ClassifiedCustomer, row: Place, context: AccountContext): DutyOutcome[] {
  const { names, tallies, hasManagers } = context;
  if (customer.criteria.duties.manager === null) return [];
  if (!hasManagers) {
    tallies.countDuty('manager', 'unknown');
    return [];
  }
  const text = names.managerOf(customer);
  const { why } = names.personOf(text);
  return [why === null ? held('manager') : broken('manager', { kind: 'no-person', why, text }, row)];
}

function planOutcomes(customer: ClassifiedCustomer, row: Place, context: AccountContext): DutyOutcome[] {
  const { plans, problems, names, asOf } = context;
  if (plans === null) return [];
  const { duties, version } = customer.criteria;
  const id = names.idOf(customer);
  const shelved = plans.find('key', id);
  const unread = plans.unread.get(id);
  if (shelved === null && unread !== undefined) {
    const own = problems.get(unread) ?? [];
    const at: Place = own[0]?.at ?? { kind: 'file', file: unread };
    return [broken('plan', { kind: 'plan-unreadable', problems: own }, at)];
  }
  if (shelved === null) return duties.plan === 'required' ? [broken('plan', { kind: 'no-plan' }, row)] : [];
  // A second plan of the same account is told at its own file.
  const second = unread === undefined ? [] : (problems.get(unread) ?? []);
  const own = [...(problems.get(shelved.plan.source.name) ?? []), ...second];
  const manager = knownFacts(customer.criteria).manager === null ? null : { text: names.managerOf(customer) };
  return judgePlan(shelved.plan, own, { duties, asOf, manager, version });
}

/**
 * The last forecast of a plan, held against the data, when its period has just ended. The export has the twelve months
 * up to the as-of day: it is the actual of a period of about a year that ended within the last month, and of no other.
 */
function compareForecast(
  { forecasts }: Plan,
  actual: YearAmounts,
  asOf: Day,
): Pick<ForecastActual, 'period' | 'forecast' | 'actual' | 'deviation' | 'at'> | null {
  const over = forecasts.filter(({ period, revenue, profit }) => {
    if (period === null || (revenue === null && profit === null)) return false;
    const { from, to } = period.value;
    return to <= asOf && asOf - to <= A_MONTH && Math.abs(to - from - A_YEAR) <= A_MONTH;
  });
  const last = over.sort((one, other) => other.period!.value.to - one.period!.value.to)[0];
  if (last === undefined) return null;
  const forecast = { revenue: last.revenue?.value ?? null, profit: last.profit?.value ?? null };
  return {
    period: last.period!.value,
    forecast,
    actual,
    deviation: deviationOf(forecast, actual),
    at: last.span,
  };
}

const A_MONTH = 31;
const A_YEAR = 364;

function deviationOf({ revenue: forecast }: YearAmounts, { revenue: actual }: YearAmounts): number | null {
  if (forecast === null || actual === null || forecast === 0) return null;
  return (actual - forecast) / Math.abs(forecast);
}
