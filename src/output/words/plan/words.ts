import type { PlanKind } from '../../../plan/plan.ts';
import { planEn } from './en.ts';
import { planZh } from './zh.ts';

/** What a run did with a plan; without changes it says what it would do. */
export type PlanAction = 'written' | 'refreshed' | 'unchanged' | 'closed' | 'reopened' | 'extended';

/** What plans say beside their templates, and what the command says of them. */
export interface PlanWords {
  /** What people call the facts of the criteria language; others are called as the criteria call them. */
  readonly facts: Readonly<Record<string, string>>;
  /** The duties of checks; others as the criteria call them. */
  readonly duties: Readonly<Record<string, string>>;
  /** A condition with the value that it came to. */
  valued(condition: string, value: string): string;
  /** A condition with how far the customer is from it. */
  apart(condition: string, distance: string): string;
  /** Between conditions that all hold. */
  readonly join: string;
  /** A criterion that is not met, and how much of it is. */
  met(met: number, of: number): string;
  /** The condition by which a key account stays one. */
  readonly stays: string;
  /** The note at the end of a plan: one paragraph of Markdown around what was escaped. */
  note(kind: 'closed' | 'reopened', plan: PlanKind, day: string, now: string): string;
  readonly title: string;
  readonly actions: Readonly<Record<PlanAction, string>>;
  /** The same when nothing is written. */
  readonly would: Readonly<Record<PlanAction, string>>;
  readonly columns: Readonly<Record<'result' | 'customer' | 'file', string>>;
  readonly kinds: Readonly<Record<PlanKind, string>>;
  readonly labels: Readonly<Record<'asOf' | 'book' | 'template' | 'result', string>>;
  nothing(kind: PlanKind): string;
  readonly dryRun: string;
  unchanged(count: number): string;
  /** Customers of the kind without a plan, whom nobody asked for. */
  lacking(kind: PlanKind, count: number): string;
  /** Plans whose customer the export does not have. */
  absent(ids: string, count: number): string;
  undetermined(ids: string, count: number): string;
  waiting(count: number): string;
}

export function planWords(language: 'en' | 'zh'): PlanWords {
  switch (language) {
    case 'en':
      return planEn;
    case 'zh':
      return planZh;
  }
}
