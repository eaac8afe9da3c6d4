import type { Layout } from './layout.ts';

/** A value in a cell of a spreadsheet. */
export type SheetValue = string | number | boolean | Date | null;

/**
 * The text that a cell of a spreadsheet, shown by a number format, would have in a CSV file: 2026-06-30, 95.3%, 1234.5,
 * €1234.5, TRUE. `writeNumber` writes what stands there as a number.
 */
export function cellText(value: SheetValue, format: string, writeNumber: Layout['writeNumber']): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return numberText(value, format, writeNumber);
  if (Number.isNaN(value.getTime())) return '#VALUE!';
  const [day, time] = value.toISOString().split('T') as [string, string];
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}

/** The number format of a cell that tells by itself what it is, as `own`: what its style shows counts where it is as clear. */
export function clearFormat(style: string, own: string): string {
  const mark = currencyOf(style).trim();
  return mark === '' || SHARED.test(mark) ? own : style;
}

// Signs of several currencies.
const SHARED = /^(?:[$£¥元圓]|kr\.?)$/;

/** The name of a cell as spreadsheets have it, from its places counted from 0: H2. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1)
    letters = String.fromCharCode(A + (left % 26)) + letters;
  return `${letters}${row + 1}`;
}

const A = 0x41;

// A number shown as 95%, 00123 or 5 € is that to the person who typed it, and to the export as CSV.
function numberText(value: number, format: string, write: Layout['writeNumber']): string {
  const shown = format.replace(/"[^"]*"|\\./g, '');
  if (shown.includes('%')) return `${write(String(Number((value * 100).toPrecision(15))))}%`;
  if (/^0{2,}$/.test(shown) && Number.isInteger(value) && value >= 0)
    return String(value).padStart(shown.length, '0');
  return `${currencyOf(format)}${write(String(value))}`;
}

// What the format of positive numbers shows as currency: [$€-407] #,##0, "$"#,##0, #,##0 "EUR".
function currencyOf(format: string): string {
  const [positive = ''] = format.split(';');
  const locale = /\[\$([^\]-]+)[^\]]*\]/.exec(positive)?.[1];
  const literal = /"([^"]*)"/.exec(positive)?.[1];
  const bare = /[$€£¥₹₩]/.exec(positive.replace(/\[[^\]]*\]/g, ''))?.[0];
  const mark = [locale, literal, bare]
    .map((one) => one?.trim())
    .find((one) => one !== undefined && CURRENCY.test(one));
  return mark === undefined ? '' : `${mark}${/[\p{L}.]$/u.test(mark) ? ' ' : ''}`;
}

const CURRENCY = /^(?:\p{Sc}|[A-Z]{3}|[A-Z]{1,2}\$|kr\.?|Kč|zł|Ft|元|圓|円|원)$/u;
