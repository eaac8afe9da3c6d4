import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeBook } from '../../src/book/files.ts';
import {
  HISTORY,
  HISTORY_COLUMNS,
  type HistoryRow,
  historyCells,
  readHistory,
} from '../../src/book/history.ts';
import { writeRows } from '../../src/book/rows.ts';
import { readId } from '../../src/fields/text-cell.ts';
import { createTestBook } from './book-folder.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => !one.includes('\0'));
// What could be run by a spreadsheet, end a cell, or be taken for something else.
const hostile = fc.oneof(
  text,
  fc.constantFrom('=cmd()', '+1', '-', '@a', '"', 'a,b', 'a\nb', 'a\r\nb', '\t', ' x '),
);
const id = hostile.filter((one) => readId(one) === one);
const standing = fc.constantFrom('target', 'normal', 'lost', 'key', 'undetermined', 'gone');
const row: fc.Arbitrary<HistoryRow> = fc.record({
  asOf: fc.constant(20_000),
  id,
  from: fc.option(standing),
  to: standing,
  criterion: hostile,
  criteriaVersion: hostile,
  cause: fc.constantFrom('', 'new', 'own data', 'own data and calendar'),
  detail: hostile,
  signs: fc.array(fc.constantFrom('on-time', 'going quiet', '=late'), { maxLength: 3 }),
}) as fc.Arbitrary<HistoryRow>;

it('reads what it wrote, whatever it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const book = await createTestBook();
      try {
        await changeBook(book.path, { say: () => {} }, (folder, change) =>
          writeRows(folder, change, HISTORY, HISTORY_COLUMNS, 0, rows.map(historyCells)),
        );
        const found: object[] = [];
        for await (const batch of readHistory(await book.folder()))
          found.push(...batch.map(({ line: _, ...read }) => read));
        expect(found).toEqual(rows);
      } finally {
        await book.clear();
      }
    }),
    { numRuns: 60 },
  );
});
