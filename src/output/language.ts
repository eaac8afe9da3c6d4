import { LOCALES } from '../text/locales.ts';
import type { Language, Pair } from '../text/wording.ts';
import { formatWhole } from './numbers.ts';

export type { Language, Pair } from '../text/wording.ts';

/** Words in groups, each entry in every language: one that lacks a language does not compile. */
export interface Entries {
  readonly [name: string]: Pair<unknown> | Entries;
}

/** The words of a definition as one language has them. */
export type In<D> = D extends (language: Language) => infer W ? W : never;

type Picked<E> = {
  readonly [K in keyof E]: E[K] extends Pair<unknown> ? E[K][Language] : Picked<E[K]>;
};

/** Words with their languages beside each other; the result gives those of one language. */
export function defineWords<E extends Entries>(entries: E): (language: Language) => Picked<E> {
  const known = new Map<Language, Picked<E>>();
  return (language) => {
    const found = known.get(language) ?? (pick(entries, language) as Picked<E>);
    known.set(language, found);
    return found;
  };
}

function pick(entries: Entries, language: Language): object {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [
      name,
      isPair(entry) ? entry[language] : pick(entry, language),
    ]),
  );
}

function isPair(entry: Pair<unknown> | Entries): entry is Pair<unknown> {
  return Object.hasOwn(entry, 'en');
}

/** A number in a sentence, as its language writes numbers: `formatCount.en(12345)` is "12,345". */
export const formatCount: Pair<(count: number) => string> = {
  en: (count) => formatWhole(count, LOCALES.en),
  zh: (count) => formatWhole(count, LOCALES.zh),
};

/** A number with its English noun: "1 customer", "1,200 customers". */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount.en(count)} ${count === 1 ? noun : nouns}`;
}

/** A text that begins a row or a sentence; Chinese stays as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
