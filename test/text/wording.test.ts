import { expect, it } from 'vitest';
import {
  afterHan,
  COMMA,
  joined,
  mapWording,
  OR,
  quoted,
  verbatim,
  type Wording,
} from '../../src/text/wording.ts';

it('has every language, or does not compile', () => {
  // @ts-expect-error: Chinese is missing
  const english: Wording = { en: 'no file' };
  // @ts-expect-error: a plain text has no languages
  const plain: Wording = 'no file';
  expect([english.zh, plain]).toEqual([undefined, 'no file']);
});

it.each([
  [[], COMMA, '', ''],
  [['a'], COMMA, 'a', 'a'],
  [['a', quoted('b')], COMMA, 'a, "b"', 'a、“b”'],
  [[quoted('a'), { en: 'no one', zh: '无人' }], OR, '"a" or no one', '“a”或无人'],
])('%# joins what each language says', (parts, between, en, zh) => {
  expect(joined(parts, between)).toEqual({ en, zh });
});

it.each([
  ['id', ' id'],
  ['15%', ' 15%'],
  ['名称', '名称'],
  ['“id”', '“id”'],
  ['', ''],
])('puts a blank between Chinese and what is none: %j', (text, expected) => {
  expect(afterHan(text)).toBe(expected);
});

it('changes every language in the same way', () => {
  expect(mapWording({ en: 'a b', zh: '甲 乙' }, (text) => text.replace(' ', ''))).toEqual({
    en: 'ab',
    zh: '甲乙',
  });
  expect(verbatim('revenue: 5m')).toEqual({ en: 'revenue: 5m', zh: 'revenue: 5m' });
});
