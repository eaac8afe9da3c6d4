import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { absent, systemCode, UserError } from '../../errors.ts';
import { gatherBytes } from '../../table/bytes.ts';
import { decodeText } from '../../table/decode-text.ts';
import { linked, locate, readFrom, segmentsOf } from './disk.ts';

/** The book as it stands: files by their name inside the folder, with forward slashes. */
export interface BookFolder {
  /** As the user named it. */
  readonly path: string;
  /** How a file of the book is called in messages. */
  nameOf(name: string): string;
  /**
   * A whole file as text, its BOM and line ends as they are; null when it is not there. Throws an InputError
   * (`bad-encoding`) on bytes that are not UTF-8, nor UTF-16 with a byte order mark.
   */
  read(name: string): Promise<string | null>;
  /** A file's bytes as they come, for long files and those of unknown encoding; null when it is not there. */
  bytes(name: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** The names of the files right in a folder of the book, in order; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** The same, with the files in all folders below it. */
  listBelow(folder: string): Promise<readonly string[]>;
}

/** `seen` takes the SHA-256 of each whole file that was read, or null of one that was not there. */
export function openFolder(root: string, path: string, seen?: Map<string, string | null>): BookFolder {
  const entriesOf = async (folder: string): Promise<readonly FolderEntry[]> => {
    const place = join(root, ...segmentsOf(folder));
    const found = await lstat(place).catch(absent);
    if (found === null) return [];
    if (found.isSymbolicLink()) throw linked(path, folder);
    if (!found.isDirectory()) return [];
    const entries = await readdir(place, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map((entry) => ({
        name: `${folder}/${entry.name}`,
        // A link is listed, so that whoever reads it hears that links are not followed.
        isFile: entry.isFile() || entry.isSymbolicLink(),
        isFolder: entry.isDirectory(),
      }));
  };
  return {
    path,
    nameOf: (name) => posix.join(path.replaceAll('\\', '/'), name),
    async read(name) {
      const { file, exists } = await locate(root, path, name);
      if (!exists) {
        seen?.set(name, null);
        return null;
      }
      const bytes = await gatherBytes(readFrom(file));
      seen?.set(name, createHash('sha256').update(bytes).digest('hex'));
      return decodeText(bytes, this.nameOf(name));
    },
    async bytes(name) {
      const { file, exists } = await locate(root, path, name);
      return exists ? readFrom(file) : null;
    },
    list: async (folder) => filesIn(await entriesOf(folder)),
    async listBelow(folder) {
      const entries = await entriesOf(folder);
      const folders = entries.filter(({ isFolder }) => isFolder);
      const below = await Promise.all(folders.map(({ name }) => this.listBelow(name)));
      return [...filesIn(entries), ...below.flat()].sort();
    },
  };
}

interface FolderEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

function filesIn(entries: readonly FolderEntry[]): string[] {
  return entries
    .filter(({ isFile }) => isFile)
    .map(({ name }) => name)
    .sort();
}

/** A book that is not there yet. */
export function emptyFolder(path: string): BookFolder {
  return {
    path,
    nameOf: (name) => posix.join(path.replaceAll('\\', '/'), name),
    read: async () => null,
    bytes: async () => null,
    list: async () => [],
    listBelow: async () => [],
  };
}

/** The file at the root of a book that says how to read it. */
export const FORMAT_FILE = 'book.json';

/** What it holds in the books that this version writes. */
export const FORMAT_TEXT = '{ "format_version": 1 }\n';

/** Throws a UserError when a newer version wrote the book, or its format cannot be read. Whether it says one. */
export async function checkFormat(root: string, path: string): Promise<boolean> {
  const { file, exists } = await locate(root, path, FORMAT_FILE);
  if (!exists) return false;
  const version = versionIn(await readFile(file, 'utf8'));
  if (version === FORMAT) return true;
  if (version !== null && version > FORMAT)
    throw new UserError(
      {
        en: `the book "${path}" has format ${version}, and this version of keyaccounts reads up to ${FORMAT}`,
        zh: `台账“${path}”的格式版本为 ${version}，当前 keyaccounts 最高支持 ${FORMAT}`,
      },
      {
        en: 'update keyaccounts; the book was left as it is',
        zh: '请升级 keyaccounts；台账未作改动',
      },
    );
  throw new UserError(
    {
      en: `"${FORMAT_FILE}" in the book "${path}" is damaged: expected ${FORMAT_TEXT.trim()}`,
      zh: `台账“${path}”中的“${FORMAT_FILE}”已损坏：内容应为 ${FORMAT_TEXT.trim()}`,
    },
    {
      en: 'restore it from a backup or from git; the book was left as it is',
      zh: '请从备份或 git 中恢复该文件；台账未作改动',
    },
  );
}

const FORMAT = 1;

function versionIn(text: string): number | null {
  try {
    const version: unknown = JSON.parse(text)?.format_version;
    return typeof version === 'number' && Number.isInteger(version) ? version : null;
  } catch {
    return null;
  }
}

/** Keeps git away from what only a run needs. The file, when it was not there before; else null. */
export async function writeIgnore(root: string): Promise<string | null> {
  const file = join(root, '.gitignore');
  try {
    await writeFile(file, '.lock~*\n.pending/\n', { flag: 'wx' });
    return file;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return null;
    await rm(file, { force: true });
    throw error;
  }
}
