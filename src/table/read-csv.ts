import { type CsvError, type Options, Parser } from 'csv-parse';
import type { TableRecord } from './table.ts';

/** A quote or record that cannot be read, and the physical line where it starts. */
export class RecordError extends Error {
  readonly kind: 'open-quote' | 'broken-quote' | 'long-record';
  readonly line: number;

  constructor(kind: RecordError['kind'], line: number) {
    super(kind);
    this.kind = kind;
    this.line = line;
  }
}

const MAX_RECORD = 1024 * 1024;

/** Reads text as CSV after RFC 4180, with any line end; blank lines are left out, ragged rows are not. */
export async function* readCsv(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<TableRecord> {
  const found: { record: string[]; raw: string }[] = [];
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    raw: true,
  };
  const parser = new Parser(options);
  parser.push = (row: (typeof found)[number] | null) => {
    if (row !== null) found.push(row);
    return true;
  };
  let failure: CsvError | null = null;
  parser.on('error', (error) => {
    failure = error as CsvError;
  });
  let line = 1;
  const take = function* (): Generator<TableRecord> {
    for (const { record, raw } of found) {
      const text = raw.replace(LINE_END, '');
      yield { cells: record, line, text };
      line += (raw.match(LINE_BREAKS) ?? []).length;
    }
    found.length = 0;
  };
  for await (const text of texts) {
    await new Promise<void>((resolve) => parser.write(text, () => resolve()));
    yield* take();
    if (failure !== null) throw recordError(failure, line);
  }
  await new Promise<void>((resolve) => {
    parser.once('error', () => resolve());
    parser.end(() => resolve());
  });
  yield* take();
  if (failure !== null) throw recordError(failure, line);
}

const LINE_BREAKS = /\r\n|\n|\r/g;
const LINE_END = /(?:\r\n|\n|\r)$/;

function recordError(error: CsvError, line: number): RecordError {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new RecordError('open-quote', line);
    case 'CSV_MAX_RECORD_SIZE':
      return new RecordError('long-record', line);
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return new RecordError('broken-quote', line);
    default:
      throw error;
  }
}
