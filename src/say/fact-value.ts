import { formatDay } from '../fields/day.ts';
import type { FactType } from '../fields/value.ts';

/** How a language writes the values of facts. */
export interface ValueWords {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  days(count: string): string;
}

/**
 * A fact's value in full, as it would be compared: 4,999,999.99, 14.99%, 2026-06-30. Given the bound it is
 * compared with, it shows as many digits as it takes to tell the two apart.
 */
export function formatFact(
  value: number | string | null,
  type: FactType,
  words: ValueWords,
  bound: number | null = null,
): string {
  if (value === null || type.kind === 'text' || typeof value === 'string')
    return value === null ? words.none : String(value);
  switch (type.unit) {
    case 'day':
      return formatDay(value);
    case 'flag':
      return value === 1 ? words.yes : words.no;
    case 'days':
      return words.days(decimals(value, 0, bound));
    case 'ratio':
      return `${decimals(value * 100, 2, bound === null ? null : bound * 100)}%`;
    case 'points':
      return decimals(value, 1, bound);
    case 'money': {
      const shown = decimals(value, 2, bound);
      return /\.\d$/.test(shown) ? `${shown}0` : shown;
    }
    case 'number':
      return decimals(value, 2, bound);
  }
}

function decimals(value: number, most: number, bound: number | null): string {
  for (let digits = most; digits < 12; digits += 1) {
    const shown = FORMATS[digits]!.format(value);
    if (bound === null || value === bound || shown !== FORMATS[digits]!.format(bound)) return shown;
  }
  return String(value);
}

// One fixed locale: numbers look alike everywhere.
const FORMATS = Array.from(
  { length: 12 },
  (_, digits) => new Intl.NumberFormat('en-US', { signDisplay: 'negative', maximumFractionDigits: digits }),
);
