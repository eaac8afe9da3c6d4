import { type CurrencyMark, sameCurrency, takeCurrency } from './currency.ts';
import type { Digits } from './decimal.ts';
import { digitsHelp, readDigits } from './digits.ts';
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
