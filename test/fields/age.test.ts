import { expect, it } from 'vitest';
import { isAge, parseAge } from '../../src/fields/age.ts';
import type { Problem } from '../../src/fields/amount.ts';
import { declareField } from '../../src/fields/field.ts';
import { cellReader } from '../../src/fields/parse-cell.ts';

it.each([
  ['45 days ago', 45],
  ['1 day ago', 1],
  [' 2 Weeks  ago', 14],
  ['a week ago', 7],
  ['Yesterday', 1],
  ['today', 0],
  ['３天前', 3],
  ['昨天', 1],
  ['3 months ago', null],
  ['45', null],
  ['in 3 days', null],
])('reads how many days ago: %s', (text, days) => {
  expect(parseAge(text)).toBe(days);
});

it('knows ages that no days can be counted from', () => {
  expect(['3 months ago', 'a year ago', '5 hours ago', '45 days ago'].every(isAge)).toBe(true);
  expect(isAge('long ago')).toBe(false);
});

it.each([
  ['45 days ago', 'fields: { last_order: { type: number, format: ago } }'],
  ['3 months ago', 'fields: { last_order: { blanks: ["3 months ago"] } }'],
])('says what to do about "%s" where a date is wanted', (cell, line) => {
  const read = cellReader(declareField('last_order', 'date'), { decimal: '.' });
  const { helpFor } = read(cell) as Problem;
  expect(helpFor!({ misfits: [cell], fitting: [] })?.en).toContain(`in the criteria: ${line}`);
});
