import { isProblem, parseAmount } from '../../../fields/amount.ts';

/** A proposed line, as people write it, and how many of the customers that were measured reach it. */
export interface Line {
  readonly amount: string;
  readonly reached: number;
  readonly of: number;
}

/** How amounts are shortened: 2.5m and 350k, or 250万 and 35万. */
export type AmountStyle = 'western' | 'chinese';

/**
 * The line that the largest `share` of positive values reach: rounded down to as few digits as can be without
 * letting the next smaller value in. Equal values stay together. Null when no value is above zero.
 */
export function proposeLine(values: readonly number[], share: number, style: AmountStyle): Line | null {
  const sorted = values.filter((value) => value > 0).sort((one, other) => other - one);
  if (sorted.length === 0) return null;
  const last = sorted[Math.max(1, Math.ceil(sorted.length * share - 1e-9)) - 1]!;
  const next = sorted.find((value) => value < last) ?? 0;
  const reached = sorted.filter((value) => value >= last).length;
  return { amount: writeAmount(roundDown(last, next), style), reached, of: sorted.length };
}

/** A rate of growth that the upper quarter reaches, in steps of 5 %, at least 5 % and at most 50 %. */
export function proposeGrowth(rates: readonly number[]): string {
  const sorted = [...rates].sort((one, other) => other - one);
  const quarter = sorted[Math.max(0, Math.ceil(sorted.length / 4) - 1)] ?? USUAL_GROWTH;
  return `${Math.min(50, Math.max(5, Math.floor(quarter * 20 + 1e-9) * 5))}%`;
}

const USUAL_GROWTH = 0.15;

/** The number with the fewest digits that is above `low` and at most `high`. */
export function roundDown(high: number, low: number): number {
  const exponent = Math.floor(Math.log10(high));
  for (let digits = 1; digits <= 15; digits += 1) {
    const power = exponent - digits + 1;
    const rounded = Number(`${Math.floor(high / Number(`1e${power}`))}e${power}`);
    if (rounded <= high && rounded > low) return rounded;
  }
  return high;
}

/** A number as an amount of criteria, shortened only where the amount stays exactly what it is. */
export function writeAmount(value: number, style: AmountStyle): string {
  const plain = plainDigits(value);
  for (const [size, suffix] of STEPS[style]) {
    if (value < size) continue;
    const short = `${Number((value / size).toPrecision(4))}${suffix}`;
    const amount = parseAmount(short);
    if (!isProblem(amount) && amount.value === value && short.length <= 6) return short;
  }
  return plain;
}

const STEPS: Readonly<Record<AmountStyle, readonly (readonly [number, string])[]>> = {
  western: [
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e3, 'k'],
  ],
  chinese: [
    [1e8, '亿'],
    [1e4, '万'],
  ],
};

// Without an exponent, which amounts may have but people do not write.
function plainDigits(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const amount = parseAmount(text);
  return isProblem(amount) ? text : amount.decimal;
}
