import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode, UserError } from '../../errors.ts';
import { locate } from './disk.ts';

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
      `the book "${path}" has format ${version}, and this version of keyaccounts reads up to ${FORMAT}`,
      'update keyaccounts; the book was left as it is',
    );
  throw new UserError(
    `"${FORMAT_FILE}" in the book "${path}" is damaged: expected ${FORMAT_TEXT.trim()}`,
    'restore it from a backup or from git; the book was left as it is',
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
