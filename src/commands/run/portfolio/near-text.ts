import type { Titles } from '../../../criteria/titles.ts';
import type { Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import { lacksText, openText } from '../../../say/reason.ts';
import { changeText } from '../../../say/smallest-change.ts';
import type { NearCustomer } from './near.ts';

/** The criterion at the line, with what keeps it from holding, or with what the change would break. */
export function lineText(
  kind: 'misses' | 'narrow',
  { row, line }: NearCustomer,
  nameOf: (criterion: string | null) => string,
  language: Language,
): string {
  if (line === null) return nameOf(row.criterion);
  const { criterion, criteria, trace } = line;
  const name = nameOf(criterion);
  const open = kind === 'misses' ? lacksText(trace, criteria, language) : openText(trace, criteria, language);
  return open === '' ? name : `${name}${wordsFor(language).colon}${open}`;
}

/** The smallest step over the line. */
export function stepText({ change }: NearCustomer, titles: Titles, language: Language): string {
  return changeText({ ...change, ratio: null }, titles, language);
}
