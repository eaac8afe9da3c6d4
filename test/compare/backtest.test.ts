import { expect, test } from 'vitest';
import { type Course, countFates, type Export, type ExportStanding } from '../../src/compare/backtest.ts';
import { exactOf } from '../../src/fields/exact.ts';

const STABLE = exactOf('0.05');

function standing(revenue: ExportStanding['revenue'], more: Partial<ExportStanding> = {}): ExportStanding {
  return { criterion: null, isKey: false, isLost: false, isKeyBefore: false, revenue, profit: null, ...more };
}

function exportOf(
  customers: Readonly<Record<string, ExportStanding>>,
  unread: readonly string[] = [],
): Export {
  return { standings: new Map(Object.entries(customers)), unread: new Set(unread) };
}

const key = { isKey: true, criterion: 'large' };

test.each<[string, ExportStanding['revenue'], ExportStanding | null, Course | 'unknown']>([
  ['above the band', 100, standing(105.01), 'grew'],
  ['at its upper end', 100, standing(105), 'stayed'],
  ['at its lower end', 100, standing(95), 'stayed'],
  ['below it', 100, standing(94.99), 'shrank'],
  ['to the last digit', '12345678901234567.80', standing('12962962846296296.20'), 'grew'],
  ['from nothing', 0, standing(1), 'grew'],
  ['from nothing to nothing', 0, standing(0), 'stayed'],
  ['from a loss', -100, standing(-90), 'grew'],
  ['to nothing', 100, standing(0), 'left'],
  ['not there any more', 100, null, 'left'],
  ['lost', 100, standing(100, { isLost: true }), 'left'],
  ['unknown before', null, standing(100), 'unknown'],
  ['unknown after', 100, standing(null), 'unknown'],
])('%s', (_, revenue, now, outcome) => {
  const fates = countFates(STABLE);
  fates.add(exportOf({ A: standing(revenue) }), exportOf(now === null ? {} : { A: now }));
  const { others } = fates.result();
  const found = { unknown: others.unknown, ...others.outcomes };
  expect(Object.entries(found).filter(([, count]) => count === 1)).toEqual([[outcome, 1]]);
});

test('a customer whose row was set aside has not left', () => {
  const fates = countFates(STABLE);
  fates.add(exportOf({ A: standing(100) }), exportOf({}, ['A']));
  expect(fates.result().others).toMatchObject({ customers: 1, unknown: 1, outcomes: { left: 0 } });
});

test('who was lost already is in no group', () => {
  const fates = countFates(STABLE);
  fates.add(exportOf({ A: standing(100, { isLost: true }) }), exportOf({ A: standing(200) }));
  const { chosen, others, alreadyLost } = fates.result();
  expect([chosen.customers, others.customers, alreadyLost]).toEqual([0, 0, 1]);
});

test('groups add up: by criterion, and beside other criteria', () => {
  const fates = countFates(STABLE);
  const before = exportOf({
    A: standing(100, { ...key, isKeyBefore: true, profit: 10 }),
    B: standing(200, { ...key, criterion: 'growing', profit: 20 }),
    C: standing(300, { isKeyBefore: true, profit: 30 }),
    D: standing(400, { profit: null }),
  });
  const after = exportOf({
    A: standing(120, { profit: 12 }),
    B: standing(100, { profit: null }),
    C: standing(301, { profit: 31 }),
    D: standing(400, { profit: 5 }),
  });
  fates.add(before, after);
  const { chosen, others, byCriterion, against } = fates.result();
  expect(chosen.outcomes).toEqual({ grew: 1, stayed: 0, shrank: 1, left: 0 });
  expect(others.outcomes).toEqual({ grew: 0, stayed: 2, shrank: 0, left: 0 });
  expect([chosen.before.revenue, chosen.after.revenue]).toEqual([300, 220]);
  // Profit is compared where both exports have it.
  expect([chosen.before.profit, chosen.after.profit]).toEqual([10, 12]);
  expect([others.before.profit, others.after.profit]).toEqual([30, 31]);
  expect([...byCriterion.keys()]).toEqual(['large', 'growing']);
  expect([against.all.customers, against.both.customers]).toEqual([2, 1]);
  expect([against.onlyNow.customers, against.onlyBefore.customers]).toEqual([1, 1]);
});

test('periods add up to all of them', () => {
  const [one, two, all] = [countFates(STABLE), countFates(STABLE), countFates(STABLE)];
  one.add(exportOf({ A: standing(100, key) }), exportOf({ A: standing(200, key) }));
  two.add(exportOf({ A: standing(200, key), B: standing(1) }), exportOf({ A: standing(200) }));
  all.join(one);
  all.join(two);
  const { chosen, others, byCriterion } = all.result();
  expect(chosen.outcomes).toEqual({ grew: 1, stayed: 1, shrank: 0, left: 0 });
  expect(others.outcomes.left).toBe(1);
  expect(byCriterion.get('large')!.before.revenue).toBe(300);
});
