/** A calendar day without time zone: days since 1970-01-01, proleptic Gregorian. */
export type Day = number;

/** Reads YYYY-MM-DD; null for anything else and for days that the calendar does not have. */
export function parseDay(text: string): Day | null {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null;
  return dayOf(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** Reads YYYY-MM-DD from bytes; NaN for anything else. */
export function readDay(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
  const century = twoDigits(bytes, start);
  const years = twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const date = twoDigits(bytes, start + 8);
  return century < 0 || years < 0 ? Number.NaN : countDays(century * 100 + years, month, date);
}

// Below zero where these are no digits.
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
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

/** The day of a year, month and date; null where the calendar has none. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const day = countDays(year, month, date);
  return Number.isNaN(day) ? null : day;
}

// NaN where the calendar has no such day. Howard Hinnant, "chrono-compatible low-level date algorithms", in whole numbers
// of 32 bits.
function countDays(year: number, month: number, date: number): number {
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= lastDate(year, month)))
    return Number.NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = (shifted / 400) | 0;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + date - 1;
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function lastDate(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The same day so many months before. The last day of a month goes back to the last day of a month, so that months are
 * whole; of other days, one that the earlier month lacks is its last: 29 to 31 March are 28 February.
 */
export function monthsBefore(day: Day, months: number): Day {
  const { year, month, date } = calendarOf(day);
  const count = year * 12 + month - 1 - months;
  const [earlierYear, earlierMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  const isLast = calendarOf(day + 1).date === 1;
  for (let at = isLast ? 31 : date; at > 28; at -= 1) {
    const found = dayOf(earlierYear, earlierMonth, at);
    if (found !== null) return found;
  }
  return dayOf(earlierYear, earlierMonth, Math.min(date, 28)) ?? Number.NEGATIVE_INFINITY;
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
