import { expect, test } from 'vitest';
import { lineAround, positionAt, type Source, startOfLine } from '../../src/text/source.ts';

const sourceOf = (text: string): Source => ({ name: 'c.yaml', text });

test.each([
  ['', 0, 1, 1],
  ['abc', 0, 1, 1],
  ['abc', 3, 1, 4],
  ['abc', 99, 1, 4],
  ['a\nb', 1, 1, 2],
  ['a\nb', 2, 2, 1],
  ['a\r\nbc\rd', 4, 2, 2],
  ['a\r\nbc\rd', 6, 3, 1],
  ['\n\n\n', 3, 4, 1],
  ['👍👍x', 4, 1, 3],
  ['👍\n客👍x', 6, 2, 3],
  ['👍x', 1, 1, 2],
])('in %j offset %i stands in line %i, column %i', (text, offset, line, column) => {
  expect(positionAt(sourceOf(text), offset)).toEqual({ line, column });
});

test.each([
  ['ab\ncd', 1, 'ab'],
  ['ab\ncd', 2, 'ab'],
  ['ab\r\ncd', 3, 'ab'],
  ['ab\r\ncd\r', 4, 'cd'],
  ['ab\rcd', 5, 'cd'],
  ['ab\n', 3, ''],
  ['ab', 99, 'ab'],
])('in %j the line around offset %i is %j', (text, offset, line) => {
  const { start, end } = lineAround(sourceOf(text), offset);
  expect(text.slice(start, end)).toBe(line);
});

test('a line begins behind the break of the one before', () => {
  const source = sourceOf('a\r\nbc\rd\n');
  expect([1, 2, 3, 4, 5].map((line) => startOfLine(source, line))).toEqual([0, 3, 6, 8, 0]);
});

test('a file is looked through once, however many positions are asked for', () => {
  const text = `a: ${'x👍'.repeat(100_000)}\n`.repeat(10);
  let reads = 0;
  const source = {
    name: 'c.yaml',
    get text() {
      reads++;
      return text;
    },
  };
  positionAt(source, 0);
  const first = reads;
  for (let at = 1; at <= 10_000; at++) expect(positionAt(source, at * 300).line).toBeGreaterThan(0);
  // Its length, each time.
  expect(reads - first).toBe(10_000);
  expect(first).toBeLessThan(5);
});
