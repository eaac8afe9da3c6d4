import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../../src/output/clean.ts';

test.each([
  ['Acme & Söhne GmbH', 'Acme & Söhne GmbH'],
  ['上海机械（集团）', '上海机械（集团）'],
  ['\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
  ['\u001b]8;;http://x\u0007link', '␛]8;;http://x␇link'],
  ['\u009b2J', '<U+009B>2J'],
  ['one\r\ntwo\nthree\rfour\u2028five\u0085six', 'one⏎two⏎three⏎four⏎five⏎six'],
  ['a\tb', 'a b'],
  ['nul\u0000 del\u007f', 'nul␀ del␡'],
  ['evil\u202efdp.exe', 'evil<U+202E>fdp.exe'],
  ['\u2066isolate\u2069', '<U+2066>isolate<U+2069>'],
  ['A\u200bB\ufeff', 'A<U+200B>B<U+FEFF>'],
  ['soft\u00adhyphen', 'soft<U+00AD>hyphen'],
  ['tag\u{e0041}', 'tag<U+E0041>'],
  ['half \ud83d', 'half <U+D83D>'],
  ['❤\ufe0f 👨\u200d👩', '❤ 👨👩'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('nothing invisible or active is left, and cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});

test.each([
  ['x'.repeat(3_000_000), `${'x'.repeat(1999)}…`],
  ['\u202e'.repeat(3_000_000), `${'<U+202E>'.repeat(250).slice(0, -1)}…`],
  ['👍'.repeat(3_000_000), `${'👍'.repeat(999)}…`],
])('%# of a text of megabytes the start is shown', (text, start) => {
  expect(cleanText(text)).toBe(start);
  expect(cleanText(start)).toBe(start);
});
