import type { Digits } from './decimal.ts';

/** How digits may be written: the decimal sign, and whether `_` separates thousands (in criteria, not in cells). */
export interface DigitStyle {
  readonly decimal: '.' | ',';
  readonly underscore: boolean;
}

/**
 * Reads digits with an optional fraction and thousands separators, all of one kind and before every three
 * digits; null when the text is anything else. A first group with a leading zero ("0,123") is no thousand.
 */
export function readDigits(text: string, style: DigitStyle): Digits | null {
  const { plain, grouped } = patternsOf(style);
  const match = plain.exec(text);
  if (match) return { whole: match[1] || '0', fraction: match[2] ?? '' };
  const groups = grouped.exec(text);
  if (groups) return { whole: groups[1]!.replace(/\D/g, ''), fraction: groups[3] ?? '' };
  return null;
}

/** Why a text that looks like a number is none in this style, as a help; undefined when there is no telling. */
export function digitsHelp(text: string, style: DigitStyle): string | undefined {
  if (!/^[\d.,'’_ \u00a0\u2007\u2009\u202f]*\d[\d.,'’_ \u00a0\u2007\u2009\u202f]*$/.test(text))
    return undefined;
  const other = style.decimal === '.' ? ',' : '.';
  if (readsAs(text, other)) {
    if (style.underscore) return 'criteria write the decimal sign as a point: 1.5';
    return style.decimal === '.'
      ? 'if the comma is this file\'s decimal sign, say so in the criteria: input: { decimal: "," }'
      : 'the criteria say input: { decimal: "," }, and this cell has a decimal point';
  }
  return 'thousands separators are all the same, and stand before every three digits: 1,234,567';
}

function readsAs(text: string, decimal: '.' | ','): boolean {
  return text.split(decimal).length === 2 && readDigits(text, { decimal, underscore: false }) !== null;
}

interface Patterns {
  readonly plain: RegExp;
  readonly grouped: RegExp;
}

function patternsOf(style: DigitStyle): Patterns {
  if (style.decimal === ',') return COMMA;
  return style.underscore ? POINT_IN_CRITERIA : POINT;
}

function patterns(decimal: string, separator: string): Patterns {
  const spaces = ' \\u00a0\\u2007\\u2009\\u202f';
  return {
    plain: new RegExp(`^(?=[${decimal}\\d])(\\d*)(?:[${decimal}](\\d+))?$`),
    grouped: new RegExp(
      `^([1-9]\\d{0,2}([${separator}'’${spaces}])\\d{3}(?:\\2\\d{3})*)(?:[${decimal}](\\d+))?$`,
    ),
  };
}

const POINT = patterns('.', ',');
const COMMA = patterns(',', '.');
const POINT_IN_CRITERIA = patterns('.', ',_');
