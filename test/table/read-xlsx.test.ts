import { writeXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { openTable } from '../../src/table/open-table.ts';

const ROWS = [
  ['id', 'day', 'share', 'revenue', 'new', 'code'],
  ['007', new Date(Date.UTC(2026, 5, 30)), 0.953, 1234.5, true, 42],
  [],
  ['多\n行', new Date(Date.UTC(2026, 5, 30, 13, 5)), 0.07, -0.1, false, null],
];
const COLUMNS = [{}, { numFmt: 'yyyy-mm-dd' }, { numFmt: '0.0%' }, {}, {}, { numFmt: '00000' }];

async function read(bytes: Uint8Array, sheet: string | null = null) {
  const said: string[] = [];
  const say = (one: { code: string }): number => said.push(one.code);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  }
  const options = { file: 'x.xlsx', encoding: null, delimiter: null, sheet, report: say, refuse: say };
  const table = await openTable(chunks(), options);
  const rows: unknown[] = [];
  if (table !== null) {
    for await (const batch of table.records) {
      for (const { cells, line, text } of batch) rows.push({ cells, line, text });
    }
  }
  return { said, rows, header: table?.header.cells, sheet: table?.dialect.sheet };
}

it('reads cells as the same export would have them as CSV, in any time zone', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 'Export', rows: ROWS, columns: COLUMNS }] });
  expect(await read(bytes)).toEqual({
    said: ['blank-rows'],
    header: ['id', 'day', 'share', 'revenue', 'new', 'code'],
    sheet: 'Export',
    rows: [
      {
        line: 2,
        cells: ['007', '2026-06-30', '95.3%', '1234.5', 'TRUE', '00042'],
        text: '007,2026-06-30,95.3%,1234.5,TRUE,00042',
      },
      {
        line: 4,
        cells: ['多\n行', '2026-06-30 13:05:00', '7%', '-0.1', 'FALSE', ''],
        text: '"多\n行",2026-06-30 13:05:00,7%,-0.1,FALSE,',
      },
    ],
  });
});

it('asks which sheet, and takes the one that is named', async () => {
  const sheets = [
    { name: 'A', rows: [['id'], ['1']] },
    { name: 'B', rows: [['id'], ['2']] },
    { name: 'Empty', rows: [] },
  ];
  const bytes = await writeXlsx({ sheets });
  expect((await read(bytes)).said).toEqual(['ambiguous-sheet']);
  expect((await read(bytes, 'B')).rows).toMatchObject([{ cells: ['2'] }]);
  expect((await read(bytes, 'C')).said).toEqual(['bad-spreadsheet']);
});

it('names every damaged file as such', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 'Export', rows: ROWS }] });
  for (let at = 30; at < bytes.length; at += 97) {
    expect((await read(bytes.subarray(0, at))).said).toEqual(['bad-spreadsheet']);
  }
});
