import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/fields/day.ts';
import { checkDayFormat, dayFormatReader } from '../../src/fields/day-format.ts';

const NO_RULES = { century: null, day: null } as const;

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
  expect(formatDay(dayFormatReader(format, NO_RULES)(text)!)).toBe(day);
});

it('has no serial 60: Excel counts a 29 February 1900 that never was', () => {
  expect(dayFormatReader('excel', NO_RULES)('60')).toBeNull();
});

it('agrees with the calendar of the platform and reads back what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 90_000 }), (day) => {
      expect(formatDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(parseDay(formatDay(day))).toBe(day);
    }),
  );
});

it.each([
  ['YYYY-MM-DD', true],
  ['DD/MM/YYYY', true],
  ['D.M.YYYY', true],
  ['YYYY年M月D日', true],
  ['YYYYMMDD', true],
  ['excel', true],
  ['DD/MM/YY', false],
  ['dd/mm/yyyy', false],
  ['DD-MMM-YYYY', true],
  ['YYYY-MM', false],
  ['YYYY-MM-DD DD', false],
  ['YYYYMD', false],
  ['YYYY-MM-DD HH:mm', false],
  ['', false],
])('knows whether "%s" is a format', (format, fine) => {
  expect(checkDayFormat(format, NO_RULES) === null).toBe(fine);
});

it.each([
  ['2026-06-30', 'YY-MM-DD'],
  ['2026013', 'YYYYMMDD'],
  ['30/06/2026x', 'DD/MM/YYYY'],
  ['31/06/2026', 'DD/MM/YYYY'],
])('does not read %s as %s', (text, format) => {
  expect(dayFormatReader(format, NO_RULES)(text)).toBeNull();
});
