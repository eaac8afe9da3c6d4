import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { couldNot, systemCode, UserError } from '../errors.ts';
import { makeFolders, removeEmpty } from '../io/files.ts';
import { undoAtSignal } from '../io/signals.ts';
import { applyJournal, dropJournal, finishJournal, hasCommitted } from './files/journal.ts';
import { type BookOptions, holdsLock, lockBook, type Release } from './files/lock-book.ts';
import { type BookFolder, checkFormat, emptyFolder, openFolder } from './files/read.ts';
import { rehearse, type WouldWrite } from './files/rehearse.ts';
import { type BookChange, stageChange } from './files/stage.ts';

export type { BookEvent, BookOptions } from './files/lock-book.ts';
export type { BookFolder } from './files/read.ts';
export type { WouldWrite } from './files/rehearse.ts';
export type { BookChange } from './files/stage.ts';

/**
 * Opens a book for reading; what a run that was cut short had decided to write is written first. Throws a
 * UserError when there is no such folder, or a newer version wrote it.
 */
export async function openBook(path: string, options: BookOptions): Promise<BookFolder> {
  const root = await findFolder(path);
  if (root === null)
    throw new UserError(
      { en: `there is no book "${path}"`, zh: `没有台账“${path}”` },
      {
        en: 'name the folder of the book; review starts a new one',
        zh: '请指定台账所在的文件夹；review 命令可新建台账',
      },
    );
  if (await hasCommitted(root, path)) {
    const release = await lockBook(root, path, options);
    try {
      // The run may have been alive, and have ended by now.
      if (await hasCommitted(root, path)) await finishJournal(root, path, options.say);
    } finally {
      await release();
    }
  }
  await checkFormat(root, path);
  return openFolder(root, path);
}

/**
 * Reads from a book so that what was read belongs together: when a run wrote meanwhile, it is read again. Throws
 * what the reading throws.
 */
export async function readBook<T>(
  path: string,
  options: BookOptions,
  read: (book: BookFolder) => Promise<T>,
): Promise<T> {
  const root = await findFolder(path);
  for (let tries = 1; ; tries += 1) {
    const book = await openBook(path, options);
    const before = await stampOf(root!);
    const ended = await read(book).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const isWhole = before === (await stampOf(root!)) && !(await hasCommitted(root!, path));
    if (!isWhole && tries < MOST_TRIES) continue;
    if ('error' in ended) throw ended.error;
    return ended.value;
  }
}

const MOST_TRIES = 10;

// Every run that is recorded writes this file anew.
async function stampOf(root: string): Promise<string> {
  const found = await stat(join(root, 'runs.csv')).catch(() => null);
  return found === null ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

/**
 * Runs with the book locked; a folder that is not there is made. What the body wants to write is written after
 * it returned, all or nothing, and files that stay the same are not touched. When it throws, nothing is
 * written. A file that it read and writes must not have been changed by others meanwhile: a UserError.
 */
export async function changeBook<T>(
  path: string,
  options: BookOptions,
  body: (book: BookFolder, change: BookChange) => Promise<T>,
): Promise<T> {
  const made = await makeFolders(path).catch((error) => {
    throw couldNot({ en: `make the book "${path}"`, zh: `新建台账“${path}”` }, error);
  });
  const unhear = undoAtSignal(() => removeEmpty(made));
  try {
    const root = (await findFolder(path))!;
    const release = await lockBook(root, path, options);
    try {
      if (await hasCommitted(root, path)) await finishJournal(root, path, options.say);
      await dropJournal(root, path);
      await checkFormat(root, path);
      return await changeLocked(root, path, () => holdsLock(release), body);
    } finally {
      // What goes wrong here must not hide what went wrong before; the next run clears what is left.
      await clear(root, path, release).catch(() => undefined);
      await release().catch(() => undefined);
    }
  } finally {
    removeEmpty(made);
    unhear();
  }
}

async function clear(root: string, path: string, release: Release): Promise<void> {
  if (await holdsLock(release)) await dropJournal(root, path);
}

/**
 * Runs as `changeBook` does, and writes nothing: what would have been written comes with the result. A book that
 * is not there yet is empty.
 */
export async function rehearseChange<T>(
  path: string,
  options: BookOptions,
  body: (book: BookFolder, change: BookChange) => Promise<T>,
): Promise<{ readonly result: T; readonly files: readonly WouldWrite[] }> {
  const root = await findFolder(path);
  const book = root === null ? emptyFolder(path) : await openBook(path, options);
  const { change, result: files } = rehearse(root, path);
  const result = await body(book, change);
  return { result, files: await files() };
}

async function changeLocked<T>(
  root: string,
  path: string,
  isHeld: () => Promise<boolean>,
  body: (book: BookFolder, change: BookChange) => Promise<T>,
): Promise<T> {
  const seen = new Map<string, string | null>();
  const stage = stageChange(root, path, seen);
  try {
    const result = await body(openFolder(root, path, seen), stage.change);
    if ((await stage.commit(isHeld)) > 0) await applyJournal(root, path);
    return result;
  } finally {
    await stage.close();
  }
}

// The folder itself may be a link: that is what the user named. Null when it is not there.
async function findFolder(path: string): Promise<string | null> {
  try {
    const root = await realpath(path);
    if (!(await stat(root)).isDirectory())
      throw new UserError({
        en: `the book "${path}" is a file, not a folder`,
        zh: `台账“${path}”是一个文件，不是文件夹`,
      });
    return root;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    if (error instanceof UserError) throw error;
    throw couldNot({ en: `open the book "${path}"`, zh: `打开台账“${path}”` }, error);
  }
}
