import { gzipSync } from 'node:zlib';
import { type BookType, CFB, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { openTable } from '../../src/table/open-table.ts';
import { readHtml } from '../../src/table/read-html.ts';
import { zipEntries } from '../../src/table/unzip.ts';
import { zipOf } from './zip-of.ts';

const ROWS = [
  ['id', 'day', 'share', 'revenue', 'new', 'code'],
  ['007', new Date(Date.UTC(2026, 5, 30)), 0.953, 1234.5, true, 42],
  [],
  ['多\n行', new Date(Date.UTC(2026, 5, 30, 13, 5)), 0.07, -0.1, false, null],
];
const COLUMNS = [{}, { numFmt: 'yyyy-mm-dd' }, { numFmt: '0.0%' }, {}, {}, { numFmt: '00000' }];

const LAYOUT = {
  headerRow: null,
  endsAtBlankRow: false,
  html: false,
  findHeader: (rows: readonly (readonly string[])[]) => rows.findIndex((cells) => cells.includes('id')),
  writeNumber: String,
  plainShares: true,
  named: (cells: readonly string[]) => ['id', 'revenue'].filter((name) => cells.includes(name)).length,
  leaveOut: () => null,
  leaveOutLine: () => '',
  leaveOutRow: () => null,
};

async function read(bytes: Uint8Array, sheet: string | null = null, layout?: typeof LAYOUT) {
  const said: string[] = [];
  const say = (one: { code: string }): number => said.push(one.code);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  }
  const options = {
    file: 'x.xlsx',
    encoding: null,
    delimiter: null,
    sheet,
    report: say,
    refuse: say,
    ...(layout === undefined ? {} : { layout }),
  };
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
  expect((await read(bytes, ' b')).rows).toMatchObject([{ cells: ['2'] }]);
  expect((await read(bytes, 'Empty')).said).toEqual(['bad-spreadsheet']);
  expect((await read(bytes, 'C')).said).toEqual(['missing-sheet']);
});

it('names every damaged file as such', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 'Export', rows: ROWS }] });
  for (let at = 30; at < bytes.length; at += 97) {
    expect((await read(bytes.subarray(0, at))).said).toEqual(['bad-spreadsheet']);
  }
});

it('reads the sheet that has the wanted columns, and asks between two', async () => {
  const sheets = [
    { name: 'Title', rows: [['A report'], ['of', 2026]] },
    { name: 'Data', rows: [['title'], ['id', 'revenue'], ['1', 5]] },
  ];
  const bytes = await writeXlsx({ sheets });
  expect(await read(bytes, null, LAYOUT)).toMatchObject({
    said: ['sheet-found', 'header-found'],
    sheet: 'Data',
    rows: [{ cells: ['1', '5'], line: 3 }],
  });
  const two = await writeXlsx({ sheets: [...sheets, { ...sheets[1]!, name: 'Again' }] });
  expect((await read(two, null, LAYOUT)).said).toEqual(['ambiguous-sheet']);
});

it('keeps the currency of a number format', async () => {
  const formats = [
    '[$€-407] #,##0.00',
    '"$"#,##0',
    '#,##0 "EUR"',
    '_-* #,##0.00 [$zł-415]',
    '[$-409]0',
    '0 "pcs"',
  ];
  const rows = [formats.map((_, index) => `c${index}`), formats.map(() => 5.5)];
  const bytes = await writeXlsx({
    sheets: [{ name: 'A', rows, columns: formats.map((numFmt) => ({ numFmt })) }],
  });
  expect((await read(bytes)).rows).toMatchObject([
    { cells: ['€5.5', '$5.5', 'EUR 5.5', 'zł 5.5', '5.5', '5.5'] },
  ]);
});

it('says which rows are hidden, which cells were filled, and blames rows for what cannot be known', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'A',
        rows: [
          ['id', 'region', 'revenue'],
          ['1', 'South', 5],
          ['2', null, null],
          ['3', 'North', null],
          ['Total', null, null],
        ],
        merges: [
          { startRow: 1, startCol: 1, endRow: 2, endCol: 1 },
          { startRow: 1, startCol: 2, endRow: 2, endCol: 2 },
        ],
        rowDefs: new Map([[3, { hidden: true }]]),
        cells: new Map([
          ['3,2', { formula: 'C2*2' }],
          ['4,2', { formula: 'SUM(C2:C4)' }],
        ]),
      },
    ],
  });
  expect(await read(bytes)).toMatchObject({
    said: ['merged-cells', 'hidden-rows', 'merged-number', 'uncalculated-formula'],
    rows: [{ cells: ['1', 'South', '5'] }, { cells: ['Total', '', ''] }],
  });
});

it('ends at the last row that holds anything', async () => {
  const blank = Array.from({ length: 5000 }, () => [null, null]);
  const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: [['id'], ['1'], ...blank] }] });
  expect(await read(bytes)).toMatchObject({ said: [], rows: [{ cells: ['1'] }] });
});

it('names dates that a spreadsheet swapped', async () => {
  const rows = [
    ['id', 'day'],
    ['1', new Date('2026-12-10')],
    ['2', new Date('2026-02-11')],
    ['3', '15/09/2026'],
  ];
  const [one, two] = [rows, [...rows, ['4', '30/06/2026']]];
  const said = async (all: typeof rows) =>
    (await read(await writeXlsx({ sheets: [{ name: 'A', rows: all }] }))).said;
  expect(await said(one)).toEqual([]);
  expect(await said(two)).toEqual(['swapped-dates']);
  expect(await said([...two, ['5', new Date('2026-01-30')]])).toEqual([]);
});

it('reads a plain number among percents as the share that it is, unless it may be a percent typed as such', async () => {
  const shares = [0.12, 0.5, 0.3, 97, 0.4, -1];
  const cells = new Map(
    [1, 3, 5].map((at) => [`${at},1`, { value: shares[at - 1]!, style: { numFmt: '0.0%' } }]),
  );
  const rows = [['id', 'share', 'ratio'], ...shares.map((share, at) => [`C${at}`, share, 0.5])];
  const bytes = await writeXlsx({ sheets: [{ name: 'A', rows, cells }] });
  const found = (await read(bytes)).rows.map((one) => (one as { cells: string[] }).cells.slice(1));
  // Three of six are percents, which is no column of percents; with one number less it is.
  expect(found.map(([share]) => share)).toEqual(['12%', '0.5', '30%', '97', '40%', '-1']);
  const fewer = await writeXlsx({ sheets: [{ name: 'A', rows: rows.slice(0, -1), cells }] });
  const more = (await read(fewer)).rows.map((one) => (one as { cells: string[] }).cells.slice(1));
  const told = (await read(fewer, null, { ...LAYOUT, plainShares: false })).rows[1];
  expect(told).toMatchObject({ cells: ['C1', '0.5', '0.5'] });
  expect(more).toEqual([
    ['12%', '0.5'],
    ['50%', '0.5'],
    ['30%', '0.5'],
    ['97', '0.5'],
    ['40%', '0.5'],
  ]);
});

it('reads .ods as .xlsx', async () => {
  const bytes = await writeOds({ sheets: [{ name: 'Export', rows: ROWS.slice(0, 2) }] });
  expect(await read(bytes)).toMatchObject({
    said: [],
    sheet: 'Export',
    rows: [{ cells: ['007', '2026-06-30', '0.953', '1234.5', 'TRUE', '42'] }],
  });
});

it('reads percents and currencies of .ods from what a cell says, wherever its style is and its row', async () => {
  const cell = (kind: string, value: number, more = ''): string =>
    `<table:table-cell office:value-type="${kind}" office:value="${value}"${more}/>`;
  const text = (one: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${one}</text:p></table:table-cell>`;
  const row = (cells: string, more = ''): string => `<table:table-row${more}>${cells}</table:table-row>`;
  const sheet = [
    `<table:table-header-rows>${row(text('id') + text('revenue') + text('share'))}</table:table-header-rows>`,
    row(text('1') + cell('currency', 5, ' office:currency="EUR"') + cell('percentage', 0.953)),
    row('<table:table-cell table:number-columns-repeated="3"/>', ' table:number-rows-repeated="2"'),
    `<table:table-row-group table:display="true"><table:table-row-group>${row(
      text('2') + cell('percentage', 0.5, ' table:number-columns-repeated="2"'),
      ' table:number-rows-repeated="2"',
    )}</table:table-row-group></table:table-row-group><table:table-rows>`,
    row(
      text('3') +
        cell('currency', 6, " office:currency='CAD' table:style-name='dollar'") +
        cell('float', 0.5),
    ),
    row(
      text('4') + cell('currency', 7, ' office:currency="EUR" table:style-name="euro"') + cell('float', 0.5),
    ),
    '</table:table-rows>',
  ];
  const style = (name: string, sign: string): string =>
    `<number:currency-style style:name="N${name}"><number:currency-symbol>${sign}</number:currency-symbol>` +
    `<number:number/></number:currency-style><style:style style:name="${name}" style:family="table-cell" style:data-style-name="N${name}"/>`;
  const content =
    `<office:document-content><office:automatic-styles>${style('dollar', '$')}${style('euro', '€')}` +
    `</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="A">` +
    `<table:table-column table:default-cell-style-name="euro"/>${sheet.join('')}` +
    '</table:table></office:spreadsheet></office:body></office:document-content>';
  const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
  const { rows } = await read(zipOf({ mimetype, 'content.xml': content }));
  expect(rows.map((one) => (one as { text: string }).text)).toEqual([
    '1,EUR 5,95.3%',
    '2,50%,50%',
    '2,50%,50%',
    '3,CAD 6,50%',
    '4,€7,50%',
  ]);
});

it('reads a workbook whose paths have backslashes', async () => {
  const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'A', rows: [['id'], ['1']] }] }));
  const files = zipEntries(bytes)!.map(({ name, read: content }) => [name.replaceAll('/', '\\'), content()]);
  expect(await read(zipOf(Object.fromEntries(files)))).toMatchObject({ said: [], rows: [{ cells: ['1'] }] });
});

it('reads what is packed', async () => {
  const csv = 'id,b\n1,é\n';
  const workbook = await writeXlsx({ sheets: [{ name: 'A', rows: [['id'], ['1']] }] });
  expect(await read(gzipSync(csv))).toMatchObject({ said: [], rows: [{ cells: ['1', 'é'] }] });
  expect(await read(gzipSync(workbook))).toMatchObject({ said: [], rows: [{ cells: ['1'] }] });
  const zip = zipOf({ 'a/companies.csv': csv, '__MACOSX/a/._companies.csv': 'x' });
  expect(await read(zip)).toMatchObject({ said: ['unpacked'], rows: [{ cells: ['1', 'é'] }] });
  expect((await read(zipOf({ 'a.csv': csv, 'b.csv': csv }))).said).toEqual(['not-csv']);
  expect((await read(zipOf({ 'a.zip': zip }))).said).toEqual(['unpacked', 'not-csv']);
  expect((await read(gzipSync(gzipSync(csv)))).said).toEqual(['not-csv']);
});

it('names a gzip file that breaks off', async () => {
  const csv = Array.from({ length: 50_000 }, (_, index) => `${index},${Math.sin(index)}`).join('\n');
  const bytes = gzipSync(`id,b\n${csv}\n`);
  expect((await read(bytes.subarray(0, 20))).said).toEqual(['not-csv']);
  expect((await read(bytes.subarray(0, bytes.length / 2))).said).toContain('not-csv');
});

// A workbook of Excel 97 with a hidden sheet before the one with the customers.
function oldBook(kind: BookType = 'biff8'): Buffer {
  const sheet = utils.aoa_to_sheet(ROWS.with(2, ['C1', null]), { UTC: true, dense: true });
  const cells = sheet['!data']!;
  cells[1]![2]!.z = '0.0%';
  cells[1]![5]!.z = '00000';
  cells[1]![3] = { t: 'e', v: 7 };
  sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
  const book = utils.book_new(utils.aoa_to_sheet([['id'], ['no']], { dense: true }), 'Hidden');
  utils.book_append_sheet(book, sheet, '客户');
  book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
  return write(book, { type: 'buffer', bookType: kind });
}

it('reads a spreadsheet of Excel 97', async () => {
  expect(await read(oldBook())).toMatchObject({
    said: [],
    sheet: '客户',
    rows: [
      { line: 2, cells: ['007', '2026-06-30', '95.3%', '#DIV/0!', 'TRUE', '00042'] },
      { line: 3, cells: ['C1', '', '', '', '', ''] },
      { line: 4, cells: ['多\n行', '2026-06-30 13:05:00', '0.07', '-0.1', 'FALSE', ''] },
    ],
  });
  expect((await read(gzipSync(oldBook()))).said).toEqual([]);
  // Some writers call the stream as Excel 95 did.
  const renamed = CFB.utils.cfb_new();
  const { content } = CFB.find(CFB.read(oldBook(), { type: 'buffer' }), '/Workbook')!;
  CFB.utils.cfb_add(renamed, '/BOOK', Buffer.from(content));
  expect((await read(CFB.write(renamed, { type: 'buffer' }) as Buffer)).said).toEqual([]);
});

it.each([
  ['as it is', 7],
  ['that ends within one of its signs', 5],
])('reads what a formula of Excel 97 came to, %s', async (_, length) => {
  const sheet = utils.aoa_to_sheet([
    ['id', 'sum'],
    ['C1', 5],
  ]);
  // 2+3, behind its length.
  const formula = [length, 0x00, 0x1e, 0x02, 0x00, 0x1e, 0x03, 0x00, 0x03];
  Object.assign(sheet['B2'], { f: '2+3', bf: formula });
  const bytes = write({ SheetNames: ['A'], Sheets: { A: sheet } }, { type: 'buffer', bookType: 'biff8' });
  expect(bytes.includes(Buffer.from(formula))).toBe(true);
  expect(await read(bytes)).toMatchObject({ said: [], rows: [{ cells: ['C1', '5'] }] });
});

it('names what is older, locked or damaged', async () => {
  const locked = CFB.utils.cfb_new();
  CFB.utils.cfb_add(locked, '/EncryptedPackage', Buffer.alloc(5000));
  expect((await read(CFB.write(locked, { type: 'buffer' }) as Buffer)).said).toEqual(['bad-spreadsheet']);
  expect((await read(oldBook('biff5'))).said).toEqual(['bad-spreadsheet']);
  expect((await read(oldBook('xlsb'))).said).toEqual(['not-csv']);
  const bytes = oldBook();
  const whole = await read(bytes);
  for (let at = 8; at < bytes.length; at += 509) {
    const found = await read(bytes.subarray(0, at));
    // Behind the sheets stands who wrote them.
    if (found.said.length === 0) expect(found).toEqual(whole);
    else expect(found.said, `${at} bytes`).toEqual(['bad-spreadsheet']);
  }
});

it('comes to an end with any damage to a spreadsheet of Excel 97', async () => {
  const bytes = oldBook();
  // The list of other files, which nobody needs: with a length that ends within one of them, reading it never ended.
  const list = Buffer.from([0x17, 0x00, 0x07, 0x00, 0x01, 0x00, 0, 0, 0, 0, 0]);
  const end = bytes.indexOf(Buffer.from([0x0a, 0x00, 0x00, 0x00, 0x09, 0x08]));
  list.copy(bytes, end - list.length);
  await read(bytes);
  // A cell in the last of the columns that two bytes can name, and one in the last row, made four billion cells.
  const cell = Buffer.from([0x03, 0x02, 0x0e, 0x00, 0x01, 0x00]);
  const far = oldBook();
  far.writeUInt16LE(0xffff, far.indexOf(cell) + 6);
  expect((await read(far)).said).toEqual(['bad-spreadsheet']);
  // A cell that became a formula is too short for one: the library looked for it in what stands behind, without end.
  const short = oldBook();
  short.writeUInt16LE(0x06, short.indexOf(cell));
  expect((await read(short)).said).toEqual(['bad-spreadsheet']);
  const places = fc.array(fc.tuple(fc.nat(oldBook().length - 1), fc.nat(255)), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(places, async (changes) => {
      const damaged = oldBook();
      for (const [at, byte] of changes) damaged[at] = byte;
      await read(damaged);
    }),
  );
});

const XML_SPREADSHEET = `<?xml version="1.0"?>
<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Styles>
<ss:Style ss:ID="p"><ss:NumberFormat ss:Format="Percent"/></ss:Style></ss:Styles>
<ss:Worksheet ss:Name="Old"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="String">id</ss:Data></ss:Cell></ss:Row>
</ss:Table><WorksheetOptions><Visible>SheetVeryHidden</Visible></WorksheetOptions></ss:Worksheet>
<ss:Worksheet ss:Name="A &amp; B"><ss:Table>
<ss:Row ss:Index="2"><ss:Cell><ss:Data ss:Type="String">id</ss:Data></ss:Cell><ss:Cell ss:Index="3">
<ss:Data ss:Type="String">share</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type="String">day</ss:Data></ss:Cell></ss:Row>
<ss:Row ss:StyleID="p"><ss:Cell ss:MergeDown="1"><ss:Data ss:Type="String">M&#252;ller <b>&lt;x&gt;</b></ss:Data></ss:Cell>
<ss:Cell ss:Index="3"><ss:Data ss:Type="Number">.5</ss:Data></ss:Cell>
<ss:Cell><ss:Data ss:Type="DateTime">2026-06-30T00:00:00.000</ss:Data></ss:Cell></ss:Row>
<ss:Row><ss:Cell ss:Index="3" ss:MergeAcross="1"><ss:Data ss:Type="Boolean">1</ss:Data></ss:Cell></ss:Row>
</ss:Table></ss:Worksheet></ss:Workbook>`;

it('reads an XML spreadsheet of Excel 2003, in any encoding that it names', async () => {
  const expected = {
    said: ['merged-cells'],
    sheet: 'A & B',
    header: ['id', '', 'share', 'day'],
    rows: [
      { line: 3, cells: ['Müller <x>', '', '50%', '2026-06-30'] },
      { line: 4, cells: ['Müller <x>', '', 'TRUE', ''] },
    ],
  };
  expect(await read(Buffer.from(XML_SPREADSHEET))).toMatchObject(expected);
  const western = XML_SPREADSHEET.replace('?>', ' encoding="windows-1252"?>').replace('&#252;', '\xfc');
  expect(await read(Buffer.from(western, 'latin1'))).toMatchObject(expected);
});

it('reads the table of a web page as a browser shows it', async () => {
  const page = `<meta charset="gb2312"><style>td { color: red }</style><!-- <table><tr><td>no</td></tr></table> -->
    <table><tr><th>id<th>name<th colspan=2>revenue<br>12m</tr>
    <tr><td rowspan=2>&#20844;\xcb\xbe &amp; <b>C</b>o<script>1</script><td>A  b\n c<table><tr><td>inner</table><td>1&nbsp;234,5<td> </tr>
    <tr><td>=1+1<td>5</table>`;
  // What is no ASCII in it is two bytes of GB2312.
  expect(await read(Buffer.from(page, 'latin1'), 'table 1')).toMatchObject({
    said: ['merged-cells'],
    header: ['id', 'name', 'revenue 12m'],
    rows: [
      { line: 2, cells: ['公司 & Co', 'A b c', '1\u00a0234,5'] },
      { line: 3, cells: ['公司 & Co', '=1+1', '5'] },
    ],
  });
});

it('reads the tables of a web archive', async () => {
  const part = (type: string, body: string): string => `--=_next\r\nContent-Type: ${type}\r\n${body}\r\n`;
  const archive =
    'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="=_next"\r\n\r\n' +
    part('text/html; charset="us-ascii"', '\r\n<html><frameset></frameset></html>') +
    part(
      'text/html; charset="gb2312"',
      'Content-Transfer-Encoding: quoted-printable\r\n\r\n<table border=3D1><tr><td>id<td>na=\r\nme<tr><td>001<td>=B9=AB=CB=BE</table>',
    ) +
    part('text/xml', '\r\n<xml><table><tr><td>no</td></tr></table></xml>');
  expect(await read(Buffer.from(`${archive}--=_next--`))).toMatchObject({
    said: [],
    header: ['id', 'name'],
    rows: [{ line: 2, cells: ['001', '公司'] }],
  });
});

it('names a page or XML that breaks off', async () => {
  const page = '<html><table><tr><td>id</td></tr><tr><td>1</td></tr></table><script>"<tr>"</script></html>';
  expect((await read(Buffer.from(page))).said).toEqual([]);
  for (const text of [page.slice(0, page.indexOf('</table>')), XML_SPREADSHEET.slice(0, -14)])
    expect((await read(Buffer.from(text))).said).toEqual(['truncated-file']);
});

it('reads any text from a web page, whatever spans what', () => {
  const text = fc.string({ unit: 'grapheme' }).map((one) => one.replace(/[ \t\n\f\r]+/g, ' ').trim());
  const escaped = (one: string): string => one.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const grids = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(grids, (grid) => {
      const rows = grid.map((row) => `<tr>${row.map((one) => `<td>${escaped(one)}</td>`).join('\n')}</tr>`);
      const [sheet] = readHtml(`<html><body><table>${rows.join('')}</table>`);
      expect(sheet?.rows).toEqual(grid.map((row) => row.map((one) => one || null)));
    }),
  );
  const spans = '<table><tr><td rowspan=0>a<td colspan=2>b<tr><td rowspan=9>c<td>d<tr><td>e</table>';
  expect(readHtml(spans)).toMatchObject([
    {
      rows: [
        ['a', 'b', null],
        [null, 'c', 'd'],
        [null, null, 'e'],
      ],
    },
  ]);
});

it('reads a page with customers that has a field for a password, too', () => {
  const rows = Array.from({ length: 10 }, (_, at) => `<tr><td>${at}</td></tr>`).join('');
  const page = (table: string): string => `<input type=password><table>${table}</table>`;
  expect(readHtml(page(rows))[0]!.rows).toHaveLength(10);
  expect(() => readHtml(page('<tr><td>User</td></tr>'))).toThrow('login page');
});
