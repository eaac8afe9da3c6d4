import {
  existsSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import {
  chmod,
  chown,
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { absent, couldNot, systemCode, UserError } from '../errors.ts';
import { disown, isAlive, ownName, readOwner } from './owner.ts';
import { undoAtSignal } from './signals.ts';
import { createSpool, writeAll } from './spool.ts';

/** Output that nobody sees before `commit`. */
export interface FileWriter {
  write(text: string | Uint8Array): Promise<void>;
  /** Forgets what was written so far. */
  restart(): Promise<void>;
  /** Does all that may fail before the file appears, and lets `discard` take it back after that; once is enough. */
  prepare(): Promise<void>;
  commit(): Promise<void>;
  /** The end after `commit`: what stood there before is let go. */
  release(): Promise<void>;
  /** Leaves everything as it was. */
  discard(): Promise<void>;
}

/** Lets several outputs appear together: when one cannot, those before it are taken back as far as they can be. */
export async function commitTogether(files: readonly FileWriter[]): Promise<void> {
  if (files.length > 1) for (const file of files) await file.prepare();
  for (const file of files) await file.commit();
  // All of them at once: from here on nothing is taken back.
  await Promise.all(files.map((file) => file.release()));
}

/** The temporary files that stood in folders when a run first wrote there: a folder may hold thousands of results. */
export type SeenTemporary = Map<string, Promise<readonly string[]>>;

/**
 * A file that appears whole or not at all: a temporary file beside it, flushed, then renamed. What a killed run left of
 * it is removed.
 */
export async function createFile(path: string, seen: SeenTemporary = new Map()): Promise<FileWriter> {
  // A link stays a link: what it points to is replaced, or made.
  const target = targetOf(path);
  const found = await stat(target).catch(absent);
  if (found !== null && !found.isFile()) return writeInto(target, path);
  const folder = dirname(target);
  const prefix = temporaryPrefix(target);
  await removeLeftOver(folder, prefix, seen);
  const names = [ownName(prefix), ownName(prefix)] as const;
  const [temporary, old] = names.map((name) => join(folder, name)) as [string, string];
  let state: 'open' | 'flushed' | 'prepared' | 'replaced' | 'done' = 'open';
  const undo = (): void => {
    if (state === 'replaced') attempt(() => (found === null ? unlinkSync(target) : renameSync(old, target)));
    state = 'done';
    for (const path of [temporary, old]) attempt(() => unlinkSync(path));
  };
  const unhear = undoAtSignal(undo);
  const end = (): void => {
    unhear();
    names.forEach(disown);
  };
  // Appending: a file that was cut to nothing is written from its start again.
  const file = await open(temporary, 'ax', found?.mode).catch((error) => {
    end();
    throw error;
  });
  const ahead = flushAhead(file);
  const discard = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    undo();
    end();
  };
  const orDiscard = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      await discard();
      throw cannotWrite(path, error);
    }
  };
  const flush = async (): Promise<void> => {
    if (found !== null) await keepAccess(temporary, found);
    await ahead.settle();
    await file.sync();
    await file.close();
    state = 'flushed';
  };
  return {
    write: async (text) => {
      const bytes = bytesOf(text);
      await writeAll(file, bytes).catch(blame(path));
      ahead.wrote(bytes.length);
    },
    restart: () => file.truncate(0).catch(blame(path)),
    prepare: () =>
      orDiscard(async () => {
        if (state !== 'open') return;
        await flush();
        // Some disks know no links.
        if (found !== null) await link(target, old).catch(() => copyFile(target, old));
        state = 'prepared';
      }),
    commit: () =>
      orDiscard(async () => {
        if (state === 'open') await flush();
        const isPrepared = state === 'prepared';
        // A signal may come before it is seen that the name is taken.
        if (isPrepared) state = 'replaced';
        await rename(temporary, target);
        if (isPrepared) return;
        state = 'done';
        end();
      }),
    release: async () => {
      if (state !== 'replaced') return;
      state = 'done';
      await rm(old, { force: true }).catch(() => undefined);
      end();
    },
    discard,
  };
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // What cannot be taken away stays.
  }
}

// With the beginning of the name, which may be as long as a name can be.
function temporaryPrefix(target: string): string {
  return `.${[...basename(target)].slice(0, 20).join('').replaceAll('~', '-')}${TEMPORARY}`;
}

const TEMPORARY = '.keyaccounts-tmp';

async function removeLeftOver(folder: string, prefix: string, seen: SeenTemporary): Promise<void> {
  const found = seen.get(folder) ?? findTemporary(folder);
  seen.set(folder, found);
  for (const name of await found)
    if (name.startsWith(`${prefix}~`) && !isAlive(readOwner(name)))
      await rm(join(folder, name), { force: true }).catch(() => undefined);
}

async function findTemporary(folder: string): Promise<readonly string[]> {
  // Whoever writes there is told why it cannot be read.
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => name.includes(`${TEMPORARY}~`));
}

// Lets the disk take what is written while more is made: left to the end, a large file waits as long as the disk needs
// for all of it.
function flushAhead(file: FileHandle): { wrote(bytes: number): void; settle(): Promise<void> } {
  let waiting = 0;
  let isFlushing = false;
  let flushed = Promise.resolve();
  return {
    wrote(bytes) {
      waiting += bytes;
      if (isFlushing || waiting < FLUSHED) return;
      waiting = 0;
      isFlushing = true;
      flushed = file.datasync();
      // After a failure nothing more is flushed: the end tells it.
      flushed.then(
        () => {
          isFlushing = false;
        },
        () => {},
      );
    },
    settle: () => flushed,
  };
}

const FLUSHED = 8 * 1024 * 1024;

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
      const target = targetOf(path);
      return join(realpathSync(dirname(target)), basename(target));
    } catch {
      return resolve(path);
    }
  }
}

// Links followed to their end, whether there is anything or not; what the system says of links in a circle is thrown.
function targetOf(path: string): string {
  try {
    // Node's own way gives a pipe a name that nothing has.
    return realpathSync.native(path);
  } catch (error) {
    absent(error);
  }
  // A pipe such as /dev/stdout is there, and has no name of its own.
  if (existsSync(path)) return path;
  let link: string;
  try {
    link = readlinkSync(path);
  } catch {
    return path;
  }
  return targetOf(resolve(realpathSync(dirname(path)), link));
}

/** Makes a folder for results as `makeFolders` does; a UserError where that is refused, or a file has its name. */
export async function makeFolderAt(path: string): Promise<readonly string[]> {
  const made = await makeFolders(path).catch((error) => {
    throw couldNot({ en: `make the folder "${path}"`, zh: `新建文件夹“${path}”` }, error);
  });
  if (statSync(path).isDirectory()) return made;
  throw new UserError({ en: `"${path}" is a file, not a folder`, zh: `“${path}”是一个文件，不是文件夹` });
}

/**
 * Makes a folder, and those above it, where they are not there. Those that were made, the innermost first; none where
 * the system refuses one.
 */
export async function makeFolders(path: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  const made: string[] = [];
  try {
    for (const folder of missing) if (await makeFolder(folder)) made.unshift(folder);
    return made;
  } catch (error) {
    removeEmpty(made);
    throw error;
  }
}

// One by one: Node's own way calls a read-only disk a folder that is not there. False when another run was faster.
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    if (existsSync(folder)) return false;
    throw new UserError(
      { en: `"${folder}" is a link that leads nowhere`, zh: `“${folder}”是链接，但链接的目标不存在` },
      {
        en: 'make the folder that it leads to, or remove the link',
        zh: '请新建它所指的文件夹，或删去该链接',
      },
    );
  }
}

/** Takes folders away that hold nothing: those that were made for a run that wrote nothing. */
export function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) attempt(() => rmdirSync(folder));
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
    throw cannotWrite(path, error);
  } finally {
    await file.close();
  }
}

/** Writes that are held back until all of them are known to be good. */
export function holdBack(write: (bytes: Uint8Array) => Promise<unknown>): FileWriter {
  const spool = createSpool();
  return {
    write: (text) => spool.add(bytesOf(text)),
    restart: () => spool.clear(),
    prepare: async () => {},
    commit: async () => {
      for await (const bytes of spool.read()) {
        if ((await write(bytes)) === false) break;
      }
      await spool.clear();
    },
    release: async () => {},
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
    throw cannotWrite(path, error);
  };
}

function cannotWrite(path: string, error: unknown): unknown {
  return couldNot({ en: `write "${path}"`, zh: `写入“${path}”` }, error);
}
