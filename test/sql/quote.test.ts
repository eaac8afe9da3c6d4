import { expect, test } from 'vitest';
import { openNames } from '../../src/sql/quote.ts';

test.each([
  ['a'.repeat(80), 63],
  ['客户'.repeat(20), 63],
  ['x客'.repeat(30), 63],
])('names that begin alike stay apart in the bytes that count: %s', (wanted, nameBytes) => {
  const names = openNames({ nameBytes });
  const claimed = Array.from({ length: 12 }, () => names.claim(wanted));
  expect(new Set(claimed).size).toBe(12);
  for (const name of claimed) {
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(nameBytes);
    expect(wanted.startsWith(name.replace(/_\d+$/, ''))).toBe(true);
  }
});

test('a name is kept whole where all of it counts', () => {
  const names = openNames({ nameBytes: null });
  expect([names.claim('a'.repeat(80)), names.claim('A'.repeat(80))]).toEqual([
    'a'.repeat(80),
    `${'A'.repeat(80)}_2`,
  ]);
});
