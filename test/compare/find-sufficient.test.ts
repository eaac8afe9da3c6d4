import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findSufficient } from '../../src/compare/find-causes.ts';

it.each<[string, number[][], { alone: boolean; parts: number[] }]>([
  ['one that is enough', [[1]], { alone: true, parts: [1] }],
  ['two that are each enough', [[1], [3]], { alone: true, parts: [1, 3] }],
  ['two that are needed together', [[0, 2]], { alone: false, parts: [0, 2] }],
  ['all of them', [[0, 1, 2, 3]], { alone: false, parts: [0, 1, 2, 3] }],
])('finds %s', (_, enough, expected) => {
  const holds = (chosen: readonly number[]): boolean =>
    enough.some((set) => set.every((part) => chosen.includes(part)));
  expect(findSufficient([0, 1, 2, 3], holds)).toEqual(expected);
});

it('leaves nothing out that is needed, and nothing in that is not', () => {
  const sets = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sets, (enough) => {
      const all = [0, 1, 2, 3, 4, 5];
      const holds = (chosen: readonly number[]): boolean =>
        enough.some((set) => set.every((part) => chosen.includes(part)));
      const { alone, parts } = findSufficient(all, holds);
      if (alone) expect(parts.every((part) => holds([part]))).toBe(true);
      else {
        expect(holds(parts)).toBe(true);
        for (const part of parts) expect(holds(parts.filter((one) => one !== part))).toBe(false);
      }
    }),
  );
});
