import { type Options, parse } from 'csv-parse/sync';
import { countLines, endOfLine } from './bytes.ts';
import { type Broken, CsvRow, wholeCells } from './csv-row.ts';
import { RecordCutter } from './cut-records.ts';
import { DecodeError } from './decode-error.ts';

/** Text that cannot be decoded, and the physical line on which it stands. */
export class DecodeFailure extends Error {
  readonly reason: DecodeError;
  readonly line: number;

  constructor(reason: DecodeError, line: number) {
    super(reason.message);
    this.reason = reason;
    this.line = line;
  }
}

/**
 * Reads UTF-8 as CSV after RFC 4180, with any line end, a batch for each chunk. A line whose quotes are broken
 * comes as such, and reading goes on at the next line.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  firstLine: number,
): AsyncGenerator<readonly CsvRow[]> {
  const reader = new CsvReader(delimiter, firstLine);
  try {
    for await (const chunk of chunks) yield reader.read(chunk, false);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    yield reader.read(EMPTY, true);
    throw new DecodeFailure(error, reader.line);
  }
  yield reader.read(EMPTY, true);
}

/**
 * Lines without quotes, nearly all of them, are split at the delimiter; the others go through the parser, all
 * those of a batch at once.
 */
class CsvReader {
  /** The physical line of the next row. */
  line: number;
  readonly #delimiter: string;
  readonly #options: Options;
  /** The start of a record that goes on in the next chunk. */
  #rest: Buffer = EMPTY;
  /** In the rest of a line that is too long to be kept. */
  #skipping = false;
  /** After a broken record, few are parsed at once, so that many broken ones do not cost many batches. */
  #most = Number.POSITIVE_INFINITY;

  constructor(delimiter: string, firstLine: number) {
    this.line = firstLine;
    this.#delimiter = delimiter;
    this.#options = {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    };
  }

  read(chunk: Buffer, last: boolean): readonly CsvRow[] {
    const window = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const batch: CsvRow[] = [];
    let from = this.#skipping ? this.#skipLine(window) : 0;
    for (let done = false; !done; ) {
      const quoted: CsvRow[] = [];
      const cutter = new RecordCutter(window, from, last, LONGEST);
      const first = batch.length;
      done = this.#cut(cutter, window, batch, quoted);
      from = cutter.end;
      const broken = this.#parse(quoted);
      if (broken === null) {
        this.#most *= 2;
        continue;
      }
      // Rows behind it are cut again: what looked like the inside of a quote may be rows.
      batch.length = batch.indexOf(broken, first);
      this.line = broken.line;
      from = this.#drop(window, broken.start, 'broken-quote', batch);
      this.#most = 1;
      done = false;
    }
    this.#rest = window.subarray(from);
    return batch;
  }

  // Whether nothing more can be cut from the window; else there is enough to parse for now.
  #cut(cutter: RecordCutter, window: Buffer, batch: CsvRow[], quoted: CsvRow[]): boolean {
    while (quoted.length < this.#most) {
      const kind = cutter.next();
      if (kind === null) return true;
      const { start, end } = cutter;
      switch (kind) {
        case 'plain': {
          const row = new CsvRow([], this.line, window, start, end, null);
          row.cells = row.text.split(this.#delimiter);
          batch.push(row);
          this.line += 1;
          break;
        }
        case 'quoted': {
          const row = new CsvRow([], this.line, window, start, end, null);
          batch.push(row);
          quoted.push(row);
          this.line += row.ended ? countLines(window, start, end) : 1;
          break;
        }
        case 'open':
          this.#drop(window, start, this.#whyOpen(window.subarray(start, end)), batch);
          break;
        case 'long':
          this.#drop(window, start, 'long-record', batch);
          this.#skipping = true;
          return true;
      }
    }
    return false;
  }

  // The physical line that starts here is no record; where the next one starts.
  #drop(window: Buffer, start: number, why: Broken, batch: CsvRow[]): number {
    const found = endOfLine(window, start, window.length);
    const end = found > start ? found : window.length;
    const row = new CsvRow([], this.line, window, start, end, why);
    row.cells = wholeCells(row.text, this.#delimiter);
    batch.push(row);
    this.line += 1;
    return end;
  }

  /** Fills in the cells of quoted rows; the first that the parser refuses is returned. */
  #parse(rows: readonly CsvRow[]): CsvRow | null {
    if (rows.length === 0) return null;
    const cells = this.#parseBytes(rows.length === 1 ? bytesOf(rows[0]!) : Buffer.concat(rows.map(bytesOf)));
    if (cells?.length === rows.length) {
      for (const [index, row] of rows.entries()) row.cells = cells[index]!;
      return null;
    }
    if (rows.length === 1) return rows[0]!;
    for (const row of rows) {
      const broken = this.#parse([row]);
      if (broken !== null) return broken;
    }
    return null;
  }

  #parseBytes(bytes: Buffer): string[][] | null {
    try {
      return parse(bytes, this.#options);
    } catch (error) {
      whyBroken(error);
      return null;
    }
  }

  // An odd quote in the middle of a cell is no quote that opens.
  #whyOpen(line: Buffer): Broken {
    try {
      parse(line, this.#options);
      return 'open-quote';
    } catch (error) {
      return whyBroken(error);
    }
  }

  // Where the line ends that was too long; the whole window when it goes on.
  #skipLine(window: Buffer): number {
    const end = endOfLine(window, 0, window.length);
    this.#skipping = end === 0;
    return end === 0 ? window.length : end;
  }
}

/** The cells of one record; null where it is none. */
export function parseRecord(record: Buffer, delimiter: string): readonly string[] | null {
  try {
    const [cells = ['']] = parse(record, { delimiter }) as string[][];
    return cells;
  } catch (error) {
    whyBroken(error);
    return null;
  }
}

function whyBroken(error: unknown): Broken {
  switch ((error as { code?: string }).code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'open-quote';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'broken-quote';
    default:
      throw error;
  }
}

function bytesOf({ source, start, end, ended }: CsvRow): Buffer {
  // One line end is as good as another to the parser.
  return ended ? source.subarray(start, end + 1) : source.subarray(start, end);
}

const LONGEST = 1024 * 1024;
const EMPTY = Buffer.alloc(0);
