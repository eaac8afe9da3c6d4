import { endOfLine } from './bytes.ts';

/**
 * What stands at the start of what is left: a plain line without quotes, one or several lines whose quotes are
 * paired, a line whose quote is never closed, or a line too long to be one.
 */
export type RecordKind = 'plain' | 'quoted' | 'open' | 'long';

/**
 * Cuts a window of the file into records: line by line, and further while a quote is open. Quotes come in pairs
 * inside a well-formed record, so counting them is enough; whether they are well-formed is for the parser.
 */
export class RecordCutter {
  /** Where the record starts that `next` found. */
  start: number;
  /** Behind its line end. */
  end: number;
  readonly #window: Buffer;
  readonly #last: boolean;
  readonly #longest: number;
  #quote: number;
  #lf: number;
  #cr: number;

  /** `last`: nothing follows the window. A quote that is open for more than `longest` bytes is given up. */
  constructor(window: Buffer, from: number, last: boolean, longest: number) {
    this.#window = window;
    this.#last = last;
    this.#longest = longest;
    this.start = from;
    this.end = from;
    this.#quote = this.#find(QUOTE, from);
    this.#lf = this.#find(LF, from);
    this.#cr = this.#find(CR, from);
  }

  /** Moves to the next record; null when what is left may go on in the next window. */
  next(): RecordKind | null {
    const size = this.#window.length;
    const start = this.end;
    this.start = start;
    if (start >= size) return null;
    const first = this.#lineEnd(start);
    if (this.#isCut(first)) return size - start > this.#longest ? this.#take(size, 'long') : null;
    if (this.#quote < start) this.#quote = this.#find(QUOTE, start);
    if (this.#quote >= first) return this.#take(first, 'plain');
    let quotes = 0;
    let quote = this.#quote;
    let end = first;
    for (;;) {
      for (; quote < end; quote = this.#find(QUOTE, quote + 1)) quotes += 1;
      if (quotes % 2 === 0) return this.#isCut(end) ? null : this.#take(end, 'quoted');
      if (end - start > this.#longest || (end >= size && this.#last)) return this.#giveUp(first);
      if (end >= size) return null;
      end = this.#lineEnd(end);
    }
  }

  // What was found ahead lies behind the next record.
  #giveUp(end: number): RecordKind {
    this.#lf = -1;
    this.#cr = -1;
    return this.#take(end, 'open');
  }

  #take(end: number, kind: RecordKind): RecordKind {
    this.end = end;
    return kind;
  }

  // A line without its end, or with half of CRLF, may go on.
  #isCut(end: number): boolean {
    return !this.#last && end === this.#window.length && this.#window[end - 1] !== LF;
  }

  // Most lines have no CR: the places found ahead make a line cost one search.
  #lineEnd(from: number): number {
    if (this.#lf < from) this.#lf = this.#find(LF, from);
    if (this.#cr < from) this.#cr = this.#find(CR, from);
    const size = this.#window.length;
    if (this.#cr < this.#lf) return endOfLine(this.#window, this.#cr, size);
    return Math.min(this.#lf + 1, size);
  }

  #find(byte: number, from: number): number {
    const at = this.#window.indexOf(byte, from);
    return at < 0 ? this.#window.length : at;
  }
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
