import { expect } from 'vitest';
import type { Diagnostic } from '../src/text/diagnostic.ts';
import type { Language } from '../src/text/wording.ts';

/** Expects what a diagnostic says in Chinese to be Chinese, beside what it says in English. */
export function expectChinese({ message, help, notes = [] }: Diagnostic): void {
  expect(message.zh).toMatch(HAN);
  // A help may be nothing but what is to be typed.
  for (const { en, zh } of [message, ...notes, ...(help === undefined ? [] : [help])])
    if (zh !== en) expectChineseText(zh);
}

/** Expects of lines on standard error that none of them says anything in English. */
export function expectChineseLines(text: string): void {
  for (const line of text.split('\n').filter((one) => !EXCERPT.test(one))) expectChineseText(line);
}

/** Expects a sentence, or a part of one, to be Chinese but for what is quoted or typed. */
export function expectChineseText(text: string): void {
  expect(text).toMatch(HAN);
  // What is quoted or typed is the same in every language.
  const own = text.replace(/“[^”]*”|"[^"]*"|\{.*\}|\[[\w-]+\]$|keyaccounts [ -~]+/g, '');
  expect(own).not.toMatch(/[a-z]{2,}(?: [a-z]+){2,}/i);
}

/** Expects words to say something in both languages, and to be Chinese in Chinese but for what both share, by its path. */
export function expectChineseWords(wordsOf: (language: Language) => object, shared: readonly string[]): void {
  for (const [path, word] of flatten('', wordsOf('en'))) expect(word.trim(), path).not.toBe('');
  for (const [path, word] of flatten('', wordsOf('zh')))
    if (!shared.includes(path)) expect(word, path).toMatch(/[\p{Script=Han}：、；（]/u);
}

// Each word by its path; a sentence is called with numbers, which suit its names as well.
function flatten(path: string, value: unknown): [string, string][] {
  if (typeof value === 'function') return [[path, value(45, 40, 5, 3)]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, `${value}`]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(path === '' ? key : `${path}.${key}`, inner),
  );
}

const HAN = /\p{Script=Han}/u;
// A line of the file with its number, the carets below it, and what is blank.
const EXCERPT = /^ +\d* *\||^$/;
