import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatCount } from '../../src/output/language.ts';
import { wordsFor } from '../../src/output/words.ts';
import { LANGUAGES, LOCALES } from '../../src/text/locales.ts';
import { expectChineseWords } from '../chinese.ts';

const en = wordsFor('en');
const zh = wordsFor('zh');

test('what is said in Chinese is said in Chinese', () => {
  expectChineseWords(wordsFor, ['language', 'locale', 'none', 'moneySteps']);
});

test.each([
  [en.sentences.undetermined(1), '1 customer is undetermined: a value that decides is missing'],
  [en.sentences.undetermined(1200), '1,200 customers are undetermined: a value that decides is missing'],
  [en.sentences.rejected(1, 'r.csv'), '1 row could not be read and was written to "r.csv"'],
  [en.sentences.rejected(2, 'r.csv'), '2 rows could not be read and were written to "r.csv"'],
  [en.sentences.lacks(1), '1 customer lacks it'],
  [en.sentences.lacks(3), '3 customers lack it'],
  [en.sentences.keyAccounts(0), '0 key accounts'],
  [zh.sentences.undetermined(2), '2 个客户未定：缺少起决定作用的数据'],
])('%s', (sentence, expected) => {
  expect(sentence).toBe(expected);
});

test('numbers in sentences are written as their language writes them, in one place', () => {
  for (const language of LANGUAGES)
    expect(formatCount[language](1_234_567)).toBe(new Intl.NumberFormat(LOCALES[language]).format(1_234_567));
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const misplaced = sources.flatMap((name) =>
    readFileSync(`src/${name}`, 'utf8')
      .split('\n')
      .filter((line) =>
        /^\s*en: .*formatCount\.zh|^\s*zh: .*(?:formatCount\.en|counted\()|NumberFormat\('/.test(line),
      )
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(misplaced).toEqual([]);
});
