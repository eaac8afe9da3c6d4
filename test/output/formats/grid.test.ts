import { expect, test } from 'vitest';
import { fitColumns } from '../../../src/output/formats/grid.ts';

const name = { header: 'customer', cells: ['x'.repeat(40)], flexible: true };
const goal = { header: 'goal', cells: ['y'.repeat(30)], flexible: true };
const share = { header: 'share of revenue', cells: ['100.0%'], flexible: false };

test.each([
  [100, [40, 30, 16]],
  [90, [40, 30, 16]],
  // Headers wrap before text gives way.
  [86, [40, 30, 12]],
  [82, [40, 30, 8]],
  [78, [36, 30, 8]],
  // Then the widest gives way, until they are equal.
  [60, [24, 24, 8]],
  [36, [12, 12, 8]],
  [35, null],
])('on a page of %i', (width, widths) => {
  expect(fitColumns([name, goal, share], width, 2)).toEqual(widths);
});

test('numbers and fixed text never give way', () => {
  expect(fitColumns([{ header: 'n', cells: ['1,234,567'], flexible: false }], 8, 2)).toBe(null);
});
