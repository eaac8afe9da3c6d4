import { expect, it } from 'vitest';
import { compileRanges, dependsOn, pointsOf } from '../../src/facts/interval-facts.ts';
import { createFacts } from '../../src/fields/facts.ts';
import { compileText } from '../criteria/compile-text.ts';

it('looks at the other factors of a score once for each customer, however many fields vary', async () => {
  const names = Array.from({ length: 40 }, (_, place) => `f${place}`);
  const criteria = await compileText(`fields:
  customer_id: { type: id }
${names.map((name) => `  ${name}: { type: number }`).join('\n')}
scores:
  s: [${names.map((name) => `{ fact: ${name}, weight: 1, quantiles: 5 }`).join(', ')}]
categories:
  key: { when: { s: { at_least: 50 } } }
  normal: { when: otherwise }
`);
  let lookups = 0;
  const find = (): readonly number[] => {
    lookups += 1;
    return [1, 2, 3, 4];
  };
  const open = compileRanges(criteria, 0, { find, place: () => null });
  for (const value of [0, 5]) {
    lookups = 0;
    const facts = createFacts(criteria.slots);
    facts.numbers.fill(value);
    for (const name of names) {
      const { slot } = criteria.facts.get(name)!;
      const numbers = pointsOf(facts);
      open({ numbers, facts, varies: dependsOn(criteria, slot) })();
      const { low, high } = numbers[criteria.facts.get('s')!.slot]!;
      expect(low).toBeCloseTo(value * 20);
      expect(high).toBeCloseTo(value * 20);
    }
    expect(lookups).toBe(2 * names.length);
  }
});
