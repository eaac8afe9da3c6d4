import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeFactsOf } from '../../src/compare/shared-facts.ts';
import { laySideBySide } from '../../src/criteria/changes/side-by-side.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { NO_CUTS } from '../../src/facts/cohort.ts';
import { createFacts } from '../../src/fields/facts.ts';
import { createClassifier } from '../../src/verdict/classify.ts';

const BASE = `name: Base
version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money }
  prior_revenue: { type: money }
derived:
  change: revenue - prior_revenue
  growth: change / prior_revenue
scores:
  value:
    - { fact: revenue, weight: 40, scale: [0, 5m] }
    - { fact: growth, weight: 60, bands: { 0%: 0, 10%: 50, 20%: 100 } }
priority: [lost, key, normal]
categories:
  lost: { when: { revenue: { at_most: 0 } } }
  key: { when: { any: [{ id: large, revenue: { at_least: 5m } }, { id: good, value: { at_least: 70 } }] } }
  normal: { when: otherwise }
`;

async function compile(text: string): Promise<Criteria> {
  const { value, diagnostics } = await readCriteriaSource({ name: 'c.yaml', text }, async () => null);
  expect(diagnostics).toEqual([]);
  return value!;
}

async function layBeside(from: string, to: string) {
  const { before, after, slots } = laySideBySide(await compile(BASE), await compile(BASE.replace(from, to)));
  return { before, after, slots, quick: takeFactsOf(after, before) };
}

it.each<[string, string, readonly string[]]>([
  ['large, revenue: { at_least: 5m }', 'large, revenue: { at_least: 4m }', ['change', 'growth', 'value']],
  ['scale: [0, 5m]', 'scale: [0, 6m]', ['change', 'growth']],
  ['change / prior_revenue', 'change / revenue', ['change']],
  ['revenue - prior_revenue', 'prior_revenue - revenue', []],
  ['prior_revenue: { type: money }', 'prior_revenue: { type: money, missing: 0 }', []],
  ['{ at_least: 70 }', '{ top: 20 }', []],
])('where %j becomes %j, %j are taken from the newer criteria', async (from, to, names) => {
  const { before, quick } = await layBeside(from, to);
  const taken = quick.computed.filter((one, at) => one !== before.computed[at]);
  expect(taken.map(({ fact }) => fact.name)).toEqual(names);
});

it('gives the verdicts and facts that the older criteria give by themselves', async () => {
  const amount = fc.oneof(fc.integer({ min: -10, max: 6_000_000 }), fc.constant(Number.NaN));
  const { before, after, slots, quick } = await layBeside('scale: [0, 5m]', 'scale: [0, 6m]');
  const [newer, older, quickly] = [after, before, quick].map((one) => createClassifier(one, 20_000, NO_CUTS));
  fc.assert(
    fc.property(amount, amount, (revenue, prior) => {
      const seen = [older!, quickly!].map((classifier) => {
        const facts = createFacts(slots);
        for (const [name, value] of [['revenue', revenue] as const, ['prior_revenue', prior] as const]) {
          const { slot } = after.facts.get(name)!;
          facts.numbers[slot] = value;
          facts.decimals[slot] = () => (Number.isNaN(value) ? null : String(value));
        }
        newer!.compute(facts);
        classifier.compute(facts);
        const { kind, ...rest } = classifier.classify(facts, null);
        const names =
          'lacks' in rest ? rest.lacks.map(({ name }) => name) : [rest.category, rest.criterion?.id];
        return [kind, names, before.computed.map(({ fact }) => facts.numbers[fact.slot])];
      });
      expect(seen[1]).toEqual(seen[0]);
    }),
  );
});
