import type { Digits } from './decimal.ts';
import type { NumberStyle } from './field.ts';

type DecimalSign = NumberStyle['decimal'];

/**
 * Reads digits with an optional fraction and thousands separators, all of one kind and before every three
 * digits; null when the text is anything else. A first group with a leading zero ("0,123") is no thousand.
 */
export function readDigits(text: string, decimal: DecimalSign): Digits | null {
  const { plain, grouped } = decimal === '.' ? POINT : COMMA;
  const match = plain.exec(text);
  if (match !== null) return { whole: match[1] || '0', fraction: match[2] ?? '' };
  const groups = grouped.exec(text);
  if (groups !== null) return { whole: groups[1]!.replace(/\D/g, ''), fraction: groups[3] ?? '' };
  return null;
}

/** What is wrong with separators; undefined when the text is more than digits and separators. */
export function digitsHelp(text: string, decimal: DecimalSign): string | undefined {
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
