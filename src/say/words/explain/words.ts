import type { ConditionPhrases } from '../../../condition/print.ts';
import type { ValueWords } from '../../fact-value.ts';
import { explainEn } from './en.ts';
import { explainZh } from './zh.ts';

type ExplainColumn =
  | 'condition'
  | 'value'
  | 'outcome'
  | 'distance'
  | 'fact'
  | 'weight'
  | 'points'
  | 'contribution'
  | 'change';

/** What an explanation says, in one language. */
export interface ExplainWords {
  readonly conditions: ConditionPhrases;
  readonly values: ValueWords;
  readonly headings: Readonly<Record<'explanation' | 'scores' | 'change' | 'near', string>>;
  readonly columns: Readonly<Record<ExplainColumn, string>>;
  readonly labels: Readonly<
    Record<'customer' | 'category' | 'decidedBy' | 'standsIn' | 'computed' | 'previous' | 'unit', string>
  >;
  readonly outcomes: Readonly<Record<'true' | 'false' | 'missing', string>>;
  /** Why a category came out as it did. */
  part(
    category: string,
    part: 'decides' | 'passed over' | 'not asked',
    outcome: 'true' | 'false' | 'missing',
  ): string;
  readonly otherwise: string;
  readonly stays: string;
  stillKey(category: string): string;
  /** What decided against the criteria: a person, for a reason, until a day. */
  override(reason: string, author: string, until: string): string;
  lacks(fields: string): string;
  readonly gap: string;
  /** Value and bound: how much is missing, or to spare. */
  toGo(amount: string, ratio: string | null): string;
  toSpare(amount: string, ratio: string | null): string;
  readonly onLine: string;
  /** Between parts of a cell. */
  readonly comma: string;
  /** The distance between two percents. */
  percentPoints(amount: string): string;
  place(rank: number, of: number, group: string | null): string;
  cut(value: string): string;
  /** "revenue +12,400 (2.5%) to 512,400 makes it key". */
  change(field: string, step: string, ratio: string | null, to: string, verdict: string): string;
  fill(field: string, to: string, verdict: string): string;
  switch(field: string, from: string, to: string, verdict: string): string;
  becomes(verdict: string, key: boolean): string;
  readonly noChange: Readonly<Record<'become-key' | 'lose-key', string>>;
  readonly cutsHeld: string;
  unknown(fields: string): string;
  defaulted(points: string): string;
  nearTitle(percent: string): string;
  readonly nobodyNear: string;
}

/** The words of an explanation in a language. */
export function explainWords(language: 'en' | 'zh'): ExplainWords {
  switch (language) {
    case 'en':
      return explainEn;
    case 'zh':
      return explainZh;
  }
}
