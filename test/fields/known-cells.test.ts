import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownCells } from '../../src/fields/known-cells.ts';

test('finds what a cell was read as by its bytes, and nothing else', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '中', ' '), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.nat({ max: 5 }), (words, before) => {
      const known = new KnownCells<string>();
      const kept = new Set<string>();
      for (const one of words) {
        const bytes = Buffer.from(' '.repeat(before) + one);
        const found = known.find(bytes, before, bytes.length);
        expect(found).toBe(kept.has(one) ? one : undefined);
        if (found !== undefined || bytes.length - before > 32) continue;
        known.keep(one, bytes, before, bytes.length);
        kept.add(one);
      }
    }),
  );
});

test('gives a column up in which no word comes again', () => {
  const readAll = (wordOf: (row: number) => string): boolean => {
    const known = new KnownCells<number>();
    for (let row = 0; row < 20_000; row += 1) {
      const bytes = Buffer.from(wordOf(row));
      if (known.find(bytes, 0, bytes.length) === undefined) known.keep(row, bytes, 0, bytes.length);
    }
    return known.isUseful;
  };
  expect(readAll((row) => `SO-${row}`)).toBe(false);
  expect(readAll((row) => `unit ${row % 900}`)).toBe(true);
  expect(readAll((row) => (row % 4 === 0 ? `SO-${row}` : 'open'))).toBe(true);
});
