import type { Diagnostic } from '../text/diagnostic.ts';
import type { CsvRow } from './csv-row.ts';
import { createDecoder, DecodeError, type Decoder } from './decode.ts';
import { delimiterNamed, findDelimiters, nameDelimiter } from './delimiter.ts';
import { findDisguise } from './disguise.ts';
import { BROKEN_WORDS, fullRows, isBlank } from './full-rows.ts';
import { DecodeFailure, readCsv } from './read-csv.ts';
import type { Table, TableOptions } from './table.ts';

/** Opens a customer file: finds encoding, delimiter and header. Null after a report of what it is instead. */
export async function openTable(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): Promise<Table | null> {
  let failed = false;
  const fail: Fail = (code, message, help, line = 0) => {
    failed = true;
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
  try {
    decoder = createDecoder(options.encoding, start);
  } catch (error) {
    if (error instanceof DecodeError) return fail(error.code, error.message, error.help);
    throw error;
  }
  const head = decoder.decode(start);
  const text = head.toString();
  const told = /^sep=(.)(?:\r\n|\n|\r)/i.exec(text);
  const delimiter = chooseDelimiter(text, told?.[1], options, fail);
  if (delimiter === null) return null;
  const texts = decodeAll(bytes, decoder, told === null ? head : head.subarray(told[0].length));
  const batches = untilFailure(readCsv(texts, delimiter, told === null ? 1 : 2), fail);
  let rows: readonly CsvRow[] = [];
  let at = -1;
  while (at < 0) {
    const next = await batches.next();
    if (next.done) break;
    rows = next.value;
    at = rows.findIndex((row) => !isBlank(row));
  }
  const header = rows[at];
  if (header === undefined) {
    return failed
      ? null
      : fail(
          'empty-file',
          'the file has no header row',
          'export it again, with the column names in the first row',
        );
  }
  if (header.broken !== null) return fail(header.broken, ...BROKEN_WORDS[header.broken], header.line);
  const dialect = {
    encoding: decoder.encoding,
    delimiter,
    detected: options.encoding === null || options.delimiter === null,
  };
  const records = fullRows(rows.slice(at + 1), batches, header, options);
  return { file: options.file, dialect, header, records };
}

export type Fail = (code: Diagnostic['code'], message: string, help: string, line?: number) => null;

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

function chooseDelimiter(
  head: string,
  said: string | undefined,
  options: TableOptions,
  fail: Fail,
): string | null {
  if (options.delimiter !== null) return delimiterNamed(options.delimiter);
  if (said !== undefined) return said;
  const candidates = findDelimiters(head);
  if (candidates.length < 2) return candidates[0] ?? ',';
  const names = candidates.map(nameDelimiter);
  const message = `columns could be separated by ${names.join(' or ')}`;
  return fail('ambiguous-delimiter', message, `say which: --delimiter ${names[0]}`, 1);
}

async function* decodeAll(
  bytes: AsyncIterator<Uint8Array>,
  decoder: Decoder,
  head: Buffer,
): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield decoder.decode(next.value);
  yield decoder.end();
  decoder.close();
}

async function* untilFailure(
  batches: AsyncIterable<readonly CsvRow[]>,
  fail: Fail,
): AsyncGenerator<readonly CsvRow[]> {
  try {
    yield* batches;
  } catch (error) {
    if (!(error instanceof DecodeFailure)) throw error;
    fail(error.reason.code, error.reason.message, error.reason.help, error.line);
  }
}
