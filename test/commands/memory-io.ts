import { isUtf8 } from 'node:buffer';
import { basename, dirname, normalize } from 'node:path';
import type { FileWriter } from '../../src/io/files.ts';
import type { Io } from '../../src/io.ts';

/** An outside in memory: files by name, and what was said and written. */
export interface MemoryIo extends Io {
  readonly files: Map<string, string | Uint8Array>;
  said(): string;
  written(): string;
}

export function memoryIo(
  files: Readonly<Record<string, string | Uint8Array>>,
  today = '2026-06-30',
): MemoryIo {
  const kept = new Map<string, string | Uint8Array>(Object.entries(files));
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY: false,
    width: 80,
    write: async (text: string | Uint8Array) => {
      texts[name] += String(text);
      return true;
    },
  });
  const read = (path: string): string | Uint8Array => {
    const text = kept.get(path);
    if (text === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' });
    return text;
  };
  return {
    env: {},
    out: stream('out'),
    err: stream('err'),
    files: kept,
    said: () => texts.err,
    written: () => texts.out,
    today: () => today,
    elapsed: () => 0,
    sharing: { cores: 1, from: Number.POSITIVE_INFINITY, block: 0 },
    startThreads: async () => {
      throw new Error('no threads here');
    },
    exists: (path) => kept.has(path),
    list: async (folder) =>
      [...kept.keys()].filter((path) => dirname(path) === normalize(folder)).map((path) => basename(path)),
    async *readBytes(path) {
      yield Buffer.from(read(path) as Uint8Array);
    },
    askFirst: () => undefined,
    createIn: async () => {
      throw new Error('no databases here');
    },
    sizeOf: () => null,
    holdOutput: () =>
      writerTo((text) => {
        texts.out += String(text);
      }),
    identityOf: (path) => path,
    createFile: async (path) =>
      writerTo((text) => {
        kept.set(path, text);
      }),
    makeFolder: async () => {},
    append: async (path, text) => {
      kept.set(path, String(kept.get(path) ?? '') + text);
    },
    beside: (_, reference) => reference,
    shipped: (path) => path,
    keepLittleRoom: () => {},
    keepLittleGarbage: () => {},
    undoAtSignal: () => () => {},
    end: async () => {},
  };
}

// What is no text stays bytes.
function writerTo(commit: (written: string | Uint8Array) => void): FileWriter {
  let chunks: Uint8Array[] = [];
  return {
    write: async (more) => {
      // As late as a disk takes it.
      await new Promise((done) => setImmediate(done));
      chunks.push(Buffer.from(more as Uint8Array));
    },
    restart: async () => {
      chunks = [];
    },
    prepare: async () => {},
    commit: async () => {
      const bytes = Buffer.concat(chunks);
      commit(isUtf8(bytes) ? bytes.toString('utf8') : bytes);
    },
    release: async () => {},
    discard: async () => {},
  };
}
