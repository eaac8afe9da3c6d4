import { describe, expect, it } from 'vitest';
import { findPair } from '../../../src/commands/calibrate/engine/find-pair.ts';
import { findSingles } from '../../../src/commands/calibrate/engine/find-single.ts';
import { eachFlip } from '../../../src/commands/calibrate/engine/flips.ts';
import { findThresholds, type KeyTree } from '../../../src/commands/calibrate/engine/key-tree.ts';
import { OUTCOME_CODES, type Pool } from '../../../src/commands/calibrate/engine/open-pool.ts';
import { missOf, openTally, sideOf, type Target } from '../../../src/commands/calibrate/engine/target.ts';
import {
  isRising,
  relativeDistance,
  type Threshold,
} from '../../../src/commands/calibrate/engine/threshold.ts';
import { boundOf } from '../../../src/fields/facts.ts';
import { emptyMoney } from '../../../src/verdict/money-sum.ts';
import { compileText } from '../../criteria/compile-text.ts';

describe('the thresholds of criteria', () => {
  it.each<readonly [when: string, found: readonly (readonly [string, string, string, boolean])[]]>([
    ['{ revenue: { at_least: 5m } }', [['at_least', '5m', 'at_least', true]]],
    ['{ not: { revenue: { less_than: 5m } } }', [['less_than', '5m', 'less_than', false]]],
    ['{ not: { not: { revenue: { more_than: 1 } } } }', [['more_than', '1', 'more_than', true]]],
    [
      '{ revenue: { between: [1m, 2m] } }',
      [
        ['between low', '1m', 'at_least', true],
        ['between high', '2m', 'at_most', true],
      ],
    ],
    ['{ last_order: { since: 2026-01-01 } }', [['since', '2026-01-01', 'at_least', true]]],
    ['{ last_order: { within: 90 days } }', [['within', '90 days', 'at_most', true]]],
    ['{ last_order: { older_than: 90 days } }', [['older_than', '90 days', 'more_than', true]]],
    ['{ revenue: { top: 20 } }', [['top', '20', 'at_most', true]]],
    ['{ revenue: { top: 10% } }', [['top', '10%', 'less_than', true]]],
    ['{ revenue: { top_share: 80% } }', [['top_share', '80%', 'less_than', true]]],
    [
      '{ revenue: { quantile: { of: 5, at_least: 3, at_most: 4 } } }',
      [
        ['quantile at_least', '3', 'at_least', true],
        ['quantile at_most', '4', 'at_most', true],
      ],
    ],
    ['{ status: active, revenue: { present: yes } }', []],
  ])('of %s', async (when, expected) => {
    const text = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  status: { type: choice, values: [active, closed] }
  last_order: { type: date }
categories:
  key: { when: ${when} }
  normal: { when: otherwise }
`;
    const found = findThresholds(await compileText(text)).map((one) => [
      one.operator,
      one.text,
      one.passes,
      one.helps,
    ]);
    expect(found).toEqual(expected);
  });
});

const AMOUNT: Threshold = {
  source: { name: 'c.yaml', text: '' },
  start: 0,
  part: 'bound',
  criterion: 'key-1',
  fact: 'revenue',
  operator: 'at_least',
  text: '50',
  decimal: '50',
  unit: 'money',
  passes: 'at_least',
  helps: true,
  calculated: false,
  other: null,
  most: Number.POSITIVE_INFINITY,
  reach: null,
};

it.each([
  ['at_least', true, 'tighten', true],
  ['at_least', true, 'loosen', false],
  ['at_least', false, 'tighten', false],
  ['at_most', true, 'tighten', false],
  ['less_than', false, 'tighten', true],
] as const)('an amount of %s, helping %s, rises to %s: %s', (passes, helps, way, rises) => {
  expect(isRising({ ...AMOUNT, passes, helps }, way)).toBe(rises);
});

it.each([
  ['50', 'money', 55, 0.1],
  ['0', 'money', 5, Number.POSITIVE_INFINITY],
  ['-50', 'money', -55, 0.1],
  ['20000', 'day', 20_365, 1],
] as const)('from %s (%s) to %d it is %d', (decimal, unit, value, distance) => {
  expect(relativeDistance({ ...AMOUNT, decimal, unit }, value)).toBe(distance);
});

/** Customers whose tests are `fact i is at least amounts[i]`, with a revenue of their first value. */
function poolOf(
  tree: KeyTree,
  amounts: readonly number[],
  customers: readonly (readonly number[])[],
  groups: readonly string[] = [],
): Pool {
  const holds = (part: KeyTree, values: readonly number[]): boolean => {
    switch (part.kind) {
      case 'leaf':
        return values[part.leaf]! >= amounts[part.leaf]!;
      case 'not':
        return !holds(part.of, values);
      case 'all':
        return part.of.every((one) => holds(one, values));
      case 'any':
        return part.of.some((one) => holds(one, values));
    }
  };
  const names = [null, ...new Set(groups)];
  return {
    thresholds: amounts.map((amount, start) => ({
      ...AMOUNT,
      start,
      text: String(amount),
      decimal: String(amount),
    })),
    layers: [{ tree, thresholdOf: amounts.map((_, index) => index) }],
    count: customers.length,
    lines: Uint32Array.from(customers, (_, index) => index + 2),
    layerOf: new Uint32Array(customers.length),
    outcomesAt: Uint32Array.from(customers, (_, index) => index * amounts.length),
    outcomes: Uint8Array.from(
      customers.flatMap((values) =>
        amounts.map((amount, index) => OUTCOME_CODES[values[index]! >= amount ? 'true' : 'false']),
      ),
    ),
    isKey: Uint8Array.from(customers, (values) => (holds(tree, values) ? 1 : 0)),
    revenue: Float64Array.from(customers, ([first]) => first!),
    longRevenue: new Map(),
    groupOf: Uint32Array.from(customers, (_, index) => Math.max(0, names.indexOf(groups[index] ?? null))),
    groups: names,
    measures: amounts.map((_, index) => Float64Array.from(customers, (values) => values[index]!)),
    held: { customers: 0, revenue: emptyMoney(), groups: new Map() },
    totalRevenue: customers.reduce((sum, [first]) => sum + first!, 0),
  };
}

const ONE: KeyTree = { kind: 'leaf', leaf: 0 };
const BOTH: KeyTree = { kind: 'all', of: [ONE, { kind: 'leaf', leaf: 1 }] };
const EITHER: KeyTree = { kind: 'any', of: [ONE, { kind: 'leaf', leaf: 1 }] };
const count = (least: number, most = least): Target => ({ kind: 'count', least, most });

describe('what turns a customer', () => {
  it.each<readonly [string, KeyTree, readonly number[], readonly number[]]>([
    ['one test that fails', ONE, [40], [0]],
    ['one test that holds', ONE, [60], [0]],
    ['all of two, one of which fails', BOTH, [60, 40], [1]],
    ['all of two that fail', BOTH, [40, 40], []],
    ['all of two that hold', BOTH, [60, 60], [0, 1]],
    ['any of two that fail', EITHER, [40, 40], [0, 1]],
    ['any of two that hold', EITHER, [60, 60], []],
    ['not any of two, one of which holds', { kind: 'not', of: EITHER }, [60, 40], [0]],
  ])('%s', (_, tree, values, expected) => {
    const found: number[] = [];
    eachFlip(
      poolOf(
        tree,
        values.map(() => 50),
        [values],
      ),
      0,
      (threshold) => found.push(threshold),
    );
    expect(found).toEqual(expected);
  });
});

describe('a threshold that moves by itself', () => {
  it.each<
    readonly [
      target: Target,
      values: readonly number[],
      found: readonly (readonly [side: string, count: number, last: number[], next: number[]])[],
    ]
  >([
    // Customers by their place: the last that it moves across, and the next that it does not.
    [count(2), [90, 80, 70, 60], [['within', 2, [2], [1]]]],
    [count(3), [90, 40, 30, 20], [['within', 3, [2], [3]]]],
    [count(2, 3), [90, 80, 70, 60], [['within', 3, [3], [2]]]],
    [count(2), [90, 80], []],
    // Equal customers stay together: too many before them, too few after.
    [
      count(2),
      [90, 70, 70, 60],
      [
        ['above', 3, [3], [1, 2]],
        ['below', 1, [1, 2], [0]],
      ],
    ],
    [count(9), [90, 40], [['below', 2, [1], []]]],
    [{ kind: 'share', share: boundOf(0.5, '0.5') }, [100, 60, 40], [['within', 1, [1], [0]]]],
  ])('to %j over %j', (target, values, expected) => {
    const pool = poolOf(
      ONE,
      [50],
      values.map((value) => [value]),
    );
    const { reached, near } = findSingles(pool, target);
    const found = [...reached, ...near].map(({ side, totals, moves: [move] }) => [
      side,
      totals.count,
      [...move!.last].sort(),
      [...move!.next].sort(),
    ]);
    expect(found).toEqual(expected);
  });

  it('of a busy group, until none has more than asked for', () => {
    const pool = poolOf(ONE, [50], [[90], [80], [70], [60]], ['A', 'A', 'A', 'B']);
    const [draft] = findSingles(pool, { kind: 'load', most: 2 }).reached;
    expect([draft!.side, draft!.totals, draft!.turned]).toEqual([
      'within',
      { count: 2, revenue: 170, load: 2 },
      [3, 2],
    ]);
  });
});

it('two thresholds move together where neither does it alone, by as little as it takes', () => {
  const pool = poolOf(
    BOTH,
    [50, 50],
    [
      [48, 49],
      [30, 45],
      [60, 60],
    ],
  );
  expect(findSingles(pool, count(2)).reached).toEqual([]);
  const { reached } = findPair(pool, count(2), 'loosen');
  expect([reached!.side, reached!.turned, reached!.moves.map(({ last }) => last)]).toEqual([
    'within',
    [0],
    [[0], [0]],
  ]);
});

describe('a target', () => {
  const share: Target = { kind: 'share', share: boundOf(0.6, '0.6') };
  it.each([
    [count(2, 4), { count: 5, revenue: 0, load: 0 }, 'above', 1],
    [count(2, 4), { count: 4, revenue: 0, load: 0 }, 'within', 0],
    [count(2, 4), { count: 0, revenue: 0, load: 0 }, 'below', 2],
    [{ kind: 'load', most: 3 }, { count: 9, revenue: 0, load: 5 }, 'above', 2],
    [{ kind: 'load', most: 3 }, { count: 9, revenue: 0, load: 0 }, 'within', 0],
    // 60 % of 0.3 are 0.18, though not in doubles.
    [share, { count: 1, revenue: 0.18, load: 1 }, 'within', 0],
    [share, { count: 1, revenue: 0.08, load: 1 }, 'below', 0.1],
  ] as const)('%j with %j is %s by %d', (target, totals, side, miss) => {
    expect(sideOf(target, totals, 0.3)).toBe(side);
    expect(missOf(target, totals, 0.3)).toBeCloseTo(miss, 12);
  });

  it('is counted while customers come and go, and back', () => {
    const tally = openTally(poolOf(ONE, [50], [[90], [80], [40]], ['A', 'A', 'B']));
    expect(tally.totals()).toEqual({ count: 2, revenue: 170, load: 2 });
    tally.turn(0, false);
    tally.turn(2, false);
    expect(tally.totals()).toEqual({ count: 2, revenue: 120, load: 1 });
    tally.turn(0, true);
    expect(tally.totals()).toEqual({ count: 3, revenue: 210, load: 2 });
  });
});
