/** Bytes to be written: text, and stretches of the input copied as they are. */
export interface OutputBuffer {
  /** How many bytes wait. */
  readonly size: number;
  text(text: string): void;
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
      // Short ASCII, which most of our columns are, is faster byte by byte.
      let at = 0;
      if (text.length <= SHORT) {
        for (; at < text.length; at += 1) {
          const code = text.charCodeAt(at);
          if (code >= 0x80) break;
          buffer[size + at] = code;
        }
      }
      size += at === text.length ? at : buffer.write(text, size, 'utf8');
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

const SHORT = 64;
const MOST_STAGED = 1 << 19;
