/** Bytes to be written: text, and stretches of the input copied as they are. */
export interface OutputBuffer {
  /** How many bytes wait. */
  readonly size: number;
  text(text: string): void;
  copy(source: Buffer, start: number, end: number): void;
  /** The bytes that wait, valid until the next one is added. */
  take(): Uint8Array;
}

/** Opens an empty buffer of 1 MiB, which grows when it must and is filled again after `take`. */
export function createOutputBuffer(): OutputBuffer {
  let buffer = Buffer.allocUnsafe(1 << 20);
  let size = 0;
  const reserve = (more: number): void => {
    if (size + more <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, size + more));
    buffer.copy(larger, 0, 0, size);
    buffer = larger;
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
      reserve(end - start);
      size += source.copy(buffer, size, start, end);
    },
    take() {
      const taken = buffer.subarray(0, size);
      size = 0;
      return taken;
    },
  };
}

const SHORT = 64;
