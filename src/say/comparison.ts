import type { Comparison } from '../compare/comparison.ts';
import type { Drift } from '../compare/drift.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Language } from '../output/language.ts';
import { formatCell } from '../output/numbers.ts';
import type { Words } from '../output/words.ts';
import type { DiffWords } from './words/diff.ts';

/** What was compared with what. */
export interface DiffRun {
  readonly file: string;
  readonly fileBefore: string;
  readonly criteriaFile: string;
  readonly criteriaFileBefore: string;
  readonly before: Criteria;
  readonly after: Criteria;
  readonly asOfBefore: number;
  readonly asOfAfter: number;
  readonly cutPoints: string | null;
  readonly hasBook: boolean;
  /** What is out of the ordinary in the newer export. */
  readonly drift: readonly Drift[];
  /** Rows that were set aside, and the file that has them; `before` is null where there is no older export. */
  readonly rejected: { readonly file: string; readonly before: number | null; readonly after: number };
}

/** The words of a comparison, all in one language. */
export interface Voice {
  readonly words: Words;
  readonly say: DiffWords;
  readonly language: Language;
}

/** Who becomes key, who leaves, and what they stand for, in one sentence. */
export function headlineOf(comparison: Comparison, { words, say }: Voice): string {
  const { moved, toKey, fromKey, hasRevenue, hasProfit } = comparison;
  if (moved.customers === 0) return say.nothingMoves;
  const money = (value: number): string => formatCell({ kind: 'money', value }, words);
  return say.headline(
    toKey.customers,
    fromKey.customers,
    moved.customers,
    hasRevenue ? money(moved.revenue) : null,
    hasProfit ? money(moved.profit) : null,
  );
}
