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
import { numberForm, readPlain } from './plain-cell.ts';

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
  const form = numberForm(field, style);
  return (text, currency = null) => {
    if (text === '') return null;
    const sign = money ? plainSigns.get(text.charCodeAt(0)) : undefined;
    if (currency === null ? isPlain || !money : style.currency == null) {
      const length = writeShort(text);
      const fast = length < 0 ? Number.NaN : readPlain(form, SHORT, sign === undefined ? 0 : 1, length);
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
      en: `the cell is in ${found.currency.mark}, and its column or header says ${beside.mark}: correct one of them in the file, or set the row aside with --rejects FILE`,
      zh: `单元格的币种是 ${found.currency.mark}，而所在列或表头写的是 ${beside.mark}：请在文件中改正其一，或用 --rejects FILE 另存该行`,
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
