/** Bytes to be written: text, and stretches of the input copied as they are. */
export interface OutputBuffer {
  /** How many bytes wait. */
  readonly size: number;
  text(text: string): void;
  /** A few bytes. */
  bytes(bytes: Uint8Array): void;
  copy(source: Buffer, start: number, end: number): void;
  /** The bytes that wait, valid until more are taken: while they are written, the next ones gather. */
  take(): Uint8Array;
}

/** Opens an empty buffer of 1 MiB, which grows when it must, and another in its place after `take`. */
export function createOutputBuffer(): OutputBuffer {
  let buffer = Buffer.allocUnsafe(1 << 20);
  let other = Buffer.allocUnsafe(1 << 20);
  let size = 0;
  // Bytes move most cheaply within one buffer: what rows are copied from stands at its end.
  let staged: Buffer | null = null;
  let limit = buffer.length;
  const reserve = (more: number): void => {
    if (size + more <= limit) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, size + more));
    buffer.copy(larger, 0, 0, size);
    buffer = larger;
    staged = null;
    limit = buffer.length;
  };
  const stage = (source: Buffer): void => {
    limit = buffer.length;
    reserve(2 * source.length);
    staged = source;
    limit = buffer.length - source.length;
    buffer.set(source, limit);
  };
  return {
    get size() {
      return size;
    },
    text(text) {
      reserve(text.length * 3);
      size += buffer.write(text, size, 'utf8');
    },
    bytes(bytes) {
      const { length } = bytes;
      reserve(length);
      const into = buffer;
      const from = size;
      for (let at = 0; at < length; at += 1) into[from + at] = bytes[at]!;
      size = from + length;
    },
    copy(source, start, end) {
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
      size = 0;
      staged = null;
      limit = buffer.length;
      return taken;
    },
  };
}

const MOST_STAGED = 1 << 19;
