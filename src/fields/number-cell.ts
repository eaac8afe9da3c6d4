import type { Wording } from '../text/wording.ts';
import { parseAge } from './age.ts';
import type { ColumnCells, Problem } from './amount.ts';
import { worthOf } from './convert.ts';
import { type Currency, currencyNamed, narrowCurrency, sameCurrency } from './currency.ts';
import { multiplyDecimals, plainDecimal } from './decimal.ts';
import type { Field, NumberStyle } from './field.ts';
import { blankKey, tidy } from './fold.ts';
import { cellHelp, numberHelp } from './number-help.ts';
import { foldNumber, LEDGER_LETTERS, readNumberText } from './number-text.ts';

/** Reads a number, money or percent cell; the currency is what another column, or the header, says of it. */
export type NumberCellReader = (text: string, currency?: Currency | null) => number | null | Problem;

/**
 * Compiles the reader of a number, money or percent column; percents come out as ratios, blank as null. `see` takes
 * the currencies that cells name.
 */
export function numberReader(
  field: Field,
  style: NumberStyle,
  see: (currency: Currency, text: string) => void = () => {},
): NumberCellReader {
  const money = field.type === 'money';
  // Where amounts are converted, a sign says how; elsewhere it is only counted.
  const plainSigns = style.currency == null ? SIGNS : NO_SIGNS;
  const isPlain = style.unmarked == null;
  const readPlain = plainNumberReader(field, style);
  return (text, currency = null) => {
    if (text === '') return null;
    const sign = money ? plainSigns.get(text.charCodeAt(0)) : undefined;
    if (currency === null ? isPlain || !money : style.currency == null) {
      const length = writeShort(text);
      const fast = length < 0 ? Number.NaN : readPlain(SHORT, sign === undefined ? 0 : 1, length);
      if (!Number.isNaN(fast)) {
        if (sign !== undefined) see(sign, text);
        if (currency !== null) see(currency, text);
        return fast;
      }
    }
    if (tidy(text) === '') return null;
    const found = parseNumberCell(text, field, style, currency);
    if ('kind' in found) return found;
    if (found.currency !== null) see(found.currency, text);
    return found.value;
  };
}

/** Reads a cell from its bytes where it is written plainly; NaN where it is not, or blank. */
export type PlainReader = (bytes: Uint8Array, start: number, end: number) => number;

/** Compiles the reader of plain numbers: -1234.5, 1,234.50, 95%. It gives what `numberReader` gives, and has at most 15 digits. */
export function plainNumberReader(field: Field, style: NumberStyle): PlainReader {
  const decimal = field.decimal ?? style.decimal;
  const percent = field.type === 'percent';
  const shift = percent && field.formats[0] === 'percent' ? 2 : -(field.scale ?? 0);
  const both = percent && field.formats.length > 1;
  const unsigned = !percent || field.formats.length > 0;
  const sign = decimal === 'any' ? '.' : decimal;
  return (bytes, start, end) => {
    if (!unsigned && bytes[end - 1] !== PERCENT) return Number.NaN;
    if (decimal === 'any' && hasSeparators(bytes, start, end)) return Number.NaN;
    const value = fastNumber(bytes, start, end, sign, percent, both ? 0 : shift);
    return both && Math.abs(value) > 1 && bytes[end - 1] !== PERCENT
      ? fastNumber(bytes, start, end, sign, percent, 2)
      : value;
  };
}

function hasSeparators(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === DOT || bytes[at] === COMMA) return true;
  return false;
}

// Text of which the bytes are wanted; signs that are not ASCII come out as one that no number has.
const SHORT = new Uint8Array(64);

// How long it is; -1 where it is too long to be plain.
function writeShort(text: string): number {
  if (text.length > SHORT.length) return -1;
  for (let at = 0; at < text.length; at += 1) SHORT[at] = Math.min(text.charCodeAt(at), 0xff);
  return text.length;
}

/** A cell as it was read: its exact decimal, the nearest double, and the currency that it is in. */
export interface NumberCell {
  readonly value: number;
  readonly decimal: string;
  readonly currency: Currency | null;
}

/** Reads a number, money or percent cell by the whole grammar, and converts it as the criteria say. */
export function parseNumberCell(
  text: string,
  field: Field,
  style: NumberStyle,
  beside: Currency | null = null,
): NumberCell | Problem {
  const problem = (help?: Wording): Problem => ({
    kind: 'problem',
    expected: EXPECTED[field.type]!,
    ...(help === undefined
      ? { helpFor: (cells: ColumnCells) => numberHelp(text, cells, field, style) }
      : { help }),
  });
  if (style.zeros !== undefined && style.zeros.size > 0 && style.zeros.has(blankKey(text)))
    return { value: 0, decimal: '0', currency: null };
  const days = field.formats[0] === 'ago' ? parseAge(text) : null;
  if (days !== null) return { value: days, decimal: String(days), currency: null };
  const { rest, negative } = takeLetters(text, field.positive);
  const found = readNumberText(rest, field.decimal ?? style.decimal);
  if (!('digits' in found)) return problem();
  if (found.money && field.type !== 'money')
    return problem(cellHelp({ en: 'declare it as money', zh: '请改为金额类型' }, field, 'type: money'));
  if (found.percent && field.type !== 'percent')
    return problem(cellHelp({ en: 'declare it as percent', zh: '请改为百分比类型' }, field, 'type: percent'));
  const scale = found.power === 0 ? (field.scale ?? 0) : 0;
  const typed = plainDecimal(found.digits, found.negative !== negative, found.power + scale);
  const decimal = found.percent || isPercent(typed, field) ? movePercent(typed) : typed;
  if (field.type === 'percent' && !found.percent && field.formats.length === 0 && decimal !== '0')
    return problem();
  if (found.currency !== null && beside !== null && !sameCurrency(found.currency, beside))
    return problem({
      en: `the cell is in ${found.currency.mark}, and its column or header says ${beside.mark}`,
      zh: `单元格的币种是 ${found.currency.mark}，而所在列或表头写的是 ${beside.mark}`,
    });
  const currency =
    found.currency !== null && beside !== null
      ? narrowCurrency(found.currency, beside)
      : (found.currency ?? beside ?? (field.type === 'money' ? (style.unmarked ?? null) : null));
  const converted = currency === null ? decimal : convert(decimal, currency, style);
  if (typeof converted !== 'string') return problem(converted.help);
  const value = Number(converted);
  return Number.isFinite(value) ? { value, decimal: converted, currency } : problem();
}

function convert(decimal: string, currency: Currency, style: NumberStyle): string | { help: Wording } {
  if (style.currency == null) return decimal;
  const worth = worthOf(currency, style.currency, style);
  switch (worth.kind) {
    case 'same':
      return decimal;
    case 'rate':
      return multiplyDecimals(decimal, worth.decimal);
    case 'unknown':
      return worth;
  }
}

// Whether 95 means 95%: as the format says, and where it names both ways, for what is above 1.
function isPercent(decimal: string, { type, formats }: Field): boolean {
  if (type !== 'percent' || !formats.includes('percent')) return false;
  return formats.length === 1 || Math.abs(Number(decimal)) > 1;
}

function movePercent(decimal: string): string {
  return multiplyDecimals(decimal, '0.01');
}

/** An amount without the letters of bookkeepers behind it; they make it negative where they are not the positive ones. */
function takeLetters(text: string, positive: string | null): { rest: string; negative: boolean } {
  const found = positive === null ? null : LEDGER_LETTERS.exec(foldNumber(text));
  if (found === null) return { rest: text, negative: false };
  return { rest: found[1]!, negative: found[2]!.toLowerCase() !== positive!.toLowerCase() };
}

const EXPECTED: Readonly<Partial<Record<Field['type'], Wording>>> = {
  number: { en: 'number such as 1,234.50', zh: '数字，如 1,234.50' },
  money: { en: 'money such as 1,234.50', zh: '金额，如 1,234.50' },
  percent: { en: 'a percent such as 95%', zh: '百分比，如 95%' },
};
const SIGNS = new Map([...'$€£¥￥'].map((sign) => [sign.charCodeAt(0), currencyNamed(sign)!] as const));
const NO_SIGNS: ReadonlyMap<number, Currency> = new Map();

/**
 * Reads the plain numbers that most cells hold (-1234.5, 1,234.50, 95%) without allocating; NaN sends everything
 * else to the whole grammar. Both give the same number: at most 15 digits are an exact integer, and dividing it
 * by an exact power of ten rounds once, to the nearest double.
 *
 * `percent` allows a percent sign; `shift` is the power of ten by which a number without one is divided, below zero
 * that by which it is multiplied.
 */
export function fastNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  decimal: '.' | ',',
  percent: boolean,
  shift: number,
): number {
  const point = decimal === '.' ? DOT : COMMA;
  let end = to;
  let places = shift;
  if (percent && bytes[end - 1] === PERCENT) {
    end -= 1;
    places = 2;
  }
  const negative = bytes[from] === MINUS;
  const start = negative ? from + 1 : from;
  let integer = 0;
  let digits = 0;
  let run = 0; // digits since the last separator
  let part: 0 | 1 | 2 = 0; // before any separator, between thousands, after the decimal sign
  for (let at = start; at < end; at += 1) {
    const code = bytes[at]!;
    if (code >= ZERO && code <= NINE) {
      integer = integer * 10 + code - ZERO;
      digits += 1;
      run += 1;
      continue;
    }
    if (part === 2 || run === 0 || (part === 1 && run !== 3)) return Number.NaN;
    if (code === point) part = 2;
    else if (code !== DOT + COMMA - point || run > 3 || bytes[start] === ZERO) return Number.NaN;
    else part = 1;
    run = 0;
  }
  if (run === 0 || digits > 15 || (part === 1 && run !== 3)) return Number.NaN;
  if (part === 2) places += run;
  if (integer === 0) return 0; // never -0
  const value = places >= 0 ? integer / POWERS[places]! : integer * POWERS[-places]!;
  return negative ? -value : value;
}

const DOT = 0x2e;
const COMMA = 0x2c;
const MINUS = 0x2d;
const PERCENT = 0x25;
const ZERO = 0x30;
const NINE = 0x39;
const POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
];
