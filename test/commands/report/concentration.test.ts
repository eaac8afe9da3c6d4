import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CORE_SHARE, concentrate } from '../../../src/commands/report/analysis/concentration.ts';
import { findShareCut } from '../../../src/facts/sum-cuts.ts';

const spread = (...values: number[]) => concentrate(Float64Array.from(values).sort().reverse());

test.each([
  // The one that crosses the line is in.
  [[50, 30, 20], 2, 80],
  [[50, 29, 21], 3, 100],
  [[79.99, 0.01, 20], 2, 99.99],
  // Equal ones stay together.
  [[40, 20, 20, 20], 4, 100],
  [[100], 1, 100],
  [[100, 0, 0], 1, 100],
])('of %j the largest %i make the core', (values, customers, sum) => {
  expect(spread(...values)?.core).toMatchObject({ customers, sum });
});

test('profit rises above the whole where others lose money', () => {
  const found = spread(80, 60, -15, -25)!;
  expect(found).toMatchObject({ total: 100, losing: 2, peak: { customers: 2, y: 1.4 } });
  expect(found.curve.at(-1)).toEqual({ customers: 4, x: 1, y: 1 });
});

test.each([[[]], [[0, 0]], [[-5, 5]], [[-10]]])('of %j nothing can be shared out', (values: number[]) => {
  expect(spread(...values)).toBeNull();
});

test('the core is the one that top_share finds, to the last customer', () => {
  const cents = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(cents, (list) => {
      const values = list.map((cent) => cent / 100);
      const found = spread(...values);
      const [cut] = findShareCut(Float64Array.from(values).sort(), CORE_SHARE);
      if (cut === undefined) {
        expect(found).toBeNull();
        return;
      }
      const core = list.filter((cent) => cent / 100 >= cut);
      expect(found!.core.customers).toBe(core.length);
      expect(Math.round(Number(found!.core.sum) * 100)).toBe(core.reduce((sum, cent) => sum + cent, 0));
    }),
    { examples: [[[0]]] },
  );
});

test('a long list is drawn by few points, the ends among them', () => {
  const { curve } = concentrate(Float64Array.from({ length: 5000 }, (_, index) => 5000 - index))!;
  expect(curve.length).toBeLessThan(130);
  expect(curve[0]).toEqual({ customers: 0, x: 0, y: 0 });
  expect(curve.at(-1)).toEqual({ customers: 5000, x: 1, y: 1 });
  expect(curve.every(({ y }, index) => index === 0 || y >= curve[index - 1]!.y)).toBe(true);
});
