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

/** What a duty is for, how bad it is to break it, and what it takes to tell. */
export interface Duty {
  /** What key-account management demands that it is for: numbers of the requirements. */
  readonly requirements: readonly string[];
  /** `error` is red and lets an audit fail; `warning` is amber. */
  readonly severity: 'error' | 'warning';
  /** Whether it can only be told from the plan of an account. */
  readonly needsPlan: boolean;
}

/** In the order in which findings are told: who answers for the account, then what they do for it. */
export const DUTIES: Readonly<Record<DutyId, Duty>> = {
  /** One named individual is account manager. */
  manager: { requirements: ['R17', 'R35'], severity: 'error', needsPlan: false },
  /** The account has a plan that can be read and is not closed. */
  plan: { requirements: ['R18'], severity: 'error', needsPlan: true },
  /** The account manager owns the plan. */
  owner: { requirements: ['R18'], severity: 'error', needsPlan: true },
  /** The next review is named, and its day has not passed. */
  review: { requirements: ['R9', 'R36'], severity: 'error', needsPlan: true },
  /** No issue of the customer has been open for longer than the criteria allow. */
  issues: { requirements: ['R28', 'R31'], severity: 'error', needsPlan: true },
  /** The last review is not longer ago, and the next not further away, than the criteria say. */
  cadence: { requirements: ['R9', 'R36'], severity: 'warning', needsPlan: true },
  /** There is a forecast for a period that is not over. */
  forecast: { requirements: ['R15', 'R33'], severity: 'warning', needsPlan: true },
  /** No section of the plan is still empty. */
  complete: { requirements: ['R8', 'R9', 'R37'], severity: 'warning', needsPlan: true },
  /** The plan was looked at since the criteria got a new version. */
  fresh: { requirements: ['R20', 'R36'], severity: 'warning', needsPlan: true },
  /** A manager has no more key accounts than can be managed. */
  load: { requirements: ['R26', 'R36'], severity: 'warning', needsPlan: false },
  /** Every plan at work belongs to a customer that it is for. */
  orphan: { requirements: ['R36'], severity: 'warning', needsPlan: true },
};

/** The requirements that a check serves, by the duty that the criteria file names; none for words of its own. */
export function requirementsOf(duty: string | null): readonly string[] {
  return duty !== null && Object.hasOwn(OF_CHECKS, duty) ? OF_CHECKS[duty]! : [];
}

const OF_CHECKS: Readonly<Record<string, readonly string[]>> = {
  profit: ['R11', 'R33'],
  growth: ['R12', 'R32'],
  value: ['R34'],
  relationship: ['R20', 'R30'],
  forecast: ['R15'],
  reason: ['R4'],
};
