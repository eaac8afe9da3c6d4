import type { Amount } from '../fields/amount.ts';
import { type Day, formatDay, parseDay } from '../fields/day.ts';
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

/** What people write for what they do not know. */
export const UNKNOWN = ['unknown', '?', 'tbd', 'n/a', '未知', '不明', '原因不明', '待定', '待查'];

/**
 * Reads a period: 2027, 2026-H2, 2026-Q3, 2026-07, 2026-07-01, or two of these as in 2026-07..2027-06.
 * Null for anything else and for periods that end before they begin.
 */
export function parsePeriod(text: string): Period | null {
  const parts = text.trim().split(/\s*(?:\.\.|…|\bto\b|至|到|~)\s*/);
  const [first, last] = [partOf(parts[0] ?? ''), partOf(parts.at(-1) ?? '')];
  if (parts.length > 2 || first === null || last === null || last.to < first.from) return null;
  return { from: first.from, to: last.to };
}

/** The twelve months that begin the day after. */
export function yearAfter(day: Day): Period {
  const from = day + 1;
  const [year, month, date] = formatDay(from).split('-').map(Number) as [number, number, number];
  // A period that begins on 29 February ends a year later on the 28th.
  const end = parseDay(`${pad(year + 1, 4)}-${pad(month, 2)}-${pad(date, 2)}`);
  return { from, to: end === null ? parseDay(`${pad(year + 1, 4)}-02-28`)! : end - 1 };
}

/** Writes a period as it can be read again. */
export function formatPeriod({ from, to }: Period): string {
  return `${formatDay(from)}..${formatDay(to)}`;
}

function partOf(text: string): Period | null {
  const day = parseDay(text);
  if (day !== null) return { from: day, to: day };
  const [, year, kind, number] = /^(\d{4})(?:-?([QqHh]?)(\d{1,2}))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  if (number === undefined) return months(Number(year), 1, 12);
  const length = { q: 3, h: 6, '': 1 }[(kind ?? '').toLowerCase()]!;
  const first = (Number(number) - 1) * length + 1;
  return first < 1 || first > 12 ? null : months(Number(year), first, length);
}

function months(year: number, month: number, count: number): Period | null {
  const from = parseDay(`${pad(year, 4)}-${pad(month, 2)}-01`);
  const after = month + count > 12 ? [year + 1, month + count - 12] : [year, month + count];
  const end = parseDay(`${pad(after[0]!, 4)}-${pad(after[1]!, 2)}-01`);
  return from === null || end === null ? null : { from, to: end - 1 };
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
