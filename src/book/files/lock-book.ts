import { unlinkSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { disown, isAlive, isNear, type Owner, ownName, readOwner } from '../../io/owner.ts';
import { undoAtSignal } from '../../io/signals.ts';
import { shellWord } from '../../text/shell-word.ts';
import { nothingWritten } from './disk.ts';

/** Gives the book free again. */
export type Release = () => Promise<void>;

/**
 * Waits until no other run has the book, and takes it. Throws a UserError that names the owner when it takes
 * too long.
 *
 * Each run has a lock file of its own, whose name says who holds it since when, and has the book when it wrote
 * that file and then sees no other. Two that come at once see each other, step back and try again. A name is
 * never used twice, so a stale lock can be removed by anybody at any time: a single lock file could be another
 * run's by then (the usual race of taking over).
 */
export async function lockBook(root: string, path: string, options: BookOptions): Promise<Release> {
  return takeLock(root, path, options).catch(nothingWritten(path));
}

async function takeLock(root: string, path: string, options: BookOptions): Promise<Release> {
  const { say, patience = 120 } = options;
  const end = Date.now() + patience * 1000;
  const told = new Set<string>();
  const awaited = new Set<string>();
  let before: Owner | null = null;
  for (;;) {
    const other = await findOwner(root, '', told, say);
    if (other === null) {
      const release = prepareLock(root);
      const { name } = HELD.get(release)!;
      const isFree = await create(root, name)
        .then(async () => (await findOwner(root, name, told, say)) === null)
        .catch(async (error) => {
          await release();
          throw error;
        });
      if (isFree) return release;
      await release();
    } else {
      if (Date.now() > end) throw held(path, other);
      // One that only steps back is gone at the second look.
      if (other.file === before?.file && !awaited.has(other.file)) {
        say(waiting(path, other, patience));
        awaited.add(other.file);
      }
    }
    before = other;
    // Not in step, or two runs would step back from each other for ever.
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 80));
  }
}

/** Whether the lock is still there: nobody took this run for dead. */
export async function holdsLock(release: Release): Promise<boolean> {
  const { root, name } = HELD.get(release)!;
  return (await readdir(root)).includes(name);
}

// The owner of another lock that is alive; stale ones are removed.
async function findOwner(
  root: string,
  own: string,
  told: Set<string>,
  say: BookOptions['say'],
): Promise<Owner | null> {
  let living: Owner | null = null;
  for (const file of await readdir(root)) {
    if (file === own || !file.startsWith(`${LOCK}~`)) continue;
    const owner = readOwner(file);
    if (isAlive(owner)) living ??= owner;
    else {
      await remove(root, file);
      if (!told.has(file)) say({ kind: 'stale-lock', owner: nameOwner(owner), since: timeOf(owner) });
      told.add(file);
    }
  }
  return living;
}

async function create(root: string, name: string): Promise<void> {
  const owner = `${nameOwner(readOwner(name))}; delete this file if it is not running\n`;
  await writeFile(join(root, name), owner, { flag: 'wx' });
}

async function remove(root: string, name: string): Promise<void> {
  disown(name);
  await rm(join(root, name), { force: true });
}

// A signal may come as soon as the file is there.
function prepareLock(root: string): Release {
  const name = ownName(LOCK);
  const unhear = undoAtSignal(() => unlinkSync(join(root, name)));
  const release = async (): Promise<void> => {
    try {
      await remove(root, name);
    } finally {
      unhear();
    }
  };
  HELD.set(release, { root, name });
  return release;
}

function waiting(path: string, owner: Owner, seconds: number): BookEvent {
  return {
    kind: 'waiting',
    owner: nameOwner(owner),
    since: timeOf(owner),
    seconds,
    isNear: isNear(owner),
    clear: clearing(path, owner),
  };
}

function held(path: string, owner: Owner): UserError {
  return new UserError(
    {
      en: `the book "${path}" is in use by ${nameOwner(owner)} since ${timeOf(owner)}`,
      zh: `台账“${path}”正被 ${nameOwner(owner)} 占用，始于 ${timeOf(owner)}`,
    },
    {
      en: `wait for that run; if it is not running any more: ${clearing(path, owner)}`,
      zh: `请等它运行结束；如果它已不在运行：${clearing(path, owner)}`,
    },
  );
}

function clearing(path: string, { file }: Owner): string {
  return `rm ${shellWord(join(path, file))}`;
}

function nameOwner({ host, pid }: Owner): string {
  return `process ${pid} on ${host}`;
}

function timeOf({ since }: Owner): string {
  return Number.isFinite(since) ? new Date(since).toISOString() : 'an unknown time';
}

const LOCK = '.lock';
const HELD = new WeakMap<Release, { root: string; name: string }>();

/** What is worth knowing of a book's files; the words for it are the output's. */
export type BookEvent =
  /** Another run left its lock behind: its process is gone, or on another host and long overdue. */
  | { readonly kind: 'stale-lock'; readonly owner: string; readonly since: string }
  /**
   * Another run has the book: it is waited for, so many seconds at most. `isNear`: it is on this machine, which knows
   * that it runs. `clear`: the command that takes its lock away.
   */
  | {
      readonly kind: 'waiting';
      readonly owner: string;
      readonly since: string;
      readonly seconds: number;
      readonly isNear: boolean;
      readonly clear: string;
    }
  /** A run that was cut short had decided what to write: it was written now. */
  | { readonly kind: 'finished'; readonly files: number }
  /** It was thrown away, since people changed these files in the meantime. */
  | { readonly kind: 'discarded'; readonly names: readonly string[] }
  /** People changed these files after a part of the run was written: they stay as people left them. */
  | { readonly kind: 'kept'; readonly names: readonly string[] };

/** How a book is opened; `say` takes what happened to its files. */
export interface BookOptions {
  readonly say: (event: BookEvent) => void;
  /** How long another run is waited for, in seconds; 120 unless told. */
  readonly patience?: number;
}
