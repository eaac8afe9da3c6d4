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
    exists: (path) => kept.has(path),
    list: async (folder) =>
      [...kept.keys()].filter((path) => dirname(path) === normalize(folder)).map((path) => basename(path)),
    readText: async (path) => Buffer.from(read(path) as Uint8Array).toString('utf8'),
    async *readBytes(path) {
      yield Buffer.from(read(path) as Uint8Array);
    },
    sizeOf: () => null,
    holdOutput: () =>
      writerTo((text) => {
        texts.out += text;
      }),
    identityOf: (path) => path,
    createFile: async (path) =>
      writerTo((text) => {
        kept.set(path, text);
      }),
    append: async (path, text) => {
      kept.set(path, String(kept.get(path) ?? '') + text);
    },
    beside: (_, reference) => reference,
    shipped: (path) => path,
    end: async () => {},
  };
}

function writerTo(commit: (text: string) => void): FileWriter {
  let text = '';
  return {
    write: async (more) => {
      text += typeof more === 'string' ? more : Buffer.from(more).toString('utf8');
    },
    restart: async () => {
      text = '';
    },
    prepare: async () => {},
    commit: async () => commit(text),
    release: async () => {},
    discard: async () => {},
  };
}
