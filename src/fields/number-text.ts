import { type CurrencyMark, sameCurrency, takeCurrency } from './currency.ts';
import type { Digits } from './decimal.ts';
import type { NumberStyle } from './field.ts';
import { foldWidth, tidy } from './fold.ts';

/** A number as it was written, taken apart: its value is the digits times ten to the power. */
export interface NumberText {
  readonly negative: boolean;
  readonly digits: Digits;
  /** From k, m, bn, 万, 亿 or an exponent; the percent sign is not in it. */
  readonly power: number;
  readonly percent: boolean;
  readonly money: boolean;
}

/** Takes a written number apart; what else it is, as a help, when it is none. */
export function readNumberText(
  text: string,
  decimal: NumberStyle['decimal'],
): NumberText | { help?: string | undefined } {
  const folded = foldNumber(text);
  // Beyond this no double holds the number anyway, and nobody waits for odd megabytes.
  if (folded.length > LONGEST) return {};
  const { rest, negative, percent, front, back } = peel(folded);
  if (front !== null && back !== null && !sameCurrency(front, back))
    return { help: 'the amount names two currencies' };
  const money = front !== null || back !== null;
  const sign = { negative, percent, money };
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

/** Text as the number grammar reads it: trimmed, with ASCII digits, punctuation and minus signs. */
export function foldNumber(text: string): string {
  return foldWidth(tidy(text)).replace(/[\u2212\ufe63\u2013]/g, '-');
}

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

const LONGEST = 400;
const SCALES: Readonly<Record<string, number>> = {
  k: 3,
  m: 6,
  bn: 9,
  千: 3,
  万: 4,
  萬: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  万亿: 12,
};
const SCALED = /^(?<digits>.*\d)\s*(?<scale>k|m|bn|百万|千万|万亿|千|万|萬|亿|億)$/i;
const SCIENTIFIC = /^(.*\d)e([+-]?\d{1,3})$/i;

type DecimalSign = NumberStyle['decimal'];

// Reads digits with an optional fraction and thousands separators, all of one kind and before every three
// digits; null when the text is anything else. A first group with a leading zero ("0,123") is no thousand.
function readDigits(text: string, decimal: DecimalSign): Digits | null {
  const { plain, grouped } = decimal === '.' ? POINT : COMMA;
  const match = plain.exec(text);
  if (match !== null) return { whole: match[1] || '0', fraction: match[2] ?? '' };
  const groups = grouped.exec(text);
  if (groups !== null) return { whole: groups[1]!.replace(/\D/g, ''), fraction: groups[3] ?? '' };
  return null;
}

// What is wrong with separators; undefined when the text is more than digits and separators.
function digitsHelp(text: string, decimal: DecimalSign): string | undefined {
  if (!SEPARATED.test(text)) return undefined;
  const other = decimal === '.' ? ',' : '.';
  if (text.includes(other) && readDigits(text, other) !== null)
    return `if the file writes "${other}" before the decimals, say so in the criteria: input: { decimal: "${other}" }`;
  return 'thousands separators are all the same, and stand before every three digits: 1,234,567';
}

const SPACES = ' \\u00a0\\u2007\\u2009\\u202f';
const POINT = patterns('.', ',_');
const COMMA = patterns(',', '._');
const SEPARATED = new RegExp(`^[\\d.,'’_${SPACES}]*\\d$`);

function patterns(decimal: string, separators: string): { plain: RegExp; grouped: RegExp } {
  const fraction = `(?:[${decimal}](\\d+))?$`;
  const groups = `[1-9]\\d{0,2}([${separators}'’${SPACES}])\\d{3}(?:\\2\\d{3})*`;
  return {
    plain: new RegExp(`^(?=[${decimal}\\d])(\\d*)${fraction}`),
    grouped: new RegExp(`^(${groups})${fraction}`),
  };
}
