import { foldWidth } from './fold.ts';

/** What is wrong with a date format; null when days can be read by it. */
export function checkDayFormat(format: string): string | null {
  if (format === 'excel') return null;
  const tokens = tokensOf(format);
  const letters = tokens.filter((token) => /^[A-Za-z]/.test(token));
  const strange = letters.find((token) => !LETTERS.has(token));
  if (strange !== undefined) return complaintAbout(strange);
  if (tokens.some((token) => /\d/.test(token))) return 'a date format has no digits';
  if (['Y', 'M', 'D'].some((kind) => letters.filter((token) => token.startsWith(kind)).length !== 1))
    return 'a date format needs YYYY, MM and DD, each once';
  const crowded = tokens.some((token, at) => /^[MD]$/.test(token) && isCrowded(tokens, at));
  return crowded ? 'without separators, months and days need two digits: MM and DD' : null;
}

/**
 * The pattern of a format, with groups y, m and d. One digit will do for a month or day that stands between
 * separators: spreadsheets drop the zero whatever their format says.
 */
export function dayPattern(format: string): RegExp {
  const tokens = tokensOf(format);
  const source = tokens.map((token, at) => {
    const digits = isCrowded(tokens, at) ? '{2}' : '{1,2}';
    if (token.startsWith('Y')) return String.raw`(?<y>\d{4})`;
    if (token.startsWith('M')) return String.raw`(?<m>\d${digits})`;
    if (token.startsWith('D')) return String.raw`(?<d>\d${digits})`;
    return token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}

const LETTERS = new Set(['YYYY', 'MM', 'M', 'DD', 'D']);

function tokensOf(format: string): string[] {
  return foldWidth(format).match(/Y+|M+|D+|[A-Za-z]+?(?=[YMD]|[^A-Za-z]|$)|[^A-Za-z]+/g) ?? [];
}

function isCrowded(tokens: readonly string[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((token) => token !== undefined && LETTERS.has(token));
}

function complaintAbout(token: string): string {
  if (token === 'YY') return 'a date format needs the year as YYYY: two digits could be two centuries';
  if (/^MMM+$/.test(token)) return 'names of months are not read, only MM';
  if (/^[ymd]+$/.test(token)) return 'the letters of a date format are capitals: YYYY, MM, DD';
  return `a date format has no "${token}", only YYYY, MM, M, DD and D`;
}
