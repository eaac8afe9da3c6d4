import { formatDay } from '../fields/day.ts';
import { barsOf } from './bars.ts';
import { cleanText } from './clean.ts';
import type { Cell } from './report.ts';

/**
 * A value as people write it: money in m and k, or in 万 and 亿; shares in percent; whole numbers with
 * thousands. Never by the machine's locale. Text comes out cleaned.
 */
export function formatCell(cell: Cell, words: NumberWords): string {
  switch (cell.kind) {
    case 'text':
      return cleanText(cell.text);
    case 'day':
      return formatDay(cell.day);
    case 'months':
      return barsOf(cell.values);
    case 'none':
      return words.none;
    case 'count':
    case 'money':
    case 'share':
    case 'score':
    case 'number':
      // NaN is how the facts write "missing".
      return Number.isFinite(Number(cell.value))
        ? formatNumber(cell.kind, Number(cell.value), words)
        : words.none;
  }
}

/** A whole number with thousands, as a locale writes it: 12,345. */
export function formatWhole(value: number, locale: string): string {
  return formatsOf(locale).whole.format(value);
}

/** What a language says of numbers: its locale, what stands for none, and the steps of its amounts. */
interface NumberWords {
  readonly locale: string;
  readonly none: string;
  readonly moneySteps: readonly MoneyStep[];
}

/** A step of a language's amounts, from small to large: divided by `size`, as long as the result is `below`. */
export interface MoneyStep {
  readonly size: number;
  readonly suffix: string;
  readonly decimals: 0 | 1 | 2;
  readonly below: number;
}

function formatNumber(
  kind: 'count' | 'money' | 'share' | 'score' | 'number',
  value: number,
  words: NumberWords,
): string {
  const formats = formatsOf(words.locale);
  switch (kind) {
    case 'count':
      return formats.whole.format(value);
    case 'money':
      return formatMoney(value, words.moneySteps, formats);
    case 'share':
      return formatShare(value, formats);
    case 'score':
      return formats.oneDecimal.format(value);
    case 'number':
      return (Math.abs(value) < 1 ? formats.short : formats.twoDecimals).format(value);
  }
}

// What rounds up to the next step is written in it: 1.0m, not 1,000k.
function formatMoney(value: number, steps: readonly MoneyStep[], formats: Formats): string {
  // In an export in millions a customer may bring 0.0043.
  if (Math.abs(value) < 1) return formats.short.format(value);
  if (Math.abs(value) < 100) return formats.twoDecimals.format(value);
  const step = steps.find(
    ({ size, decimals, below }) => Number((Math.abs(value) / size).toFixed(decimals)) * size < below,
  )!;
  return formats.fixed[step.decimals].format(value / step.size) + step.suffix;
}

// A share that is not nothing never reads as nothing, nor almost all as all.
function formatShare(ratio: number, { oneDecimal }: Formats): string {
  if (ratio > 0 && ratio < 0.0005) return '<0.1%';
  if (ratio < 1 && ratio >= 0.9995) return '>99.9%';
  return `${oneDecimal.format(Number((ratio * 100).toPrecision(15)))}%`;
}

type Formats = ReturnType<typeof makeFormats>;

function makeFormats(locale: string) {
  const make = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
  const whole = make({ maximumFractionDigits: 0 });
  const oneDecimal = make({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    whole,
    oneDecimal,
    fixed: [whole, oneDecimal, make({ minimumFractionDigits: 2, maximumFractionDigits: 2 })] as const,
    twoDecimals: make({ maximumFractionDigits: 2 }),
    short: make({ maximumSignificantDigits: 3 }),
  };
}

// Formats cost more to make than to use.
function formatsOf(locale: string): Formats {
  const found = MADE.get(locale) ?? makeFormats(locale);
  MADE.set(locale, found);
  return found;
}

const MADE = new Map<string, Formats>();
