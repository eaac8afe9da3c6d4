import { stringify } from 'csv-stringify/sync';
import type { TableRecord } from './table.ts';

/** One record, quoted where it must be, without a line end. */
export function csvRecord(cells: readonly string[], delimiter: string): string {
  return stringify([[...cells]], { delimiter, record_delimiter: '' });
}

/** Whether a spreadsheet would run this text as a formula; plain numbers such as -120.50 are not. */
function isFormula(cell: string): boolean {
  // Nearly all cells start with a letter or digit, and no formula does.
  const first = cell.charCodeAt(0);
  if (cell === '' || (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x7a)) return false;
  return FORMULA.test(cell) && (cell.length > LONGEST_NUMBER || !NUMBER.test(cell));
}

/** Whether a spreadsheet would run a cell of this row as a formula. */
export function holdsFormula(row: TableRecord): boolean {
  if (!row.mayHoldFormula) return false;
  let column = row.beginsWith(BEGINS_FORMULA, 0);
  while (column >= 0 && !isFormula(row.cell(column))) column = row.beginsWith(BEGINS_FORMULA, column + 1);
  return column >= 0;
}

/** Puts an apostrophe before a formula, so that a spreadsheet shows it as text. */
export function guardFormula(cell: string): string {
  return isFormula(cell) ? `'${cell}` : cell;
}

/** Marks the bytes with which a formula, or white space before it, may begin; `cut-rows.wat` looks for the same. */
export const BEGINS_FORMULA = new Uint8Array(256);
for (const sign of '\t\n\v\f\r =+-@＝＋－＠\u00a0\u1680\u2000\u200b\u3000\ufeff')
  BEGINS_FORMULA[Buffer.from(sign)[0]!] = 1;

const LONGEST_NUMBER = 100;
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/;
const NUMBER = /^\s*[+-]?(?:[$€£¥]\s?)?\d[\d,. ]*(?:[eE][+-]?\d+)?\s?%?\s*$|^\s*-\s*$/;
