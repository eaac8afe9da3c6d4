import type { Diagnostic } from '../text/diagnostic.ts';
import { createDecoder, DecodeError, type Decoder } from './decode.ts';
import { delimiterNamed, findDelimiters, nameDelimiter } from './delimiter.ts';
import { findDisguise } from './disguise.ts';
import { RecordError, readCsv } from './read-csv.ts';
import type { Table, TableOptions, TableRecord } from './table.ts';

/** Opens a customer file: finds encoding, delimiter and header. Null after a report of what it is instead. */
export async function openTable(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): Promise<Table | null> {
  const fail = (code: Diagnostic['code'], message: string, help: string, line = 0): null => {
    const at =
      line === 0
        ? ({ kind: 'file', file: options.file } as const)
        : ({ kind: 'cell', file: options.file, line, column: null } as const);
    options.report({ code, severity: 'error', message, help, at });
    return null;
  };
  const bytes = chunks[Symbol.asyncIterator]();
  const start = await readStart(bytes);
  const disguise = findDisguise(start);
  if (disguise !== null) return fail('not-csv', `the file is ${disguise.what}, not CSV`, disguise.help);
  let decoder: Decoder;
  let head: string;
  try {
    decoder = createDecoder(options.encoding, start);
    head = decoder.decode(start);
  } catch (error) {
    if (error instanceof DecodeError) return fail(error.code, error.message, error.help, error.line);
    throw error;
  }
  if (head.trim() === '')
    return fail(
      'empty-file',
      'the file has no header row',
      'export it again, with the column names in the first row',
    );
  const told = /^sep=(.)\r?\n/i.exec(head);
  const candidates =
    options.delimiter !== null
      ? [delimiterNamed(options.delimiter)]
      : told
        ? [told[1]!]
        : findDelimiters(head);
  if (candidates.length > 1) {
    const names = candidates.map(nameDelimiter);
    return fail(
      'ambiguous-delimiter',
      `columns could be separated by ${names.join(' or ')}`,
      `say which: --delimiter ${names[0]}`,
      1,
    );
  }
  const delimiter = candidates[0] ?? ',';
  const skipped = told === null ? 0 : 1;
  const texts = decodeAll(bytes, decoder, told === null ? head : head.slice(told[0].length));
  const rows = checkRecords(readCsv(texts, delimiter), skipped, fail);
  let header: TableRecord | null = null;
  for (;;) {
    const next = await rows.next();
    if (next.done) break;
    if (isBlank(next.value)) continue;
    header = next.value;
    break;
  }
  if (header === null) return null;
  const dialect = {
    encoding: decoder.encoding,
    delimiter,
    detected: options.encoding === null || options.delimiter === null,
  };
  return { file: options.file, dialect, header, records: fullRows(rows, header, options) };
}

// Enough to see what the file is, however small its chunks are.
async function readStart(bytes: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < START) {
    const next = await bytes.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const START = 64 * 1024;

async function* decodeAll(
  bytes: AsyncIterator<Uint8Array>,
  decoder: Decoder,
  head: string,
): AsyncGenerator<string> {
  yield head;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield decoder.decode(next.value);
  yield decoder.end();
}

type Fail = (code: Diagnostic['code'], message: string, help: string, line?: number) => null;

async function* checkRecords(
  records: AsyncIterable<TableRecord>,
  skipped: number,
  fail: Fail,
): AsyncGenerator<TableRecord> {
  try {
    for await (const record of records)
      yield skipped === 0 ? record : { ...record, line: record.line + skipped };
  } catch (error) {
    if (error instanceof DecodeError) fail(error.code, error.message, error.help, error.line + skipped);
    else if (error instanceof RecordError) fail(error.kind, ...QUOTE_WORDS[error.kind], error.line + skipped);
    else throw error;
  }
}

const QUOTE_WORDS: Readonly<Record<RecordError['kind'], [message: string, help: string]>> = {
  'open-quote': [
    'a quote opens in this row and is never closed',
    'close the quote, or double it ("") if it is part of the text',
  ],
  'long-record': [
    'this row is longer than 1 MB, most likely because a quote is never closed',
    'close the quote, or double it ("")',
  ],
  'broken-quote': [
    'a quote stands in the middle of a cell of this row',
    'put the whole cell into quotes and double the quote inside: "24"" screen"',
  ],
};

// Every row past here is as long as the header; the others are refused with their text.
async function* fullRows(
  rows: AsyncIterable<TableRecord>,
  header: TableRecord,
  options: TableOptions,
): AsyncGenerator<TableRecord> {
  const width = header.cells.length;
  let blank = 0;
  let firstBlank = 0;
  for await (const record of rows) {
    if (isBlank(record)) {
      if (blank === 0) firstBlank = record.line;
      blank += 1;
    } else if (record.cells.length === width) yield record;
    else {
      const message = `the row has ${record.cells.length} cells, the header has ${width}`;
      const help = 'put a cell that holds the delimiter or a line break into quotes';
      const at = { kind: 'cell', file: options.file, line: record.line, column: null } as const;
      options.refuse({ code: 'ragged-row', severity: 'error', message, help, at }, record.text);
    }
  }
  if (blank === 0) return;
  const at = { kind: 'cell', file: options.file, line: firstBlank, column: null } as const;
  const message = `${blank} blank ${blank === 1 ? 'row was' : 'rows were'} left out`;
  options.report({ code: 'blank-rows', severity: 'warning', message, at });
}

function isBlank(record: TableRecord): boolean {
  return record.cells.every((cell) => cell.trim() === '');
}
