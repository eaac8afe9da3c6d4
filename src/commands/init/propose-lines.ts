import type { Criteria } from '../../criteria/criteria.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { type AmountStyle, proposeGrowth, proposeLine } from './profile/lines.ts';
import type { Proposed, Starter } from './profile/starter.ts';

/** Measures customers as they come, and proposes the lines that they reach. */
export interface LineCollector {
  add(customer: ClassifiedCustomer): void;
  result(): Proposed;
}

/**
 * Collects what the rules of a starter file measure, read by its own fields: 8 bytes a customer and fact. A row
 * that looks like a total is left out by its line.
 */
export function collectLines(
  criteria: Criteria,
  { rules }: Starter,
  { style, totalLine }: { readonly style: AmountStyle; readonly totalLine: number | null },
): LineCollector {
  const slotOf = (name: string): number => criteria.facts.get(name)!.slot;
  const growing = rules.key.flatMap((rule) => (rule.kind === 'growing' ? [rule.growth] : []));
  const size = rules.measure === null ? null : slotOf(rules.measure.field.name);
  const sizes: number[] = [];
  const rates = growing.map((name) => ({ name, slot: slotOf(name), values: [] as number[] }));
  return {
    add({ facts, record }) {
      if (size === null || record.line === totalLine) return;
      sizes.push(facts.numbers[size]!);
      for (const { slot, values } of rates) values.push(facts.numbers[slot]!);
    },
    result() {
      const least = leastOfQuarter(sizes);
      const growth = rates.map(({ name, values }) => {
        // Growth is asked of the larger customers only: small ones double easily.
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
