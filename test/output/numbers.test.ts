import { expect, test } from 'vitest';
import { formatCell } from '../../src/output/numbers.ts';
import type { Cell } from '../../src/output/report.ts';
import { wordsFor } from '../../src/output/words.ts';

const NUMBERS: [
  Exclude<Cell, { kind: 'text' | 'day' | 'months' | 'none' }>['kind'],
  number,
  string,
  string,
][] = [
  ['count', 0, '0', '0'],
  ['count', -0, '0', '0'],
  ['count', 12345, '12,345', '12,345'],
  ['money', 0, '0', '0'],
  ['money', 12.5, '12.5', '12.5'],
  ['money', 0.0043, '0.0043', '0.0043'],
  ['money', -0.123456, '-0.123', '-0.123'],
  ['money', 1234, '1,234', '1,234'],
  ['money', 9999.4, '9,999', '9,999'],
  ['money', 9999.6, '10.0k', '1.0万'],
  ['money', 12_345, '12.3k', '1.2万'],
  ['money', 99_960, '100k', '10.0万'],
  ['money', 850_000, '850k', '85.0万'],
  ['money', 960_000, '960k', '96.0万'],
  ['money', 999_600, '1.0m', '100万'],
  ['money', 12_400_000, '12.4m', '1,240万'],
  ['money', 98_765_432, '98.8m', '9,877万'],
  ['money', 99_999_600, '100.0m', '1.00亿'],
  ['money', 120_000_000, '120.0m', '1.20亿'],
  ['money', 999_960_000, '1.0bn', '10.00亿'],
  ['money', 4_321e9, '4,321.0bn', '43,210.00亿'],
  ['money', -12_400_000, '-12.4m', '-1,240万'],
  ['share', 0, '0.0%', '0.0%'],
  ['share', 0.0004, '<0.1%', '<0.1%'],
  ['share', 0.123, '12.3%', '12.3%'],
  ['share', 0.9996, '>99.9%', '>99.9%'],
  ['share', 1, '100.0%', '100.0%'],
  ['share', -0.05, '-5.0%', '-5.0%'],
  ['score', 72.46, '72.5', '72.5'],
  ['number', 1234.567, '1,234.57', '1,234.57'],
  ['number', 0.012345, '0.0123', '0.0123'],
  ['count', Number.NaN, '–', '–'],
  ['share', Number.POSITIVE_INFINITY, '–', '–'],
];

test.each(NUMBERS)('%s %d is %s in English, %s in Chinese', (kind, value, english, chinese) => {
  expect(formatCell({ kind, value }, wordsFor('en'))).toBe(english);
  expect(formatCell({ kind, value }, wordsFor('zh'))).toBe(chinese);
});

test('text is cleaned, days are calendar days, nothing has its mark', () => {
  const words = wordsFor('en');
  expect(formatCell({ kind: 'text', text: 'a\u001b[2Jb' }, words)).toBe('a␛[2Jb');
  expect(formatCell({ kind: 'day', day: 20634 }, words)).toBe('2026-06-30');
  expect(formatCell({ kind: 'none' }, words)).toBe('–');
});
