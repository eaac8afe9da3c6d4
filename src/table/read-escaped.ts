import { type CsvRow, madeRow } from './csv-row.ts';
import { DecodeError } from './decode-error.ts';
import { DecodeFailure } from './read-csv.ts';
import { csvRecord } from './write-csv.ts';

/**
 * Reads the text of a database dump, in which a sign such as \ takes its meaning from what follows it: \" is a quote,
 * \\ itself, \n a line end, \t a tab, and a cell \N is blank. Rows come out as CSV; the line is that of their start.
 */
export async function* readEscaped(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  sign: string,
  firstLine: number,
): AsyncGenerator<readonly CsvRow[]> {
  const reader = escapedReader(delimiter, sign, firstLine);
  // A character never falls apart: what is decoded ends at whole ones.
  const decoder = new TextDecoder();
  try {
    for await (const chunk of chunks) yield reader.read(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new DecodeFailure(error, reader.line());
  }
  yield reader.end();
}

interface EscapedReader {
  read(text: string): readonly CsvRow[];
  end(): readonly CsvRow[];
  /** The line that is read. */
  line(): number;
}

function escapedReader(delimiter: string, mark: string, firstLine: number): EscapedReader {
  let rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let isNull = false;
  let quoted = false;
  let closed = false;
  let escaped = false;
  let afterCr = false;
  let line = firstLine;
  let start = firstLine;
  const endCell = (): void => {
    cells.push(isNull && cell === 'N' ? '' : cell);
    cell = '';
    isNull = false;
    closed = false;
  };
  const endRow = (broken: 'open-quote' | null): void => {
    endCell();
    rows.push(madeRow(cells, csvRecord(cells, delimiter), start, broken));
    cells = [];
    start = line;
  };
  const take = (sign: string): void => {
    const isLineEnd = sign === '\n' || sign === '\r';
    if (isLineEnd && !(sign === '\n' && afterCr)) line += 1;
    const ended = sign === '\n' && afterCr && !quoted && !escaped;
    afterCr = sign === '\r';
    if (ended) return;
    if (escaped) {
      escaped = false;
      isNull = sign === 'N' && cell === '';
      cell += MEANINGS[sign] ?? sign;
    } else if (sign === mark) escaped = true;
    else if (sign === '"' && quoted) {
      quoted = false;
      closed = true;
    } else if (sign === '"' && (closed || cell === '')) {
      // A doubled quote is one, too.
      if (closed) cell += sign;
      quoted = true;
    } else if (quoted) cell += sign;
    else if (sign === delimiter) endCell();
    else if (isLineEnd) endRow(null);
    else cell += sign;
  };
  const flush = (): readonly CsvRow[] => {
    const done = rows;
    rows = [];
    return done;
  };
  return {
    read(text) {
      for (const sign of text) take(sign);
      return flush();
    },
    end() {
      if (cells.length > 0 || cell !== '' || quoted) endRow(quoted ? 'open-quote' : null);
      return flush();
    },
    line: () => line,
  };
}

const MEANINGS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '' };
