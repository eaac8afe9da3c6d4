import { realpathSync, statSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import type { FileWriter } from '../io.ts';
import { createSpool, writeAll } from './spool.ts';

/** A file that appears whole or not at all: a temporary file beside it, flushed, then renamed. */
export async function createFile(path: string): Promise<FileWriter> {
  // A link stays a link: what it points to is replaced.
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(() => null);
  if (found !== null && !found.isFile()) return writeInto(target);
  const temporary = join(dirname(target), `.${process.pid}-${Date.now()}.keyaccounts-tmp`);
  // Appending: a file that was cut to nothing is written from its start again.
  const file = await open(temporary, 'ax', found?.mode);
  const writer: FileWriter = {
    write: (text) => writeAll(file, typeof text === 'string' ? Buffer.from(text) : text),
    restart: () => file.truncate(0),
    commit: async () => {
      await file.sync();
      await file.close();
      await rename(temporary, target);
    },
    discard: async () => {
      await file.close().catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
  return writer;
}

/** What a path leads to, links followed, whether it is there or not; null where it is no file. */
export function identityOf(path: string): string | null {
  try {
    const target = realpathSync(path);
    return statSync(target).isFile() ? target : null;
  } catch {
    // What is not there yet is known by its folder.
    try {
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return resolve(path);
    }
  }
}

/** Writes that are held back until all of them are known to be good. */
export function holdBack(write: (bytes: Uint8Array) => Promise<unknown>): FileWriter {
  let spool = createSpool();
  return {
    write: (text) => spool.add(typeof text === 'string' ? Buffer.from(text) : text),
    restart: async () => {
      await spool.clear();
      spool = createSpool();
    },
    commit: async () => {
      for await (const bytes of spool.read()) {
        if ((await write(bytes)) === false) break;
      }
      await spool.clear();
    },
    discard: () => spool.clear(),
  };
}

// Devices and pipes such as /dev/null cannot be renamed over.
async function writeInto(path: string): Promise<FileWriter> {
  const file = await open(path, 'w');
  const held = holdBack((bytes) => writeAll(file, bytes));
  return {
    ...held,
    commit: async () => {
      await held.commit();
      await file.close();
    },
    discard: async () => {
      await held.discard();
      await file.close();
    },
  };
}
