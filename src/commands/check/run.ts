import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { formatDiagnostics, formatSummaryLine } from '../../output/diagnostics.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import { formatText } from '../../output/formats/text.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { readAsOf } from '../run/inputs.ts';
import { readShare } from '../run/read-share.ts';
import { withResults } from '../run/results.ts';
import { pageFor } from '../run/show-report.ts';
import { type CheckResult, checkFile } from './check-file.ts';
import type { CheckFlags } from './command.ts';
import { formatCheckJson } from './json.ts';
import { findLayer, type Layer, unusedLayer } from './layers.ts';
import { findingBlocks, summaryBlocks } from './report.ts';
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
      diagnostics: found,
    });
  }

  const format = flags.format ?? (io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text');
  await withResults(io, flags, async ({ output }) =>
    output.write(await showCheck(results, format, asOf, flags, io)),
  );
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

// The files to check, each once; in place of a layer, the files that use it.
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

// The results of a check in a format; what only one of them needs is imported when it is asked for.
async function showCheck(
  results: readonly CheckResult[],
  format: NonNullable<CheckFlags['format']>,
  asOf: number,
  flags: CheckFlags,
  io: Io,
): Promise<string> {
  switch (format) {
    case 'text':
      return results.map((result) => textOf(result, flags, io)).join('\n');
    case 'markdown':
      return showSummary(results, flags);
    case 'json':
      return formatCheckJson(results, asOf);
    case 'github':
      return (await import('./annotations.ts')).formatGithub(results, flags.lang);
    case 'gitlab':
      return (await import('./annotations.ts')).formatQuality(results, flags.lang);
    case 'sarif':
      return (await import('./annotations.ts')).formatSarif(results);
    case 'junit':
      return (await import('./junit.ts')).formatJunit(results, asOf, flags.lang);
  }
}

// The results as Markdown: a file's findings, then its cases, coverage and how firm each line is.
function showSummary(results: readonly CheckResult[], flags: CheckFlags): string {
  const say = checkWords(flags.lang);
  const words = wordsFor(flags.lang);
  return results
    .map((result) => {
      const blocks = [...findingBlocks(result, flags.lang), ...summaryBlocks(result, flags.lang)];
      return formatMarkdown({ title: `${say.title}${words.colon}${result.file}`, blocks }, { words });
    })
    .join('\n');
}

function textOf(result: CheckResult, flags: CheckFlags, io: Io): string {
  const say = checkWords(flags.lang);
  const words = wordsFor(flags.lang);
  const page = pageFor(flags, io);
  const remarks = result.diagnostics.filter(({ severity }) => severity === 'info');
  const shown =
    flags.verbose === true ? result.diagnostics : result.diagnostics.filter((one) => !remarks.includes(one));
  const { lang: language } = flags;
  const findings = formatDiagnostics(shown, { style: page.style, language, limit: MOST_SHOWN });
  const told = shown.length === 0 ? say.nothingFound : formatSummaryLine(shown, language);
  const hidden = flags.verbose !== true && remarks.length > 0 ? [say.remarks(remarks.length)] : [];
  const report: Report = {
    title: `${say.title}${words.colon}${result.file}`,
    blocks: [{ kind: 'list', items: [told, ...hidden] }, ...summaryBlocks(result, flags.lang)],
  };
  return `${findings}${findings === '' ? '' : '\n'}${formatText(report, page)}`;
}

// In effect all of them: whoever checks criteria wants to mend them.
const MOST_SHOWN = 1000;
