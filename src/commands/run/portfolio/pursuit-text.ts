import { defineWords, type Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import { sayCondition } from '../../../say/condition.ts';
import type { Lacking } from './pursuit.ts';

/** What must still hold, or become known, before a target is a key account. */
export function lackingText({ parts, criteria }: Lacking, language: Language): string {
  return parts
    .map(({ condition, outcome }) =>
      pursuitWords(language).lacking(sayCondition(condition, criteria, language), outcome === 'missing'),
    )
    .join(wordsFor(language).comma);
}

const pursuitWords = defineWords({
  lacking: {
    en: (condition: string, unknown: boolean) => (unknown ? `not known whether ${condition}` : condition),
    zh: (condition: string, unknown: boolean) => (unknown ? `无法判断：${condition}` : condition),
  },
});
