import type { Criteria } from '../../criteria/criteria.ts';
import { isProblem, parseAmount } from '../../fields/amount.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import type { Starter } from './starter.ts';

/** The thresholds that the customers of the export suggest. */
export interface Proposed {
  /** What the largest tenth reaches, and the largest quarter; null when nobody is above zero. */
  readonly large: ProposedLine | null;
  readonly wide: ProposedLine | null;
  /** By the name of the growth. */
  readonly growth: ReadonlyMap<string, string>;
}

/** What is proposed before any customer was measured. */
export const NOTHING_PROPOSED: Proposed = { large: null, wide: null, growth: new Map() };

/** Measures customers as they come, and proposes thresholds that they reach. */
export interface LineCollector {
  add(customer: ClassifiedCustomer): void;
  result(): Proposed;
}

/**
 * Collects what the rules of a starter file measure, read by its own fields: 8 bytes a customer and fact.
 */
export function collectLines(criteria: Criteria, { rules }: Starter, style: AmountStyle): LineCollector {
  const slotOf = (name: string): number => criteria.facts.get(name)!.slot;
  const growing = rules.key.flatMap((rule) => (rule.kind === 'growing' ? [rule.growth] : []));
  const size = rules.measure === null ? null : slotOf(rules.measure.field.name);
  const sizes: number[] = [];
  const rates = growing.map((name) => ({ name, slot: slotOf(name), values: [] as number[] }));
  return {
    add({ facts }) {
      if (size === null) return;
      sizes.push(facts.numbers[size]!);
      for (const { slot, values } of rates) values.push(facts.numbers[slot]!);
    },
    result() {
      const least = leastOfQuarter(sizes);
      const growth = rates.map(({ name, values }) => {
        // Only larger customers have to grow: small ones double easily.
        const large = values.filter((rate, index) => !Number.isNaN(rate) && sizes[index]! >= least);
        return [name, proposeGrowth(large)] as const;
      });
      const known = sizes.filter((value) => !Number.isNaN(value));
      return {
        large: proposeLine(known, 0.1, style),
        wide: proposeLine(known, 0.25, style),
        growth: new Map(growth),
      };
    },
  };
}

function leastOfQuarter(sizes: readonly number[]): number {
  const sorted = sizes.filter((value) => value > 0).sort((one, other) => other - one);
  return sorted[Math.max(1, Math.ceil(sorted.length / 4)) - 1] ?? Number.POSITIVE_INFINITY;
}

/** A proposed line, as people write it, and how many of the customers that were measured reach it. */
export interface ProposedLine {
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
export function proposeLine(
  values: readonly number[],
  share: number,
  style: AmountStyle,
): ProposedLine | null {
  const sorted = values.filter((value) => value > 0).sort((one, other) => other - one);
  if (sorted.length === 0) return null;
  const last = sorted[Math.max(1, Math.ceil(sorted.length * share - 1e-9)) - 1]!;
  const next = sorted.find((value) => value < last) ?? 0;
  const reached = sorted.filter((value) => value >= last).length;
  return { amount: shortenAmount(roundDown(last, next), style), reached, of: sorted.length };
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
export function shortenAmount(value: number, style: AmountStyle): string {
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
