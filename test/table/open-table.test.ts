import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { CsvRow } from '../../src/table/csv-row.ts';
import { openTable } from '../../src/table/open-table.ts';
import { csvRecord } from '../../src/table/write-csv.ts';

async function read(
  bytes: Uint8Array,
  size = 1 << 16,
  delimiter: string | null = null,
  encoding: string | null = null,
) {
  const found: string[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const say = (one: { code: string; at: { line?: number } }): number =>
    found.push(`${one.code} ${one.at.line ?? '-'}`);
  const left: string[] = [];
  const leftOut = (why: string, { line }: { line: number }): number => left.push(`${why} ${line}`);
  const options = { file: 'x.csv', encoding, delimiter, leftOut, report: say as never, refuse: say as never };
  const table = await openTable(chunks(), options);
  const rows: string[][] = [];
  const lines: number[] = [];
  const texts: string[] = [];
  if (table !== null) {
    for await (const batch of table.records) {
      for (const record of batch) {
        rows.push([...record.cells]);
        lines.push(record.line);
        texts.push(record.text);
      }
    }
  }
  return {
    found,
    rows,
    lines,
    texts,
    left,
    header: table?.header.cells ?? null,
    dialect: table?.dialect ?? null,
  };
}

it('says that CSV has no sheet of the name that is told', async () => {
  const report = vi.fn();
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('id\nA\n');
  }
  const told = { file: 'x.csv', sheet: 'East', encoding: null, delimiter: null, refuse: report };
  await openTable(bytes(), { ...told, report });
  const { code, severity, message } = report.mock.calls[0]![0];
  expect([code, severity, message.en]).toEqual([
    'missing-sheet',
    'warning',
    'the file has no sheets: "East" is not looked for',
  ]);
});

it.each([
  ['a zip archive', Buffer.from('PK\x03\x04rest', 'latin1'), ['bad-spreadsheet -']],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), ['not-csv -']],
  ['a web page', Buffer.from('<!DOCTYPE html><html>'), ['not-csv -']],
  ['XML behind a mark of UTF-8', Buffer.from('\ufeff\n <?xml version="1.0"?>'), ['not-csv -']],
  ['JSON', Buffer.from('[ {"customer_id": 1}]'), ['not-csv -']],
  ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), ['bad-spreadsheet -']],
  ['a web page without a table', Buffer.from('<html><p>Your session has expired'), ['not-csv -']],
  ['a login page', Buffer.from('<html><input name=p type=password>'), ['not-csv -']],
  [
    'a login page in a web archive',
    Buffer.from('MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<input type="password">'),
    ['not-csv -'],
  ],
  ['a mail', Buffer.from('MIME-Version: 1.0\r\n\r\nA letter'), ['bad-spreadsheet -']],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), ['not-csv -']],
  ['a Parquet file', Buffer.from('PAR1\x15\x04', 'latin1'), ['not-csv -']],
  ['a database of DuckDB', Buffer.from('\x94-\x89Z\x81n\n\x0fDUCK@\0', 'latin1'), ['not-csv -']],
  ['nothing', Buffer.from(''), ['empty-file -']],
  ['columns lined up by blanks', Buffer.from('id  name\n--- -------\nA   Ann\nB   Bob, Jr\n'), ['not-csv 1']],
  ['a NUL', Buffer.from('a,b\n1,x\0y\n'), ['control-character 2']],
  [
    'bad UTF-8 after good',
    Buffer.concat([Buffer.from('a,b\n1,é\n2,'), Buffer.from([0xff, 0x0a])]),
    ['bad-encoding 3'],
  ],
  ['Windows-1252', Buffer.from('a,b\n1,M\xfcller\n', 'latin1'), ['ambiguous-encoding 2']],
  ['an open quote', Buffer.from('a,b\n1,2\n3,"x\n4,5\n'), ['open-quote 3']],
  ['a broken quote', Buffer.from('a,b\n1,2\n3,x"y\n'), ['broken-quote 3']],
  ['ragged rows', Buffer.from('a,b\n1,"x\ny"\n3\n4,5\n6,7,8\n'), ['ragged-row 4', 'ragged-row 6']],
  ['blank rows', Buffer.from('a,b\n\n1,2\n,\n'), ['blank-rows 4']],
  ['blank rows right below the header', Buffer.from('a,b\n\n----\n,\n1,2\n'), []],
  [
    'a broken quote among good rows',
    Buffer.from('a,b\n1,x"y\n2,z\n3,5" pipe\n4,"ok"\n'),
    ['broken-quote 2', 'broken-quote 4'],
  ],
  ['an open quote among good rows', Buffer.from('a,b\n1,"x\n2,z\n"3",w\n'), ['open-quote 2']],
  ['a row cut off', Buffer.from('a,b,c\n1,2,3\n4,5'), ['truncated-file 3']],
  ['a last row without a line end', Buffer.from('a,b\n1,2\n4,5'), []],
  ['the end-of-file mark of DOS', Buffer.from('a,b\n1,2\n\x1a'), ['blank-rows 3']],
  ['a line of 3 MB', Buffer.from(`a,b\n1,2\n${'x'.repeat(3 << 20)}\n5,6\n`), ['long-record 3']],
  ['a delimiter too many in the header', Buffer.from('a,b,\n1,2\n3,4\n'), ['surplus-delimiter -']],
  ['a delimiter too many in every row', Buffer.from('a,b\n1,2,\n3,4,\n'), ['surplus-delimiter -']],
  [
    'a delimiter too many in every row, and a broken quote',
    Buffer.from('a,b\n1,2,\n3,4,\n5,6,,x"y,\n7,8,,x"y\n'),
    ['surplus-delimiter -', 'broken-quote 4', 'broken-quote 5'],
  ],
  [
    'a delimiter too many in every row, and far down a cell behind it',
    Buffer.from(`a,b\n${'1,2,\n'.repeat(40_000)}5,6,7\n`),
    ['surplus-delimiter -', 'ragged-row 40002'],
  ],
  ['one in a row only', Buffer.from('a,b\n1,2\n3,4,\n'), ['ragged-row 3']],
  ['quotes around every row', Buffer.from('"a,b"\n"1,2"\n"3,""x, y"""\n'), ['quoted-rows -']],
  ['thousands commas', Buffer.from('a,b\n1,2,500\n2,3,000\n3,1,000,000\n'), ['loose-thousands 1']],
  ['the header again', Buffer.from('a,b\n1,2\na,b\n3,4\n'), ['second-header 3']],
  ['the header again, in other case', Buffer.from('Name,b\nName 1,2\nnAME,B\n'), ['second-header 3']],
  ['the header again, of one byte that ends the file', Buffer.from('a\nab\nA'), ['second-header 3']],
  ['HTML', Buffer.from('a,b\n1,x &amp; y\n'), ['html-entities 2']],
  ['two delimiters below a title', Buffer.from('A, b\na;b\n1;2,5\n3;4,5\n'), ['ambiguous-delimiter 1']],
  ['two delimiters', Buffer.from('a,b;c\n1,2;3\n4,5;6\n'), ['ambiguous-delimiter 1']],
])('names %s', async (_, bytes, codes) => {
  expect((await read(bytes)).found).toEqual(codes);
});

it.each([
  ['a title without one', 'Revenue 2026\n\na;b\n1;2\n3;4\n', ';'],
  ['a title with another', 'Revenue, 2026\na;b\n1;2,5\n3;4\n5;6\n', ';'],
  ['a notice', 'a\tb\n1\t2\n3\t4\nAll rights, reserved\n', '\t'],
  ['several signs in the header', 'a;b, c\n1;2\n3;4\n', ';'],
])('finds the delimiter in spite of %s', async (_, text, delimiter) => {
  expect((await read(Buffer.from(text))).dialect?.delimiter).toBe(delimiter);
});

it.each(['', '"', '\n', 'a\r'])('takes %j for no delimiter', async (delimiter) => {
  expect((await read(Buffer.from('a,b\n1,2\n'), 1 << 16, delimiter)).found).toEqual([
    'ambiguous-delimiter 1',
  ]);
});

it('passes over comments above the header', async () => {
  const found = await read(Buffer.from('# exported 2026-11-26\n# 12 rows\na,b\n1,2\n'));
  expect(found).toMatchObject({ found: [], header: ['a', 'b'], rows: [['1', '2']], lines: [4] });
});

it('reads a table with bars', async () => {
  const found = await read(Buffer.from('| a | b |\n|---|:---:|\n| 1 | 2 |\n'));
  expect(found).toMatchObject({ header: ['', ' a ', ' b ', ''], rows: [['', ' 1 ', ' 2 ', '']] });
});

it.each([
  ['on a terminal', ' a | b \n---+---\n 1 | 2 \n', '|', [2]],
  ['of a box', '+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n', '|', [1, 3, 5]],
  ['below each name', 'a\tb\n---\t-----\n1\t2\n', '\t', [2]],
  ['of signs of equality', 'a,b\n=====,=====\n1,2\n', ',', [2]],
])('leaves out the rules of a table %s', async (_, text, delimiter, rules) => {
  const { found, left, rows } = await read(Buffer.from(text), 1 << 16, delimiter);
  expect(left).toEqual(rules.map((line) => `rule ${line}`));
  expect({ found, rows: rows.map((cells) => cells.join('').replace(/ /g, '')) }).toEqual({
    found: [],
    rows: ['12'],
  });
});

it('keeps no blank lines without end to find a header', async () => {
  let read = 0;
  const found: string[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const text of ['a,b\n1,2\n', ...Array.from({ length: 300 }, () => '\n'.repeat(1000)), '3,4\n']) {
      read += 1;
      yield Buffer.from(text);
    }
  }
  const say = ({ code, message }: { code: string; message: { en: string } }): number =>
    found.push(`${code}: ${message.en}`);
  const options = { file: 'x.csv', encoding: 'utf-8', delimiter: ',', report: say, refuse: say };
  const table = await openTable(chunks(), { ...options, layout: anyLayout } as never);
  expect(read).toBeLessThan(200);
  const rows: string[] = [];
  for await (const batch of table!.records) for (const record of batch) rows.push(record.text);
  expect({ rows, found }).toEqual({
    rows: ['1,2', '3,4'],
    found: ['blank-rows: 300000 blank rows were left out'],
  });
});

const anyLayout = {
  headerRow: null,
  findHeader: () => 0,
  named: null,
  leaveOut: () => null,
};

it('takes a row for a customer in which a dash stands beside a value', async () => {
  expect((await read(Buffer.from('a,b\n---,2\n'))).rows).toEqual([['---', '2']]);
});

it('says that a file is UTF-8 that is told to be of one byte a sign', async () => {
  const bytes = Buffer.from('a,b\n1,é\n');
  expect((await read(bytes, 1 << 16, null, 'cp1252')).found).toEqual(['other-encoding -']);
  expect((await read(bytes, 1 << 16, null, 'utf-8')).found).toEqual([]);
  expect((await read(Buffer.from('a,b\n1,\xe9\n', 'latin1'), 1 << 16, null, 'cp1252')).found).toEqual([]);
});

it('reads Chinese in GB18030 and says so', async () => {
  const bytes = Buffer.concat([
    Buffer.from('id,name\n1,'),
    Buffer.from([0xb4, 0xf3, 0xbf, 0xcd, 0xbb, 0xa7]),
    Buffer.from('\n'),
  ]);
  expect(await read(bytes)).toMatchObject({
    found: [],
    rows: [['1', '大客户']],
    dialect: { encoding: 'gb18030' },
  });
});

const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r\n', '中', '😀', ' ', '1'),
});
// Every character of two bytes, turned round: the platform decodes GB18030 and does not encode it.
const gb18030 = new Map<string, number[]>();
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue;
    gb18030.set(new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
}
const encoders: Record<string, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with BOM': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  gb18030: (text) =>
    Buffer.from(
      [...text.replaceAll('😀', '中')].flatMap((char) => gb18030.get(char) ?? [char.charCodeAt(0)]),
    ),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

it('reads back every table in every dialect, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom(...Object.keys(encoders)),
      fc.integer({ min: 3, max: 40 }),
      async (cells, delimiter, lineEnd, encoding, size) => {
        // An id in front keeps rows from being blank.
        const rows = cells.map((row, index) => [String(index), ...row]);
        const text = [['id', 'b', 'c', 'd'], ...rows]
          .map((row) => csvRecord(row, delimiter).replace(/^/, '') + lineEnd)
          .join('');
        const told = encoding === 'gb18030' ? encoding : null;
        const { rows: back, found, texts } = await read(encoders[encoding]!(text), size, delimiter, told);
        const expected =
          told === null ? rows : rows.map((row) => row.map((one) => one.replaceAll('😀', '中')));
        expect(found).toEqual([]);
        expect(back).toEqual(expected);
        // What passes through to the output is the row as it stands.
        const again = await read(
          Buffer.from(`id,b,c,d\n${texts.join('\n')}`),
          1 << 16,
          delimiter === ',' ? delimiter : ',',
        );
        if (delimiter === ',') expect(again.rows).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});

// U+FFFD itself, which may stand in a file.
const REPLACEMENT = {
  'utf-8': [0xef, 0xbf, 0xbd],
  gb18030: [0x84, 0x31, 0xa4, 0x37],
  'utf-16le': [0xfd, 0xff],
};

it('never makes U+FFFD of bytes that are not valid', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 30 }),
      fc.constantFrom('utf-8', 'gb18030', 'utf-16le'),
      async (bytes, encoding) => {
        const whole = Buffer.concat([
          encoding === 'utf-16le' ? Buffer.from('a\n', 'utf16le') : Buffer.from('a\n'),
          bytes,
        ]);
        fc.pre(!whole.includes(Buffer.from(REPLACEMENT[encoding])));
        const { rows, found } = await read(whole, 7, ',', encoding);
        const strict = new TextDecoder(encoding, { fatal: true });
        let valid = true;
        try {
          strict.decode(whole);
        } catch {
          valid = false;
        }
        if (!valid) expect(found.length).toBeGreaterThan(0);
        if (!new TextDecoder(encoding).decode(whole).includes('\ufffd')) return;
        if (!valid) expect(rows.flat().join('')).not.toContain('\ufffd');
      },
    ),
  );
});

it('goes on after broken lines, however the file is cut, and loses no row', async () => {
  const line = fc.oneof(
    { weight: 4, arbitrary: fc.constant('ok,"a, ""b""",c') },
    { weight: 4, arbitrary: fc.constant('ok,a,b') },
    { weight: 1, arbitrary: fc.constant('bad,5" pipe,b') },
    { weight: 1, arbitrary: fc.constant('bad,"a"b,c') },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.integer({ min: 1, max: 60 }),
      async (lines, size) => {
        const bytes = Buffer.from(`x,y,z\n${lines.map((one) => `${one}\n`).join('')}`);
        const { found, lines: read_ } = await read(bytes, size, ',');
        const bad = found.map((one) => Number(one.split(' ')[1]));
        const wanted = lines.flatMap((one, index) => (one.startsWith('bad') ? [index + 2] : []));
        expect(bad).toEqual(wanted);
        expect([...read_, ...bad].sort((one, other) => one - other)).toEqual(
          lines.map((_, index) => index + 2),
        );
      },
    ),
  );
});

it.each([
  ['a delimiter too many in the header', 'a,b,\n1,2\n"3","4"\n', 'a,b', ['1,2', '"3","4"']],
  ['a delimiter too many in every row', 'a,b\n1,2,\n"3","4",\n', 'a,b', ['1,2', '"3","4"']],
  ['quotes around every row', '"a;b"\n"1;2"\n"3;""x; y"""\n', 'a;b', ['1;2', '3;"x; y"']],
])('passes rows on without %s', async (_, text, header, rows) => {
  const found = await read(Buffer.from(text));
  expect(found.header?.join(found.dialect?.delimiter)).toBe(header);
  expect(found.texts).toEqual(rows);
  expect(found.rows.map((row) => row.length)).toEqual([2, 2]);
});

it('opens a large file without making text of its rows', async () => {
  const cells = vi.spyOn(CsvRow.prototype, 'cells', 'get');
  const rows = Array.from({ length: 1000 }, (_, row) => `${row},Smith & Sons,"a, b"\n`);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`id,name,note\n${rows.join('')}`);
  }
  const fail = (): never => expect.fail();
  const options = { file: 'x.csv', encoding: null, delimiter: null, report: fail, refuse: fail };
  await openTable(chunks(), options);
  const read = new Set(cells.mock.contexts);
  cells.mockRestore();
  expect(read.size).toBeLessThan(100);
});
