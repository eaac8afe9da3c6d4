import { expect, test } from 'vitest';
import { barLines } from '../../../src/output/formats/text.ts';
import type { BarLine } from '../../../src/output/report.ts';
import { styleFor } from '../../../src/output/style.ts';
import { displayWidth } from '../../../src/output/width.ts';
import { wordsFor } from '../../../src/output/words.ts';

const page = (width: number, unicode = true) => ({
  width,
  unicode,
  style: styleFor(false),
  words: wordsFor('en'),
});
const bar = (label: string, length: number, note?: string): BarLine => ({
  label,
  length,
  note,
  value: { kind: 'count', value: length * 100 },
  series: 'key',
});

test('a bar is as long as its part, to an eighth of a cell', () => {
  const lines = barLines([bar('all', 1), bar('half', 0.5), bar('bit', 1 / 320), bar('none', 0)], page(60));
  expect(lines.map((line) => line.trimEnd())).toEqual([
    `all   ${'█'.repeat(40)}  100`,
    `half  ${'█'.repeat(20)}${' '.repeat(20)}   50`,
    `bit   ▏${' '.repeat(39)}    0`,
    `none  ${' '.repeat(40)}    0`,
  ]);
});

test('where only ASCII can be shown, what is not nothing is still seen', () => {
  const lines = barLines([bar('all', 1), bar('bit', 0.001), bar('none', 0)], page(60, false));
  expect(lines.map((line) => line.slice(6, 46).trimEnd())).toEqual(['#'.repeat(40), '#', '']);
});

test.each([20, 40, 80, 160])('no line is wider than %i cells', (width) => {
  const lines = barLines(
    [bar('锦绣前程精密机械有限公司（集团）', 1, '其中大客户 64.0%'), bar('b', 0.2, 'a note')],
    page(width),
  );
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
});
