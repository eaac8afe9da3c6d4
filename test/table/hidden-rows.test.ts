import { expect, it, vi } from 'vitest';
import { readWorkbook } from '../../src/table/read-workbook.ts';

const ROWS = Array.from({ length: 150_000 }, (_, at) => [at === 0 ? 'id' : 'C']);

vi.mock('../../src/table/read-xml-spreadsheet.ts', () => ({
  readXmlSpreadsheet: () => [
    { name: 'A', rows: ROWS, rowDefs: new Map(ROWS.map((_, at) => [at, { hidden: at > 1 }])) },
  ],
}));

// More than a call takes as arguments; a file of them would take its time to be read.
it('counts the rows that a filter has hidden, however many', async () => {
  const hints = { sheet: null, named: null, writeNumber: String, plainShares: true };
  const book = await readWorkbook(Buffer.from(''), 'xml', hints);
  expect(book).toMatchObject({
    remarks: [{ message: { en: expect.stringMatching(/^149998 rows are read .* in row 3$/) } }],
  });
});
