import { createReadStream, existsSync, statSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createFile, holdBack, identityOf } from './io/files.ts';
import { createSpool, type Spool } from './io/spool.ts';

/** The outside as commands see it; `nodeIo` is the only user of files, the process and the clock. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Stream;
  readonly err: Stream;
  /** Today's calendar date where the user is, YYYY-MM-DD. */
  today(): string;
  exists(path: string): boolean;
  readText(path: string): Promise<string>;
  /** The bytes of a file, or of standard input for "-"; may be asked for again. */
  readBytes(path: string): AsyncIterable<Uint8Array>;
  /** How many bytes a file holds; null where nobody knows, as on standard input. */
  sizeOf(path: string): number | null;
  /** Standard output, which gets nothing until `commit`. */
  holdOutput(): FileWriter;
  /** What a path leads to, links followed, whether it is there or not; null where it is no file, as /dev/null. */
  identityOf(path: string): string | null;
  /** Writes a whole file or nothing: a temporary file beside it, flushed, then renamed. `renews`: one that was read. */
  createFile(path: string, renews?: boolean): Promise<FileWriter>;
  /** Adds to the end of a file. */
  append(path: string, text: string): Promise<void>;
  /** A path named in a file, seen from that file's folder. */
  beside(path: string, reference: string): string;
  /** A file that the package ships. */
  shipped(path: string): string;
}

/** Where people or other programs read; `width` is in characters, 80 where nobody knows. */
export interface Stream {
  readonly isTTY: boolean;
  readonly width: number;
  /** False when the reader has gone, as with `| head`: nothing more needs to be written. */
  write(text: string | Uint8Array): Promise<boolean>;
}

/** Output that nobody sees before `commit`; `discard` leaves everything as it was. */
export interface FileWriter {
  write(text: string | Uint8Array): Promise<void>;
  /** Forgets what was written so far. */
  restart(): Promise<void>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const CHUNK = 128 * 1024;

/** The outside of this process; standard input is kept as it is read, so that it can be read again. */
export function nodeIo(): Io {
  const out = nodeStream(process.stdout);
  let input: Spool | null = null;
  return {
    env: process.env,
    out,
    err: nodeStream(process.stderr),
    today: () => {
      const now = new Date();
      const pad = (number: number): string => String(number).padStart(2, '0');
      return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    },
    exists: existsSync,
    readText: (path) => readFile(path, 'utf8'),
    async *readBytes(path) {
      if (path !== '-') {
        yield* createReadStream(path, { highWaterMark: CHUNK });
        return;
      }
      // Standard input comes once, and may be looked at again: it is kept as it passes.
      if (input !== null) {
        yield* input.read();
        return;
      }
      input = createSpool();
      for await (const bytes of process.stdin) {
        await input.add(bytes);
        yield bytes;
      }
    },
    sizeOf: (path) => (path === '-' ? null : (statSync(path, { throwIfNoEntry: false })?.size ?? null)),
    holdOutput: () => holdBack((bytes) => out.write(bytes)),
    identityOf,
    createFile: (path) => createFile(path),
    append: (path, text) => appendFile(path, text),
    beside: (path, reference) => relative('', resolve(dirname(path), reference)) || reference,
    shipped: (path) => join(PACKAGE, path),
  };
}

function nodeStream(stream: NodeJS.WriteStream): Stream {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    isTTY: stream.isTTY === true,
    width: stream.columns ?? 80,
    write: (text) => new Promise((done) => (open ? stream.write(text, () => done(open)) : done(false))),
  };
}
