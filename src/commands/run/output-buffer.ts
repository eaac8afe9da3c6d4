/** Bytes to be written: text, and stretches of the input copied as they are. */
export interface OutputBuffer {
  /** How many bytes wait. */
  readonly size: number;
  text(text: string): void;
  /** A few bytes. */
  bytes(bytes: Uint8Array): void;
  /** A few bytes that are written again and again. */
  run(run: ByteRun): void;
  /** So many runs, each with the number that stands behind it; NaN is none. */
  pairs(runs: readonly ByteRun[], numbers: Float64Array, count: number): void;
  /** A number as `String` writes it. */
  number(value: number): void;
  copy(source: Buffer, start: number, end: number): void;
  /** The bytes that wait, valid until more are taken: while they are written, the next ones gather. */
  take(): Uint8Array;
}

/** Bytes in words of eight, kept as doubles; the last one may have some too many. */
export interface ByteRun {
  readonly words: readonly number[];
  readonly length: number;
}

/** The bytes of a text, made ready to be written again and again: a word costs no more than a byte. */
export function byteRun(text: string): ByteRun {
  const bytes = Buffer.from(text);
  const view = new DataView(new ArrayBuffer(bytes.length + 7));
  new Uint8Array(view.buffer).set(bytes);
  // No word of UTF-8 that starts with its smallest byte is a NaN, which might not keep its bits.
  const words = Array.from({ length: (bytes.length + 7) >> 3 }, (_, at) => view.getFloat64(8 * at, true));
  return { words, length: bytes.length };
}

/** Writes what waits in a buffer, and the next rows gather meanwhile. */
export interface RowOutput {
  /** Between batches of rows: the time to write where enough waits. */
  pause(): Promise<void>;
  /** Writes these bytes behind what waits. They stay as they are until the next ones were passed, or all is settled. */
  pass(bytes: Uint8Array): Promise<void>;
  /** Writes all that waits; whatever went wrong before is told now. */
  settle(): Promise<void>;
}

/** Opens the writing of a buffer. */
export function openRowOutput(buffer: OutputBuffer, write: (bytes: Uint8Array) => Promise<void>): RowOutput {
  let written = Promise.resolve();
  const begin = (bytes: Uint8Array): void => {
    written = write(bytes);
    // Whoever waits for it is told what went wrong.
    written.catch(() => {});
  };
  const writeWaiting = async (): Promise<void> => {
    await written;
    begin(buffer.take());
  };
  return {
    async pause() {
      if (buffer.size > ENOUGH) await writeWaiting();
    },
    async pass(bytes) {
      if (buffer.size > 0) await writeWaiting();
      await written;
      begin(bytes);
    },
    async settle() {
      await written;
      await write(buffer.take());
    },
  };
}

const ENOUGH = 1 << 18;

/** Opens an empty buffer of 1 MiB, which grows when it must, and another in its place after `take`. */
export function createOutputBuffer(): OutputBuffer {
  let buffer = Buffer.allocUnsafe(1 << 20);
  let other = Buffer.allocUnsafe(1 << 20);
  let size = 0;
  // Writes words wherever they are to stand.
  let view = viewOf(buffer);
  // Bytes move most cheaply within one buffer: what rows are copied from stands at its end.
  let staged: Buffer | null = null;
  let limit = buffer.length;
  const reserve = (more: number): void => {
    if (size + more <= limit) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, size + more));
    buffer.copy(larger, 0, 0, size);
    buffer = larger;
    view = viewOf(buffer);
    staged = null;
    limit = buffer.length;
  };
  const stage = (source: Buffer): void => {
    limit = buffer.length;
    reserve(2 * source.length);
    staged = source;
    limit = buffer.length - source.length;
    // Memory that threads share is copied by whole words where both sides begin alike, else byte by byte.
    limit -= (limit - source.byteOffset) & 7;
    buffer.set(source, limit);
  };
  const text = (text: string): void => {
    const { length } = text;
    reserve(length * 3);
    const into = buffer;
    const from = size;
    let at = 0;
    if (length <= FEW_CHARACTERS)
      for (; at < length; at += 1) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) break;
        into[from + at] = code;
      }
    size = from + (at === length ? length : into.write(text, from, 'utf8'));
  };
  const run = ({ words, length }: ByteRun): void => {
    const count = words.length;
    reserve(8 * count);
    const into = view;
    const from = size;
    // What the last word has too many is written over by what comes next.
    for (let at = 0; at < count; at += 1) into.setFloat64(from + 8 * at, words[at]!, true);
    size = from + length;
  };
  // Numbers are told by their place: V8 makes an object of each double that is handed on.
  const number = (numbers: Float64Array, place: number): void => {
    reserve(LONGEST);
    const end = writeNumber(numbers, place, view, size);
    if (end < 0) text(String(numbers[place]));
    else size = end;
  };
  const alone = new Float64Array(1);
  return {
    get size() {
      return size;
    },
    text,
    bytes(bytes) {
      const { length } = bytes;
      reserve(length);
      const into = buffer;
      const from = size;
      if (length > FEW) into.set(bytes, from);
      else for (let at = 0; at < length; at += 1) into[from + at] = bytes[at]!;
      size = from + length;
    },
    run,
    pairs(runs, numbers, count) {
      for (let place = 0; place < count; place += 1) {
        run(runs[place]!);
        if (!Number.isNaN(numbers[place]!)) number(numbers, place);
      }
    },
    number(value) {
      alone[0] = value;
      number(alone, 0);
    },
    copy(source, start, end) {
      if (end - start <= FEW_CHARACTERS) {
        reserve(FEW_CHARACTERS);
        const into = buffer;
        const from = size - start;
        for (let at = start; at < end; at += 1) into[from + at] = source[at]!;
        size = from + end;
        return;
      }
      if (source !== staged && source.length <= MOST_STAGED) stage(source);
      reserve(end - start);
      if (source !== staged) size += source.copy(buffer, size, start, end);
      else {
        buffer.copyWithin(size, limit + start, limit + end);
        size += end - start;
      }
    },
    take() {
      const taken = buffer.subarray(0, size);
      [buffer, other] = [other, buffer];
      view = viewOf(buffer);
      size = 0;
      staged = null;
      limit = buffer.length;
      return taken;
    },
  };
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
}

const MOST_STAGED = 1 << 19;
// So many bytes are faster moved one by one.
const FEW = 8;
const FEW_CHARACTERS = 24;

/**
 * Writes a number as `String` does, many times as fast; where it ends, or below zero when it is none that this can write. A
 * decimal of at most 15 digits whose nearest double it is is the shortest one there is.
 */
function writeNumber(numbers: Float64Array, place: number, into: DataView, at: number): number {
  const value = numbers[place]!;
  const size = Math.abs(value);
  if (!(size < MOST_WHOLE) || (size < LEAST && size !== 0)) return -1;
  let end = at;
  if (value < 0) into.setInt8(end++, MINUS);
  const whole = Math.floor(size);
  const cents = Math.round(size * 100);
  if (cents / 100 === size) {
    end = writeWhole(whole, into, end);
    const part = cents - whole * 100;
    if (part === 0) return end;
    into.setInt8(end, POINT);
    writePair(part, into, end + 1);
    return part % 10 === 0 ? end + 2 : end + 3;
  }
  const scale = size < 1 ? FINEST : size < MILLION ? 1e9 : MILLION;
  const steps = Math.round(size * scale);
  if (steps / scale !== size) return -1;
  end = writeWhole(whole, into, end);
  into.setInt8(end, POINT);
  const fraction = (steps - whole * scale) * (FINEST / scale);
  const first = Math.floor(fraction / MILLION);
  writeSix(first, into, end + 1);
  writeSix(fraction - first * MILLION, into, end + 7);
  end += 13;
  while (into.getInt8(end - 1) === ZERO) end -= 1;
  return end;
}

function writeWhole(whole: number, into: DataView, at: number): number {
  const end = at + digitsIn(whole);
  let place = end;
  let left = whole | 0;
  while (left >= 100) {
    const rest = (left / 100) | 0;
    place -= 2;
    writePair(left - rest * 100, into, place);
    left = rest;
  }
  if (left < 10) into.setInt8(at, ZERO + left);
  else writePair(left, into, at);
  return end;
}

function writeSix(digits: number, into: DataView, at: number): void {
  const four = ((digits | 0) / 100) | 0;
  const two = (four / 100) | 0;
  writePair(two, into, at);
  writePair(four - two * 100, into, at + 2);
  writePair((digits | 0) - four * 100, into, at + 4);
}

function writePair(digits: number, into: DataView, at: number): void {
  into.setInt16(at, PAIRS[digits]!, true);
}

function digitsIn(whole: number): number {
  let digits = 1;
  for (let power = 10; whole >= power; power *= 10) digits += 1;
  return digits;
}

const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;
const MILLION = 1e6;
const MOST_WHOLE = 1e9;
const FINEST = 1e12;
// Below it `String` writes an exponent.
const LEAST = 1e-6;
// A sign, nine digits, a point and twelve more.
const LONGEST = 23;
// What stands for 0 to 99, with a zero before a single digit.
const PAIRS = Int16Array.from({ length: 100 }, (_, at) => ZERO + ((at / 10) | 0) + ((ZERO + (at % 10)) << 8));
