import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { CsvRow } from '../../src/table/csv-row.ts';
import { readCsv } from '../../src/table/read-csv.ts';
import { csvRecord } from '../../src/table/write-csv.ts';

async function readAll(
  bytes: Buffer,
  size: number,
  delimiter: string,
  longest?: number,
  read = readCsv,
): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  // A row is good until the next batch but one.
  for await (const batch of read(chunks(), delimiter, 1, longest))
    rows.push(...batch.map((row) => row.detach()));
  return rows;
}

// Where there is no WebAssembly, each row is read byte by byte.
const readByBytes = await (async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  const { readCsv: read } = await import('../../src/table/read-csv.ts');
  // It looks for it with the first file.
  await readAll(Buffer.alloc(0), 1, ',', undefined, read);
  vi.unstubAllGlobals();
  return read;
})();

test.each<[string, string, readonly string[]]>([
  ['D2,"x"y,3000', ',', ['D2']],
  ['"D,2";"x ""y""";a"b;c', ';', ['D,2', 'x "y"']],
  ['"D2","never closed,1,2', ',', ['D2']],
  ['"D2"||||"never closed||1', '||', ['D2', '']],
  ['a,,"b"c', ',', ['a', '']],
  ['"x"y,D2', ',', []],
  ['a"b,D2', ',', []],
  ['a,"b\n"c', ',', ['a']],
])('of the broken line %j, cut at %j, stand whole %j', async (text, delimiter, cells) => {
  const [row] = await readAll(Buffer.from(text), 7, delimiter);
  expect(row!.broken).not.toBeNull();
  expect(row!.cells).toEqual(cells);
});

test('reads a batch much larger than the one before', async () => {
  // As many cells as make a list of pairs of an eighth more an odd one.
  const few = 'a,b\n'.repeat(134);
  const many = 'cc,dd\n'.repeat(400);
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(few);
    yield Buffer.from(many);
  }
  const rows: string[] = [];
  for await (const batch of readCsv(chunks(), ',', 1))
    for (const row of batch) rows.push(row.cells.join('|'));
  expect(rows).toEqual([...Array(134).fill('a|b'), ...Array(400).fill('cc|dd')]);
});

// What csv-parse makes of a file, record by record: where it finds none, the line is dropped, and why is what it says
// of that line alone.
function readByCsvParse(bytes: Buffer, delimiter: string): Seen[] {
  const options = { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true };
  const rows: Seen[] = [];
  let line = 1;
  for (let at = 0; at < bytes.length; ) {
    const rest = bytes.subarray(at);
    const first = /^[^\r\n]*(?:\r\n|\n|\r|$)/.exec(rest.toString('latin1'))![0];
    try {
      const [{ record, info }] = parse(rest, { ...options, to: 1, info: true }) as unknown as [
        { record: string[]; info: { bytes: number } },
      ];
      const text = rest.toString('latin1', 0, info.bytes);
      rows.push({ line, cells: record, broken: null, text: withoutLineEnd(text) });
      line += Math.max(1, text.match(/\r\n|\n|\r/g)?.length ?? 0);
      at += info.bytes;
    } catch {
      rows.push({ line, cells: null, broken: whyBroken(first, options), text: withoutLineEnd(first) });
      line += 1;
      at += first.length;
    }
  }
  return rows;
}

interface Seen {
  readonly line: number;
  readonly cells: readonly string[] | null;
  readonly broken: string | null;
  /** As Latin-1, a sign for each byte. */
  readonly text: string;
}

function whyBroken(line: string, options: object): string {
  try {
    parse(Buffer.from(line, 'latin1'), options);
  } catch (error) {
    return (error as { code: string }).code === 'CSV_QUOTE_NOT_CLOSED' ? 'open-quote' : 'broken-quote';
  }
  throw new Error(`expected ${JSON.stringify(line)} to be no record`);
}

function withoutLineEnd(text: string): string {
  return text.replace(/(?:\r\n|\n|\r)$/, '');
}

function see({ line, cells, broken, source, start, end }: CsvRow): Seen {
  return { line, cells: broken === null ? cells : null, broken, text: source.toString('latin1', start, end) };
}

const DELIMITERS = [',', ';', '\t', '|', '||', '，'];
const LINE_ENDS = ['\n', '\r\n', '\r'];

test.each(['a,"b ""c""\r\nd",\r\n"",x"y\n"é\n\n"z', '"a"||"b|"|c||\r\n"||"||d'])(
  'reads %j as csv-parse does, wherever it is cut',
  async (text) => {
    for (const delimiter of [',', '||']) {
      const bytes = Buffer.from(text);
      const expected = readByCsvParse(bytes, delimiter);
      for (let size = 1; size <= bytes.length; size += 1)
        for (const read of [readCsv, readByBytes])
          expect((await readAll(bytes, size, delimiter, undefined, read)).map(see)).toEqual(expected);
    }
  },
);

// `npm run fuzz` reads 100,000 files; a failure shows its seed.
test('reads tables of every dialect, mutated, as csv-parse does', async () => {
  const sign = fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '||',
    '，',
    '\n',
    '\r',
    '\r\n',
    'a',
    ' ',
    '1',
    'é',
    '中',
    '\\',
  );
  const mutation = fc.record({
    at: fc.nat(),
    drop: fc.nat({ max: 2 }),
    add: fc.array(sign, { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.array(sign, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom(...LINE_ENDS),
      fc.array(mutation, { maxLength: 3 }),
      fc.integer({ min: 1, max: 40 }),
      async (rows, delimiter, lineEnd, mutations, size) => {
        const table = rows.map(
          (cells) =>
            csvRecord(
              cells.map((signs) => signs.join('')),
              delimiter,
            ) + lineEnd,
        );
        const bytes = Buffer.from(mutations.reduce(mutate, table.join('')));
        const expected = readByCsvParse(bytes, delimiter);
        for (const read of [readCsv, readByBytes])
          expect((await readAll(bytes, size, delimiter, undefined, read)).map(see)).toEqual(expected);
      },
    ),
    { numRuns: Number(process.env['FUZZ'] ?? 1000) },
  );
}, 3_600_000);

function mutate(
  text: string,
  { at, drop, add }: { at: number; drop: number; add: readonly string[] },
): string {
  const signs = [...text];
  signs.splice(at % (signs.length + 1), drop, ...add);
  return signs.join('');
}

test('reads cells that a program wrapped for spreadsheets, wherever the file is cut', async () => {
  const sign = fc.constantFrom('"', '=', ',', '1', 'é', ' ');
  const cell = fc.record({ signs: fc.array(sign, { maxLength: 4 }), wrapped: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom(...LINE_ENDS),
      fc.integer({ min: 1, max: 12 }),
      async (table, delimiter, lineEnd, size) => {
        const rows = table.map((cells) =>
          cells.map(({ signs, wrapped }) => {
            const text = signs.join('');
            const own = `="${text.replaceAll('"', '""')}"`;
            return wrapped ? { text: own, written: own } : { text, written: csvRecord([text], delimiter) };
          }),
        );
        const lines = rows.map((cells) => cells.map(({ written }) => written).join(delimiter) + lineEnd);
        for (const read of [readCsv, readByBytes])
          expect(
            (await readAll(Buffer.from(lines.join('')), size, delimiter, undefined, read)).map(
              ({ broken, cells }) => broken ?? cells,
            ),
          ).toEqual(rows.map((cells) => cells.map(({ text }) => text)));
      },
    ),
  );
});

test.each(['="a', '="a"b', 'x="a"', '=="a"', '="a\n"', '="a" ,b'])(
  'finds no wrapped cell in %j',
  async (text) => {
    for (let size = 1; size <= text.length; size += 1)
      expect((await readAll(Buffer.from(text), size, ','))[0]!.broken).toBe('broken-quote');
  },
);

test('gives records up that are too long, wherever the file is cut', async () => {
  const part = fc.constantFrom('"', 'a', 'bc', ',', '\n', '\r\n', '\r', '""', '",', ',"');
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 30 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 2, max: 10 }),
      async (parts, size, longest) => {
        const bytes = Buffer.from(parts.join(''));
        const whole = (await readAll(bytes, bytes.length, ',', longest)).map(see);
        for (const read of [readCsv, readByBytes])
          expect((await readAll(bytes, size, ',', longest, read)).map(see)).toEqual(whole);
        // No line is lost: rows start where they would without the bound, or at a line between.
        const lines = bytes.toString().match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
        for (const { line, text } of whole)
          expect(lines[line - 1]!.startsWith(text.split(/[\r\n]/)[0]!)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
