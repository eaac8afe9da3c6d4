import type { LOCALES } from './locales.ts';

/** A language, as `--lang` names it. */
export type Language = keyof typeof LOCALES;

/** What is said in every language: a text, a list, or a function that makes a sentence of what it is given. */
export type Pair<T> = Readonly<Record<Language, T>>;

/** A sentence, or a part of one, in every language; one that lacks a language does not compile. */
export type Wording = Pair<string>;

/** A part of a sentence: a wording, or a text that stands as it is in every language. */
export type Sayable = Wording | string;

/** Words that are the same in every language, such as what people paste into a file. */
export function verbatim(text: string): Wording {
  return { en: text, zh: text };
}

/** A wording with each of its languages changed in the same way. */
export function mapWording({ en, zh }: Wording, change: (text: string) => string): Wording {
  return { en: change(en), zh: change(zh) };
}

/** A text behind a Chinese word: between that and a Latin letter or a digit stands a blank. */
export function afterHan(text: string): string {
  return /^[A-Za-z0-9]/.test(text) ? ` ${text}` : text;
}

/** A name in the quotes of each language. */
export function quoted(name: string): Wording {
  return { en: `"${name}"`, zh: `“${name}”` };
}

/** Parts as one, with what stands between two of them in each language. */
export function joined(parts: readonly Sayable[], between: Wording): Wording {
  const say = (language: Language): string =>
    parts.map((part) => (typeof part === 'string' ? part : part[language])).join(between[language]);
  return { en: say('en'), zh: say('zh') };
}

/** What stands between the items of a list. */
export const COMMA: Wording = { en: ', ', zh: '、' };

/** Names in a list, each in the quotes of the language. */
export function listNames(names: readonly string[]): Wording {
  return joined(names.map(quoted), COMMA);
}

/** What stands between two sentences of one message. */
export const SEMICOLON: Wording = { en: '; ', zh: '；' };

/** Between the lines of one message. */
export const LINE_BREAK: Wording = verbatim('\n');

/** Between a name and what is said of it. */
export const COLON: Wording = { en: ': ', zh: '：' };

/** Between the last two of several. */
export const AND: Wording = { en: ' and ', zh: '和' };

/** Between the last two of several, of which one holds. */
export const OR: Wording = { en: ' or ', zh: '或' };
