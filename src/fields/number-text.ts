import { foldWidth } from '../text/fold-width.ts';
import type { Wording } from '../text/wording.ts';
import { type Currency, type CurrencyMark, narrowCurrency, sameCurrency, takeCurrency } from './currency.ts';
import type { Digits } from './decimal.ts';
import type { DecimalSign } from './field.ts';
import { tidy, unwrap } from './fold.ts';

/** A number as it was written, taken apart: its value is the digits times ten to the power. */
export interface NumberText {
  readonly negative: boolean;
  readonly digits: Digits;
  /** From k, m, bn, 万, 亿 or an exponent; the percent sign is not in it. */
  readonly power: number;
  readonly percent: boolean;
  readonly money: boolean;
  /** What its sign or code names. */
  readonly currency: Currency | null;
}

/** Takes a written number apart; what else it is, as a help, when it is none. */
export function readNumberText(
  text: string,
  decimal: DecimalSign,
): NumberText | { help?: Wording | undefined } {
  const folded = foldNumber(text);
  // Beyond this no double holds the number anyway, and nobody waits for odd megabytes.
  if (folded.length > LONGEST) return {};
  const { rest, negative, percent, front, back } = peel(folded);
  if (front !== null && back !== null && !sameCurrency(front, back))
    return { help: { en: 'the amount names two currencies', zh: '金额中出现了两种币种' } };
  const currency = front !== null && back !== null ? narrowCurrency(front, back) : (front ?? back);
  const money = currency !== null;
  // An accounting format shows zero as a dash behind the currency.
  if (rest === '' && money && DASH.test(folded))
    return { negative: false, digits: { whole: '0', fraction: '' }, power: 0, percent, money, currency };
  const sign = { negative, percent, money, currency };
  const scaled = SCALED.exec(rest);
  if (scaled?.groups !== undefined) {
    const digits = readDigits(scaled.groups['digits']!, decimal);
    if (digits === null) return { help: digitsHelp(scaled.groups['digits']!, decimal) };
    if (percent) return {};
    return { ...sign, digits, power: SCALES[scaled.groups['scale']!.toLowerCase()]! };
  }
  const scientific = SCIENTIFIC.exec(rest);
  const body = scientific?.[1] ?? rest;
  const digits = readDigits(body, decimal);
  if (digits === null) return { help: digitsHelp(body, decimal) };
  return { ...sign, digits, power: Number(scientific?.[2] ?? 0) };
}

/** Text as the number grammar reads it: trimmed and unwrapped, with ASCII digits, punctuation and minus signs. */
export function foldNumber(text: string): string {
  const folded = foldWidth(unwrap(tidy(text))).replace(/[\u2212\ufe63\u2013]/g, '-');
  return OTHER_DIGITS.test(folded) ? folded.replace(ALL_OTHER_DIGITS, digitOf) : folded;
}

// Digits of other scripts stand in tens, each from zero on.
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (zero & 15) !== 0 && (zero & 15) !== 6) zero -= 1;
  return String(digit.codePointAt(0)! - zero);
}

const OTHER_DIGITS = /[^\x00-\x7f\P{Nd}]/u;
const ALL_OTHER_DIGITS = /[^\x00-\x7f\P{Nd}]/gu;
const DASH = /-/;

interface Peeled {
  rest: string;
  negative: boolean;
  signed: boolean;
  percent: boolean;
  front: CurrencyMark | null;
  back: CurrencyMark | null;
}

// Sign, brackets, currency and percent stand around the digits in any order, each at most once per side.
function peel(text: string): Peeled {
  const peeled: Peeled = {
    rest: text,
    negative: false,
    signed: false,
    percent: false,
    front: null,
    back: null,
  };
  while (peelSign(peeled) || peelPercent(peeled) || peelCurrency(peeled)) peeled.rest = peeled.rest.trim();
  return peeled;
}

function peelSign(peeled: Peeled): boolean {
  if (peeled.signed) return false;
  const { rest } = peeled;
  // "6.400.000,-" and "100.-": no cents, and no minus.
  if (NO_CENTS.test(rest)) {
    peeled.rest = rest.replace(NO_CENTS, '$1');
    return true;
  }
  if (rest.startsWith('(') && rest.endsWith(')')) peeled.rest = rest.slice(1, -1);
  else if (rest.startsWith('-') || rest.startsWith('+')) peeled.rest = rest.slice(1);
  else if (rest.endsWith('-')) peeled.rest = rest.slice(0, -1);
  else return false;
  peeled.signed = true;
  peeled.negative = !rest.startsWith('+');
  return true;
}

function peelPercent(peeled: Peeled): boolean {
  if (peeled.percent || !peeled.rest.endsWith('%')) return false;
  peeled.percent = true;
  peeled.rest = peeled.rest.slice(0, -1);
  return true;
}

function peelCurrency(peeled: Peeled): boolean {
  const front = peeled.front === null ? takeCurrency(peeled.rest, 'front') : null;
  if (front !== null) {
    peeled.front = front;
    peeled.rest = front.rest;
    return true;
  }
  const back = peeled.back === null ? takeCurrency(peeled.rest, 'back') : null;
  if (back === null) return false;
  peeled.back = back;
  peeled.rest = back.rest;
  return true;
}

/** The letters of bookkeepers that go together, credit first. */
export const LETTER_PAIRS = [
  ['Cr', 'Dr'],
  ['H', 'S'],
  ['C', 'D'],
  ['贷', '借'],
] as const;

/** An amount with the letters of bookkeepers behind it: 1,200.00 Cr. */
export const LEDGER_LETTERS = new RegExp(`^(.*\\d\\)?)\\s*(${LETTER_PAIRS.flat().join('|')})\\.?$`, 'i');

/** The letters of bookkeepers that go with these, credit first, as `positive` names them. */
export function letterPair(letters: string): readonly [credit: string, debit: string] {
  return LETTER_PAIRS.find((pair) => pair.some((one) => one.toLowerCase() === letters.toLowerCase()))!;
}

const LONGEST = 400;
/** Powers of ten by the words for them, as people write them in the exports that we know. */
export const SCALES: Readonly<Record<string, number>> = {
  k: 3,
  tsd: 3,
  'tsd.': 3,
  thousand: 3,
  lac: 5,
  lakh: 5,
  lakhs: 5,
  m: 6,
  mn: 6,
  mio: 6,
  'mio.': 6,
  million: 6,
  crore: 7,
  crores: 7,
  bn: 9,
  mrd: 9,
  'mrd.': 9,
  billion: 9,
  千: 3,
  万: 4,
  萬: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  万亿: 12,
};
const LONGEST_FIRST = Object.keys(SCALES)
  .sort((one, other) => other.length - one.length)
  .map((word) => word.replace('.', '\\.'));
const SCALED = new RegExp(`^(?<digits>.*\\d)\\s*(?<scale>${LONGEST_FIRST.join('|')})$`, 'i');
const NO_CENTS = /^(.*\d)[.,]-{1,2}$/;
const SCIENTIFIC = /^(.*\d)e([+-]?\d{1,3})$/i;

// Reads digits with an optional fraction and thousands separators, all of one kind and before every three
// digits; null when the text is anything else. A first group with a leading zero ("0,123") is no thousand.
function readDigits(text: string, sign: DecimalSign): Digits | null {
  const decimal = sign === 'any' ? decimalIn(text) : sign;
  if (decimal === null) return null;
  const { plain, grouped } = decimal === '.' ? POINT : COMMA;
  const match = plain.exec(text);
  if (match !== null) return { whole: match[1] || '0', fraction: match[2] ?? '' };
  const groups = grouped.exec(text);
  if (groups !== null) return { whole: groups[1]!.replace(/\D/g, ''), fraction: groups[3] ?? '' };
  const indian = decimal === '.' ? INDIAN.exec(text) : null;
  if (indian !== null) return { whole: indian[1]!.replace(/\D/g, ''), fraction: indian[2] ?? '' };
  return null;
}

/**
 * The decimal sign that a number shows beyond doubt: the last of two kinds of separators, the kind that does not stand
 * twice, or one that has not three digits behind it. Null where it can be either.
 */
function decimalIn(text: string): '.' | ',' | null {
  const marks = text.match(/[.,]/g) ?? [];
  const last = marks.at(-1) as '.' | ',' | undefined;
  if (last === undefined) return '.';
  const other = last === '.' ? ',' : '.';
  if ((marks as readonly string[]).includes(other)) return last;
  if (marks.length > 1) return other;
  return /[.,]\d{3}$/.test(text) && !/^0?[.,]/.test(text) ? null : last;
}

/** Whether an amount means one number with a decimal point and another with a decimal comma: 640.000. */
export function canBeTwo(text: string): boolean {
  return EITHER.test(text);
}

const EITHER = /^\D*[1-9]\d*[.,]\d{3}\D*$/;

/** Whether a cell can be written with this decimal sign only: 6.400.000,00 or 12,50, but not 640.000. */
export function showsDecimal(text: string, decimal: '.' | ','): boolean {
  const digits = foldNumber(text).replace(/[^\d.,]/g, '');
  return SEPARATED.test(digits) && /[.,]/.test(digits) && decimalIn(digits) === decimal;
}

// What is wrong with separators; undefined when the text is more than digits and separators.
function digitsHelp(text: string, decimal: DecimalSign): Wording | undefined {
  if (!SEPARATED.test(text)) return undefined;
  if (decimal === 'any')
    return {
      en: 'three digits behind one sign can be thousands or decimals',
      zh: '一个符号后面跟三位数字，可能是千位分隔，也可能是小数',
    };
  return {
    en: 'thousands separators are all the same, and stand before every three digits: 1,234,567',
    zh: '千位分隔符要统一，并且每三位一个：1,234,567',
  };
}

const SPACES = ' \\u00a0\\u2007\\u2009\\u202f';
const POINT = patterns('.', ',');
const COMMA = patterns(',', '.');
// Two digits a group, three in the last: 12,34,567.
const INDIAN = /^([1-9]\d?(?:,\d{2})+,\d{3})(?:\.(\d+))?$/;
const SEPARATED = new RegExp(`^[\\d.,'’${SPACES}]*\\d$`);

function patterns(decimal: string, separators: string): { plain: RegExp; grouped: RegExp } {
  const fraction = `(?:[${decimal}](\\d+))?$`;
  const groups = `[1-9]\\d{0,2}([${separators}'’${SPACES}])\\d{3}(?:\\2\\d{3})*`;
  return {
    plain: new RegExp(`^(?=[${decimal}\\d])(\\d*)${fraction}`),
    grouped: new RegExp(`^(${groups})${fraction}`),
  };
}
