import type { Io } from '../../io.ts';
import { formatDiagnostics, formatSummaryLine } from '../../output/diagnostics.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import { formatText } from '../../output/formats/text.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { VERSION } from '../../version.ts';
import { pageFor } from '../run/show-report.ts';
import type { CheckFlags } from './command.ts';
import { formatGithub } from './github.ts';
import { formatCheckJson } from './json.ts';
import { formatJunit } from './junit.ts';
import { findingBlocks, summaryBlocks } from './report.ts';
import type { CheckResult } from './result.ts';
import { formatSarif } from './sarif.ts';
import { checkWords } from './words.ts';

/** The results of a check in a format. */
export function showCheck(
  results: readonly CheckResult[],
  format: NonNullable<CheckFlags['format']>,
  asOf: number,
  flags: CheckFlags,
  io: Io,
): string {
  switch (format) {
    case 'text':
      return results.map((result) => textOf(result, flags, io)).join('\n');
    case 'markdown':
      return showSummary(results, flags);
    case 'json':
      return formatCheckJson(results, VERSION, asOf);
    case 'github':
      return formatGithub(results);
    case 'sarif':
      return formatSarif(results, VERSION);
    case 'junit':
      return formatJunit(results, asOf);
  }
}

/** The results as Markdown: a file's findings, then its cases, coverage and how firm each line is. */
export function showSummary(results: readonly CheckResult[], flags: CheckFlags): string {
  const say = checkWords(flags.lang);
  const words = wordsFor(flags.lang);
  return results
    .map((result) => {
      const blocks = [...findingBlocks(result, say), ...summaryBlocks(result, say, flags.lang)];
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
  const findings = formatDiagnostics(shown, { style: page.style, limit: MOST_SHOWN });
  const told = shown.length === 0 ? say.nothingFound : formatSummaryLine(shown);
  const hidden = flags.verbose !== true && remarks.length > 0 ? [say.remarks(remarks.length)] : [];
  const report: Report = {
    title: `${say.title}${words.colon}${result.file}`,
    blocks: [{ kind: 'list', items: [told, ...hidden] }, ...summaryBlocks(result, say, flags.lang)],
  };
  return `${findings}${findings === '' ? '' : '\n'}${formatText(report, page)}`;
}

// All of it: a check is read to be mended.
const MOST_SHOWN = 1000;
