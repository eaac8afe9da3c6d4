import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findSmallestStep } from '../../src/verdict/smallest-step.ts';

it('finds the first of any set of steps, however loosely stretches are judged', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 3 }),
      (hits, loose) => {
        const can = (from: number, to: number): boolean =>
          hits.some((hit) => hit >= from - loose && hit <= to + loose);
        const found = findSmallestStep(
          4000,
          (from, to) => ({ can: can(from, to), must: false }),
          (steps) => hits.includes(steps),
        );
        const inside = hits.filter((hit) => hit <= 4000);
        expect(found).toBe(inside.length === 0 ? null : Math.min(...inside));
      },
    ),
  );
});

it('gives up, and says so, when nothing can be left out', () => {
  expect(
    findSmallestStep(
      1e9,
      () => ({ can: true, must: false }),
      () => false,
    ),
  ).toEqual({ kind: 'gave-up', from: expect.any(Number) });
});

it('has left out everything before the place where it gives up', () => {
  let last = 0;
  const found = findSmallestStep(
    1e9,
    (_, to) => ({ can: to > 500, must: false }),
    (steps) => {
      last = steps;
      return false;
    },
  );
  expect(found).toEqual({ kind: 'gave-up', from: last + 1 });
  expect(last).toBeGreaterThan(500);
});
