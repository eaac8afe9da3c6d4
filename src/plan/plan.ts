import type { Amount } from '../fields/amount.ts';
import type { Day } from '../fields/day.ts';
import type { Language } from '../output/language.ts';
import type { Source, Span } from '../text/source.ts';

/** What a plan is for: an account plan, a recapture sheet or a pursuit sheet. */
export const PLAN_KINDS = ['key', 'lost', 'target'] as const;
/** The category whose customers a plan is for. */
export type PlanKind = (typeof PLAN_KINDS)[number];

/** `draft` until its owner has filled it in; `closed` when its owner has ended it. */
export const PLAN_STATES = ['draft', 'active', 'closed'] as const;
/** How far a plan is, as its owner says. */
export type PlanState = (typeof PLAN_STATES)[number];

/** A value of the front matter with its place, so that a finding can point at it. */
export interface Stated<T> {
  readonly value: T;
  readonly span: Span;
}

/**
 * A plan as a person left it: what its front matter says. Null is what it does not say, or says so that it
 * cannot be read; the latter is a diagnostic too.
 */
export interface Plan {
  readonly source: Source;
  readonly kind: PlanKind;
  /** The customer id, after NFC and trimming, as ids of exports are. */
  readonly account: Stated<string>;
  readonly name: Stated<string> | null;
  readonly owner: Stated<string> | null;
  readonly state: Stated<PlanState> | null;
  readonly since: Stated<Day> | null;
  /** The version of the criteria, and the criterion, by which the account came in. */
  readonly criteria: Stated<string> | null;
  readonly criterion: Stated<string> | null;
  readonly nextReview: Stated<Day> | null;
  /** In the order in which they are written. */
  readonly forecasts: readonly Forecast[];
  /** What is aimed at, by the name of the fact. */
  readonly targets: ReadonlyMap<string, Stated<Amount>>;
  readonly issues: readonly Issue[];
  /** Why the customer was lost; null where the sheet has no such part. */
  readonly loss: Loss | null;
  readonly language: Language | null;
  /** The last note that the tool has left: the account is no longer what the plan is for, or is so again. */
  readonly note: PlanNote | null;
  /** The front matter: where to point at what it does not say. */
  readonly frontMatter: Span;
}

/** What customer and owner expect of a period. Amounts in the file's money. */
export interface Forecast {
  readonly period: Stated<Period> | null;
  readonly revenue: Stated<number> | null;
  readonly profit: Stated<number> | null;
  readonly span: Span;
}

/** From its first day to its last. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** Something to be solved for the customer. */
export interface Issue {
  readonly title: Stated<string> | null;
  readonly opened: Stated<Day> | null;
  readonly owner: Stated<string> | null;
  /** Open until the plan says otherwise. */
  readonly state: 'open' | 'closed';
  readonly span: Span;
}

/** What a recapture begins with. */
export interface Loss {
  readonly date: Stated<Day> | null;
  readonly cause: Stated<string> | null;
  readonly mechanism: Stated<string> | null;
  readonly evidence: Stated<string> | null;
  readonly preventable: Stated<string> | null;
  readonly span: Span;
}

/** A note of the tool in the text of a plan; `day` is that of the run that left it. */
export interface PlanNote {
  readonly kind: 'closed' | 'reopened';
  readonly day: Day;
  readonly span: Span;
}

/** Whether the plan is at work: its account is what the plan is for, as far as the book knows. */
export function isOpen({ note, state }: Plan): boolean {
  return note?.kind !== 'closed' && state?.value !== 'closed';
}

/** Whether a recapture may begin: who knows what happened, and how, can keep it from happening again. */
export function isReasonKnown(plan: Plan | null): boolean {
  const loss = plan?.loss ?? null;
  if (loss?.cause == null || UNKNOWN.includes(loss.cause.value.toLowerCase())) return false;
  return loss.mechanism !== null && loss.evidence !== null && loss.preventable !== null;
}

const UNKNOWN = ['unknown', '?', 'tbd', 'n/a', '未知', '不明', '原因不明', '待定', '待查'];
