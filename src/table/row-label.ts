import { foldWidth } from '../text/fold-width.ts';

/** What the label of a row that is no customer says: a total or subtotal, or a note of the program that printed it. */
export type RowLabel = 'total' | 'note';

/** What a cell says that names no customer: "Grand total", "Subtotal Industrial", "合计", "Page 1 of 3"; else null. */
export function rowLabelOf(text: string): RowLabel | null {
  if (isNoLabel(text.charCodeAt(0), text.charCodeAt(1))) return null;
  const label = labelKey(text);
  return TOTAL.test(label) ? 'total' : NOTE.test(label) ? 'note' : null;
}

/** A label as it is compared: without width and case, the Turkish İ of capitals included. */
export function labelKey(text: string): string {
  return foldWidth(text).replaceAll('İ', 'i').toLowerCase();
}

const BLANK = /\s/;
const BETWEEN = /(\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** A text without blanks between Chinese signs, by which labels are made wider: 合　计 is 合计. */
export function closeUp(text: string): string {
  return BLANK.test(text) ? text.replace(BETWEEN, '$1') : text;
}

/** Whether the first two signs of a text show that it is no label: nearly every id has a digit early on, unlike 第1页. */
export function isNoLabel(first: number, second: number): boolean {
  return second >= 0x30 && second <= 0x39 && first !== PAREN && first < 0x80;
}

const PAREN = 0x28;

// In the languages of the exports that we know; a group's name may stand before or behind.
const WORDS = [
  'grand[ -]?totals?',
  'sub[ -]?totals?',
  'totals?',
  'sum',
  'gesamt(?:summe|ergebnis)?',
  '(?:zwischen|teil|end)?summe',
  'zwischenergebnis',
  'sous[ -]?total',
  'suma',
  'totale',
];
// These begin names of companies as well, so they have to be all that stands there.
const WHOLE = [
  'overall result',
  '% of total(?: [^ ]+)?',
  'totales',
  'total geral',
  'total g[eé]n[eé]ral',
  'totali',
  '(?:sub|eind)?totaal',
  'totalt',
  'summa',
  'razem',
  '(?:genel |ara )?toplam',
  'итого',
  'всего',
  '[합총소]계',
  '총합계',
  // A list of SAP marks its sums by stars, one for each level.
  '\\*{1,5}',
  '[∑σ]',
];
const CHINESE = wide('[总總総合小累] [计計](?: 金 [额額])?|[总總] [额額和]|汇 总|匯 總');

const NOTES = [
  'page [0-9]+(?: (?:of|/) [0-9]+)?',
  'seite [0-9]+(?: von [0-9]+)?',
  wide('第 [0-9]+ 页.*'),
  wide('[总總]? 共 [计計]? [0-9]+ [条條行页頁笔筆项項家].*'),
  '\\([0-9]+ rows?\\)',
  '(?:report |list )?(?:generated|printed|exported|created) (?:on|by|at) \\s*[^\\s].*',
  '(?:erstellt|gedruckt|exportiert) (?:am|von) \\s*[^\\s].*',
  'confidential information.*',
  'copyright (?:\\(c\\)|©|[0-9]).*',
  '©.*',
  'applied filters?:.*',
  wide('(?:制 表|制 单|审 核|复 核|打 印|导 出|填 报)(?: (?:人|日 期|时 间|单 位))? :.*'),
];

/**
 * What labels say, as patterns over all of a label's key but the blanks at its ends. They hold nothing but what every
 * engine of regular expressions knows: `\s` is any blank, and a dot any sign.
 */
export const LABEL_PATTERNS: Readonly<Record<RowLabel, readonly string[]>> = {
  total: [
    `(?:${WORDS.join('|')})(?:[\\s:,(-].*)?`,
    '.+\\s(?:totals?|subtotals?|summe)\\s*:?',
    `(?:${WHOLE.join('|')})\\s*:?`,
    `.*(?:${CHINESE})\\s*:?`,
  ],
  note: NOTES,
};

const TOTAL = labelPattern(LABEL_PATTERNS.total);
const NOTE = labelPattern(LABEL_PATTERNS.note);

// Chinese labels are made wider by blanks between their signs.
function wide(pattern: string): string {
  return pattern.replaceAll(' ', '\\s*');
}

function labelPattern(sources: readonly string[]): RegExp {
  return new RegExp(`^\\s*(?:${sources.join('|')})\\s*$`, 'su');
}
