import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createSpool } from './spool.ts';

/** Bytes that come only once, kept as they pass so that they can be read again. */
export interface KeptStream {
  /** From the start; one reader at a time. */
  read(): AsyncIterable<Uint8Array>;
  end(): Promise<void>;
}

/** Keeps a stream, which is opened when it is first read. */
export function keepStream(open: () => AsyncIterable<Uint8Array>): KeptStream {
  const spool = createSpool();
  let source: AsyncIterator<Uint8Array> | null = null;
  return {
    async *read() {
      yield* spool.read();
      source ??= open()[Symbol.asyncIterator]();
      for (;;) {
        const next = await source.next();
        if (next.done === true) return;
        await spool.add(next.value);
        yield next.value;
      }
    },
    async end() {
      await source?.return?.();
      await spool.clear();
    },
  };
}

/**
 * The bytes of a file, of which the next are read while somebody works on these; an error of the system names it. The
 * memory is used again: a chunk is good until the next but one is asked for. `flags`: how it is opened, as for `open`.
 */
export async function* readChunks(path: string, flags?: number): AsyncGenerator<Uint8Array> {
  try {
    yield* readAhead(await open(path, flags));
  } catch (error) {
    // No file has a name with a NUL, which Node takes for a mistake of the program.
    const code = path.includes('\0') ? 'ENOENT' : (error as NodeJS.ErrnoException).code;
    if (error instanceof Error) Object.assign(error, { path, code });
    throw error;
  }
}

async function* readAhead(file: FileHandle): AsyncGenerator<Uint8Array> {
  // What was read before, what somebody works on, and what is read.
  const room: Buffer[] = [];
  let turn = 0;
  let at = 0;
  const readNext = async (): Promise<Uint8Array> => {
    const size = Math.min(READ, Math.max(FIRST_CHUNK, Math.floor(at / 16)));
    turn = (turn + 1) % 3;
    if (room[turn] === undefined || room[turn]!.length < size) room[turn] = Buffer.allocUnsafeSlow(size);
    const { buffer, bytesRead } = await file.read(room[turn]!, 0, size);
    at += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  let next = readNext();
  let isDone = false;
  try {
    for (let read = await next; read.length > 0; read = await next) {
      next = readNext();
      // Whoever asks for it is told what went wrong.
      next.catch(() => {});
      for (let from = 0; from < read.length; from += CHUNK) yield read.subarray(from, from + CHUNK);
    }
    isDone = true;
  } finally {
    const close = (): Promise<void> => file.close();
    const closed = next.then(close, close);
    // A pipe may let one wait for what nobody wants any more.
    if (isDone) await closed;
    else closed.catch(() => {});
  }
}

/** Whether a path leads to a pipe or a device, whose bytes come only once. */
export function comesOnce(path: string): boolean {
  const found = statOf(path);
  return found !== null && !found.isFile() && !found.isDirectory();
}

/** How many bytes a file holds; null when it cannot be asked, which reading it will tell. */
export function sizeOfFile(path: string): number | null {
  return statOf(path)?.size ?? null;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

// Of little at first all steps of the work are met soon, which V8 then compiles meanwhile; a long file is read by more.
const FIRST_CHUNK = 16 * 1024;
const CHUNK = 128 * 1024;
// What is asked of the system at a time: each question costs as much as the bytes of a chunk.
const READ = 512 * 1024;
