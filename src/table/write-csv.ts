import { stringify } from 'csv-stringify/sync';

/** One record, quoted where it must be, without a line end. */
export function csvRecord(cells: readonly string[], delimiter: string): string {
  return stringify([[...cells]], { delimiter, record_delimiter: '' });
}

/** Whether a spreadsheet would run this text as a formula; plain numbers such as -120.50 are not. */
export function isFormula(cell: string): boolean {
  // Nearly all cells start with a letter or digit, and no formula does.
  const first = cell.charCodeAt(0);
  if (cell === '' || (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x7a)) return false;
  return FORMULA.test(cell) && (cell.length > LONGEST_NUMBER || !NUMBER.test(cell));
}

/** Puts an apostrophe before a formula, so that a spreadsheet shows it as text. */
export function guardFormula(cell: string): string {
  return isFormula(cell) ? `'${cell}` : cell;
}

const LONGEST_NUMBER = 100;
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/;
const NUMBER = /^\s*[+-]?(?:[$€£¥]\s?)?\d[\d,. ]*(?:[eE][+-]?\d+)?\s?%?\s*$|^\s*-\s*$/;
