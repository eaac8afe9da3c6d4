import { auditVoice } from '../../audit/voice.ts';
import { diffWords } from '../../words/diff/words.ts';
import { explainWords } from '../../words/explain/words.ts';
import { reportWords } from '../../words/report/words.ts';
import { wordsFor } from '../../words/words.ts';
import type { SectionVoice } from './section.ts';

/** How sections speak a language, and how much they list. */
export function sectionVoice(
  language: 'en' | 'zh',
  length: Pick<SectionVoice, 'most' | 'mostCustomers' | 'brief'>,
): SectionVoice {
  return {
    words: wordsFor(language),
    say: reportWords(language),
    explain: explainWords(language),
    diff: diffWords(language),
    audit: auditVoice(language),
    ...length,
  };
}
