import { checkGates } from '../../compare/gates.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { sayDrift } from '../run/drift.ts';
import { withResults } from '../run/results.ts';
import type { DiffFlags } from './command.ts';
import { readLimits } from './limits.ts';
import { showDiff } from './show-diff.ts';
import { compareSides } from './sides.ts';

/** Compares two classifications; the exit code. */
export async function runDiff(path: string, flags: DiffFlags, io: Io): Promise<number> {
  checkFlags(path, flags);
  const limits = readLimits(flags);
  return withResults(io, flags, async ({ output, setAside }) => {
    const runs = await compareSides(path, flags, io);
    const gates = checkGates(runs.comparison, limits);
    // A report for people says it itself.
    if (flags.format === 'json' || flags.format === 'github')
      await sayDrift(runs.drift, runs.newer, flags, io);
    for (const piece of showDiff(runs, gates, flags, io)) await output.write(piece);
    const { older, newer } = runs;
    await setAside(...(older.rejected === null ? [] : [older.rejected]), newer.rejected);
    if (gates.some(({ passed }) => !passed)) return 1;
    return flags.exitCode === true && runs.comparison.moved.customers > 0 ? 3 : 0;
  });
}

function checkFlags(path: string, flags: DiffFlags): void {
  const { against, againstCriteria, againstAsOf, book, criteria } = flags;
  if ((against ?? againstCriteria ?? againstAsOf ?? book) === undefined)
    throw new UserError(
      'diff needs something to compare with',
      'give --against-criteria FILE, --against FILE or --against-as-of DATE, or several of them; or --book DIR',
    );
  if ([path, against, againstCriteria, criteria].filter((name) => name === '-').length > 1)
    throw new UserError('standard input can be read for one thing only', 'name a file for the others');
}
