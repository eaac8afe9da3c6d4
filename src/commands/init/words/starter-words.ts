import { starterEn } from './en.ts';
import type { StarterWords } from './words.ts';
import { starterZh } from './zh.ts';

/** The words of a starter file in a language. */
export function starterWordsFor(language: 'en' | 'zh'): StarterWords {
  return language === 'zh' ? starterZh : starterEn;
}
