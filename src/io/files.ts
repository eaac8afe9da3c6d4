import { realpathSync, type Stats, statSync } from 'node:fs';
import { chmod, chown, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { absent, couldNot } from '../errors.ts';
import { createSpool, writeAll } from './spool.ts';

/** Output that nobody sees before `commit`; `discard` leaves everything as it was. */
export interface FileWriter {
  write(text: string | Uint8Array): Promise<void>;
  /** Forgets what was written so far. */
  restart(): Promise<void>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

// Two may be opened in the same millisecond.
let made = 0;

/** A file that appears whole or not at all: a temporary file beside it, flushed, then renamed. */
export async function createFile(path: string): Promise<FileWriter> {
  // A link stays a link: what it points to is replaced.
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(absent);
  if (found !== null && !found.isFile()) return writeInto(target, path);
  made += 1;
  const temporary = join(dirname(target), `.${process.pid}-${Date.now()}-${made}.keyaccounts-tmp`);
  // Appending: a file that was cut to nothing is written from its start again.
  const file = await open(temporary, 'ax', found?.mode);
  const discard = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
  };
  return {
    write: (text) => writeAll(file, bytesOf(text)).catch(blame(path)),
    restart: () => file.truncate(0).catch(blame(path)),
    commit: async () => {
      try {
        if (found !== null) await keepAccess(temporary, found);
        await file.sync();
        await file.close();
        await rename(temporary, target);
      } catch (error) {
        await discard();
        throw couldNot(`write "${path}"`, error);
      }
    },
    discard,
  };
}

/**
 * Gives a new file the owner, the group and the permissions of the one whose place it takes, as far as the system
 * lets it.
 */
export async function keepAccess(file: string, old: Stats): Promise<void> {
  const { uid, gid } = await stat(file);
  if (uid !== old.uid || gid !== old.gid)
    await chown(file, old.uid, old.gid).catch(() => chown(file, uid, old.gid).catch(() => undefined));
  const { gid: group } = await stat(file);
  // Another group gets no more than everybody has.
  const mode = group === old.gid ? old.mode : (old.mode & ~0o070) | ((old.mode & 0o007) << 3);
  // Some disks keep no permissions.
  await chmod(file, mode & 0o777).catch(() => undefined);
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

/** Adds to the end of a file: all of the text, or nothing. */
export async function appendTo(path: string, text: string): Promise<void> {
  const file = await open(path, 'a').catch(blame(path));
  try {
    const { size } = await file.stat();
    await writeAll(file, bytesOf(text)).catch(async (error) => {
      await file.truncate(size).catch(() => undefined);
      throw error;
    });
  } catch (error) {
    throw couldNot(`write "${path}"`, error);
  } finally {
    await file.close();
  }
}

/** Writes that are held back until all of them are known to be good. */
export function holdBack(write: (bytes: Uint8Array) => Promise<unknown>): FileWriter {
  let spool = createSpool();
  return {
    write: (text) => spool.add(bytesOf(text)),
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
async function writeInto(target: string, path: string): Promise<FileWriter> {
  const file: FileHandle = await open(target, 'w');
  const held = holdBack((bytes) => writeAll(file, bytes).catch(blame(path)));
  return {
    ...held,
    commit: async () => {
      await held.commit();
      await file.close().catch(blame(path));
    },
    discard: async () => {
      await held.discard();
      await file.close().catch(() => undefined);
    },
  };
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

function blame(path: string): (error: unknown) => never {
  return (error) => {
    throw couldNot(`write "${path}"`, error);
  };
}
