import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdTable, roomFor } from '../../src/fields/id-table.ts';

test('numbers ids in the order in which they come, whatever they are', () => {
  const id = fc.oneof(
    fc.integer({ min: 0, max: 300 }).map((number) => `C${number}`),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
    fc.constantFrom('', '客户'.repeat(1000), 'é', '007', '7'),
  );
  fc.assert(
    fc.property(fc.array(id, { maxLength: 5000 }), (ids) => {
      const table = createIdTable();
      const known = new Map<string, number>();
      for (const [at, one] of ids.entries()) {
        // An id is mostly looked for before it is put in.
        if (at % 3 > 0) expect(table.find(one)).toBe(known.get(one) ?? -1);
        if (!known.has(one)) known.set(one, known.size);
        expect(table.add(one)).toBe(known.get(one));
      }
      expect(table.size).toBe(known.size);
      for (const [one, number] of known) expect([table.find(one), table.at(number)]).toEqual([number, one]);
    }),
    { numRuns: 30 },
  );
});

// It has as many bytes as the one before it, in more signs: there is no room for it where that one was written.
test('finds no id in the place of a long one', () => {
  const table = createIdTable();
  table.add('客'.repeat(114));
  expect(table.find('C'.repeat(342))).toBe(-1);
});

test('makes room for numbers, and keeps those that are there', () => {
  const numbers = Uint32Array.of(7, 8);
  expect(roomFor(numbers, 2)).toBe(numbers);
  expect([...roomFor(numbers, 3)]).toEqual([7, 8, 0, 0]);
});
