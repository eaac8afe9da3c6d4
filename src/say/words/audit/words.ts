import type { DutyId } from '../../../audit/duty.ts';
import type { NotAPerson } from '../../../audit/named-person.ts';
import { auditEn } from './en.ts';
import { auditZh } from './zh.ts';

type Heading = 'red' | 'amber' | 'managers' | 'duties' | 'others' | 'plans' | 'forecasts' | 'lost' | 'atRisk';

type Column =
  | 'account'
  | 'wrong'
  | 'todo'
  | 'red'
  | 'amber'
  | 'green'
  | 'duty'
  | 'severity'
  | 'held'
  | 'broken'
  | 'unknown'
  | 'check'
  | 'largest'
  | 'file'
  | 'period'
  | 'forecast'
  | 'actual'
  | 'deviation'
  | 'reason'
  | 'cumulative'
  | 'signs'
  | 'worth'
  | 'stated';

/** What an audit says, in one language. */
export interface AuditWords {
  readonly title: string;
  titleOf(manager: string): string;
  readonly headings: Readonly<Record<Heading, string>>;
  readonly columns: Readonly<Record<Column, string>>;
  readonly statuses: Readonly<Record<'red' | 'amber' | 'green', string>>;
  readonly severities: Readonly<Record<'error' | 'warning', string>>;
  /** What each duty asks, in a word or two. */
  readonly duties: Readonly<Record<DutyId, string>>;
  /** How many accounts are red, amber and green; then how much is broken and cannot be told. */
  headline(accounts: number, red: number, amber: number, green: number): string;
  counts(errors: number, warnings: number, unknown: number): string;
  readonly allGreen: string;
  /** A customer with its revenue behind it. */
  named(customer: string, amount: string): string;
  /** Accounts for which nobody by name answers. */
  readonly nobody: string;
  /** A manager's accounts: "3 red, 1 amber of 6". */
  ofManager(red: number, amber: number, accounts: number): string;
  /** "9 of 8" and "6". */
  load(accounts: number, most: number | null): string;
  /** What else is amber with a red account. */
  also(count: number): string;
  readonly noPlansLooked: string;
  howToWritePlans(command: string): string;
  undetermined(count: number): string;
  more(count: number): string;
  allMore(count: number): string;
  planProblems(count: number): string;
  readonly forecastNote: string;
  /** Lost customers. */
  readonly lost: LostWords;
  readonly details: DetailWords;
}

interface LostWords {
  summary(customers: number, revenue: string | null, missing: number): string;
  readonly none: string;
  readonly noField: string;
  readonly unknownReason: string;
  missing(count: number): string;
  /** A sign with how many show it: "going-quiet (4 of 5; today 12%)". */
  sign(name: string, shown: number, known: number, today: string): string;
  readonly falling: string;
  readonly noSigns: string;
  nobodyAtRisk(reasons: string): string;
  /** Reasons with the same signs, over the customers that show them. */
  atRisk(reasons: string, customers: number): string;
  readonly rule: string;
}

/** What is wrong, and what to do about it. */
export type Told = readonly [wrong: string, todo: string];

/** A finding of each kind. Days and amounts come as they are shown. */
export interface DetailWords {
  noPerson(why: NotAPerson, text: string): Told;
  load(accounts: number, most: number): Told;
  readonly noPlan: Told;
  readonly planClosed: Told;
  planUnreadable(problems: number, place: string): Told;
  readonly noOwner: Told;
  otherOwner(owner: string, manager: string): Told;
  noManagerToCompare(owner: string): Told;
  readonly noReview: Told;
  reviewOverdue(due: string, days: number): Told;
  reviewOld(last: string, days: number, every: number): Told;
  neverReviewed(since: string, days: number, every: number): Told;
  reviewFar(due: string, days: number, every: number): Told;
  issues(title: string | null, owner: string | null, days: number, more: number, most: number): Told;
  issueUndated(title: string | null): Told;
  noForecast(last: string | null): Told;
  forecastBlank(period: string): Told;
  sectionsEmpty(titles: readonly string[], count: number, of: number): Told;
  olderCriteria(stated: string, current: string): Told;
  orphan(category: string | null): Told;
  readonly maybeOrphan: Told;
  /** `values`: each fact with its value; `expected`: the condition in words, with the distance where there is one. */
  check(id: string, values: string, expected: string): Told;
  /** `isBlank`: cells are blank; otherwise a calculation has no result, such as growth from nothing. */
  checkUnknown(id: string, lacks: string, isBlank: boolean): Told;
}

/** The words of an audit in a language. */
export function auditWords(language: 'en' | 'zh'): AuditWords {
  switch (language) {
    case 'en':
      return auditEn;
    case 'zh':
      return auditZh;
  }
}
