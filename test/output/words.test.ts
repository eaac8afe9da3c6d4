import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatCount } from '../../src/output/language.ts';
import { type Words, wordsFor } from '../../src/output/words.ts';
import { LANGUAGES, LOCALES } from '../../src/text/locales.ts';

const en = wordsFor('en');
const zh = wordsFor('zh');

test('every word has its counterpart in the other language, and none is empty', () => {
  const english = flatten(en);
  const chinese = flatten(zh);
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const words of [english, chinese]) {
    for (const [key, word] of words) expect(word.trim(), key).not.toBe('');
  }
});

test('what is said in Chinese is said in Chinese', () => {
  const shared = ['language', 'locale', 'none', 'moneySteps'];
  for (const [key, word] of flatten(zh)) {
    if (!shared.includes(key)) expect(word, key).toMatch(/[\p{Script=Han}：、；（]/u);
  }
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

// Each word by its path; a sentence is called with numbers, which suit its names as well.
function flatten(words: Words): Map<string, string> {
  const flat = new Map<string, string>();
  walk('', words);
  return flat;

  function walk(path: string, value: unknown): void {
    if (typeof value === 'function') flat.set(path, value(45, 40, 5));
    else if (Array.isArray(value)) flat.set(path, JSON.stringify(value));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, inner);
    } else flat.set(path, String(value));
  }
}

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
