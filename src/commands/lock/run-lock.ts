import { compareCuts } from '../../criteria/lock/compare-lock.ts';
import type { Lock } from '../../criteria/lock/lock.ts';
import { writeLock } from '../../criteria/lock/write-lock.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { Classification } from '../run/classification.ts';
import { loadCriteria } from '../run/inputs.ts';
import { hasRelativeTests, knownLock, usualLock } from '../run/lock-file.ts';
import { openOutput } from '../run/output.ts';
import { openRejects } from '../run/rejects.ts';
import { checkLockFile } from './check-lock.ts';
import { type LockFlags, lockOf, rank, show } from './lock-run.ts';
import { lockWords } from './words.ts';

/** Writes the cut points of a customer file beside the criteria, or compares them with it; the exit code. */
export async function runLock(path: string, flags: LockFlags, io: Io): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  const usual = usualLock(loaded);
  if (!hasRelativeTests(loaded.criteria)) return sayNothing(flags.output ?? usual, flags, io);
  const file = flags.output ?? usual;
  if (file === null)
    throw new UserError(
      loaded.shipped
        ? 'nothing is written beside the criteria that are shipped'
        : 'criteria from standard input have no place for a lock beside them',
      loaded.shipped
        ? 'copy them to criteria/default.yaml, or name a file with --output'
        : 'name a file with --output',
    );
  if (flags.check === true) return checkLockFile(path, file, loaded, flags, io);
  const before = await knownLock(io, file);
  const rejects = await openRejects(io, flags.rejects);
  try {
    const run = await rank(path, loaded, flags, io);
    // Only a lock is written over, or what stands in its place.
    const output = await openOutput(io, file, before !== null || file === usual);
    await output.write(writeLock(lockOf(run), run.criteria));
    await output.commit();
    await rejects.write(run.rejected);
    await sayLocked(run, { file, usual, before }, flags, io);
    return 0;
  } catch (error) {
    await rejects.discard();
    throw error;
  }
}

// What is locked now, beside what was.
async function sayLocked(
  run: Classification,
  {
    file,
    usual,
    before,
  }: { readonly file: string; readonly usual: string | null; readonly before: Lock | null },
  flags: LockFlags,
  io: Io,
): Promise<void> {
  const say = lockWords(flags.lang);
  const changes = compareCuts(before?.cohorts ?? [], lockOf(run).cohorts);
  const elsewhere = usual !== null && usual !== file ? [say.elsewhere(usual)] : [];
  const remarks = [say.written(file), ...elsewhere];
  await show({ title: say.title, changes, compared: before !== null, remarks }, run, flags, io);
}

// A lock that is left over would be an error of every later run.
async function sayNothing(file: string | null, flags: LockFlags, io: Io): Promise<number> {
  const say = lockWords(flags.lang);
  const leftOver = file !== null && io.exists(file);
  await io.out.write(`${say.nothing}\n`);
  if (leftOver) await io.err.write(`${say.notNeeded(file)}\n`);
  return leftOver && flags.check === true ? 1 : 0;
}
