import type { Audit, AuditedAccount, ManagerSummary } from '../../../audit/audit.ts';
import { findRisks, type RiskOfAny } from '../../../audit/lost.ts';
import { nameCustomers } from '../../../audit/name-customer.ts';
import type { PlanShelf } from '../../../audit/plan-shelf.ts';
import type { Comparison } from '../../../compare/comparison.ts';
import type { Movement } from '../../../compare/movement.ts';
import type { Change } from '../../../criteria/changes/change.ts';
import type { Day } from '../../../fields/day.ts';
import { openActions, type PlannedAction } from '../../../plan/actions.ts';
import { isOpen, type Plan } from '../../../plan/plan.ts';
import { byCount, compareText } from '../../../text/order.ts';
import type { CheckedCustomers, ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { createExplainer, type Explanation } from '../../../verdict/explain.ts';
import { byRevenue } from '../../../verdict/keep-best.ts';
import type { Override } from '../../../verdict/override.ts';
import { categoryOf, type Standing } from '../../../verdict/verdict.ts';
import type { Run } from '../open-run.ts';
import { collectNear, type NearCollector, type NearLine } from '../portfolio/near.ts';
import { collectPursuit, type Pursuit, type PursuitCollector } from '../portfolio/pursuit.ts';
import { type CustomerRow, hasFacts, openCustomers } from '../portfolio/read-customer.ts';

/** What one account manager should know: their customers, and what is to be done. */
export interface Brief {
  /** The person as names are compared; null stands for customers for which nobody answers by name. */
  readonly key: string | null;
  /** As the data spells it most often. */
  readonly name: string | null;
  readonly customers: ReadonlyMap<Standing, number>;
  /** By revenue. */
  readonly accounts: readonly BriefAccount[];
  readonly summary: ManagerSummary | null;
  readonly moved: readonly Movement[];
  /** The first that is due comes first. */
  readonly due: readonly Due[];
  readonly near: NearLine;
  /** Customers that show the signs of those that were lost, with the reasons; the others are only counted. */
  readonly risks: { readonly customers: number; readonly top: readonly RiskOfAny[] };
  readonly pursuit: Pursuit;
}

/** A key account with why it is one. */
export interface BriefAccount {
  readonly row: CustomerRow;
  readonly explanation: Explanation;
  readonly override: Override | null;
  /** How it is managed; null where it was not audited. */
  readonly audited: AuditedAccount | null;
}

/** A review of an account or sheet, or an action of its plan, with its day. */
export interface Due {
  readonly kind: 'review' | 'action';
  readonly day: Day;
  readonly account: string;
  readonly name: string | null;
  /** What is to be done; nothing of a review. */
  readonly action: string;
  readonly owner: string | null;
}

/** What briefs are made from. */
export interface BriefSources {
  readonly run: Pick<Run, 'criteria' | 'asOf'>;
  readonly customers: CheckedCustomers;
  readonly audit: Audit;
  /** The plans of the book; null without one. */
  readonly plans: PlanShelf | null;
  /** Who moved since the last run; null where nobody knows. */
  readonly since: {
    readonly asOf: Day;
    readonly comparison: Comparison;
    readonly changes: readonly Change[];
  } | null;
  /** Whether nobody knows since the book does not keep its last run. */
  readonly lacksRun: boolean;
}

/** Goes through the customers once more and sorts what there is to know by manager: by name, nobody last. */
export async function gatherBriefs(sources: BriefSources): Promise<readonly Brief[]> {
  const { run, customers, audit, plans, since } = sources;
  const { criteria, asOf } = run;
  const names = nameCustomers(criteria);
  const { read, rowOf } = openCustomers(criteria);
  const explain = createExplainer(asOf, customers.cuts, criteria);
  const audited = new Map(audit.accounts.map((account) => [account.id, account]));
  const gathered = new Map<string | null, Gathering>();
  const of = (key: string | null): Gathering => {
    const known = gathered.get(key) ?? startGathering(sources, names);
    gathered.set(key, known);
    return known;
  };
  const managerOf = new Map<string, string | null>();
  const planned = new Set(plans?.all.map(({ plan }) => plan.account.value));
  for await (const customer of customers.classify()) {
    const seen = read(customer.facts, customer.criteria);
    const { manager, id } = seen;
    const { verdict } = customer;
    const category = categoryOf(verdict);
    const { key } = names.personOf(manager);
    const own = of(key);
    if (key !== null) own.spellings.set(manager!, (own.spellings.get(manager!) ?? 0) + 1);
    if (planned.has(id)) managerOf.set(id, key);
    const place = category ?? 'undetermined';
    own.customers.set(place, (own.customers.get(place) ?? 0) + 1);
    own.risks.see(customer);
    const row = (): CustomerRow => rowOf(customer);
    own.near.add(customer, row);
    if (category === 'target') own.pursuit.add(customer, seen, row);
    if (category === 'key')
      own.accounts.push({
        row: row(),
        explanation: explainKey(customer, explain),
        override: customer.override,
        audited: audited.get(id) ?? null,
      });
  }
  // Of whom no customer of the export speaks.
  const ofNamed = (name: string | null): Gathering => {
    const { key } = names.personOf(name);
    const own = of(key);
    if (key !== null && own.spellings.size === 0) own.spellings.set(name!, 1);
    return own;
  };
  for (const move of since?.comparison.movements ?? []) ofNamed(move.manager).moved.push(move);
  for (const { plan } of plans?.all ?? []) {
    if (!isOpen(plan)) continue;
    // Who answers for the customer, and where it is not in the export, for its plan.
    const manager = managerOf.get(plan.account.value);
    const own = manager === undefined ? ofNamed(plan.owner?.value ?? null) : of(manager);
    own.due.push(...dueOf(plan));
  }
  const summaries = new Map(audit.managers.map((one) => [one.group, one]));
  return [...gathered]
    .map(([key, own]) => briefOf(key, own, summaries.get(key) ?? null, audit))
    .sort(byPerson);
}

interface Gathering {
  readonly spellings: Map<string, number>;
  readonly customers: Map<Standing, number>;
  readonly accounts: BriefAccount[];
  readonly moved: Movement[];
  readonly due: Due[];
  readonly near: NearCollector;
  readonly pursuit: PursuitCollector;
  readonly risks: ReturnType<typeof findRisks>;
}

function startGathering(
  { run: { criteria, asOf }, customers: { cuts } }: BriefSources,
  names: ReturnType<typeof nameCustomers>,
): Gathering {
  return {
    spellings: new Map(),
    customers: new Map(),
    accounts: [],
    moved: [],
    due: [],
    near: collectNear(criteria, asOf, cuts),
    pursuit: collectPursuit(asOf, cuts, hasFacts(criteria).potential),
    risks: findRisks(asOf, cuts, () => true, names),
  };
}

function explainKey(customer: ClassifiedCustomer, explain: ReturnType<typeof createExplainer>): Explanation {
  return explain({ ...customer, verdict: customer.computed }, false);
}

function dueOf(plan: Plan): Due[] {
  const about = { account: plan.account.value, name: plan.name?.value ?? null };
  const actions = openActions(plan).map(
    ({ action, owner, due }: PlannedAction): Due => ({ kind: 'action', day: due, ...about, action, owner }),
  );
  if (plan.nextReview === null) return actions;
  const owner = plan.owner?.value ?? null;
  return [{ kind: 'review', day: plan.nextReview.value, ...about, action: '', owner }, ...actions];
}

function briefOf(key: string | null, own: Gathering, summary: ManagerSummary | null, { lost }: Audit): Brief {
  return {
    key,
    name: key === null ? null : byCount(own.spellings)[0]![0],
    customers: own.customers,
    accounts: own.accounts.sort((one, other) => byRevenue(one.row, other.row)),
    summary,
    moved: own.moved,
    due: own.due.sort(byDay),
    near: own.near.result(),
    risks: own.risks.ofAnyReason(lost),
    pursuit: own.pursuit.result(),
  };
}

/** What is due first comes first; of one day, by account. */
export function byDay(one: Due, other: Due): number {
  return one.day - other.day || compareText(one.account, other.account);
}

function byPerson(one: Brief, other: Brief): number {
  if (one.key === null || other.key === null) return one.key === null ? 1 : -1;
  return compareText(one.key, other.key);
}
