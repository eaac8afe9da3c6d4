/** What the label of a row that is no customer says: a total or subtotal, or a note of the program that printed it. */
export type RowLabel = 'total' | 'note';

/** What a cell says that names no customer: "Grand total", "Subtotal Industrial", "合计", "Page 1 of 3"; else null. */
export function rowLabelOf(text: string): RowLabel | null {
  if (isNoLabel(text.charCodeAt(0), text.charCodeAt(1))) return null;
  const label = closeUp(text);
  return TOTAL.test(label) ? 'total' : NOTE.test(label) ? 'note' : null;
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
  '% of total(?: \\p{L}+)?',
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
  '[∑Σ]',
];
const CHINESE = '[总總総合小累][计計](?:金[额額])?|[总總][额額和]|汇总|匯總';
const TOTAL = new RegExp(
  `^\\s*(?:(?:${WORDS.join('|')})(?:$|[\\s:：,(-].*)|.+\\s(?:totals?|subtotals?|summe)\\s*[:：]?|(?:${WHOLE.join('|')})\\s*[:：]?|.*(?:${CHINESE})\\s*[:：]?)\\s*$`,
  'isu',
);

const NOTES = [
  'page \\d+(?: (?:of|/) \\d+)?',
  'seite \\d+(?: von \\d+)?',
  '第\\s*\\d+\\s*页.*',
  '[总總]?共[计計]?\\s*\\d+\\s*[条條行页頁笔筆项項家].*',
  '\\(\\d+ rows?\\)',
  '(?:report |list )?(?:generated|printed|exported|created) (?:on|by|at) .*',
  '(?:erstellt|gedruckt|exportiert) (?:am|von) .*',
  'confidential information.*',
  'copyright (?:\\(c\\)|©|\\d).*',
  '©.*',
  'applied filters?:.*',
  '(?:制表|制单|审核|复核|打印|导出|填报)(?:人|日期|时间|单位)?\\s*[:：].*',
];
const NOTE = new RegExp(`^\\s*(?:${NOTES.join('|')})\\s*$`, 'isu');
