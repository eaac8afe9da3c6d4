import type { Problem } from './amount.ts';
import { plainDecimal } from './decimal.ts';
import type { Field, NumberStyle } from './field.ts';
import { blankKey, tidy } from './fold.ts';
import { readNumberText } from './number-text.ts';
import { unknownCellHelp } from './unknown-cell.ts';

/** Compiles the reader of a number, money or percent column; percents come out as ratios, blank as null. */
export function numberReader(field: Field, style: NumberStyle): (text: string) => number | null | Problem {
  const { decimal } = style;
  const percent = field.type === 'percent';
  const money = field.type === 'money';
  const shift = percent && field.formats[0] === 'percent' ? 2 : 0;
  const unsigned = !percent || field.formats.length > 0;
  return (text) => {
    if (text === '') return null;
    const plain = money && SIGNS.has(text.charCodeAt(0)) ? text.slice(1) : text;
    const fast = unsigned || text.endsWith('%') ? fastNumber(plain, decimal, percent, shift) : Number.NaN;
    if (!Number.isNaN(fast)) return fast;
    if (tidy(text) === '') return null;
    const found = parseNumberCell(text, field, style);
    return 'kind' in found ? found : found.value;
  };
}

/** Reads a number, money or percent cell by the whole grammar: its exact decimal, and the nearest double. */
export function parseNumberCell(
  text: string,
  field: Field,
  style: NumberStyle,
): { readonly value: number; readonly decimal: string } | Problem {
  const problem = (help: string | undefined): Problem => ({
    kind: 'problem',
    expected: EXPECTED[field.type]!,
    help,
  });
  if (style.zeros !== undefined && style.zeros.size > 0 && style.zeros.has(blankKey(text)))
    return { value: 0, decimal: '0' };
  const found = readNumberText(text, style.decimal);
  if (!('digits' in found)) return problem(unknownCellHelp(text) ?? found.help);
  if (found.money && field.type !== 'money')
    return problem('declare the field as money, or remove the currency');
  if (found.percent && field.type !== 'percent')
    return problem('declare the field as percent, or remove the sign');
  const hundredths = found.percent || field.formats[0] === 'percent';
  const decimal = plainDecimal(found.digits, found.negative, found.power - (hundredths ? 2 : 0));
  if (field.type === 'percent' && !found.percent && field.formats.length === 0 && decimal !== '0')
    return problem(PERCENT_HELP);
  const value = Number(decimal);
  return Number.isFinite(value) ? { value, decimal } : problem('numbers this large are not kept');
}

const EXPECTED: Readonly<Partial<Record<Field['type'], string>>> = {
  number: 'number such as 1,234.50',
  money: 'money such as 1,234.50',
  percent: 'a percent such as 95%',
};
const SIGNS = new Set([...'$€£¥￥'].map((sign) => sign.charCodeAt(0)));
const PERCENT_HELP =
  'write 95%, or say how the column is written: format: percent (95 means 95%) or format: fraction (0.95 means 95%)';

/**
 * Reads the plain numbers that most cells hold (-1234.5, 1,234.50, 95%) without allocating; NaN sends everything
 * else to the whole grammar. Both give the same number: at most 15 digits are an exact integer, and dividing it
 * by an exact power of ten rounds once, to the nearest double.
 *
 * `percent` allows a percent sign; `shift` is the power of ten by which a number without one is divided.
 */
export function fastNumber(text: string, decimal: '.' | ',', percent: boolean, shift: number): number {
  const point = decimal === '.' ? DOT : COMMA;
  let end = text.length;
  let places = shift;
  if (percent && text.charCodeAt(end - 1) === PERCENT) {
    end -= 1;
    places = 2;
  }
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  let integer = 0;
  let digits = 0;
  let run = 0; // digits since the last separator
  let part: 0 | 1 | 2 = 0; // before any separator, between thousands, after the decimal sign
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      integer = integer * 10 + code - ZERO;
      digits += 1;
      run += 1;
      continue;
    }
    if (part === 2 || run === 0 || (part === 1 && run !== 3)) return Number.NaN;
    if (code === point) part = 2;
    else if (code !== DOT + COMMA - point || run > 3 || text.charCodeAt(start) === ZERO) return Number.NaN;
    else part = 1;
    run = 0;
  }
  if (run === 0 || digits > 15 || (part === 1 && run !== 3)) return Number.NaN;
  if (part === 2) places += run;
  if (integer === 0) return 0; // never -0
  return (negative ? -integer : integer) / POWERS[places]!;
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
