/** A number with its unit, exact: the one grammar for cells and for criteria. */
export interface Amount {
  readonly unit: 'plain' | 'percent' | 'days' | 'money';
  /** The nearest double; percents as ratios. */
  readonly value: number;
  /** The exact plain decimal of the value: no exponent, no plus. */
  readonly decimal: string;
}

/** Why a text is no amount, or no value of its type. */
export interface Problem {
  readonly kind: 'problem';
  readonly expected: string;
  readonly help?: string | undefined;
}

/** Reads an amount such as 5m, 500k, 1.2bn, 500万, 1.2亿, 15%, 90 days, ¥500万, (1,200.50). */
export function parseAmount(text: string, decimal: '.' | ',' = '.'): Amount | Problem {
  const signed = unwrapSign(foldText(text));
  const match = AMOUNT.exec(signed.text);
  if (match?.groups === undefined) return notAmount(text);
  const { before, number, scale, percent, days, after } = match.groups;
  const plain = plainDecimal(number!, decimal);
  if (plain === null) return notAmount(text);
  const places = scale === undefined ? 0 : SCALES[scale.toLowerCase()]!;
  const value = withSign(shiftDecimal(plain, percent === undefined ? places : places - 2), signed.negative);
  const money = before !== undefined || after !== undefined;
  if (percent !== undefined) return money || scale !== undefined ? notAmount(text) : amount('percent', value);
  if (days === undefined) return amount(money ? 'money' : 'plain', value);
  const weeks = /^w|周/i.test(days);
  return amount('days', weeks ? String(Number(value) * 7) : value);
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'problem';
}

/** Trims, and turns full-width and invisible characters into what they stand for. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\u2212/g, '-')
    .trim();
}

/** Moves the decimal point of an unsigned plain decimal, exactly. */
export function shiftDecimal(decimal: string, places: number): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  if (places >= 0) {
    const digits = fraction.padEnd(places, '0');
    return tidy(`${whole}${digits.slice(0, places)}.${digits.slice(places)}`);
  }
  const padded = whole.padStart(1 - places, '0');
  return tidy(`${padded.slice(0, places)}.${padded.slice(places)}${fraction}`);
}

const SIGN = String.raw`(?:US\$|HK\$|[$€£¥₹元円]|[A-Z]{3})`;
const AMOUNT = new RegExp(
  String.raw`^(?<before>${SIGN})?\s?(?<number>[\d.,'’_ \u00a0\u202f]*\d(?:[eE][+-]?\d{1,3})?)\s?` +
    String.raw`(?<scale>bn|[kKmM]|万|亿)?\s?(?:(?<percent>%)|(?<days>days?|weeks?|天|日|周))?\s?(?<after>${SIGN}|元)?$`,
);

const SCALES: Readonly<Record<string, number>> = { k: 3, m: 6, bn: 9, 万: 4, 亿: 8 };

// Minus signs stand before or after the currency, after the number, or as brackets of accountants.
function unwrapSign(text: string): { text: string; negative: boolean } {
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed) return { text: bracketed[1]!.trim(), negative: true };
  const match = /^(?<sign>[^\d+-]{0,4}?)(?<minus>[+-])(?<rest>.*)$/.exec(text);
  if (match?.groups)
    return {
      text: `${match.groups['sign']}${match.groups['rest']}`.trim(),
      negative: match.groups['minus'] === '-',
    };
  if (text.endsWith('-')) return { text: text.slice(0, -1), negative: true };
  return { text, negative: false };
}

function plainDecimal(number: string, decimal: '.' | ','): string | null {
  const [mantissa = '', exponent] = number.split(/[eE]/);
  const separators = decimal === '.' ? ", '’_\u00a0\u202f" : ". '’_\u00a0\u202f";
  const [whole = '', ...rest] = mantissa.trim().split(decimal);
  const fraction = rest[0] ?? '';
  if (rest.length > 1 || /\D/.test(fraction)) return null;
  const groups = whole.split(new RegExp(`[${separators}]`));
  const wellGrouped =
    groups.length === 1 ||
    (groups[0]!.length >= 1 &&
      groups[0]!.length <= 3 &&
      groups.slice(1).every((group) => group.length === 3));
  if (!wellGrouped || groups.some((group) => /\D/.test(group))) return null;
  const plain = `${groups.join('') || '0'}.${fraction}`;
  return exponent === undefined ? tidy(plain) : shiftDecimal(plain, Number(exponent));
}

function tidy(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = fraction.replace(/0+$/, '');
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  return digits === '' ? head : `${head}.${digits}`;
}

function withSign(decimal: string, negative: boolean): string {
  return negative && decimal !== '0' ? `-${decimal}` : decimal;
}

function amount(unit: Amount['unit'], decimal: string): Amount {
  return { unit, value: Number(decimal), decimal };
}

function notAmount(text: string): Problem {
  const help = /month|year|月|年/i.test(text) ? 'write days: a month has no fixed length' : undefined;
  return { kind: 'problem', expected: 'an amount such as 5m, 500万, 15% or 90 days', help };
}
