import type { Criteria } from '../../src/criteria/criteria.ts';
import { createFacts, type Facts } from '../../src/fields/facts.ts';

/** Criteria with a chain of derived values, a score and a lower line. */
export const BASE = `name: Base
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
priority: [lost, key, target, normal]
categories:
  lost: { when: { revenue: { at_most: 0 } } }
  key:
    when: { any: [{ id: large, revenue: { at_least: 5m } }, { id: good, value: { at_least: 70 } }] }
    stays_while: { revenue: { at_least: 3m } }
  target: { when: { growth: { more_than: 10% } } }
  normal: { when: otherwise }
`;

/** A customer's amounts as both of two criteria that lie side by side read them; NaN is a blank cell. */
export function fillBoth(
  { before, after, slots }: { readonly before: Criteria; readonly after: Criteria; readonly slots: number },
  values: Readonly<Record<string, number>>,
): Facts {
  const facts = createFacts(slots);
  for (const { name, slot, missing } of [...before.fields, ...after.fields]) {
    const typed = values[name] ?? Number.NaN;
    const value = Number.isNaN(typed) ? Number(missing?.value ?? Number.NaN) : typed;
    facts.numbers[slot] = value;
    facts.decimals[slot] = () => (Number.isNaN(value) ? null : String(value));
  }
  return facts;
}
