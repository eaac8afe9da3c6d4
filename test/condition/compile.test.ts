import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileCondition } from '../../src/condition/compile.ts';
import { type Condition, NO_CUTS, type Outcome } from '../../src/condition/condition.ts';
import { exactOf } from '../../src/fields/exact.ts';
import { createFacts, type Facts } from '../../src/fields/facts.ts';
import { compileText } from '../criteria/compile-text.ts';

const TEXT = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  last_order: { type: date }
  region: { type: choice, values: [n, s] }
derived: { third: revenue / 3 }
categories:
  key:
    when:
      any:
        - { revenue: { at_least: 3, less_than: 9 }, third: { more_than: 1, at_most: 3 } }
        - { revenue: { at_most: 9 }, last_order: { within: 30 days, before: 2026-06-20 }, region: n }
        - { third: { at_least: 1 }, last_order: { older_than: 10 days }, region: { is_not: s } }
        - { region: { in: [n, s] }, revenue: { between: [3, 9] }, third: { less_than: 3 } }
  normal: { when: otherwise }
`;
const AS_OF = 20_634;
const CONTEXT = { asOf: AS_OF, cohorts: [], cuts: NO_CUTS };

it('all of several tests is what they come to one by one, also next to a bound', async () => {
  const criteria = await compileText(TEXT);
  const { when } = criteria.categories[0]!;
  const all = when.kind === 'criteria' ? when.criteria.map(({ condition }) => condition) : [];
  expect(all.map((condition) => condition.kind === 'all' && condition.of.length)).toEqual([2, 3, 3, 3]);
  const near = fc.constantFrom(Number.NaN, 0, 1, 3, 9, 10);
  const third = fc.record({
    value: near,
    off: fc.constantFrom(-1e-15, 0, 1e-15),
    exact: fc.constantFrom('3', '1', '2.9'),
  });
  const days = fc.constantFrom(Number.NaN, AS_OF - 31, AS_OF - 30, AS_OF - 10, AS_OF - 9);
  fc.assert(
    fc.property(near, third, days, fc.constantFrom('n', 's', null), (revenue, ratio, day, region) => {
      const facts = createFacts(criteria.slots);
      const slotOf = (name: string): number => criteria.facts.get(name)!.slot;
      facts.numbers[slotOf('revenue')] = revenue;
      facts.numbers[slotOf('last_order')] = day;
      facts.texts[slotOf('region')] = region;
      facts.numbers[slotOf('third')] = ratio.value + ratio.off;
      facts.errors[slotOf('third')] = 1e-14;
      facts.exacts[slotOf('third')] = () => exactOf(ratio.exact);
      for (const condition of all) expect(outcomeOf(condition, facts)).toBe(oneByOne(condition, facts));
    }),
    { numRuns: 500 },
  );
});

function outcomeOf(condition: Condition, facts: Facts): Outcome {
  return compileCondition(condition, CONTEXT)(facts);
}

function oneByOne(condition: Condition, facts: Facts): Outcome {
  if (condition.kind !== 'all') return outcomeOf(condition, facts);
  const outcomes = condition.of.map((part) => oneByOne(part, facts));
  return outcomes.includes('false') ? 'false' : outcomes.includes('missing') ? 'missing' : 'true';
}
