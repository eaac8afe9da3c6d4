import { escapePattern } from '../text/escape-pattern.ts';
import { foldWidth } from '../text/fold-width.ts';
import type { Wording } from '../text/wording.ts';
import { type Day, dayOf } from './day.ts';

/** What a format leaves open, as the criteria say it. */
export interface DayRules {
  /** The first of the hundred years that two digits may mean: with 2000, 26 is 2026; with 1950, 51 is 1951. */
  readonly century: number | null;
  /** Which day a month or quarter stands for. */
  readonly day: 'first' | 'last' | null;
}

/** Compiles the reading of days in one format: a pattern such as DD/MM/YYYY, or excel, unix or ROC. */
export function dayFormatReader(format: string, rules: DayRules): (text: string) => Day | null {
  const named = NAMED[format];
  if (named !== undefined) return named;
  if (checkDayFormat(format, rules) !== null) return () => null;
  const pattern = dayPattern(format);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    return groups === undefined ? null : dayOfGroups(groups, rules);
  };
}

/** What is wrong with a date format, and what mends it; null when days can be read by it. */
export function checkDayFormat(
  format: string,
  rules: DayRules,
): { readonly message: Wording; readonly help?: Wording } | null {
  if (format in NAMED) return null;
  const tokens = tokensOf(format);
  const letters = tokens.filter((token) => /^[A-Za-z]/.test(token));
  const strange = letters.find((token) => !(token in TOKENS));
  if (strange !== undefined) return { message: complaintAbout(strange) };
  if (tokens.some((token) => /\d/.test(token)))
    return { message: { en: 'a date format has no digits', zh: '日期格式中不能有数字' } };
  const count = (kind: string): number => letters.filter((token) => TOKENS[token] === kind).length;
  const [year, month, date, quarter] = ['y', 'm', 'd', 'q'].map(count) as [number, number, number, number];
  const whole = quarter === 0 ? month === 1 && date <= 1 : quarter === 1 && month === 0 && date === 0;
  if (year !== 1 || !whole)
    return {
      message: {
        en: 'a date format needs YYYY, MM and DD, each once, or YYYY with MM or Qn',
        zh: '日期格式需要 YYYY、MM 和 DD 各一个，或 YYYY 加 MM 或 Qn',
      },
    };
  const crowded = tokens.some((token, at) => /^[MD]$/.test(token) && isCrowded(tokens, at));
  if (crowded)
    return {
      message: {
        en: 'without separators, months and days need two digits: MM and DD',
        zh: '没有分隔符时，月和日都要写两位：MM 和 DD',
      },
    };
  if (date === 0 && rules.day === null)
    return {
      message: { en: `${format} names no day`, zh: `${format} 没有指明是哪一天` },
      help: {
        en: 'say which day is meant: day: first or day: last',
        zh: '请说明取哪一天：day: first 或 day: last',
      },
    };
  if (letters.includes('YY') && rules.century === null)
    return {
      message: {
        en: `${format} has years of two digits, which could be two centuries`,
        zh: `${format} 的年份只有两位，可能是两个世纪`,
      },
      help: {
        en: 'for 2000 to 2099, in the criteria: input: { century: 2000 }',
        zh: '若为 2000 至 2099 年，请在标准文件中写：input: { century: 2000 }',
      },
    };
  return null;
}

/** The number of an English month, by its name or the first three or more letters of it; null for other words. */
export function monthOf(name: string): number | null {
  const word = name.toLowerCase();
  const at = MONTHS.findIndex((month) => month.startsWith(word));
  return word.length < 3 || at < 0 ? null : at + 1;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** A month by its English name, whole or short. */
export const MONTH_NAME =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

// What the letters of a format stand for.
const TOKENS: Readonly<Record<string, 'y' | 'm' | 'd' | 'q' | 'letter'>> = {
  YYYY: 'y',
  YY: 'y',
  MMMM: 'm',
  MMM: 'm',
  MM: 'm',
  M: 'm',
  DD: 'd',
  D: 'd',
  n: 'q',
  Q: 'letter',
};

const NAMED: Readonly<Record<string, (text: string) => Day | null>> = {
  excel: parseExcelSerial,
  unix: parseUnixTime,
  ROC: parseRocDay,
};

// The 1900 system counts a 29 February 1900 that never was: serials below 61 are one day later.
function parseExcelSerial(text: string): Day | null {
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  if (serial < 1 || serial === 60 || serial > LAST_SERIAL) return null;
  return serial - 25_569 + (serial < 60 ? 1 : 0);
}

const LAST_SERIAL = 2_958_465; // 9999-12-31, where Excel's calendar ends

// Seconds since 1970, or milliseconds where there are three digits more.
function parseUnixTime(text: string): Day | null {
  if (!/^(?:\d{9,10}(?:\.\d+)?|\d{12,13})$/.test(text)) return null;
  const seconds = text.includes('.') || text.length <= 10 ? Number(text) : Number(text) / 1000;
  return Math.floor(seconds / 86_400);
}

// Year 1 of the Republic of China is 1912.
function parseRocDay(text: string): Day | null {
  const parts = ROC_PARTS.exec(text) ?? ROC_DIGITS.exec(text);
  if (parts === null) return null;
  const [year, month, date] = parts.slice(1).filter((part) => part !== undefined);
  return dayOf(Number(year) + 1911, Number(month), Number(date));
}

const ROC_PARTS = /^(?:民[國国])?\s*(\d{2,3})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?)$/;
const ROC_DIGITS = /^(\d{2,3})(\d{2})(\d{2})$/;

// The pattern of a format, with groups y, m, d and q. One digit will do for a month or day that stands between
// separators: spreadsheets drop the zero whatever their format says.
function dayPattern(format: string): RegExp {
  const tokens = tokensOf(format);
  const source = tokens.map((token, at) => {
    const digits = isCrowded(tokens, at) ? '{2}' : '{1,2}';
    if (token === 'YYYY') return String.raw`(?<y>\d{4})`;
    if (token === 'YY') return String.raw`(?<yy>\d{2})`;
    if (token.startsWith('MMM')) return `(?<name>${MONTH_NAME})`;
    if (token.startsWith('M')) return String.raw`(?<m>\d${digits})`;
    if (token.startsWith('D')) return String.raw`(?<d>\d${digits})`;
    if (token === 'n') return '(?<q>[1-4])';
    return escapePattern(token).replace(/ +/g, ' +');
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

function dayOfGroups(groups: Readonly<Record<string, string | undefined>>, rules: DayRules): Day | null {
  const { y, yy, m, name, d, q } = groups;
  const year = y === undefined ? yearOf(Number(yy), rules.century!) : Number(y);
  const last = rules.day === 'last';
  const month =
    q !== undefined ? Number(q) * 3 - (last ? 0 : 2) : name === undefined ? Number(m) : monthOf(name)!;
  if (d !== undefined) return dayOf(year, month, Number(d));
  const start = dayOf(year, month, 1);
  if (!last || start === null) return start;
  return (month === 12 ? dayOf(year + 1, 1, 1)! : dayOf(year, month + 1, 1)!) - 1;
}

function yearOf(digits: number, century: number): number {
  const year = century - (century % 100) + digits;
  return year < century ? year + 100 : year;
}

function tokensOf(format: string): string[] {
  return foldWidth(format).match(/Y+|M+|D+|Q(?=n)|n|[A-Za-z]+?(?=[YMDQ]|[^A-Za-z]|$)|[^A-Za-z]+/g) ?? [];
}

function isCrowded(tokens: readonly string[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((token) => token !== undefined && token in TOKENS);
}

function complaintAbout(token: string): Wording {
  if (/^[ymd]+$/.test(token))
    return {
      en: 'the letters of a date format are capitals: YYYY, MM, DD',
      zh: '日期格式的字母要大写：YYYY、MM、DD',
    };
  return {
    en: `a date format has no "${token}", only YYYY, YY, MMMM, MMM, MM, M, DD, D and Qn`,
    zh: `日期格式没有“${token}”，只有 YYYY、YY、MMMM、MMM、MM、M、DD、D 和 Qn`,
  };
}
