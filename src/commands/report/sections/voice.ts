import type { Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import { reportWords } from '../words/words.ts';
import type { SectionVoice } from './section.ts';

/** How sections speak a language, and how much they list. */
export function sectionVoice(
  language: Language,
  length: Pick<SectionVoice, 'most' | 'mostCustomers' | 'brief'>,
): SectionVoice {
  return {
    language,
    words: wordsFor(language),
    say: reportWords(language),
    ...length,
  };
}
