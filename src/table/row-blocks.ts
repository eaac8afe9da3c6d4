import { countLines } from './bytes.ts';

/** The rows of a file as blocks of its bytes, which others may read. */
export interface RowBlocks {
  /** From here on, blocks are read by these; what they leave is read here. */
  readBy<T>(readers: BlockReaders<T>): void;
}

/** Those who read blocks, in other threads and in this one where it would only wait for them. */
export interface BlockReaders<T> {
  /** About how many bytes a block has. */
  readonly size: number;
  /** How many blocks may be with other threads at a time: one to read, and one behind it, for each of them. */
  readonly most: number;
  /** How many bytes are read here first, since a short file is not worth the start of others. */
  readonly after: number;
  /** Whether they have to know in which line a block starts: it takes a look at all that comes before. */
  readonly namesLines: boolean;
  /** Whether what is found in rows depends on none before them; asked again for each block. */
  isFree(): boolean;
  /**
   * Finds what is in a block of whole rows, in memory that threads share, which starts in `line`; null where they have to be
   * read one after the other.
   */
  read(block: Buffer, line: number): Promise<(T & BlockLines) | null>;
  /** The same in this thread, which then hears of what others have read. */
  readHere(block: Buffer, line: number): Promise<(T & BlockLines) | null>;
  /** Takes in what was found, in the order of the file; the block starts in `line`. */
  join(found: T, line: number): Promise<void>;
  /** Rows are read here again, behind the row of these bytes. */
  resume(before: Uint8Array): void;
}

/** How many lines a block takes, and its last row. */
export interface BlockLines {
  readonly lines: number;
  readonly lastRow: Uint8Array;
}

/** Where the reading of rows stands. */
export interface ReadingPlace {
  /** The physical line of the next row. */
  readonly line: number;
  /** Whether each row that has begun has ended. */
  readonly isBetweenRows: boolean;
  /** Goes on behind so many lines, which were read elsewhere. */
  passLines(count: number): void;
  /** Gives back the bytes of a row that has begun; null in the rest of a line that is too long to be kept. */
  takeRest(): Buffer | null;
}

/** Takes bytes out of those that are to be read; the others come in their order. */
export type ReadElsewhere = (chunks: AsyncIterable<Buffer>, place: ReadingPlace) => AsyncIterable<Buffer>;

/** Blocks that can be read elsewhere, and what takes them out of the bytes of the file. */
export function openRowBlocks(): { readonly blocks: RowBlocks; readonly elsewhere: ReadElsewhere } {
  let readers: BlockReaders<unknown> | null = null;
  return {
    blocks: {
      readBy(told) {
        readers = told as BlockReaders<unknown>;
      },
    },
    async *elsewhere(chunks, place) {
      const source = chunks[Symbol.asyncIterator]();
      let size = 0;
      try {
        for (;;) {
          if (readers !== null && size >= readers.after) {
            const rest = place.takeRest();
            if (rest !== null) {
              yield* readInBlocks(new BlockCutter(rest, source, readers.size), readers, place);
              return;
            }
          }
          const next = await source.next();
          if (next.done === true) return;
          size += next.value.length;
          yield next.value;
        }
      } finally {
        // Whoever wants no more does not leave the file open.
        await source.return?.();
      }
    },
  };
}

// Blocks are joined in the order of the file; those in which something is odd are read here, at their turn.
async function* readInBlocks<T>(
  cutter: BlockCutter,
  readers: BlockReaders<T>,
  place: ReadingPlace,
): AsyncGenerator<Buffer> {
  // In the order of the file.
  const waiting: WaitingBlock<T>[] = [];
  let before: Uint8Array | null = null;
  // Blocks in a row that had to be read here: what is odd is rarely alone, and each was read elsewhere in vain.
  let inVain = 0;
  const isOpen = (): boolean => readers.isFree() && inVain < PATIENCE && !cutter.isOver;
  for (;;) {
    if (waiting.length === 0 && isOpen()) {
      const rest = place.takeRest();
      if (rest !== null) cutter.prepend(rest);
    }
    while (waiting.length < readers.most + AHEAD && isOpen() && place.isBetweenRows) {
      const block = await cutter.next();
      if (block !== null) {
        const line = readers.namesLines ? lineBehind(waiting.at(-1), place) : 0;
        waiting.push({ block, line, reading: null, found: undefined });
      }
      giveAway(waiting, readers);
    }
    giveAway(waiting, readers);
    const [first] = waiting;
    if (first === undefined) {
      const chunk = await cutter.chunk();
      if (chunk === null) return;
      if (before !== null) readers.resume(before);
      before = null;
      yield chunk;
      continue;
    }
    if (first.found === undefined) {
      const next = waiting.find(({ reading }) => reading === null);
      if (next === undefined) await first.reading;
      else {
        next.reading = NOTHING;
        next.found = await readers.readHere(next.block, next.line);
      }
      continue;
    }
    waiting.shift();
    const { block, line, found } = first;
    // Its lines were counted ahead, by the bytes alone.
    const isInPlace = place.isBetweenRows && (!readers.namesLines || place.line === line);
    if (found !== null && isInPlace && readers.isFree()) {
      inVain = 0;
      before = found.lastRow;
      await readers.join(found, place.line);
      place.passLines(found.lines);
      cutter.reuse(block);
      continue;
    }
    inVain += 1;
    if (before !== null) readers.resume(before);
    before = null;
    // Rows may be kept until the next ones come.
    const bytes = Buffer.from(block);
    cutter.reuse(block);
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  }
}

interface WaitingBlock<T> {
  readonly block: Buffer;
  /** Where it starts, if that has to be known. */
  readonly line: number;
  /** Where somebody has begun with it. */
  reading: Promise<void> | null;
  /** Undefined until it was read. */
  found: (T & BlockLines) | null | undefined;
}

function lineBehind<T>(last: WaitingBlock<T> | undefined, { line }: ReadingPlace): number {
  return last === undefined ? line : last.line + countLines(last.block, 0, last.block.length);
}

// Gives blocks that nobody has begun with to other threads.
function giveAway<T>(waiting: readonly WaitingBlock<T>[], readers: BlockReaders<T>): void {
  let away = waiting.filter(({ reading, found }) => reading !== null && found === undefined).length;
  for (const one of waiting) {
    if (away >= readers.most) return;
    if (one.reading !== null) continue;
    one.reading = readers.read(one.block, one.line).then((found) => {
      one.found = found;
    });
    // Whoever waits for it is told what went wrong.
    one.reading.catch(() => {});
    away += 1;
  }
}

const NOTHING = Promise.resolve();
const AHEAD = 4;
const PATIENCE = 8;
const CHUNK = 128 * 1024;

// Cuts bytes behind line ends that are, by the number of quotes before them, in no cell. Should that be wrong, as with a
// stray quote, the rows of the block show it.
class BlockCutter {
  /** Nothing is left to be cut: the rest comes as `chunk`. */
  isOver = false;
  readonly #source: AsyncIterator<Buffer>;
  readonly #size: number;
  readonly #spare: Buffer[] = [];
  #rest: Buffer;
  /** What ended the bytes; it is thrown behind them. */
  #failure: { readonly error: unknown } | null = null;

  constructor(rest: Buffer, source: AsyncIterator<Buffer>, size: number) {
    this.#rest = rest;
    this.#source = source;
    this.#size = size;
  }

  prepend(bytes: Buffer): void {
    if (bytes.length > 0) this.#rest = Buffer.concat([bytes, this.#rest]);
  }

  reuse(block: Buffer): void {
    this.#spare.push(Buffer.from(block.buffer));
  }

  /** The next block; null where none can be cut. */
  async next(): Promise<Buffer | null> {
    // Memory that threads share is copied by whole words where both sides begin with one, else byte by byte.
    const start = -this.#rest.length & (WORD - 1);
    let bytes = this.#spare.pop() ?? shared(this.#size + 2 * CHUNK);
    let end = start;
    for (let part: Buffer | null = this.#rest; part !== null; part = await this.#read()) {
      if (end + part.length > bytes.length) {
        const larger = shared(2 * (end + part.length));
        bytes.copy(larger, 0, 0, end);
        bytes = larger;
      }
      end += part.copy(bytes, end);
      if (end - start >= this.#size) break;
    }
    const block = bytes.subarray(start, end);
    const cut = lastRowEnd(block);
    this.isOver = cut === 0 || block.length < this.#size;
    this.#rest = Buffer.from(block.subarray(cut));
    return cut === 0 ? null : block.subarray(0, cut);
  }

  /** Bytes that are not cut; null at the end. */
  async chunk(): Promise<Buffer | null> {
    const rest = this.#rest;
    this.#rest = EMPTY;
    if (rest.length > 0) return rest;
    const chunk = await this.#read();
    if (chunk === null && this.#failure !== null) throw this.#failure.error;
    return chunk;
  }

  async #read(): Promise<Buffer | null> {
    if (this.#failure !== null) return null;
    try {
      const next = await this.#source.next();
      return next.done === true ? null : next.value;
    } catch (error) {
      this.#failure = { error };
      return null;
    }
  }
}

function shared(size: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(size));
}

const EMPTY = Buffer.alloc(0);
const WORD = 8;

// Behind the last line end that an even number of quotes stands before, else behind the last; 0 where there is none. All
// quotes are counted only where the last lines look as if a cell went on from one to the next.
function lastRowEnd(bytes: Buffer): number {
  const last = bytes.lastIndexOf(LF);
  if (last < 0) return 0;
  let end = last;
  for (let count = 0; count < LINES && end >= 0; count += 1) {
    const before = end === 0 ? -1 : bytes.lastIndexOf(LF, end - 1);
    if (isOddlyQuoted(bytes.subarray(before + 1, end)))
      return before < 0 || !isOddlyQuoted(bytes.subarray(0, last)) ? last + 1 : before + 1;
    end = before;
  }
  return last + 1;
}

// More lines than most cells have.
const LINES = 32;

// Whether an odd number of quotes stands in bytes, four bytes at a time: a quote leaves the highest bit of its byte, and
// two of them cancel each other out.
function isOddlyQuoted(bytes: Buffer): boolean {
  const end = bytes.length;
  const before = Math.min(-bytes.byteOffset & 3, end);
  const count = (end - before) >> 2;
  // Fewer bytes than a word may end before one begins.
  const words = count === 0 ? NO_WORDS : new Int32Array(bytes.buffer, bytes.byteOffset + before, count);
  let odd = 0;
  for (let word = 0; word < words.length; word += 1) {
    const other = words[word]! ^ QUOTES;
    odd ^= ~(((other & 0x7f7f7f7f) + 0x7f7f7f7f) | other | 0x7f7f7f7f);
  }
  odd ^= odd >>> 16;
  odd ^= odd >>> 8;
  let isOdd = (odd & 0x80) !== 0;
  for (let at = 0; at < before; at += 1) if (bytes[at] === QUOTE) isOdd = !isOdd;
  for (let at = before + words.length * 4; at < end; at += 1) if (bytes[at] === QUOTE) isOdd = !isOdd;
  return isOdd;
}

const NO_WORDS = new Int32Array(0);
const LF = 0x0a;
const QUOTE = 0x22;
const QUOTES = 0x22222222;
