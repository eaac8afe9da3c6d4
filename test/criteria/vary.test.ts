import { expect, it } from 'vitest';
import { criteriaOf, keyCategory } from '../../src/criteria/criteria.ts';
import { varyCriteria } from '../../src/criteria/vary.ts';
import { compileText } from './compile-text.ts';

it('keeps the criteria in which nothing changes, so that they are compiled once', async () => {
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  revenue: { type: money }
  growth: { type: percent }
categories:
  key:
    when:
      any:
        - { id: large, revenue: { at_least: 5m } }
        - { id: growing, any: [{ not: { growth: { less_than: 15% } } }, { revenue: { at_least: 9m } }] }
        - { id: small, not: { revenue: { at_least: 1m } } }
  normal: { when: otherwise }
`);
  const varied = varyCriteria(criteria, {
    leaf: (one) => (one.fact.name === 'growth' ? { ...one } : one),
  });
  const [before, after] = [criteria, varied].map((one) => criteriaOf(keyCategory(one)));
  expect(after!.map((one, place) => one === before![place])).toEqual([true, false, true]);
  expect(after).toEqual(before);
});
