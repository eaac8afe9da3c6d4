import { expect, it } from 'vitest';
import { findShareCut } from '../../src/facts/sum-cuts.ts';
import { boundOf } from '../../src/fields/facts.ts';

const share = (decimal: string) =>
  ({ ...boundOf(Number(decimal), decimal), unit: 'ratio', text: decimal }) as const;

it.each([
  ['half', [1, 1, 2], '0.5', [2]],
  ['a cent short takes the next', [0.01, 49.99, 50], '0.5', [50]],
  ['a cent more', [0.01, 50, 49.99], '0.5', [50]],
  // 0.1 + 0.2 is 0.30000000000000004 in doubles: on paper 0.3 is exactly half of 0.6.
  ['on paper', [0.1, 0.2, 0.3], '0.5', [0.3]],
  ['everything', [1, 2, 3], '1', [1]],
  ['a third', [1 / 3, 1 / 3, 1 / 3], '0.3333', [1 / 3]],
  ['nothing to share', [0, 0], '0.8', []],
  ['losses', [-5, 10, 20], '0.8', [20]],
  ['more than cents', [0.001, 0.002], '0.6', [0.002]],
])('finds where the largest make the share: %s', (_, values, ratio, cut) => {
  expect(findShareCut(Float64Array.from(values).sort(), share(ratio))).toEqual(cut);
});
