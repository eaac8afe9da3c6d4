import type { Criteria } from '../criteria/criteria.ts';
import { type AmountStyle, proposeGrowth, proposeLine } from '../criteria/starter/lines.ts';
import type { Proposed, Starter } from '../criteria/starter/starter.ts';
import type { CheckedCustomers } from './classify-table.ts';

/** The lines that customers propose, read by the starter's own fields: 8 bytes a customer and fact. */
export async function proposeLines(
  checked: CheckedCustomers,
  criteria: Criteria,
  { rules }: Starter,
  { style, totalLine }: { readonly style: AmountStyle; readonly totalLine: number | null },
): Promise<Proposed> {
  const slotOf = (name: string): number => criteria.facts.get(name)!.slot;
  const growing = rules.key.flatMap((rule) => (rule.kind === 'growing' ? [rule.growth] : []));
  const size = rules.measure === null ? null : slotOf(rules.measure.field.name);
  const sizes: number[] = [];
  const rates = growing.map((name) => ({ name, slot: slotOf(name), values: [] as number[] }));
  if (size !== null) {
    for await (const { facts, record } of checked.classify()) {
      if (record.line === totalLine) continue;
      sizes.push(facts.numbers[size]!);
      for (const { slot, values } of rates) values.push(facts.numbers[slot]!);
    }
  }
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
}

function leastOfQuarter(sizes: readonly number[]): number {
  const sorted = sizes.filter((value) => value > 0).sort((one, other) => other - one);
  return sorted[Math.max(1, Math.ceil(sorted.length / 4)) - 1] ?? Number.POSITIVE_INFINITY;
}
