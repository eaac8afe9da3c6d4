import { type Words, wordsFor } from '../output/words.ts';
import { type ExplainWords, explainWords } from './words/explain.ts';
import { type PlanWords, planWords } from './words/plan.ts';

/** All the words that a plan needs, in one language. */
export interface PlanLanguage {
  readonly words: Words;
  readonly say: ExplainWords;
  readonly plan: PlanWords;
}

/** The words of plans; all three lists are of one language. */
export function planLanguage(language: 'en' | 'zh'): PlanLanguage {
  return { words: wordsFor(language), say: explainWords(language), plan: planWords(language) };
}
