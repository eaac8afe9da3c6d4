import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDay, parseDay, parseDayAs } from '../../src/fields/day.ts';

it.each([
  ['1970-01-01', 0],
  ['2024-02-29', 19782],
  ['2024-02-30', null],
  ['2023-02-29', null],
  ['2024-13-01', null],
  ['24-01-01', null],
  ['2024-1-1', null],
])('reads %s', (text, day) => {
  expect(parseDay(text)).toBe(day);
});

it.each([
  ['30/06/2026', 'DD/MM/YYYY', '2026-06-30'],
  ['06/30/2026', 'MM/DD/YYYY', '2026-06-30'],
  ['2026年6月30日', 'YYYY年M月D日', '2026-06-30'],
  ['46203', 'excel', '2026-06-30'],
  ['59', 'excel', '1900-02-28'],
])('reads %s as %s', (text, format, day) => {
  expect(formatDay(parseDayAs(text, format)!)).toBe(day);
});

it('has no serial 60: Excel counts a 29 February 1900 that never was', () => {
  expect(parseDayAs('60', 'excel')).toBeNull();
});

it('agrees with the calendar of the platform and reads back what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 90_000 }), (day) => {
      expect(formatDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(parseDay(formatDay(day))).toBe(day);
    }),
  );
});
