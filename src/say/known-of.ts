import { capital, defineWords, formatCount, type Language } from '../output/language.ts';
import { wordsFor } from '../output/words.ts';

/**
 * Of how many of the customers amounts are known, as their sums leave the others out; null where all are known. `known`
 * is null where there is no such field.
 */
export function knownOfText(
  amounts: readonly { readonly label: string; readonly known: number | null }[],
  customers: number,
  language: Language,
): string | null {
  const say = knownOfWords(language);
  const said = amounts.flatMap(({ label, known }) => {
    if (known === null || known === customers) return [];
    return known === 0 ? say.ofNone(capital(label)) : say.ofSome(capital(label), known, customers);
  });
  return said.length === 0 ? null : said.join(wordsFor(language).semicolon);
}

const knownOfWords = defineWords({
  ofSome: {
    en: (what: string, known: number, all: number) =>
      `${what} is known of ${formatCount.en(known)} of ${formatCount.en(all)} customers; sums and shares leave the others out`,
    zh: (what: string, known: number, all: number) =>
      `${formatCount.zh(all)} 个客户中有 ${formatCount.zh(known)} 个的${what}已知；合计与占比不含其余客户`,
  },
  ofNone: {
    en: (what: string) => `${what} is known of no customer, so there are no sums of it`,
    zh: (what: string) => `所有客户的${what}均未知，不计算合计`,
  },
});
