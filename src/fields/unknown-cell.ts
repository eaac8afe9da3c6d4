import { tidy } from './fold.ts';

/** How to mend a cell that says "there is no value" in words, or shows a spreadsheet's error; undefined for others. */
export function unknownCellHelp(text: string): string | undefined {
  if (isSpreadsheetError(text)) return SPREADSHEET_ERROR_HELP;
  return PLACEHOLDERS.has(tidy(text).toLowerCase())
    ? 'leave the cell empty when the value is not known'
    : undefined;
}

/** Whether a cell is an error value of a spreadsheet such as #REF!, or of a column too narrow to show it (#####). */
export function isSpreadsheetError(text: string): boolean {
  return text.charCodeAt(0) === HASH && (SPREADSHEET_ERRORS.has(text.toUpperCase()) || /^#{3,}$/.test(text));
}

/** What to do about a spreadsheet's error in a cell. */
export const SPREADSHEET_ERROR_HELP = "the spreadsheet's own error was exported: mend the formula there";

const HASH = 0x23;
const SPREADSHEET_ERRORS = new Set(
  (
    '#N/A #NA #DIV/0! #REF! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! ' +
    '#GETTING_DATA #ERROR! #NV #BEZUG! #WERT! #ZAHL!'
  ).split(' '),
);
const PLACEHOLDERS = new Set(
  (
    '- -- --- – — —— ? / n/a na n.a. n.a nan null (null) \\n none (none) nil (blank) unknown tbd tbc ' +
    '无 無 暂无 没有 不详 未知 待定 空'
  ).split(' '),
);
