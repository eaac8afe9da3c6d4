import { countLines, endOfLine } from './bytes.ts';
import { type Broken, CsvRow } from './csv-row.ts';
import { type CutPlainRows, openCutPlainRows } from './cut-rows.ts';
import { DecodeError } from './decode-error.ts';
import type { ReadElsewhere, ReadingPlace } from './row-blocks.ts';

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
 * comes as such, and reading goes on at the next line; so does one of a record longer than `longest` bytes. What
 * `elsewhere` takes out of the bytes is not read here.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  firstLine: number,
  longest = LONGEST,
  elsewhere: ReadElsewhere | null = null,
): AsyncGenerator<readonly CsvRow[]> {
  const reader = new CsvReader(delimiter, firstLine, longest);
  try {
    for await (const chunk of elsewhere === null ? chunks : elsewhere(chunks, reader))
      yield reader.read(chunk, false);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    yield reader.read(EMPTY, true);
    throw new DecodeFailure(error, reader.line);
  }
  yield reader.read(EMPTY, true);
}

/** Opens the reading of blocks, each of whole rows and lines: their rows, a batch at a time, and how many lines they take. */
export function openBlocks(delimiter: string): (block: Buffer) => Generator<readonly CsvRow[], number> {
  const reader = new CsvReader(delimiter, 0, LONGEST);
  return function* (block) {
    reader.restart();
    for (let at = 0; at < block.length; ) {
      const end = endOfPiece(block, at);
      yield reader.read(block.subarray(at, end), end === block.length);
      at = end;
    }
    return reader.line;
  };
}

// Few rows are held at a time, and most pieces end where a row does.
function endOfPiece(block: Buffer, start: number): number {
  if (block.length - start <= PIECE) return block.length;
  const last = block.lastIndexOf(LF, start + PIECE - 1);
  return last < start ? start + PIECE : last + 1;
}

const PIECE = 128 * 1024;

/** The record that is the whole of a text; where it is none, or several, as a broken row. */
export function readRecord(text: string, delimiter: string, line: number): CsvRow {
  const source = Buffer.from(text);
  const rows = new CsvReader(delimiter, line, source.length).read(source, true);
  const place = { line, source, start: 0, end: source.length, ended: true };
  if (rows.length !== 1) return new CsvRow(place, [text], rows.length === 0 ? null : 'broken-quote');
  return new CsvRow(place, rows[0]!.cells, rows[0]!.broken);
}

const LONGEST = 1024 * 1024;
const EMPTY = Buffer.alloc(0);

/**
 * Cuts bytes into rows and notes where each cell stands; nothing becomes text here. Which rows come depends on the
 * bytes only, not on how they were cut into chunks. A row is good until the next batch but one is read.
 */
class CsvReader implements ReadingPlace {
  /** The physical line of the next row. */
  line: number;
  readonly #delimiter: Buffer;
  readonly #longest: number;
  /** Null where each row is read byte by byte. */
  readonly #cut: CutPlainRows | null;
  /** The start of a record that goes on in the next chunk. */
  #rest: Buffer = EMPTY;
  /** In the rest of a line that is too long to be kept. */
  #skipping = false;
  #window: Buffer = EMPTY;
  /** How much of the window can be read before more comes. */
  #size = 0;
  /** Nothing follows the window. */
  #last = false;
  /** Where the cells of the batch start and end, in pairs. */
  #places: Int32Array = new Int32Array(LEAST_PLACES);
  #used = 0;
  /** The same of the batch before, which is written over by the next one. */
  #placesBefore: Int32Array = new Int32Array(LEAST_PLACES);
  #batch: CsvRow[] = [];
  /** A cell of the row that is read holds a line break. */
  #breaks = false;

  constructor(delimiter: string, firstLine: number, longest: number) {
    this.line = firstLine;
    this.#delimiter = Buffer.from(delimiter);
    this.#longest = longest;
    this.#cut = this.#delimiter.length === 1 ? findCutPlainRows() : null;
  }

  get isBetweenRows(): boolean {
    return this.#rest.length === 0 && !this.#skipping;
  }

  passLines(count: number): void {
    this.line += count;
  }

  takeRest(): Buffer | null {
    if (this.#skipping) return null;
    const rest = this.#rest;
    this.#rest = EMPTY;
    return rest;
  }

  /** Begins again in line 0, with nothing left of what was read before. */
  restart(): void {
    this.line = 0;
    this.#rest = EMPTY;
    this.#skipping = false;
  }

  /** The rows that end in what has come. */
  read(chunk: Buffer, last: boolean): readonly CsvRow[] {
    [this.#places, this.#placesBefore] = [this.#placesBefore, this.#places];
    this.#used = 0;
    this.#batch = [];
    let from = 0;
    let least = 0;
    do {
      const rest = this.#rest;
      // What was left becomes rows together with as few bytes more as can be: these are copied.
      const lineEnd = rest.length === 0 ? -1 : chunk.indexOf(LF, from + least);
      least = rest.length === 0 ? 0 : 2 * least + rest.length;
      const end = Math.min(lineEnd < 0 ? chunk.length : lineEnd + 1, from + least + LARGEST_WINDOW);
      const bytes = chunk.subarray(from, end);
      this.#readWindow(
        rest.length === 0 ? bytes : Buffer.concat([rest, bytes]),
        last && end === chunk.length,
      );
      from = end;
    } while (from < chunk.length);
    return this.#batch;
  }

  #readWindow(window: Buffer, last: boolean): void {
    this.#window = window;
    this.#last = last;
    // A delimiter of several bytes may go on in the next chunk.
    this.#size = window.length - (last ? 0 : this.#delimiter.length - 1);
    let start = this.#skipping ? this.#skipLine(0) : 0;
    let cut = this.#cut;
    while (!this.#skipping && start < this.#size) {
      const odd = cut === null ? start : this.#addPlainRows(cut, start);
      // Rows that are not plain come together, as where CR alone ends all of them.
      if (odd === start) cut = null;
      start = odd < this.#size ? this.#readRow(odd) : odd;
      if (start === odd) break;
    }
    // Few bytes: those of the chunk are not kept for them.
    this.#rest = start === window.length ? EMPTY : Buffer.from(window.subarray(start));
  }

  // Adds the rows from here on that are plain; where the first one starts that is not, or that is too long.
  #addPlainRows(cut: CutPlainRows, from: number): number {
    const source = this.#window;
    const { rows, cells } = cut(source, from, this.#delimiter[0]!);
    const before = this.#used;
    const places = this.#placesFor(cells.length);
    places.set(cells, before);
    let start = from;
    let first = before;
    for (let at = 0; at < rows.length; at += 5) {
      const end = rows[at]!;
      if (end - start >= this.#longest) break;
      const behind = before + rows[at + 2]!;
      const width = (behind - first) >> 1;
      this.#batch.push(
        new CsvRow(
          { line: this.line, source, start, end, ended: true },
          { places, first, width },
          null,
          rows[at + 4] !== 0,
        ),
      );
      const next = rows[at + 1]!;
      this.line += rows[at + 3] === 0 ? 1 : countLines(source, start, next);
      start = next;
      first = behind;
    }
    this.#used = first;
    return start;
  }

  // Adds the row that starts here; where the next one starts, or the same place when more has to come first.
  #readRow(start: number): number {
    const window = this.#window;
    const size = this.#size;
    const stop = Math.min(size, start + this.#longest);
    const first = this.#used;
    this.#breaks = false;
    let at = start;
    for (;;) {
      const isQuoted = at < stop && window[at] === QUOTE;
      const from = isQuoted ? at + 1 : at;
      const to = isQuoted ? this.#closingQuote(from, stop) : this.#endOfCell(from, stop);
      at = isQuoted ? to + 1 : to;
      if (at >= stop && (at > stop || !(this.#last && stop === size)))
        return this.#dropLine(start, stop, first, stop);
      const places = this.#placesFor(2);
      places[this.#used] = from;
      places[this.#used + 1] = to;
      this.#used += 2;
      const byte = at < stop ? window[at]! : LF;
      if (byte === LF || byte === CR) return this.#endRow(start, at, first);
      if (!this.#isDelimiter(at)) {
        this.#used -= 2;
        return this.#dropLine(start, stop, first, at);
      }
      at += this.#delimiter.length;
    }
  }

  // Where a cell without quotes around it ends, or where a quote stands in it.
  #endOfCell(from: number, stop: number): number {
    const window = this.#window;
    const separator = this.#delimiter[0];
    for (let at = from; at < stop; at += 1) {
      const byte = window[at]!;
      if (byte > QUOTE && byte !== separator) continue;
      if (byte === LF || byte === CR) return at;
      if (byte === QUOTE)
        return at === from + 1 && window[from] === EQUALS ? this.#endOfWrapped(at, stop) : at;
      if (byte === separator && this.#isDelimiter(at)) return at;
    }
    return stop;
  }

  // Where a cell ="001001" ends, which a program wrapped for spreadsheets; its quote, where it is not closed as it should be.
  #endOfWrapped(quote: number, stop: number): number {
    const window = this.#window;
    for (let at = quote + 1; at < stop; at += 1) {
      const byte = window[at]!;
      if (byte === LF || byte === CR) return quote;
      if (byte !== QUOTE) continue;
      const next = window[at + 1];
      if (at + 1 === stop || next === LF || next === CR || this.#isDelimiter(at + 1)) return at + 1;
      if (next !== QUOTE) return quote;
      at += 1;
    }
    return this.#last && stop === this.#size ? quote : stop;
  }

  // Adds the row whose last cell ends here.
  #endRow(start: number, at: number, first: number): number {
    const window = this.#window;
    const size = this.#size;
    let next = at === size ? at : at + 1;
    if (at < size && window[at] === CR) {
      if (next === size && !this.#last) return this.#wait(start, first);
      if (next < size && window[next] === LF) next += 1;
    }
    this.#add(start, at, next, first, null);
    this.line += this.#breaks && next > at ? countLines(window, start, next) : 1;
    return next;
  }

  // Where the quote stands that closes a cell; `stop` where none does before.
  #closingQuote(from: number, stop: number): number {
    const window = this.#window;
    for (let at = from; at < stop; at += 1) {
      const byte = window[at]!;
      if (byte === LF || byte === CR) this.#breaks = true;
      if (byte !== QUOTE) continue;
      if (at + 1 >= stop || window[at + 1] !== QUOTE) return at;
      at += 1;
    }
    return stop;
  }

  // The places of the batch, with room for so many more.
  #placesFor(count: number): Int32Array {
    const needed = this.#used + count;
    if (needed <= this.#places.length) return this.#places;
    const more = new Int32Array(2 * needed);
    more.set(this.#places);
    this.#places = more;
    return more;
  }

  // Adds a row whose cells are those noted from `first` on.
  #add(start: number, end: number, next: number, first: number, broken: Broken | null): void {
    const place = { line: this.line, source: this.#window, start, end, ended: next > end };
    const cells = { places: this.#places, first, width: (this.#used - first) >> 1 };
    this.#batch.push(new CsvRow(place, cells, broken));
  }

  // No record starts here, as is seen at `wrong`: its first line comes as a broken row, with the cells that stand whole
  // in it. Where what is wrong is further on, a quote that opens in this line is not closed as it should be.
  #dropLine(start: number, stop: number, first: number, wrong: number): number {
    const window = this.#window;
    const isLong = stop < this.#size;
    if (wrong === stop && !isLong && !this.#last) return this.#wait(start, first);
    let next = endOfLine(window, start, isLong ? stop + 1 : stop);
    const why = wrong < (next === start ? stop : next) ? 'broken-quote' : 'open-quote';
    if (next === start) {
      if (!isLong && !this.#last) return this.#wait(start, first);
      this.#addBroken(start, stop, stop, first, isLong ? 'long-record' : why);
      this.#skipping = isLong;
      return isLong ? this.#skipLine(stop) : stop;
    }
    const end = next - (window[next - 1] === LF && window[next - 2] === CR && next - 2 >= start ? 2 : 1);
    if (window[next - 1] === CR) {
      if (next === this.#size && !this.#last) return this.#wait(start, first);
      if (window[next] === LF) next += 1;
    }
    this.#addBroken(start, end, next, first, why);
    return next;
  }

  #addBroken(start: number, end: number, next: number, first: number, why: Broken): void {
    while (this.#used > first && this.#places[this.#used - 1]! >= end) this.#used -= 2;
    this.#add(start, end, next, first, why);
    this.line += 1;
  }

  // The row goes on in the next chunk, and is read from its start then.
  #wait(start: number, first: number): number {
    this.#used = first;
    return start;
  }

  // Where the line ends that was too long, or all that has come of it.
  #skipLine(from: number): number {
    const next = endOfLine(this.#window, from, this.#size);
    if (next === from) return this.#size;
    const isHalf = next === this.#size && !this.#last && this.#window[next - 1] === CR;
    this.#skipping = isHalf;
    return isHalf ? next - 1 : next;
  }

  // Of a delimiter of several bytes the first may stand alone.
  #isDelimiter(at: number): boolean {
    const window = this.#window;
    const delimiter = this.#delimiter;
    if (delimiter.length === 1) return window[at] === delimiter[0];
    return window.subarray(at, at + delimiter.length).equals(delimiter);
  }
}

function findCutPlainRows(): CutPlainRows | null {
  if (cutPlainRows === undefined) cutPlainRows = openCutPlainRows();
  return cutPlainRows;
}

let cutPlainRows: CutPlainRows | null | undefined;

const LEAST_PLACES = 256;
const LARGEST_WINDOW = 256 * 1024;
const QUOTE = 0x22;
const EQUALS = 0x3d;
const LF = 0x0a;
const CR = 0x0d;
