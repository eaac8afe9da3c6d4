import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { cutText, cutTextStart, displayWidth, wrapText } from '../../src/output/width.ts';

test.each([
  ['', 0],
  ['plain', 5],
  ['大客户', 6],
  ['（１２）', 8],
  ['ｶﾅ', 2],
  ['한국', 4],
  ['𠮷野家', 6],
  ['é', 1],
  ['e\u0301', 1],
  ['👍🏽', 2],
  ['🇨🇳', 2],
  ['Acme® ™ ©', 9],
  ['…', 1],
])('%j takes %i cells', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ['fits', 4, 'fits'],
  ['too long', 5, 'too…'],
  ['大客户管理', 7, '大客户…'],
  ['大客户管理', 6, '大客…'],
  ['👍👍👍', 4, '👍…'],
  ['abc', 1, '…'],
  ['abc', 0, ''],
])('%j cut to %i is %j', (text, width, cut) => {
  expect(cutText(text, width)).toBe(cut);
});

test('the start can be cut instead, and the ellipsis can be ASCII', () => {
  expect(cutTextStart('path/to/file', 6)).toBe('…/file');
  expect(cutText('customers', 6, '...')).toBe('cus...');
  expect(cutText('customers', 2, '...')).toBe('..');
});

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['unbreakable', 4, ['unbr', 'eaka', 'ble']],
  ['首先查明丢失原因', 6, ['首先查', '明丢失', '原因']],
  // A closing mark stays with what it closes, an opening one with what it opens.
  ['一二三，四五', 6, ['一二', '三，四', '五']],
  ['一二（三四）', 6, ['一二', '（三', '四）']],
  ['按 revenue 排序', 8, ['按', 'revenue', '排序']],
  // A number stays with the character that counts in it.
  ['名单另有 1 个', 11, ['名单另有', '1 个']],
  ['共计 1,623.7万', 11, ['共计', '1,623.7万']],
  ['', 5, ['']],
  ['one  two', 3, ['one', 'two']],
])('%j wrapped at %i', (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

const texts = fc.string({ unit: fc.constantFrom(...'ab 大户（），👍𠮷é-%.') });

test('a cut text fits and keeps whole characters', () => {
  fc.assert(
    fc.property(texts, fc.nat(20), (text, width) => {
      const cut = cutText(text, width);
      expect(displayWidth(cut)).toBeLessThanOrEqual(width);
      expect(cut).not.toMatch(/\p{Cs}/u);
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
    }),
  );
});

test('wrapped lines fit and lose nothing but blanks', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 20 }), (text, width) => {
      const lines = wrapText(text, width);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test.each([
  ['a word', 'x'.repeat(300_000)],
  ['Chinese', '大客户管理'.repeat(60_000)],
  ['words', 'key account '.repeat(25_000)],
  ['emoji', '👍🏽'.repeat(75_000)],
  ['blanks', ' '.repeat(300_000)],
])('%s of 300,000: a text is looked at a few times, not once for each of its lines', (_, text) => {
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  try {
    const lines = wrapText(text, 80);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
    const lengths = segment.mock.calls.map(([part]) => part!.length);
    // It takes time that grows with the square of what it is given at once.
    expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(1000);
    const read = lengths.reduce((sum, length) => sum + length, 0);
    expect(read).toBeLessThanOrEqual(5 * text.length);
  } finally {
    segment.mockRestore();
  }
});

test('of a long text that is cut only its start is looked at', () => {
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  try {
    expect(cutText('客'.repeat(300_000), 9)).toBe('客客客客…');
    const read = segment.mock.calls.reduce((sum, [part]) => sum + part!.length, 0);
    expect(read).toBeLessThanOrEqual(1000);
  } finally {
    segment.mockRestore();
  }
});

test('a character that stands across the pieces given to the segmenter is one', () => {
  for (const before of [0, 1, 2, 3])
    expect(displayWidth('x'.repeat(before) + '👍🏽'.repeat(1000))).toBe(before + 2000);
});
