/** Whether a cell names a total or a subtotal rather than a customer: "Grand total", "Subtotal Industrial", "合计". */
export function isTotalLabel(text: string): boolean {
  // Nearly every id has a digit early on, and then is none.
  const second = text.charCodeAt(1);
  if (second >= 0x30 && second <= 0x39) return false;
  return LABEL.test(text);
}

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
const CHINESE = '[总總合小][计計]|[总總][额額和]|汇总|匯總';
const LABEL = new RegExp(
  `^\\s*(?:(?:${WORDS.join('|')})(?:$|[\\s:：,(-].*)|.+\\s(?:totals?|subtotals?|summe)\\s*[:：]?|.*(?:${CHINESE})\\s*[:：]?)\\s*$`,
  'isu',
);
