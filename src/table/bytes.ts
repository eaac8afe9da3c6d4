/** All bytes of a file that is small enough to be kept. */
export async function gatherBytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return Buffer.concat(all);
}

/** Bytes that are there already, as a file that is read gives them. */
export async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** How many bytes at the end begin a UTF-8 character that goes on in the next chunk. */
export function incompleteEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return back < length ? back : 0;
  }
  return 0;
}

/** The whole lines at the start that pass, up to the first that does not. */
export function linesThat(bytes: Buffer, pass: (line: Buffer) => boolean): Buffer {
  let from = 0;
  for (let to = endOfLine(bytes, 0, bytes.length); to > from; to = endOfLine(bytes, from, bytes.length)) {
    if (!pass(bytes.subarray(from, to))) break;
    from = to;
  }
  return bytes.subarray(0, from);
}

/** Where the line that starts at `from` ends, its line end included: LF, CRLF or CR; `from` if it has none. */
export function endOfLine(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte === LF) return at + 1;
    if (byte === CR) return bytes[at + 1] === LF && at + 1 < to ? at + 2 : at + 1;
  }
  return from;
}

/** Physical line ends in a stretch of bytes: LF, CRLF and CR each count once. */
export function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte === LF ? at === from || bytes[at - 1] !== CR : byte === CR) lines += 1;
  }
  return lines;
}

const LF = 0x0a;
const CR = 0x0d;
