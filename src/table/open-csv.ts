import type { CsvRow } from './csv-row.ts';
import { createDecoder, DecodeError, type Decoder } from './decode.ts';
import { delimiterNamed, findDelimiters, nameDelimiter } from './delimiter.ts';
import type { Fail, OpenedRows } from './open-table.ts';
import { DecodeFailure, readCsv } from './read-csv.ts';
import type { TableOptions } from './table.ts';

/** Opens bytes as CSV: finds encoding and delimiter. `start` comes before what `rest` still gives. */
export function openCsv(
  start: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  options: TableOptions,
  fail: Fail,
): OpenedRows | null {
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
  const texts = decodeAll(rest, decoder, told === null ? head : head.subarray(told[0].length));
  const dialect = {
    // Only what is not ASCII tells, and it may come late.
    get encoding() {
      return decoder.encoding;
    },
    delimiter,
    detected: options.encoding === null || options.delimiter === null,
  };
  return { dialect, rows: untilFailure(readCsv(texts, delimiter, told === null ? 1 : 2), fail) };
}

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
