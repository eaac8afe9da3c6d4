import { wordsFor } from '../../../output/words.ts';
import { auditVoice } from '../../../say/audit-voice.ts';
import { diffWords } from '../../../say/words/diff.ts';
import { explainWords } from '../../../say/words/explain.ts';
import { reportWords } from '../words/words.ts';
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
