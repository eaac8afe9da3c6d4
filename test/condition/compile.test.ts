import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../src/condition/compile.ts';
import { type Condition, NO_CUTS, type Outcome } from '../../src/condition/condition.ts';
import { leavesOf } from '../../src/condition/leaves.ts';
import { type Exact, exactOf } from '../../src/fields/exact.ts';
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

describe('a test for one of many amounts', () => {
  const amounts = Array.from(
    { length: 5000 },
    (_, index) => `${index % 50}.${String(index).padStart(4, '0')}`,
  );
  const conditionOf = async (values: readonly string[]): Promise<Condition> => {
    const { categories } = await compileText(
      TEXT.replace(/any:(.|\n)*(?= {2}normal)/, `{ third: { in: [${values.join(', ')}] } }\n`),
    );
    const { when } = categories[0]!;
    return when.kind === 'criteria' ? when.criteria[0]!.condition : expect.fail();
  };
  const factsOf = (condition: Condition, value: number, error: number, exact: () => Exact): Facts => {
    const facts = createFacts(10);
    const { slot } = leavesOf(condition)[0]!.fact;
    facts.numbers[slot] = value;
    facts.errors[slot] = error;
    facts.exacts[slot] = exact;
    return facts;
  };

  it('compares those that are near, and no others', async () => {
    const condition = await conditionOf(amounts);
    const test = compileCondition(condition, CONTEXT);
    let compared = 0;
    for (const amount of amounts) {
      const facts = factsOf(condition, Number(amount), 1e-14, () => {
        compared += 1;
        return exactOf(amount);
      });
      expect(test(facts)).toBe('true');
    }
    expect(compared).toBe(amounts.length);
  });

  it('finds what comparing them one by one finds', async () => {
    const value = fc.constantFrom(
      '0',
      '0.1',
      '0.3',
      '-7',
      '-0.1',
      '1000000000000000000000',
      '12345678901234567.8',
      '2',
    );
    const values = fc.uniqueArray(value, { minLength: 1 });
    const off = fc.constantFrom(-1, 0, 1);
    const error = fc.constantFrom(0, 1e-15, 1e-3, Infinity);
    await fc.assert(
      fc.asyncProperty(values, value, off, error, async (all, exact, side, error) => {
        const condition = await conditionOf(all);
        const number = error === Infinity ? side * Infinity : Number(exact) + side * error;
        if (Number.isNaN(number)) return;
        const facts = factsOf(condition, number, error, () => exactOf(exact));
        expect(outcomeOf(condition, facts)).toBe(all.includes(exact) ? 'true' : 'false');
      }),
    );
  });
});
