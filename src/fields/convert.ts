import { quoteYaml } from '../text/quote-yaml.ts';
import type { Wording } from '../text/wording.ts';
import { type Currency, isCurrencyCode, YUAN } from './currency.ts';
import { blankHelp, isBlankWord } from './unknown-cell.ts';

/** In which currency amounts are added up, and what others are worth in it, as the criteria say. */
export interface CurrencyRules {
  /** The code of the currency that amounts without a sign are in; null where nobody has said. */
  readonly currency?: string | null;
  /** What one unit of a currency is worth, by its code or sign; exact decimals. */
  readonly rates?: ReadonlyMap<string, string>;
  /** What amounts without a sign are in, where that is another currency, which has a rate. */
  readonly unmarked?: Currency | null;
}

/** What one unit of a currency is worth in the currency of the criteria. */
export type Worth =
  | { readonly kind: 'same' }
  | { readonly kind: 'rate'; readonly decimal: string }
  | { readonly kind: 'unknown'; readonly help: Wording };

/** Finds the rate of a currency; a sign that several rates fit needs one of its own. */
export function worthOf({ mark, codes }: Currency, own: string, { rates }: CurrencyRules): Worth {
  const exact = rates?.get(mark);
  if (exact !== undefined) return { kind: 'rate', decimal: exact };
  if (codes.includes(own)) return { kind: 'same' };
  const fitting = codes.filter((code) => rates?.has(code) === true);
  const [first] = fitting;
  if (fitting.length === 1 && first !== undefined) return { kind: 'rate', decimal: rates!.get(first)! };
  if (isBlankWord(mark)) return { kind: 'unknown', help: blankHelp(mark) };
  const name = fitting.length > 1 ? mark : currencyName({ mark, codes });
  return {
    kind: 'unknown',
    help: {
      en: `say what it is worth, in the criteria: ${rateLine(own, [name])}`,
      zh: `请在标准文件中给出汇率：${rateLine(own, [name])}`,
    },
  };
}

/** The line of criteria for rates; a person puts the number in the place of RATE. */
export function rateLine(own: string, names: readonly string[]): string {
  return `input: { currency: ${own}, rates: ${openRates(names)} }`;
}

/** Rates that a person still has to write. */
export function openRates(names: readonly string[]): string {
  return `{ ${names.map((name) => `${quoteYaml(name)}: ${RATE}`).join(', ')} }`;
}

/** What stands in the place of a rate that nobody has said. */
export const RATE = 'RATE';

/** Said beside a line for rates. */
export const RATE_NOTE: Wording = {
  en: `in the place of ${RATE} stands what one is worth`,
  zh: `${RATE} 处请填写每单位折合多少`,
};

/** Said beside a line for rates that says what amounts are in, too. */
export function unmarkedNote(code: string): Wording {
  return {
    en: `amounts without a sign or code are in ${code} then; ${RATE_NOTE.en}`,
    zh: `不带符号或代码的金额按 ${code} 计；${RATE_NOTE.zh}`,
  };
}

/** How a currency is called: by its code, or by its sign where that can be many. */
export function currencyName({ mark, codes }: Currency): string {
  const isOne = codes.every((code) => code === codes[0] || YUAN.includes(code));
  return isCurrencyCode(mark) || !isOne ? mark : codes[0]!;
}
