/** The duties that every key account is held to, beside the checks of the criteria. */
export type DutyId =
  | 'manager'
  | 'load'
  | 'plan'
  | 'owner'
  | 'review'
  | 'cadence'
  | 'issues'
  | 'forecast'
  | 'complete'
  | 'fresh'
  | 'orphan';

/** What key-account management demands, each by a word or two that the reference explains. */
export const REQUIREMENTS = [
  'account-manager',
  'one-individual',
  'account-plan',
  'activities',
  'strong-relationship',
  'continuity',
  'involvement',
  'focal-point',
  'problems-solved',
  'forecast',
  'manageable-number',
  'profit',
  'growth',
  'value-to-both',
  'reason-of-loss',
] as const;

/** One of them. */
export type Requirement = (typeof REQUIREMENTS)[number];

/** What a duty is for, and how bad it is to break it. */
export interface Duty {
  readonly requirements: readonly Requirement[];
  /** `error` is red and lets an audit fail; `warning` is amber. */
  readonly severity: 'error' | 'warning';
}

/** In the order in which findings are told: who answers for the account, then what they do for it. */
export const DUTIES: Readonly<Record<DutyId, Duty>> = {
  /** One named individual is account manager. */
  manager: { requirements: ['account-manager', 'one-individual'], severity: 'error' },
  /** The account has a plan that can be read and is not closed. */
  plan: { requirements: ['account-plan'], severity: 'error' },
  /** The account manager owns the plan. */
  owner: { requirements: ['account-plan', 'one-individual'], severity: 'error' },
  /** The next review is named, and its day has not passed. */
  review: { requirements: ['strong-relationship', 'continuity'], severity: 'error' },
  /** No issue of the customer has been open for longer than the criteria allow. */
  issues: { requirements: ['focal-point', 'problems-solved'], severity: 'error' },
  /** The last review is not longer ago, and the next not further away, than the criteria say. */
  cadence: { requirements: ['strong-relationship', 'continuity'], severity: 'warning' },
  /** There is a forecast for a period that is not over. */
  forecast: { requirements: ['forecast'], severity: 'warning' },
  /** No section of the plan is still empty. */
  complete: { requirements: ['activities', 'strong-relationship', 'involvement'], severity: 'warning' },
  /** The plan was looked at since the criteria got a new version. */
  fresh: { requirements: ['continuity'], severity: 'warning' },
  /** A manager has no more key accounts than can be managed. */
  load: { requirements: ['manageable-number', 'continuity'], severity: 'warning' },
  /** Every plan at work belongs to a customer that it is for. */
  orphan: { requirements: ['continuity'], severity: 'warning' },
};

/** The requirements that a check serves, by the duty that the criteria file names; none for words of its own. */
export function requirementsOf(duty: string | null): readonly Requirement[] {
  return duty !== null && Object.hasOwn(OF_CHECKS, duty) ? OF_CHECKS[duty]! : [];
}

const OF_CHECKS: Readonly<Record<string, readonly Requirement[]>> = {
  profit: ['profit'],
  growth: ['growth'],
  value: ['value-to-both'],
  relationship: ['strong-relationship'],
  forecast: ['forecast'],
  reason: ['reason-of-loss'],
};
