import type { LOCALES } from './locales.ts';

/** A language, as `--lang` names it. */
export type Language = keyof typeof LOCALES;

/** What is said in every language: a text, a list, or a function that makes a sentence of what it is given. */
export type Pair<T> = Readonly<Record<Language, T>>;

/** A sentence, or a part of one, in every language; one that lacks a language does not compile. */
export type Wording = Pair<string>;

/** A wording, or a text that stands as it is in every language. */
export type Sayable = Wording | string;

/** What a text says in one language. */
export function textIn(text: Sayable, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}

/** Words that are the same in every language, such as what people paste into a file. */
export function verbatim(text: string): Wording {
  return { en: text, zh: text };
}

/** A text with each of its languages changed in the same way. */
export function mapText(text: Sayable, change: (text: string) => string): Sayable {
  return typeof text === 'string' ? change(text) : { en: change(text.en), zh: change(text.zh) };
}
