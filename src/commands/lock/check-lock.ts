import { compareCuts, isMoved } from '../../criteria/lock/compare-lock.ts';
import { fitLock } from '../../criteria/lock/fit-lock.ts';
import { readLock } from '../../criteria/lock/read-lock.ts';
import { InputError } from '../../errors.ts';
import { formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { formatDiagnostics } from '../../output/diagnostics.ts';
import { styleFor, wantsColor } from '../../output/style.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { openLockFile, renewal } from '../run/lock-file.ts';
import { type LockFlags, lockOf, rank, show } from './lock-run.ts';
import { lockWords } from './words.ts';

/** Whether a lock is there, fits and is what the customers give; the exit code: 1 when not. Writes nothing. */
export async function checkLockFile(
  path: string,
  file: string,
  loaded: LoadedCriteria,
  flags: LockFlags,
  io: Io,
): Promise<number> {
  const renew = renewal(loaded.file);
  if (!io.exists(file)) return tellAbsent(file, renew, flags, io);
  const { value: lock, diagnostics } = readLock(await openLockFile(io, file), renew);
  if (lock === null) {
    if (diagnostics.some(({ code }) => code === 'newer-lock')) throw new InputError(diagnostics);
    return tell(diagnostics, flags, io);
  }
  const { value: cuts, diagnostics: misfits } = fitLock(lock, loaded.criteria, renew);
  if (cuts === null) return tell(misfits, flags, io);
  // The question is whether the lock is what this data gives: on its own day, unless another is named.
  const run = await rank(path, loaded, { ...flags, asOf: flags.asOf ?? formatDay(lock.asOf) }, io);
  const moved = compareCuts(lock.cohorts, lockOf(run).cohorts).filter(isMoved);
  const say = lockWords(flags.lang);
  const remarks = moved.length === 0 ? [say.holds] : [say.moved(moved.length), say.renew(renew)];
  await show({ title: say.checkTitle, changes: moved, compared: true, remarks }, run, flags, io);
  return moved.length === 0 ? 0 : 1;
}

async function tell(found: readonly Diagnostic[], flags: LockFlags, io: Io): Promise<number> {
  const style = styleFor(wantsColor(flags, io.env, io.err.isTTY));
  await io.err.write(formatDiagnostics(found, { style, limit: 20 }));
  return 1;
}

async function tellAbsent(file: string, renew: string, flags: LockFlags, io: Io): Promise<number> {
  const { error } = styleFor(wantsColor(flags, io.env, io.err.isTTY));
  const message = `there is no lock "${file}", and the criteria compare customers with each other`;
  await io.err.write(cleanLines(`${error('error')}: `, [message, `  help: write it: ${renew}`]));
  return 1;
}

function cleanLines(start: string, lines: readonly string[]): string {
  return `${start}${lines.map(cleanText).join('\n')}\n`;
}
