import type { PlanAction } from '../../../plan/outcome.ts';
import type { PlanKind } from '../../../plan/plan.ts';
import { planEn } from './en.ts';
import { planZh } from './zh.ts';

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
  /** What a customer is now, and that it is there no more. */
  now(category: string): string;
  readonly gone: string;
  /** The note at the end of a plan: a paragraph of Markdown; `now` is one of the two above. */
  note(kind: 'closed' | 'reopened', plan: PlanKind, day: string, now: string): string;
  readonly titles: ByKind;
  readonly actions: Readonly<Record<PlanAction, string>>;
  /** The same when nothing is written. */
  readonly would: Readonly<Record<PlanAction, string>>;
  readonly columns: Readonly<Record<'result' | 'file', string>>;
  readonly nothing: ByKind;
  readonly dryRun: string;
  counted(count: number, what: string): string;
  /** Customers of the kind without a plan, whom nobody asked for. */
  lacking(kind: PlanKind, count: number, ids: string): string;
  /** Recapture sheets without the reason of the loss. */
  waiting(count: number, ids: string): string;
  undetermined(count: number, ids: string): string;
  /** Plans whose customer the export does not have. */
  absent(count: number, ids: string): string;
}

type ByKind = Readonly<Record<PlanKind, string>>;

/** The words of plans in a language. */
export function planWords(language: 'en' | 'zh'): PlanWords {
  switch (language) {
    case 'en':
      return planEn;
    case 'zh':
      return planZh;
  }
}
