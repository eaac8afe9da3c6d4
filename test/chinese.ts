import { expect } from 'vitest';
import type { Diagnostic } from '../src/text/diagnostic.ts';

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

const HAN = /\p{Script=Han}/u;
// A line of the file with its number, the carets below it, and what is blank.
const EXCERPT = /^ +\d* *\||^$/;
