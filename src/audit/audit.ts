import type { CategoryName, Check, Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import type { Period } from '../plan/plan.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import type { Wording } from '../text/wording.ts';
import type { ConditionTrace } from '../verdict/trace.ts';
import type { DutyId, Requirement } from './duty.ts';
import type { NotAPerson } from './named-person.ts';

/** Whether the key accounts are managed as they must be: all of it as data. */
export interface Audit {
  /** Every key account: red first, then amber, then green; within these by revenue. */
  readonly accounts: readonly AuditedAccount[];
  /** Told once, where the export has no column for the account manager; null where it has, or none is asked for. */
  readonly noManagers: Finding | null;
  /** By name; key accounts without a named individual stand together under null. */
  readonly managers: readonly ManagerSummary[];
  /** How often each duty and check is kept. */
  readonly tallies: readonly DutyTally[];
  /** Checks of customers that are no key accounts. */
  readonly others: readonly OtherCheck[];
  /** What is wrong with plans of the book beyond those of key accounts; null when plans were not looked at. */
  readonly plans: PlanFindings | null;
  /** Forecasts whose period has just ended, held against the data: the largest deviation first. */
  readonly forecasts: readonly ForecastActual[];
  readonly lost: LostAnalysis;
  /** Customers that no duty can be asked of, since their category is not known. */
  readonly undetermined: number;
  readonly totals: AuditTotals;
}

/** Red: an error-level duty is broken. Amber: another is, or something cannot be told. Green: all hold. */
export type Status = 'red' | 'amber' | 'green';

/** Key accounts by status; `errors` and `warnings` are broken duties and checks, whoever's they are. */
export interface AuditTotals {
  readonly accounts: number;
  readonly red: number;
  readonly amber: number;
  readonly green: number;
  readonly errors: number;
  readonly warnings: number;
  /** Duties and checks that cannot be told since something is missing: never counted as kept. */
  readonly unknown: number;
}

/** A customer as lists name it. */
export interface Named {
  readonly id: string;
  readonly name: string | null;
  /** As the data has it, named individual or not. */
  readonly manager: string | null;
  readonly revenue: ExactNumber | null;
  /** The physical line of the customer in the file. */
  readonly line: number;
}

/** A key account with the duties and checks that it keeps, and those that it does not. */
export interface AuditedAccount extends Named {
  readonly status: Status;
  /** Whose accounts it is told with: `managerKey` of its manager. */
  readonly group: string | null;
  /** Errors first, then in the order of the duties and checks. */
  readonly findings: readonly Finding[];
  /** The duties and checks that are kept. */
  readonly held: readonly DutyName[];
  /** The file of its plan; null when it has none. */
  readonly plan: string | null;
}

/** A built-in duty, or a check of the criteria by its id. */
export type DutyName =
  | { readonly kind: 'duty'; readonly id: DutyId }
  | { readonly kind: 'check'; readonly id: string; readonly title: Wording | null };

/** A duty that is not kept, or of which that cannot be told. */
export interface Finding {
  readonly duty: DutyName;
  readonly severity: 'error' | 'warning';
  readonly state: 'broken' | 'unknown';
  readonly detail: Detail;
  readonly at: Place;
}

/** Whether it makes its account red, and lets an audit fail: what must be so, and is known not to be. */
export function isRed({ severity, state }: Pick<Finding, 'severity' | 'state'>): boolean {
  return severity === 'error' && state === 'broken';
}

/** What exactly is the matter, for whoever words it. */
export type Detail =
  | { readonly kind: 'no-person'; readonly why: NotAPerson; readonly text: string | null }
  | { readonly kind: 'no-manager-column'; readonly field: string; readonly columns: readonly string[] }
  | { readonly kind: 'load'; readonly accounts: number; readonly most: number }
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'plan-closed' }
  | { readonly kind: 'plan-unreadable'; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'no-owner' }
  | { readonly kind: 'other-owner'; readonly owner: string; readonly manager: string }
  | { readonly kind: 'no-manager-to-compare'; readonly owner: string }
  | { readonly kind: 'no-review' }
  | { readonly kind: 'review-overdue'; readonly due: Day; readonly days: number }
  | { readonly kind: 'review-old'; readonly last: Day; readonly days: number; readonly every: number }
  | { readonly kind: 'never-reviewed'; readonly since: Day; readonly days: number; readonly every: number }
  | { readonly kind: 'review-far'; readonly due: Day; readonly days: number; readonly every: number }
  | { readonly kind: 'issues'; readonly issues: readonly OpenIssue[]; readonly most: number }
  | { readonly kind: 'issue-undated'; readonly title: string | null }
  | { readonly kind: 'no-forecast'; readonly last: Period | null }
  | { readonly kind: 'forecast-blank'; readonly period: Period }
  | { readonly kind: 'sections-empty'; readonly titles: readonly string[]; readonly of: number }
  | { readonly kind: 'older-criteria'; readonly stated: string; readonly current: string }
  | { readonly kind: 'orphan'; readonly category: CategoryName | null }
  | { readonly kind: 'maybe-orphan' }
  | {
      readonly kind: 'check';
      readonly check: Check;
      readonly criteria: Criteria;
      readonly trace: ConditionTrace;
    }
  | {
      readonly kind: 'check-unknown';
      readonly check: Check;
      readonly criteria: Criteria;
      readonly lacks: readonly string[];
      /** Whether fields are blank; otherwise a calculation has no result. */
      readonly isBlank: boolean;
    };

/** The oldest first. */
interface OpenIssue {
  readonly title: string | null;
  readonly owner: string | null;
  readonly days: number;
}

/** The key accounts of one manager; those for which nobody answers by name stand together. */
export interface ManagerSummary {
  /** The `group` of its accounts. */
  readonly group: string | null;
  /** As the data spells it most often; null stands for nobody, a team or a placeholder. */
  readonly name: string | null;
  readonly accounts: number;
  readonly red: number;
  readonly amber: number;
  readonly green: number;
  /** Sums in the file's money, exact to the cent; what is missing is left out of them. */
  readonly revenue: ExactNumber;
  /** Of the red ones. */
  readonly redRevenue: ExactNumber;
  /** How many accounts the criteria allow; of several limits the lowest. Null where there is none. */
  readonly most: number | null;
  /** Too many accounts for one person; null when there is no limit, or it holds. */
  readonly load: Finding | null;
}

/** How often a duty or check is held, broken or unknown; `requirements` are those that it serves. */
export interface DutyTally {
  readonly duty: DutyName;
  readonly requirements: readonly Requirement[];
  readonly severity: 'error' | 'warning';
  readonly held: number;
  readonly broken: number;
  readonly unknown: number;
}

/** A check as it comes out on customers of other categories. */
export interface OtherCheck {
  readonly check: Check;
  readonly categories: readonly CategoryName[];
  readonly held: number;
  readonly broken: number;
  readonly unknown: number;
  /** The largest that break it, lost ones by what was lost with them; the others are only counted. */
  readonly top: readonly (Named & { readonly category: CategoryName; readonly detail: Detail })[];
}

/** What is wrong with the plans of a book, `files` of them, beyond the findings of key accounts. */
export interface PlanFindings {
  readonly files: number;
  readonly orphans: readonly OrphanPlan[];
  /** Errors in plans that belong to no key account, or to nobody that one can tell. */
  readonly problems: readonly Diagnostic[];
}

/** A plan at work whose customer is no longer what it is for, or is not in the file as far as one can tell. */
export interface OrphanPlan {
  readonly file: string;
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly finding: Finding;
}

/** What a plan expected of a period that has ended, beside what came of it. */
export interface ForecastActual extends Named {
  readonly period: Period;
  readonly forecast: YearAmounts;
  /** What the export says of the twelve months up to the as-of day. */
  readonly actual: YearAmounts;
  /** Of revenue: actual against forecast, as a ratio of the forecast; null where there is nothing to divide by. */
  readonly deviation: number | null;
  readonly at: Place;
}

/** Revenue and gross profit in the file's money; null is not known. */
export interface YearAmounts {
  readonly revenue: number | null;
  readonly profit: number | null;
}

/**
 * Why customers were lost, and who shows the same signs today. What a lost customer was worth is its revenue or, where
 * it has none any more, that of the year before.
 */
export interface LostAnalysis {
  /** Whether the criteria have a field for the reason at all. */
  readonly hasReason: boolean;
  readonly hasRevenue: boolean;
  readonly customers: number;
  readonly revenue: ExactNumber;
  /** The largest first: a Pareto. */
  readonly reasons: readonly LostReason[];
  /** Lost customers without a reason, or with one that says it is not known. */
  readonly missing: MissingReasons;
  /** How many current customers (key and normal) were held against the signs. */
  readonly current: number;
}

/** Lost customers of whom nobody knows why; `revenue` is what they were worth, in the file's money. */
interface MissingReasons {
  readonly customers: number;
  readonly revenue: ExactNumber;
  /** How many of them are listed at all: all, or those of the manager who was asked for. */
  readonly listed: number;
  /** The largest; the others are only counted. */
  readonly top: readonly LostCustomer[];
}

/** A lost customer without a reason, as a list names it; `revenue` is what it still has. */
export interface LostCustomer extends Named {
  /** What it was worth; null where that is not known. */
  readonly worth: ExactNumber | null;
  /** What stands in place of a reason, such as "unknown"; null is a blank. */
  readonly stated: string | null;
}

/** Customers lost for one reason; `revenue` is what they were worth, in the file's money. */
export interface LostReason {
  readonly reason: string;
  readonly customers: number;
  readonly revenue: ExactNumber;
  /** Of the worth of all lost customers, those without a reason included; of their number where no worth is known. */
  readonly share: number;
  /** The share of this reason and of all before it. */
  readonly cumulative: number;
  /** What most of them showed when they were last seen, and current customers show less often. */
  readonly signs: readonly CountedSign[];
  /** Current customers that show such signs, those with the most first, then by revenue. */
  readonly atRisk: AtRisk;
}

/** A sign with how many show it of those of whom it is known. */
export interface CountedSign {
  readonly sign: Sign;
  readonly lost: SignCount;
  readonly current: SignCount;
}

/** How many customers show a sign, of those of whom that is known. */
export interface SignCount {
  readonly shown: number;
  readonly known: number;
}

/** Current customers that show the signs of those that were lost for a reason. */
export interface AtRisk {
  readonly customers: number;
  /** The first fifty; the others are only counted. */
  readonly top: readonly RiskyCustomer[];
}

/** A current customer with those signs of the lost that it shows. */
export interface RiskyCustomer extends Named {
  readonly category: CategoryName;
  readonly signs: readonly Sign[];
}

/** What lost customers showed before they were lost: a check that failed, or revenue below that of the year before. */
export type Sign = { readonly kind: 'check'; readonly check: Check } | { readonly kind: 'falling' };
