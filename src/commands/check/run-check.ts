import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { shortenDiagnostic } from '../../text/shorten.ts';
import { readAsOf } from '../run/inputs.ts';
import { readShare } from '../run/read-share.ts';
import { withResults } from '../run/results.ts';
import { checkFile } from './check-file.ts';
import type { CheckFlags } from './command.ts';
import { findLayer, type Layer, unusedLayer } from './layers.ts';
import type { CheckResult } from './result.ts';
import { showCheck, showSummary } from './show-check.ts';
import { checkWords } from './words.ts';

/** Checks criteria files; the exit code. */
export async function runCheck(files: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const asOf = readAsOf(io, flags.asOf);
  const leastCoverage = readCoverage(flags.minCoverage);
  const results: CheckResult[] = [];
  for (const { file, unused } of await wholeFiles(files, flags, io)) {
    const result = await checkFile(file, asOf, leastCoverage, flags, io);
    const isUnused = file !== undefined && unused !== null;
    const found = isUnused
      ? unusedLayer(file, unused, flags.criteria, result.diagnostics)
      : result.diagnostics;
    results.push({
      ...result,
      criteria: isUnused ? null : result.criteria,
      diagnostics: found.map(shortenDiagnostic),
    });
  }

  const format = flags.format ?? (io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
  await withResults(io, flags, ({ output }) => output.write(showCheck(results, format, asOf, flags, io)));
  const summary = io.env['GITHUB_STEP_SUMMARY'];
  if (format === 'github' && summary !== undefined && summary !== '')
    await io.append(summary, showSummary(results, flags));

  if (results.some(({ criteria }) => criteria === null)) return 2;
  const found = results.some(({ diagnostics }) => hasErrors(diagnostics));
  return found && flags.warnOnly !== true ? 1 : 0;
}

interface Target {
  /** Undefined for the default one. */
  readonly file: string | undefined;
  /** For a layer that no file uses. */
  readonly unused: Layer | null;
}

// The files to check, each once: for a layer those that use it.
async function wholeFiles(files: readonly string[], flags: CheckFlags, io: Io): Promise<readonly Target[]> {
  if (files.length === 0) return [{ file: flags.criteria, unused: null }];
  const whole = new Map<string, Target>();
  const add = (file: string, unused: Layer | null): void => {
    const identity = io.identityOf(file) ?? file;
    if (!whole.has(identity)) whole.set(identity, { file, unused });
  };
  for (const file of files) {
    const layer = file === '-' ? null : await findLayer(io, file, flags.criteria);
    if (layer === null || layer.users.length === 0) {
      add(file, layer);
      continue;
    }
    for (const user of layer.users) add(user, null);
    if (flags.quiet !== true)
      await io.err.write(`${cleanText(checkWords(flags.lang).checkedWith(file, layer.users))}\n`);
  }
  return [...whole.values()];
}

function readCoverage(told: string | undefined): number | null {
  if (told === undefined) return null;
  const { value } = readShare({ flag: '--min-coverage', example: '80%', orNothing: true }, told);
  return Number((value * 100).toPrecision(12));
}
