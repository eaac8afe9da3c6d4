import { formatDay } from '../fields/day.ts';
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
    case 'none':
      return words.none;
    case 'count':
    case 'money':
    case 'share':
    case 'score':
    case 'number':
      // NaN is how the facts write "missing".
      return Number.isFinite(cell.value) ? formatNumber(cell.kind, cell.value, words) : words.none;
  }
}

/** A whole number with thousands: 12,345. */
export function formatCount(value: number): string {
  return WHOLE.format(value);
}

/** What a language says of numbers: what stands for none, and the steps of its amounts. */
interface NumberWords {
  readonly none: string;
  readonly moneySteps: readonly MoneyStep[];
}

/** A step of a language's amounts, from small to large: divided by `size`, as long as the result is `below`. */
export interface MoneyStep {
  readonly size: number;
  readonly suffix: string;
  readonly decimals: 0 | 1;
  readonly below: number;
}

function formatNumber(
  kind: 'count' | 'money' | 'share' | 'score' | 'number',
  value: number,
  words: NumberWords,
): string {
  switch (kind) {
    case 'count':
      return formatCount(value);
    case 'money':
      return formatMoney(value, words.moneySteps);
    case 'share':
      return formatShare(value);
    case 'score':
      return ONE_DECIMAL.format(value);
    case 'number':
      return Math.abs(value) < 1 ? SHORT.format(value) : TWO_DECIMALS.format(value);
  }
}

// What rounds up to the next step is written in it: 1.0m, not 1,000k.
function formatMoney(value: number, steps: readonly MoneyStep[]): string {
  if (Math.abs(value) < 100) return TWO_DECIMALS.format(value);
  const step = steps.find(
    ({ size, decimals, below }) => Number((Math.abs(value) / size).toFixed(decimals)) * size < below,
  )!;
  return (step.decimals === 0 ? WHOLE : ONE_DECIMAL).format(value / step.size) + step.suffix;
}

// A share that is not nothing never reads as nothing, nor almost all as all.
function formatShare(ratio: number): string {
  if (ratio > 0 && ratio < 0.0005) return '<0.1%';
  if (ratio < 1 && ratio >= 0.9995) return '>99.9%';
  return `${ONE_DECIMAL.format(Number((ratio * 100).toPrecision(15)))}%`;
}

// One fixed locale for every language: only the suffixes differ.
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat('en-US', { signDisplay: 'negative', ...options });
}

const WHOLE = numberFormat({ maximumFractionDigits: 0 });
const ONE_DECIMAL = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const TWO_DECIMALS = numberFormat({ maximumFractionDigits: 2 });
const SHORT = numberFormat({ maximumSignificantDigits: 3 });
