import type { Problem } from './amount.ts';
import { type Day, parseDay, parseDayAs } from './day.ts';
import type { NumberStyle } from './field.ts';
import { foldWidth, tidy } from './fold.ts';
import { blankHelp, unknownCellHelp } from './unknown-cell.ts';

/** Compiles the reader of dates in a format, or as ISO and its neighbours when there is none; blank is null. */
export function dateReader(
  format: string | null,
  style: NumberStyle,
): (text: string) => Day | null | Problem {
  const parse = format === null ? parseYearFirst : (text: string) => parseDayAs(text, format);
  const expected = format === null ? 'a date such as 2026-06-30' : `a date written as ${format}`;
  // A day of a spreadsheet comes as 2026-06-30, whatever the same export as CSV would write; nothing else reads so.
  const iso = format === null || !format.startsWith('Y');
  const withPoint = format === 'excel' && style.decimal === ',';
  return (text) => {
    if (text === '') return null;
    const direct = iso ? parseDay(text) : null;
    if (direct !== null) return direct;
    const folded = foldWidth(tidy(text));
    if (folded === '') return null;
    const dated = folded.length > LONGEST ? '' : folded.replace(TIME, '');
    const day = parse(withPoint ? dated.replace(',', '.') : dated) ?? (iso ? parseDay(dated) : null);
    return day ?? { kind: 'problem', expected, help: dateHelp(dated, format) };
  };
}

// Year first leaves one reading: 2026-06-30, 2026/6/30, 2026.06.30, 2026年6月30日.
function parseYearFirst(text: string): Day | null {
  const match = YEAR_FIRST.exec(text);
  if (match === null) return null;
  const [, year, , month, date, chineseYear, chineseMonth, chineseDate] = match;
  return parseDay(
    `${year ?? chineseYear}-${(month ?? chineseMonth)!.padStart(2, '0')}-${(date ?? chineseDate)!.padStart(2, '0')}`,
  );
}

function dateHelp(text: string, format: string | null): string | undefined {
  const unknown = unknownCellHelp(text);
  if (unknown !== undefined) return unknown;
  if (/^0000|^0?0[/.-]0?0[/.-]0000$/.test(text)) return blankHelp(text);
  if (format !== null) return undefined;
  if (YEAR_FIRST.test(text)) return 'the calendar has no such day';
  if (/^\d{5}(?:[.,]\d+)?$/.test(text))
    return 'if these are serial numbers of Excel, say so in the criteria: format: excel';
  if (/^(?:19|20)\d{6}$/.test(text)) return 'say in the criteria how the file writes days: format: YYYYMMDD';
  return yearLastHelp(text);
}

// Above 12 a number can only be the day; else the two readings are named, and a person decides.
function yearLastHelp(text: string): string | undefined {
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, first, mark, second, year] = match;
  if (year!.length === 2) return 'export years with four digits: two could be two centuries';
  const dayFirst = `format: DD${mark}MM${mark}YYYY`;
  const monthFirst = `format: MM${mark}DD${mark}YYYY`;
  const [one, two] = [Number(first), Number(second)];
  if (Math.min(one, two) > 12) return 'the calendar has no such day';
  const formats = one > 12 ? dayFirst : two > 12 ? monthFirst : `${dayFirst} or ${monthFirst}`;
  return `say in the criteria how the file writes days: ${formats}`;
}

const LONGEST = 64;
const YEAR_FIRST = /^(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日?)$/;
const TIME =
  /(?:T|\s+)(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/;
