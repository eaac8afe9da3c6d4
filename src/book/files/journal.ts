import { lstat, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { absent, UserError } from '../../errors.ts';
import { digestOf, flushFolder, locate, notFinished, segmentsOf } from './disk.ts';
import type { BookEvent } from './lock-book.ts';

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
    throw new UserError(
      {
        en: `"${JOURNAL}" in the book "${path}" is no folder`,
        zh: `台账“${path}”中的“${JOURNAL}”不是文件夹`,
      },
      { en: 'move it out of the book', zh: '请把它移出台账' },
    );
  return journal;
}

/** What a change has decided, as `readManifest` reads it again. */
export function printManifest(entries: readonly Entry[]): string {
  return `${JSON.stringify({ format_version: 1, entries }, null, 2)}\n`;
}

/** What a change had decided; null when nothing was decided. */
async function readManifest(journal: string, path: string): Promise<readonly Entry[] | null> {
  const text = await readFile(join(journal, MANIFEST), 'utf8').catch(absent);
  if (text === null) return null;
  try {
    const { format_version: version, entries } = JSON.parse(text);
    if (version === 1 && Array.isArray(entries) && entries.every(isEntry)) return entries;
  } catch {
    // Told below, like every other damage.
  }
  throw new UserError(
    {
      en: `"${JOURNAL}/${MANIFEST}" in the book "${path}" is damaged, or of a newer version of keyaccounts`,
      zh: `台账“${path}”中的“${JOURNAL}/${MANIFEST}”已损坏，或出自更新版本的 keyaccounts`,
    },
    {
      en: `it says what a run that was cut short had decided to write; to give that up, delete "${JOURNAL}"`,
      zh: `其中记录了上次中断的运行尚未写完的内容；如需放弃，请删除“${JOURNAL}”`,
    },
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

/** Whether a change was decided and is not wholly written yet. */
export async function hasCommitted(root: string, path: string): Promise<boolean> {
  const journal = await findJournal(root, path);
  return journal !== null && (await lstat(join(journal, MANIFEST)).catch(absent)) !== null;
}

/**
 * Writes what was decided: each file is renamed into its place, and then the journal goes. Cut short anywhere,
 * it can be run again: what is in its place is no longer in the journal.
 */
export async function applyJournal(root: string, path: string): Promise<void> {
  const apply = async (): Promise<void> => {
    const { journal, open } = await readOpen(root, path);
    await applyEntries(root, path, journal, open);
    await endJournal(root, path, journal);
  };
  await apply().catch(notFinished(path));
}

/**
 * Ends what a run that was cut short had decided. People may have changed the files since: what they wrote
 * stays, and when nothing was written yet, the whole change is thrown away: the next run decides anew.
 */
export async function finishJournal(
  root: string,
  path: string,
  say: (event: BookEvent) => void,
): Promise<void> {
  await finish(root, path, say).catch(notFinished(path));
}

async function finish(root: string, path: string, say: (event: BookEvent) => void): Promise<void> {
  const { journal, entries, open } = await readOpen(root, path);
  const changed = new Set<Entry>();
  for (const entry of open) if ((await digestOf(root, path, entry.name)) !== entry.was) changed.add(entry);
  const names = [...changed].map(({ name }) => name);
  if (names.length > 0 && open.length === entries.length) say({ kind: 'discarded', names });
  else {
    await applyEntries(
      root,
      path,
      journal,
      open.filter((entry) => !changed.has(entry)),
    );
    if (names.length > 0) say({ kind: 'kept', names });
    else say({ kind: 'finished', files: entries.length });
  }
  await endJournal(root, path, journal);
}

interface OpenJournal {
  readonly journal: string;
  readonly entries: readonly Entry[];
  /** What is not in its place yet. */
  readonly open: readonly Entry[];
}

async function readOpen(root: string, path: string): Promise<OpenJournal> {
  const journal = (await findJournal(root, path))!;
  const entries = (await readManifest(journal, path)) ?? [];
  const open: Entry[] = [];
  for (const entry of entries) {
    const there =
      entry.staged === null
        ? (await locate(root, path, entry.name)).exists
        : (await lstat(join(journal, entry.staged)).catch(absent)) !== null;
    if (there) open.push(entry);
  }
  return { journal, entries, open };
}

async function applyEntries(
  root: string,
  path: string,
  journal: string,
  entries: readonly Entry[],
): Promise<void> {
  const folders = new Set<string>();
  for (const { name, staged } of entries) {
    const { file } = await locate(root, path, name);
    await put(staged === null ? null : join(journal, staged), file).catch(notFinished(path, name));
    for (let folder = dirname(file); folder.length >= root.length; folder = dirname(folder))
      folders.add(folder);
  }
  for (const folder of folders) await flushFolder(folder);
}

async function put(staged: string | null, file: string): Promise<void> {
  if (staged === null) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await rename(staged, file);
}

// The manifest first: without it the rest is only litter.
async function endJournal(root: string, path: string, journal: string): Promise<void> {
  await rm(join(journal, MANIFEST), { force: true });
  await flushFolder(journal);
  await dropJournal(root, path);
}
