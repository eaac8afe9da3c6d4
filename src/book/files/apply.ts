import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { absent } from '../../errors.ts';
import { digestOf, flushFolder, locate, notFinished } from './disk.ts';
import type { BookEvent } from './events.ts';
import { dropJournal, type Entry, findJournal, MANIFEST, readManifest } from './journal.ts';

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
