/** What cells of a column were read as, found again by their bytes: words that come again and again are read once. */
export class KnownCells<T> {
  readonly #places = new Int32Array(PLACES);
  readonly #hashes = new Int32Array(MOST);
  readonly #bytes = new Uint8Array(MOST * LONGEST);
  readonly #lengths = new Uint8Array(MOST);
  readonly #values: T[] = [];
  #found = 0;
  #missed = 0;
  #hash = 0;
  #place = 0;

  /** Whether words come again at all: in columns of names or numbers of orders they do not. */
  get isUseful(): boolean {
    return this.#missed < 4 * MOST || this.#missed < this.#found;
  }

  /** Undefined where such a cell was not kept. */
  find(bytes: Uint8Array, start: number, end: number): T | undefined {
    const length = end - start;
    if (length > LONGEST) return undefined;
    let hash = length;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    let place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    for (;;) {
      const known = this.#places[place]! - 1;
      if (known < 0) break;
      if (this.#hashes[known] === hash && this.#isSame(known, bytes, start, length)) {
        this.#found += 1;
        return this.#values[known];
      }
      place = (place + 1) & (PLACES - 1);
    }
    this.#missed += 1;
    this.#hash = hash;
    this.#place = place;
    return undefined;
  }

  /** Keeps what the cell was read as that was just not found, as long as these are few. */
  keep(value: T, bytes: Uint8Array, start: number, end: number): void {
    const known = this.#values.length;
    if (known === MOST || end - start > LONGEST) return;
    this.#values.push(value);
    this.#places[this.#place] = known + 1;
    this.#hashes[known] = this.#hash;
    this.#lengths[known] = end - start;
    this.#bytes.set(bytes.subarray(start, end), known * LONGEST);
  }

  #isSame(known: number, bytes: Uint8Array, start: number, length: number): boolean {
    if (this.#lengths[known] !== length) return false;
    const own = known * LONGEST;
    for (let at = 0; at < length; at += 1) if (this.#bytes[own + at] !== bytes[start + at]) return false;
    return true;
  }
}

// Columns of names have a new text in every row.
const MOST = 1024;
const PLACES = 4096;
const LONGEST = 32;
