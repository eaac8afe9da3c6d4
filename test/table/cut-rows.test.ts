import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { openCutPlainRows } from '../../src/table/cut-rows.ts';
import { BEGINS_FORMULA } from '../../src/table/write-csv.ts';

const cutRows = openCutPlainRows()!;

/** Where a row ends, where the next one starts, where its cells start and end, and whether a line ends in one of them. */
type Row = readonly [end: number, next: number, cells: readonly number[], breaks: boolean];

const MARKS = [...BEGINS_FORMULA.keys()].filter((byte) => BEGINS_FORMULA[byte] === 1);

function cut(bytes: Buffer, delimiter: string, start: number): Row[] {
  const { rows, cells } = cutRows(bytes, start, delimiter.charCodeAt(0));
  const found: Row[] = [];
  for (let at = 0, first = 0; at < rows.length; at += 5) {
    const [end, next, behind, breaks, formula] = rows.subarray(at, at + 5);
    const own = [...cells.subarray(first, behind)];
    found.push([end!, next!, own, breaks !== 0]);
    const begins = own.some(
      (from, at) => at % 2 === 0 && from < own[at + 1]! && MARKS.includes(bytes[from]!),
    );
    // What stands behind a quote in a cell may be taken for its beginning.
    const isQuoted = bytes.subarray(Math.max(0, own[0]! - 1), end).includes('"');
    if (begins || !isQuoted) expect(formula !== 0).toBe(begins);
    first = behind!;
  }
  return found;
}

// The same by the grammar of a plain row.
function cutByGrammar(bytes: Buffer, delimiter: string, start: number): Row[] {
  const text = bytes.toString('latin1');
  const cell = new RegExp(`("(?:[^"]|"")*"|[^"\r\n\\${delimiter}]*)(\\${delimiter}|\r?\n)`, 'y');
  const found: Row[] = [];
  let cells: number[] = [];
  cell.lastIndex = start;
  for (let at = start; ; at = cell.lastIndex) {
    const [, content, behind] = cell.exec(text) ?? [];
    if (content === undefined) return found;
    const quote = content.startsWith('"') ? 1 : 0;
    cells.push(at + quote, at + content.length - quote);
    if (behind === delimiter) continue;
    const breaks = cells.some((start, at) => at % 2 === 0 && /[\r\n]/.test(text.slice(start, cells[at + 1])));
    found.push([at + content.length, cell.lastIndex, cells, breaks]);
    cells = [];
  }
}

const sign = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '"',
      '""',
      ',',
      ',"',
      '",',
      ';',
      '|',
      '\n',
      '\r\n',
      '"\n',
      '"\r\n',
      '\n"',
      '\r',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 20 }) },
);

test('cuts whatever comes as the grammar of plain rows says', () => {
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 40 }),
      fc.constantFrom(',', ';', '|', '\t'),
      fc.nat(20),
      fc.nat(20),
      (signs, delimiter, offset, start) => {
        const all = Buffer.from(signs.join(''), 'latin1');
        const bytes = all.subarray(Math.min(offset, all.length));
        const from = Math.min(start, bytes.length);
        expect(cut(bytes, delimiter, from)).toEqual(cutByGrammar(bytes, delimiter, from));
      },
    ),
    { numRuns: Number(process.env['FUZZ'] ?? 2000) },
  );
}, 3_600_000);

const quoted = fc
  .array(fc.constantFrom('a', ',', '""', ' ', '\n', '\r'), { maxLength: 8 })
  .map((signs) => `"${signs.join('')}"`);
const unquoted = fc
  .array(fc.constantFrom('a', ' ', '1', '\xe9'), { maxLength: 20 })
  .map((signs) => signs.join(''));

test('cuts all of what is plain, up to the first sign that is not', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.array(fc.oneof(quoted, unquoted), { minLength: 1, maxLength: 6 }),
          fc.constantFrom('\n', '\r\n'),
        ),
        { maxLength: 12 },
      ),
      fc.nat(),
      fc.constantFrom('', '"', '\n', '\r', 'a'),
      (rows, place, odd) => {
        const lines = rows.map(([cells, end]) => cells.join(',') + end);
        const plain = lines.join('');
        expect(cut(Buffer.from(plain, 'latin1'), ',', 0)).toHaveLength(lines.length);
        const at = place % (plain.length + 1);
        const bytes = Buffer.from(plain.slice(0, at) + odd + plain.slice(at), 'latin1');
        expect(cut(bytes, ',', 0)).toEqual(cutByGrammar(bytes, ',', 0));
      },
    ),
    { numRuns: Number(process.env['FUZZ'] ?? 1000) },
  );
}, 3_600_000);

test.each(['\n', '"",""\r\n', ',\n'])('cuts many rows of %j in parts', (row) => {
  const bytes = Buffer.from(row.repeat(10_000));
  const rows: Row[] = [];
  for (let part = cut(bytes, ',', 0); part.length > 0; part = cut(bytes, ',', rows.at(-1)![1]))
    rows.push(...part);
  expect(rows).toEqual(cutByGrammar(bytes, ',', 0));
});

test('cuts a row of any cells that is no longer than 16 KB', () => {
  const row = `${','.repeat(16 * 1024 - 1)}\n`;
  expect(cut(Buffer.from(row), ',', 0)).toEqual(cutByGrammar(Buffer.from(row), ',', 0));
  expect(cut(Buffer.from(`,${row}`), ',', 0)).toEqual([]);
});

test('is not there without WebAssembly', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(openCutPlainRows()).toBeNull();
  vi.unstubAllGlobals();
});

test('tells which rows may hold a formula by the first bytes of their cells', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const sign = Buffer.from([byte]).toString('latin1');
    if ('",\r\n'.includes(sign)) continue;
    for (const text of [`${sign}a,b`, `aaaaaaaaaaaaaa,${sign}`, `aaaaaaaaaaaaaaa,${sign}b`, `a,"${sign}"`]) {
      const { rows } = cutRows(Buffer.from(`${text}\na${sign},b\n`, 'latin1'), 0, ','.charCodeAt(0));
      expect([text, rows[4] !== 0, rows[9] !== 0]).toEqual([text, BEGINS_FORMULA[byte] === 1, false]);
    }
  }
});
