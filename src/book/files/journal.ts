import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, UserError } from '../../errors.ts';
import { segmentsOf } from './name.ts';

/** One file of a change that was decided. */
export interface Entry {
  readonly name: string;
  /** What it will be: a file in the journal. Null: it goes. */
  readonly staged: string | null;
  /** The SHA-256 of what it was when that was decided; null when it was not there. */
  readonly was: string | null;
}

/** The folder in the book where a change is prepared. */
export const JOURNAL = '.pending';

/** The file whose appearing decides: with it the change will be written, without it nothing was. */
export const MANIFEST = 'manifest.json';

/** The journal of a book on the disk. A UserError when something else stands in its place. */
export async function findJournal(root: string, path: string): Promise<string | null> {
  const journal = join(root, JOURNAL);
  const found = await lstat(journal).catch(absent);
  if (found === null) return null;
  if (!found.isDirectory())
    throw new UserError(`"${JOURNAL}" in the book "${path}" is no folder`, 'move it out of the book');
  return journal;
}

/** What a change has decided, as `readManifest` reads it again. */
export function printManifest(entries: readonly Entry[]): string {
  return `${JSON.stringify({ format_version: 1, entries }, null, 2)}\n`;
}

/** What a change had decided; null when nothing was decided. */
export async function readManifest(journal: string, path: string): Promise<readonly Entry[] | null> {
  const text = await readFile(join(journal, MANIFEST), 'utf8').catch(absent);
  if (text === null) return null;
  try {
    const { format_version: version, entries } = JSON.parse(text);
    if (version === 1 && Array.isArray(entries) && entries.every(isEntry)) return entries;
  } catch {
    // Told below, like every other damage.
  }
  throw new UserError(
    `"${JOURNAL}/${MANIFEST}" in the book "${path}" is damaged, or of a newer version of keyaccounts`,
    `it says what a run that was cut short had decided to write; to give that up, delete "${JOURNAL}"`,
  );
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { name, staged, was } = value as Record<string, unknown>;
  const isText = (one: unknown): boolean => one === null || typeof one === 'string';
  if (typeof name !== 'string' || !isText(staged) || !isText(was)) return false;
  // The journal may come from a repository: its names are no more trusted than any.
  segmentsOf(name);
  return staged === null || /^\d+$/.test(staged as string);
}

/** Throws a change away that was not decided; one that was stays. */
export async function dropJournal(root: string, path: string): Promise<void> {
  const journal = await findJournal(root, path);
  if (journal === null || (await lstat(join(journal, MANIFEST)).catch(absent)) !== null) return;
  await rm(journal, { recursive: true, force: true });
}
