import type { Day } from '../fields/day.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import type { AuditedAccount, DutyName, Finding, ForecastActual, Status } from './audit.ts';
import { DUTIES, type DutyId } from './duty.ts';
import { compareForecast } from './forecast-actual.ts';
import type { compileChecks } from './judge-checks.ts';
import { amountOf, type CustomerNames } from './name-customer.ts';
import { stateOf } from './other-checks.ts';
import { broken, held, judgePlan, type Outcome } from './plan-findings.ts';
import type { PlanShelf } from './plans.ts';
import type { Tallies } from './tally.ts';

/** What every key account is judged with; `problems` are the mistakes in plans, by file. */
export interface AccountContext {
  readonly asOf: Day;
  /** The customer file, as people named it. */
  readonly file: string;
  /** Null when plans are not looked at. */
  readonly plans: PlanShelf | null;
  readonly problems: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly checksOf: ReturnType<typeof compileChecks>;
  readonly names: CustomerNames;
  readonly tallies: Tallies;
}

// One object each, however many accounts there are.
const NAMES = Object.fromEntries(Object.keys(DUTIES).map((id) => [id, { kind: 'duty', id }])) as Readonly<
  Record<DutyId, DutyName>
>;

/** A key account held to its duties and checks. */
export interface JudgedAccount {
  readonly account: AuditedAccount;
  readonly forecast: ForecastActual | null;
}

/** Asks a key account for every duty and check, and counts in `tallies` what each came to. */
export function judgeAccount(customer: ClassifiedCustomer, context: AccountContext): JudgedAccount {
  const { asOf, file, plans, names, tallies } = context;
  const { facts, criteria, record } = customer;
  const named = names.nameOf(customer);
  const row: Place = { kind: 'cell', file, line: record.line, column: null };
  const shelved = plans?.find('key', named.id) ?? null;
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
    const id = outcome.duty;
    tallies.countDuty(id, outcome.state);
    settle(NAMES[id], DUTIES[id].severity, outcome);
  }
  for (const { check, name, test, explain } of context.checksOf(criteria, 'key')) {
    const state = stateOf(test(facts));
    tallies.countCheck(check, state);
    settle(name, check.severity, state === 'held' ? { state } : { state, detail: explain(facts), at: row });
  }
  const { revenue, profit } = names.known(criteria);
  const actual = { revenue: amountOf(customer, revenue), profit: amountOf(customer, profit) };
  const compared = shelved === null ? null : compareForecast(shelved.plan, actual, asOf);
  return {
    account: {
      ...named,
      status: statusOf(findings),
      group: names.personOf(named.manager).key,
      findings: sortFindings(findings),
      held: kept,
      plan: shelved?.plan.source.name ?? null,
    },
    forecast: compared === null ? null : { ...named, ...compared },
  };
}

/** Red, amber or green, by the findings. */
function statusOf(findings: readonly Finding[]): Status {
  if (findings.some(({ severity, state }) => severity === 'error' && state === 'broken')) return 'red';
  return findings.length > 0 ? 'amber' : 'green';
}

// What is red comes first, then what cannot be told of error-level duties, then warnings; else as they came.
function sortFindings(findings: readonly Finding[]): Finding[] {
  const order = ({ severity, state }: Finding): number =>
    (severity === 'error' ? 0 : 2) + (state === 'broken' ? 0 : 1);
  return findings.toSorted((one, other) => order(one) - order(other));
}

function judgeManager(customer: ClassifiedCustomer, row: Place, { names }: AccountContext): Outcome[] {
  if (customer.criteria.duties.manager === null) return [];
  const text = names.managerOf(customer);
  const { why } = names.personOf(text);
  return [why === null ? held('manager') : broken('manager', { kind: 'no-person', why, text }, row)];
}

function planOutcomes(customer: ClassifiedCustomer, row: Place, context: AccountContext): Outcome[] {
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
  const manager =
    names.known(customer.criteria).manager === null ? null : { text: names.managerOf(customer) };
  return judgePlan(shelved.plan, own, { duties, asOf, manager, version });
}
