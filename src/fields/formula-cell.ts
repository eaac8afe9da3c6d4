import type { TableRecord } from '../table/table.ts';
import { BEGINS_FORMULA } from '../table/write-csv.ts';
import { readNumberText } from './number-text.ts';

/** Puts an apostrophe before a formula, so that a spreadsheet shows it as text. */
export function guardFormula(cell: string): string {
  return isFormula(cell) ? `'${cell}` : cell;
}

/** Whether a spreadsheet would run a cell of this row as a formula. */
export function holdsFormula(row: TableRecord): boolean {
  if (!row.mayHoldFormula) return false;
  let column = row.beginsWith(BEGINS_FORMULA, 0);
  while (column >= 0 && !isFormula(row.cell(column))) column = row.beginsWith(BEGINS_FORMULA, column + 1);
  return column >= 0;
}

// Whether a spreadsheet would run this text as a formula; numbers such as -120.50 and amounts such as -1.234,50 € are not.
function isFormula(cell: string): boolean {
  // Nearly all cells start with a letter or digit, and no formula does.
  const first = cell.charCodeAt(0);
  if (cell === '' || (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x7a)) return false;
  return FORMULA.test(cell) && (cell.length > LONGEST_NUMBER || !(NUMBER.test(cell) || isAmount(cell)));
}

// What cells are read as an amount; -USD5 and -HK$7 are places in a sheet, too, and -Rs.5 may be a name there.
function isAmount(cell: string): boolean {
  if (!SIGNED.test(cell) || PLACE.test(cell)) return false;
  return (['.', ','] as const).some((decimal) => 'digits' in readNumberText(cell, decimal));
}

const LONGEST_NUMBER = 100;
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/;
const NUMBER = /^\s*[+-]?(?:[$€£¥]\s?)?\d[\d,. ]*(?:[eE][+-]?\d+)?\s?%?\s*$|^\s*-\s*$/;
const SIGNED = /^[\s\u200b\ufeff]*[+\-＋－]/;
const PLACE = /\p{L}[$.]*\d/u;
