import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { keepAccess } from '../../io/files.ts';
import { undoAtSignal } from '../../io/signals.ts';
import { writeAll } from '../../io/spool.ts';
import { compareText } from '../../text/order.ts';
import {
  digestOf,
  flushFolder,
  locate,
  notFinished,
  nothingWritten,
  segmentsOf,
  writeFlushed,
} from './disk.ts';
import { type Entry, findJournal, JOURNAL, MANIFEST, printManifest } from './journal.ts';
import { checkFormat, FORMAT_FILE, FORMAT_TEXT, writeIgnore } from './read.ts';

/** What a run wants to write: nothing is there until all of it is. The last word on a name counts. */
export interface BookChange {
  /** A whole file. */
  write(name: string, text: string): void;
  /** A long file, as it comes; it counts once it was ended. */
  create(name: string): Promise<BookWriter>;
  /** A file of the book as it stood before this change, under another name too. */
  copy(from: string, to: string): void;
  remove(name: string): void;
}

/** A change while it is gathered. */
interface Stage {
  readonly change: BookChange;
  /**
   * Decides: from here on it will be written, whatever happens. How many files it is; none when all are as they
   * should be already. Throws a UserError when people changed a file that was read, or the lock was lost.
   */
  commit(isHeld: () => Promise<boolean>): Promise<number>;
  /** Closes what the body left open. */
  close(): Promise<void>;
}

type Planned =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'staged'; readonly staged: string; readonly digest: string }
  | { readonly kind: 'copy'; readonly from: string }
  | { readonly kind: 'remove' };

/** Gathers a change in the journal of a book; `seen` holds the digests of the files that it was made from. */
export function stageChange(root: string, path: string, seen: ReadonlyMap<string, string | null>): Stage {
  const journal = join(root, JOURNAL);
  const planned = new Map<string, Planned>();
  const writers: OpenWriter[] = [];
  let files = 0;
  const plan = (name: string, what: Planned): void => {
    segmentsOf(name);
    planned.set(name, what);
  };
  let made: Promise<void> | null = null;
  const unhear = undoAtSignal(() => rmSync(journal, { recursive: true, force: true }));
  const nextFile = async (): Promise<string> => {
    made ??= makeJournal(root, path, journal);
    await made;
    files += 1;
    return String(files);
  };
  const change: BookChange = {
    write: (name, text) => plan(name, { kind: 'text', text }),
    copy: (from, to) => plan(to, { kind: 'copy', from }),
    remove: (name) => plan(name, { kind: 'remove' }),
    async create(name) {
      segmentsOf(name);
      const staged = await nextFile().catch(nothingWritten(path));
      const writer = await openWriter(join(journal, staged), path, (digest) =>
        plan(name, { kind: 'staged', staged, digest }),
      );
      writers.push(writer);
      return writer;
    },
  };

  // What a file will be, in the journal; null when it is that already.
  async function stage(name: string, what: Planned, now: string | null): Promise<Entry | null> {
    if (what.kind === 'remove') return now === null ? null : { name, staged: null, was: now };
    if (what.kind === 'staged') return what.digest === now ? null : { name, staged: what.staged, was: now };
    if (what.kind === 'text') {
      const bytes = Buffer.from(what.text);
      if (createHash('sha256').update(bytes).digest('hex') === now) return null;
      const staged = await nextFile();
      await writeFlushed(join(journal, staged), bytes);
      return { name, staged, was: now };
    }
    if ((await digestOf(root, path, what.from)) === now) return null;
    const staged = await nextFile();
    const { file } = await locate(root, path, what.from);
    // Nothing writes into a file of the book, so two names may share it. Not every disk can do that.
    await link(file, join(journal, staged)).catch(() => copyFile(file, join(journal, staged)));
    return { name, staged, was: now };
  }

  async function entryFor(name: string, what: Planned): Promise<Entry | null> {
    const now = await digestOf(root, path, name);
    if (seen.has(name) && seen.get(name) !== now) throw changedMeanwhile(name, path);
    const entry = await stage(name, what, now);
    if (entry !== null && entry.staged !== null && now !== null && what.kind !== 'copy')
      await keepAccessOf(root, path, name, join(journal, entry.staged));
    return entry;
  }

  async function decide(isHeld: () => Promise<boolean>): Promise<number> {
    const entries: Entry[] = [];
    const all = [...planned].sort(([one], [other]) => compareText(one, other));
    // Waiting for the disk is what takes time: it can wait for several files at once.
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE).map(([name, what]) => entryFor(name, what));
      // All of them have ended before anything is thrown away.
      for (const ended of await Promise.allSettled(some)) {
        if (ended.status === 'rejected') throw ended.reason;
        if (ended.value !== null) entries.push(ended.value);
      }
    }
    if (entries.length === 0) return 0;
    const isNew = !(await checkFormat(root, path));
    if (isNew) {
      const staged = await nextFile();
      await writeFlushed(join(journal, staged), Buffer.from(FORMAT_TEXT));
      entries.push({ name: FORMAT_FILE, staged, was: null });
    }
    if (!(await isHeld())) throw lostLock(path);
    const ignore = isNew ? await writeIgnore(root) : null;
    // From here on it may be decided already, and a signal must leave it to the next run.
    unhear();
    const manifest = join(journal, MANIFEST);
    try {
      await writeFlushed(`${manifest}.new`, Buffer.from(printManifest(entries)));
      await rename(`${manifest}.new`, manifest);
    } catch (error) {
      if (ignore !== null) await rm(ignore, { force: true });
      throw error;
    }
    return entries.length;
  }

  return {
    change,
    commit: async (isHeld) => {
      const count = await decide(isHeld).catch(nothingWritten(path));
      if (count === 0) return 0;
      await flushFolder(journal).catch(notFinished(path));
      await flushFolder(root).catch(notFinished(path));
      return count;
    },
    close: async () => {
      unhear();
      for (const writer of writers) await writer.close().catch(() => undefined);
    },
  };
}

const AT_ONCE = 16;

async function makeJournal(root: string, path: string, journal: string): Promise<void> {
  if ((await findJournal(root, path)) === null) await mkdir(journal);
}

async function keepAccessOf(root: string, path: string, name: string, staged: string): Promise<void> {
  const { file } = await locate(root, path, name);
  await keepAccess(staged, await stat(file));
}

function changedMeanwhile(name: string, path: string): UserError {
  return new UserError(
    {
      en: `"${name}" in the book "${path}" was changed by someone else while this run worked; nothing was written`,
      zh: `本次运行期间，台账“${path}”中的“${name}”被他人修改；未写入任何内容`,
    },
    {
      en: 'run the command again: it starts from what is there now',
      zh: '请重新运行命令，将以现有内容为准',
    },
  );
}

function lostLock(path: string): UserError {
  return new UserError(
    {
      en: `another run took the book "${path}" while this one worked; nothing was written`,
      zh: `本次运行期间，台账“${path}”被另一次运行占用；未写入任何内容`,
    },
    { en: 'run the command again', zh: '请重新运行命令' },
  );
}

/** Writes a long file as it comes. */
interface BookWriter {
  write(text: string | Uint8Array): Promise<void>;
  /** Forgets what was written so far. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** A writer that can be given up. */
interface OpenWriter extends BookWriter {
  close(): Promise<void>;
}

/** Opens a new file; `ended` takes the SHA-256 of its bytes once they are on the disk. */
async function openWriter(file: string, path: string, ended: (digest: string) => void): Promise<OpenWriter> {
  // Appending: a file that was cut to nothing is written from its start again.
  const handle = await open(file, 'ax').catch(nothingWritten(path));
  let hash = createHash('sha256');
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    async write(text) {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      hash.update(bytes);
      await writeAll(handle, bytes).catch(nothingWritten(path));
    },
    async restart() {
      hash = createHash('sha256');
      await handle.truncate(0).catch(nothingWritten(path));
    },
    async end() {
      await handle.sync().catch(nothingWritten(path));
      await close().catch(nothingWritten(path));
      ended(hash.digest('hex'));
    },
    close,
  };
}
