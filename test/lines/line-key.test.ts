import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readText } from '../../src/fields/text-cell.ts';
import { addUpLines } from '../../src/lines/add-up.ts';
import { openTable } from '../../src/table/open-table.ts';
import { csvRecord } from '../../src/table/write-csv.ts';
import { compileText } from '../criteria/compile-text.ts';

const CRITERIA = `tables:
  orders:
    customer: customer
    unique: [order, line, pieces]
    fields:
      order: { type: text, optional: true }
      line: { type: text, optional: true }
      pieces: { type: number, optional: true }
fields:
  customer_id: { type: id, columns: [customer] }
  orders: { from: orders, distinct: order }
categories: { normal: { when: otherwise } }
`;

// Texts that stand in the bytes as they are, and texts that do not; some of them only look like others.
const TEXT = fc.oneof(
  fc.constantFrom('', 'a', 'A', ' a', 'a ', 'ab', '"', 'a"', '=“a”', '="a"', 'é', 'e\u0301', '客户'),
  fc.stringMatching(/^[a-c]{0,3}$/),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const LINE = fc.record({ order: TEXT, line: TEXT, pieces: fc.constantFrom('', '1', '1.0', '01', '2') });

it('tells lines apart by the values of their fields, and no others', async () => {
  const table = (await compileText(CRITERIA)).tables[0]!;
  const textOf = (cell: string): string => String(readText(cell) ?? '');
  await fc.assert(
    fc.asyncProperty(fc.array(LINE, { minLength: 1, maxLength: 30 }), async (lines) => {
      const known = new Set<string>();
      const orders = new Set<string>();
      const twice: number[] = [];
      for (const [at, { order, line, pieces }] of lines.entries()) {
        const key = JSON.stringify([textOf(order), textOf(line), Number(pieces || Number.NaN)]);
        if (known.has(key)) twice.push(at);
        known.add(key);
        if (textOf(order) !== '') orders.add(textOf(order));
      }
      const rows = lines.map(({ order, line, pieces }) => csvRecord(['C1', order, line, pieces], ','));
      const csv = ['customer,order,line,pieces', ...rows].map((row) => `${row}\n`).join('');
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(csv);
      }
      const found: number[] = [];
      const firstBytes: number[] = [];
      const told = { file: 'x.csv', encoding: 'utf-8', delimiter: ',' };
      const totals = await addUpLines(table, {
        asOf: 0,
        days: [],
        watch: new Set(),
        report: () => {},
        refuse: ({ code }, { start }) => {
          if (code === 'duplicate-line') found.push(start);
        },
        open: (refuse) => openTable(bytes(), { ...told, report: () => {}, refuse }),
      });
      let start = csv.indexOf('\n') + 1;
      for (const row of rows) {
        firstBytes.push(start);
        start += Buffer.byteLength(row) + 1;
      }
      expect(found).toEqual(twice.map((at) => firstBytes[at]));
      expect(totals!.cells(totals!.find('C1'))).toEqual([String(orders.size)]);
    }),
  );
});
