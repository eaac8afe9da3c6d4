import type { LockedCuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { type Lock, lockPathOf } from '../../criteria/lock/lock.ts';
import { couldNot, InputError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { readTyped } from '../../table/decode-text.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { Source } from '../../text/source.ts';
import { type LoadedCriteria, sha256Of } from './inputs.ts';

/** A lock that fits its criteria. */
export interface LoadedLock {
  readonly file: string;
  readonly sha256: string;
  readonly lock: Lock;
  readonly cuts: ReadonlyMap<Criteria, LockedCuts>;
}

/**
 * Loads the lock beside a criteria file, or the one that is told; null when there is none, or with `--fresh`. Throws an
 * InputError when it is damaged or no longer fits.
 */
export async function loadLock(
  io: Io,
  loaded: LoadedCriteria,
  flags: { readonly fresh?: boolean; readonly lock?: string },
): Promise<LoadedLock | null> {
  const file = flags.lock ?? usualLock(loaded);
  if (flags.fresh === true || file === null || (flags.lock === undefined && !io.exists(file))) return null;
  const source = await openLockFile(io, file);
  const renew = renewal(loaded.file);
  // Most criteria have no lock, and start faster without what it needs.
  const { readLock } = await import('../../criteria/lock/read-lock.ts');
  const { fitLock } = await import('../../criteria/lock/fit-lock.ts');
  const { value: lock, diagnostics } = readLock(source, renew);
  if (lock === null) throw new InputError(diagnostics);
  const { value: cuts, diagnostics: misfits } = fitLock(lock, loaded.criteria, renew);
  if (cuts === null) throw new InputError(misfits);
  return { file, sha256: sha256Of([source.text]), lock, cuts };
}

/** Where the lock of criteria stands; null for those that are shipped, or come from standard input. */
export function usualLock({ path, shipped }: LoadedCriteria): string | null {
  return shipped || path === '-' ? null : lockPathOf(path);
}

/** Reads a lock file as text. */
export async function openLockFile(io: Io, file: string): Promise<Source> {
  const text = await readTyped(io.readBytes(file), file).catch((error) => {
    throw couldNot({ en: `read the lock "${file}"`, zh: `读取锁定文件“${file}”` }, error, {
      en: '--fresh does without it',
      zh: '加上 --fresh 可不用锁定文件',
    });
  });
  return { name: file, text };
}

/** The command that writes the lock of a criteria file anew. */
export function renewal(criteria: string): string {
  return `keyaccounts lock customers.csv -c ${shellWord(criteria)}`;
}

/** The lock of a file that is about to be written anew; null when there is none that can be read. */
export async function knownLock(io: Io, file: string): Promise<Lock | null> {
  if (!io.exists(file)) return null;
  const { readLock } = await import('../../criteria/lock/read-lock.ts');
  return readLock(await openLockFile(io, file), '').value;
}
