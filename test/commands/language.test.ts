import { expect, it } from 'vitest';
import { errorLanguage, languageOf } from '../../src/commands/run/language.ts';
import { CODES } from '../../src/text/codes.ts';

it.each([
  ['nothing', [], {}, 'en'],
  ['a flag', ['--lang', 'zh'], { KEYACCOUNTS_LANG: 'en' }, 'zh'],
  ['a flag with its value', ['check', '--lang=zh'], {}, 'zh'],
  ['the last of several flags', ['--lang', 'zh', '--lang', 'en'], {}, 'en'],
  ['a flag behind --', ['--', '--lang', 'zh'], {}, 'en'],
  ['a flag of another language', ['--lang', 'fr'], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ['the variable', [], { KEYACCOUNTS_LANG: 'zh', LC_ALL: 'en_GB.UTF-8' }, 'zh'],
  ['the variable as a locale', [], { KEYACCOUNTS_LANG: 'zh-Hans' }, 'zh'],
  ['LC_ALL before LANG', [], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
  ['an empty LC_ALL', [], { LC_ALL: '', LANG: 'zh_TW' }, 'zh'],
  ['LC_MESSAGES', [], { LC_MESSAGES: 'zh_CN', LANG: 'en_US' }, 'zh'],
  ['a locale that is not ours', [], { LANG: 'de_DE.UTF-8' }, 'en'],
] as const)('takes the language from %s', (_, argv, env, language) => {
  expect(languageOf(argv, env)).toBe(language);
  expect(errorLanguage(argv, env)).toBe(language);
});

it('refuses a variable that names no language, in the one of the locale', () => {
  const env = { KEYACCOUNTS_LANG: 'fr', LANG: 'zh_CN.UTF-8' };
  expect(() => languageOf([], env)).toThrow('KEYACCOUNTS_LANG: expected one of en, zh, found "fr"');
  expect(errorLanguage([], env)).toBe('zh');
});

it.each(Object.entries(CODES))('says in both languages what %s means', (_, meaning) => {
  expect(meaning.en).toMatch(/^[ -~：]+$/);
  expect(meaning.zh).toMatch(/\p{Script=Han}/u);
  expect(meaning.zh).not.toMatch(/[。.]$/);
});
