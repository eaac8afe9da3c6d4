import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  appendTo,
  createFile,
  type FileWriter,
  holdBack,
  identityOf,
  makeFolderAt,
  removeEmpty,
  type SeenTemporary,
} from './io/files.ts';
import { comesOnce, type KeptStream, keepStream, readChunks, sizeOfFile } from './io/read.ts';
import { keepLittleGarbage, keepLittleRoom } from './io/room.ts';
import { undoAtSignal } from './io/signals.ts';
import { type Stream, standardStream } from './io/stream.ts';
import type { Sharing, Threads } from './io/threads.ts';
import { fileOf, isAddress, withPath } from './warehouse/address.ts';
import type { CreatedObject, WantedObject } from './warehouse/objects.ts';
import type { AskTable } from './warehouse/read.ts';

/** The outside as commands see it; `nodeIo` is the only user of files, the process and the clock. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Stream;
  readonly err: Stream;
  /** Today's calendar date where the user is, YYYY-MM-DD; the same all along a run that goes on past midnight. */
  today(): string;
  /** Milliseconds since some moment before: how long something takes, for people who wait. */
  elapsed(): number;
  exists(path: string): boolean;
  /** The names in a folder, in no order; none where it cannot be read. */
  list(folder: string): Promise<string[]>;
  /**
   * The bytes of a file, a pipe, a table of a database as CSV, or standard input for "-"; may be asked for again. A chunk is
   * good until the next but one is asked for.
   */
  readBytes(path: string): AsyncIterable<Uint8Array>;
  /** Has a table of a database asked something before its rows are read, in the state in which they are. */
  askFirst(address: string, ask: AskTable): void;
  /** Makes a view or a table in the database of an address, as a whole or not at all. */
  createIn(address: string, wanted: WantedObject): Promise<CreatedObject>;
  /** How many bytes a file holds; null where nobody knows, as on standard input. */
  sizeOf(path: string): number | null;
  /** Standard output, which gets nothing until `commit`. */
  holdOutput(): FileWriter;
  /** What a path leads to, links followed, whether it is there or not; null where it is no file, as /dev/null. */
  identityOf(path: string): string | null;
  /** Writes a whole file or nothing: a temporary file beside it, flushed, then renamed. `renews`: one that was read. */
  createFile(path: string, renews?: boolean): Promise<FileWriter>;
  /** Makes a folder, and those above it, where they are not there; those that still hold nothing at the end go again. */
  makeFolder(path: string): Promise<void>;
  /** Adds to the end of a file. */
  append(path: string, text: string): Promise<void>;
  /** A path named in a file, seen from that file's folder. */
  beside(path: string, reference: string): string;
  /** A file that the package ships. */
  shipped(path: string): string;
  /** How threads of this machine share what is in a large file. */
  readonly sharing: Sharing;
  /** Starts threads, each with one of the scripts of the build. */
  startThreads(script: string, count: number): Promise<Threads>;
  /** Keeps little room for what is made and thrown away while files are read: for runs in which rows only pass through. */
  keepLittleRoom(): void;
  /** Looks for garbage before there is much of it: for runs that hold much of each customer. Of a small file that is little. */
  keepLittleGarbage(path: string): void;
  /** Has something undone should a signal end the process, and gives what forgets it again. */
  undoAtSignal(undo: () => void): () => void;
  /** Throws away what was written and never committed, so that nothing is left behind however a run ended. */
  end(): Promise<void>;
}

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
// So many bytes, and more threads pay.
const WORTH_SHARING = 64_000_000;
// So many, and more care with memory pays.
const LARGE = 32_000_000;
// Fewer are read before there is any room to speak of.
const SMALL = 4_000_000;

/** The outside of this process; what comes only once is kept as it is read, so that it can be read again. */
export function nodeIo(): Io {
  const out = standardStream('stdout');
  const open = new Set<FileWriter>();
  const seen: SeenTemporary = new Map();
  const folders: (() => void)[] = [];
  const kept = new Map<string, KeptStream>();
  const threads = new Set<Promise<Threads>>();
  const asked = new Map<string, AskTable>();
  const sizeOf = (path: string): number | null =>
    path === '-' || isAddress(path) || comesOnce(path) ? null : sizeOfFile(path);
  let today: string | undefined;
  let passesThrough = false;
  const bytesOf = (path: string): AsyncIterable<Uint8Array> => {
    if (passesThrough && (sizeOf(path) ?? Infinity) >= SMALL) keepLittleRoom();
    if (path !== '-' && !isAddress(path) && !comesOnce(path)) return readChunks(path);
    const known = kept.get(path) ?? keepStream(() => readOnce(path, asked.get(path) ?? null));
    kept.set(path, known);
    return known.read();
  };
  return {
    env: process.env,
    out,
    err: standardStream('stderr'),
    elapsed: () => performance.now(),
    today: () => {
      today ??= dateOf(new Date());
      return today;
    },
    exists: (path) => isAddress(path) || existsSync(path),
    list: (folder) => readdir(folder).catch(() => []),
    readBytes: bytesOf,
    askFirst: (address, ask) => void asked.set(address, ask),
    createIn: async (address, wanted) => {
      // Nobody reads what is written to.
      for (const [path, stream] of kept)
        if (isAddress(path)) {
          await stream.end();
          kept.delete(path);
        }
      const { createInWarehouse } = await import('./warehouse/create.ts');
      return createInWarehouse(address, wanted);
    },
    sizeOf,
    holdOutput: () =>
      remember(
        holdBack((bytes) => out.write(bytes)),
        open,
      ),
    identityOf: (path) => {
      const file = isAddress(path) ? fileOf(path) : path;
      return file === null ? null : identityOf(file);
    },
    createFile: async (path) => remember(await createFile(path, seen), open),
    makeFolder: async (path) => {
      const made = await makeFolderAt(path);
      const remove = (): void => removeEmpty(made);
      folders.push(remove, undoAtSignal(remove));
    },
    append: appendTo,
    beside: (path, reference) =>
      isAddress(reference)
        ? withPath(reference, (file) => besideFile(path, file))
        : besideFile(path, reference),
    shipped: (path) => join(PACKAGE, path),
    sharing: { cores: availableParallelism(), from: WORTH_SHARING, block: 512 * 1024 },
    startThreads: async (script, count) => {
      const started = import('./io/threads.ts').then((door) => door.startThreads(script, count));
      threads.add(started);
      return started;
    },
    keepLittleRoom: () => {
      passesThrough = true;
    },
    keepLittleGarbage: (path) => {
      if ((sizeOf(path) ?? 0) >= LARGE) keepLittleGarbage();
    },
    undoAtSignal,
    end: async () => {
      for (const started of threads) await (await started).end();
      threads.clear();
      for (const writer of open) await writer.discard();
      open.clear();
      for (const end of folders.splice(0)) end();
      for (const stream of kept.values()) await stream.end();
      kept.clear();
    },
  };
}

function dateOf(moment: Date): string {
  const pad = (number: number): string => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

// A database is asked once, so that every look at its rows sees the same.
async function* readOnce(path: string, ask: AskTable | null): AsyncGenerator<Uint8Array> {
  if (path === '-') yield* process.stdin;
  else if (!isAddress(path)) yield* readChunks(path);
  else {
    const { readWarehouse } = await import('./warehouse/read.ts');
    yield* readWarehouse(path, ask);
  }
}

function besideFile(path: string, reference: string): string {
  return relative('', resolve(dirname(path), reference)) || reference;
}

// Keeps a writer in a set until it is done with.
function remember(writer: FileWriter, open: Set<FileWriter>): FileWriter {
  const remembered: FileWriter = {
    ...writer,
    release: async () => {
      open.delete(remembered);
      await writer.release();
    },
    discard: async () => {
      open.delete(remembered);
      await writer.discard();
    },
  };
  open.add(remembered);
  return remembered;
}
