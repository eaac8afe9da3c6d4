import type { Wording } from '../text/wording.ts';
import type { Currency } from './currency.ts';
import { multiplyDecimals, plainDecimal } from './decimal.ts';
import { foldNumber, readNumberText } from './number-text.ts';

/** A number with its unit, exact. */
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
  readonly expected: Wording;
  readonly help?: Wording | undefined;
  /** What mends all cells of a column that do not fit, once they are known: one line for all of them. */
  readonly helpFor?: ((cells: ColumnCells) => Wording | undefined) | undefined;
}

/** The cells of a column that do not fit, and some that do. */
export interface ColumnCells {
  readonly misfits: readonly string[];
  readonly fitting: readonly string[];
}

/** The help of a problem, given the cells of its column. */
export function helpOf({ help, helpFor }: Problem, cells: ColumnCells): Wording | undefined {
  return help ?? helpFor?.(cells);
}

/** Reads an amount of criteria such as 5m, 500k, 1.2bn, 500万, 1.2亿, 15%, 90 days, ¥500万, 5,000,000. */
export function parseAmount(text: string): Amount | Problem {
  const folded = foldNumber(text);
  const span = SPAN.exec(folded);
  if (span !== null) return parseSpan(folded.slice(0, span.index), span[0].toLowerCase());
  const found = readNumberText(text, '.');
  if (!('digits' in found)) return notAmount(pointHelp(text, found.help) ?? wordHelp(text));
  const { digits, negative, power } = found;
  if (found.percent)
    return found.money
      ? notAmount({ en: 'a percent has no currency', zh: '百分比不带币种' })
      : amount('percent', plainDecimal(digits, negative, power - 2));
  return amount(found.money ? 'money' : 'plain', plainDecimal(digits, negative, power));
}

/** The currency that an amount of criteria names, or null. */
export function currencyOfAmount(text: string): Currency | null {
  const found = readNumberText(text, '.');
  return 'digits' in found ? found.currency : null;
}

/** Whether a reading is a problem; values never are objects. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'problem';
}

const SPAN = /(?:days?|weeks?|天|日|周|months?|quarters?|years?|个?月|季度|年)$/i;
const DAYS_IN: Readonly<Record<string, number>> = { day: 1, days: 1, 天: 1, 日: 1, week: 7, weeks: 7, 周: 7 };

function parseSpan(number: string, word: string): Amount | Problem {
  const days = DAYS_IN[word];
  const found = readNumberText(number, '.');
  if (days === undefined) {
    const count = 'digits' in found ? Number(plainDecimal(found.digits, false, found.power)) : 0;
    const about = Math.round(count * aboutDays(word));
    const such = about > 0 && about <= MOST_DAYS ? about : 90;
    return notAmount({
      en: `write days, such as ${such} days: a month has no fixed length`,
      zh: `请写天数，如 ${such} days：一个月的天数不固定`,
    });
  }
  if (!('digits' in found) || found.percent || found.money || found.power !== 0) return notAmount(undefined);
  return amount('days', multiplyDecimals(plainDecimal(found.digits, found.negative, 0), String(days)));
}

const MOST_DAYS = 10_000;

function aboutDays(word: string): number {
  if (/^y|年/.test(word)) return 365;
  return /^q|季/.test(word) ? 90 : 30;
}

function amount(unit: Amount['unit'], decimal: string): Amount | Problem {
  const value = Number(decimal);
  return Number.isFinite(value)
    ? { unit, value, decimal }
    : notAmount({ en: 'numbers this large are not kept', zh: '不支持这么大的数' });
}

// Criteria always write a point, whatever the customer file does.
function pointHelp(text: string, help: Wording | undefined): Wording | undefined {
  return help !== undefined && 'digits' in readNumberText(text, ',')
    ? { en: 'criteria write decimals with a point: 1.5', zh: '标准文件中小数点用“.”：1.5' }
    : help;
}

function wordHelp(text: string): Wording | undefined {
  const [, number, word] = /^([\d.,]+)\s*([a-z]+)$/i.exec(text.trim().slice(0, LONGEST_WORD)) ?? [];
  const meant = OTHER_UNITS.get(word?.toLowerCase() ?? '');
  if (meant !== undefined) return { en: `write ${number}${meant}`, zh: `请写 ${number}${meant}` };
  return /\d\s*[a-z]+$/i.test(text.trim().slice(-LONGEST_WORD))
    ? {
        en: 'after the number stands nothing, %, k, m, bn, 万, 亿, days, weeks or a currency',
        zh: '数字后面可以不写，或写 %、k、m、bn、万、亿、days、weeks 或币种',
      }
    : undefined;
}

const LONGEST_WORD = 40;

// Units as people write them elsewhere, and as criteria do.
const OTHER_UNITS: ReadonlyMap<string, string> = new Map([
  ['percent', '%'],
  ['pct', '%'],
  ['d', ' days'],
  ['wk', ' weeks'],
  ['wks', ' weeks'],
  ['mil', 'm'],
  ['mill', 'm'],
  ['w', '万'],
]);

function notAmount(help: Wording | undefined): Problem {
  return {
    kind: 'problem',
    expected: { en: 'an amount such as 5m, 500万, 15% or 90 days', zh: '数量，如 5m、500万、15% 或 90 days' },
    help,
  };
}
