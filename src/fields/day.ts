import { foldWidth } from './fold.ts';

/** A calendar day without time zone: days since 1970-01-01, proleptic Gregorian. */
export type Day = number;

/** Reads YYYY-MM-DD; null for anything else and for days that the calendar does not have. */
export function parseDay(text: string): Day | null {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null;
  return dayOf(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** Reads a day as a pattern such as DD/MM/YYYY writes it, or as a serial number of Excel (`excel`). */
export function parseDayAs(text: string, format: string): Day | null {
  if (format === 'excel') return parseExcelSerial(text);
  const match = patternOf(format).exec(text);
  if (match?.groups === undefined) return null;
  return dayOf(Number(match.groups['y']), Number(match.groups['m']), Number(match.groups['d']));
}

/** Writes YYYY-MM-DD. */
export function formatDay(day: Day): string {
  const { year, month, date } = calendarOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

const DASH = 45;

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

// Days from civil: Howard Hinnant, "chrono-compatible low-level date algorithms".
function dayOf(year: number, month: number, date: number): Day | null {
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= 31)) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const day = era * 146_097 + dayOfEra - 719_468;
  return date <= 28 || calendarOf(day).date === date ? day : null;
}

function calendarOf(day: Day): { year: number; month: number; date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

// The 1900 system counts a 29 February 1900 that never was: serials below 61 are one day later.
function parseExcelSerial(text: string): Day | null {
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  if (serial < 1 || serial === 60 || serial > LAST_SERIAL) return null;
  return serial - 25_569 + (serial < 60 ? 1 : 0);
}

const LAST_SERIAL = 2_958_465; // 9999-12-31, where Excel's calendar ends
const NOTHING = /(?!)/;
const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = patterns.get(format);
  if (known !== undefined) return known;
  const pattern = checkDayFormat(format) === null ? dayPattern(format) : NOTHING;
  patterns.set(format, pattern);
  return pattern;
}

/** What is wrong with a date format; null when days can be read by it. */
export function checkDayFormat(format: string): string | null {
  if (format === 'excel') return null;
  const tokens = tokensOf(format);
  const letters = tokens.filter((token) => /^[A-Za-z]/.test(token));
  const strange = letters.find((token) => !LETTERS.has(token));
  if (strange !== undefined) return complaintAbout(strange);
  if (tokens.some((token) => /\d/.test(token))) return 'a date format has no digits';
  if (['Y', 'M', 'D'].some((kind) => letters.filter((token) => token.startsWith(kind)).length !== 1))
    return 'a date format needs YYYY, MM and DD, each once';
  const crowded = tokens.some((token, at) => /^[MD]$/.test(token) && isCrowded(tokens, at));
  return crowded ? 'without separators, months and days need two digits: MM and DD' : null;
}

// The pattern of a format, with groups y, m and d. One digit will do for a month or day that stands between
// separators: spreadsheets drop the zero whatever their format says.
function dayPattern(format: string): RegExp {
  const tokens = tokensOf(format);
  const source = tokens.map((token, at) => {
    const digits = isCrowded(tokens, at) ? '{2}' : '{1,2}';
    if (token.startsWith('Y')) return String.raw`(?<y>\d{4})`;
    if (token.startsWith('M')) return String.raw`(?<m>\d${digits})`;
    if (token.startsWith('D')) return String.raw`(?<d>\d${digits})`;
    return token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}

const LETTERS = new Set(['YYYY', 'MM', 'M', 'DD', 'D']);

function tokensOf(format: string): string[] {
  return foldWidth(format).match(/Y+|M+|D+|[A-Za-z]+?(?=[YMD]|[^A-Za-z]|$)|[^A-Za-z]+/g) ?? [];
}

function isCrowded(tokens: readonly string[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((token) => token !== undefined && LETTERS.has(token));
}

function complaintAbout(token: string): string {
  if (token === 'YY') return 'a date format needs the year as YYYY: two digits could be two centuries';
  if (/^MMM+$/.test(token)) return 'names of months are not read, only MM';
  if (/^[ymd]+$/.test(token)) return 'the letters of a date format are capitals: YYYY, MM, DD';
  return `a date format has no "${token}", only YYYY, MM, M, DD and D`;
}
