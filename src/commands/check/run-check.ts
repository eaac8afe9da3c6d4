import type { Io } from '../../io.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { readAsOf } from '../run/inputs.ts';
import { openOutput } from '../run/output.ts';
import { readShare } from '../run/read-share.ts';
import { checkFile } from './check-file.ts';
import type { CheckFlags } from './command.ts';
import type { CheckResult } from './result.ts';
import { showCheck, showSummary } from './show-check.ts';

/** How a check can be written; `github` is for a step of a workflow, `sarif` and `junit` for other tools. */
export type CheckFormat = 'text' | 'markdown' | 'json' | 'github' | 'sarif' | 'junit';

/** Checks criteria files; the exit code. */
export async function runCheck(files: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const asOf = readAsOf(io, flags.asOf);
  const leastCoverage = readCoverage(flags.minCoverage);
  const results: CheckResult[] = [];
  for (const file of files.length === 0 ? [undefined] : files)
    results.push(await checkFile(file, asOf, leastCoverage, flags, io));

  const format = flags.format ?? (io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
  const output = await openOutput(io, flags.output);
  await output.write(showCheck(results, format, asOf, flags, io));
  await output.commit();
  const summary = io.env['GITHUB_STEP_SUMMARY'];
  if (format === 'github' && summary !== undefined && summary !== '')
    await io.append(summary, showSummary(results, flags));

  if (results.some(({ criteria }) => criteria === null)) return 2;
  const found = results.some(({ diagnostics }) => hasErrors(diagnostics));
  return found && flags.warnOnly !== true ? 1 : 0;
}

function readCoverage(told: string | undefined): number | null {
  if (told === undefined) return null;
  const { value } = readShare({ flag: '--min-coverage', example: '80%', orNothing: true }, told);
  return Number((value * 100).toPrecision(12));
}
