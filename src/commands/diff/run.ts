import { hasRelativeTests } from '../../criteria/per-criteria.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { type CutPoints, cutPointsText } from '../../say/run.ts';
import { cutPointsOf, filesOf } from '../run/describe-run.ts';
import { sayDrift } from '../run/find-drift.ts';
import { expectFile } from '../run/output-format.ts';
import { countRejected } from '../run/rejects.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { DiffFlags } from './command.ts';
import { formatDiffGithub } from './github.ts';
import { formatDiffJson } from './json.ts';
import { checkGates, type Gate, readLimits } from './limits.ts';
import { type DiffRun, reportDiff } from './report.ts';
import { compareSides, type DiffRuns } from './sides.ts';

/** Compares two classifications; the exit code. */
export async function runDiff(path: string, flags: DiffFlags, io: Io): Promise<number> {
  expectFile(flags.format, flags.output, io);
  checkFlags(path, flags);
  const limits = readLimits(flags);
  io.keepLittleGarbage(path);
  return withResults(io, { ...flags, reportFormat: flags.format }, async ({ output, setAside }) => {
    const runs = await compareSides(path, flags, io);
    const gates = checkGates(runs.comparison, limits);
    // A report for people says it itself.
    if (flags.format === 'json') await sayDrift(runs.drift, runs.newer, flags, io);
    if (flags.format === 'xlsx') {
      const { writeDiffWorkbook } = await import('./workbook.ts');
      const summary = reportOf(runs, gates, flags, { most: MOST_IN_COMMENT, fold: false });
      await writeDiffWorkbook(runs, summary, flags, output.write, io);
    } else for (const piece of showDiff(runs, gates, flags.format, flags, io)) await output.write(piece);
    const { older, newer } = runs;
    await setAside(...(older.rejected === null ? [] : [older.rejected]), newer.rejected);
    if (gates.some(({ passed }) => !passed)) return 1;
    return flags.exitCode === true && runs.comparison.moved.customers > 0 ? 3 : 0;
  });
}

function checkFlags(path: string, flags: DiffFlags): void {
  const { against, againstTable, againstCriteria, againstAsOf, book, criteria } = flags;
  if ((against ?? againstTable ?? againstCriteria ?? againstAsOf ?? book) === undefined)
    throw new UserError(
      { en: 'diff needs something to compare with', zh: 'diff 需要有比较的对象' },
      {
        en: 'give --against-criteria FILE, --against FILE or --against-as-of DATE, or several of them; or --book DIR',
        zh: '请指定 --against-criteria FILE、--against FILE、--against-as-of DATE 中的一项或几项，或 --book DIR',
      },
    );
  if ([path, against, againstCriteria, criteria].filter((name) => name === '-').length > 1)
    throw new UserError(
      { en: 'standard input can be read for one thing only', zh: '标准输入只能读取一份内容' },
      { en: 'name a file for the others', zh: '其余的请指定文件' },
    );
}

/** A comparison in a format, in pieces. */
function showDiff(
  runs: DiffRuns,
  gates: readonly Gate[],
  format: Exclude<DiffFlags['format'], 'xlsx'>,
  flags: DiffFlags,
  io: Io,
): Iterable<string> {
  const { comparison, sides } = runs;
  const { changes } = sides.criteria;
  const run = describe(runs, flags);
  switch (format) {
    case 'text': {
      const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN;
      return [showReport(reportOf(runs, gates, flags, { most, fold: false }), format, flags, io)];
    }
    case 'markdown': {
      const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_IN_COMMENT;
      return [showReport(reportOf(runs, gates, flags, { most, fold: true }), format, flags, io)];
    }
    case 'json':
      return formatDiffJson(comparison, changes, gates, run, {
        dataSha256: runs.newer.file.sha256(),
        dataSha256Before: runs.older.sha256,
        files: runs.newer.file.files(),
        filesBefore: runs.older.files,
        criteriaSha256: runs.newer.loaded.sha256,
        criteriaSha256Before: runs.older.criteriaSha256,
        cutPoints: cutPointsIn(runs),
        cutPointsBefore: runs.older.cutPoints,
      });
    case 'github':
      return [formatDiffGithub(comparison, changes, gates, run, flags.lang)];
  }
}

function reportOf(
  runs: DiffRuns,
  gates: readonly Gate[],
  flags: DiffFlags,
  length: Parameters<typeof reportDiff>[5],
): Report {
  const { comparison, sides } = runs;
  return reportDiff(comparison, sides.criteria.changes, gates, describe(runs, flags), flags.lang, length);
}

const MOST_SHOWN = 20;
// A comment on a pull request takes 65,536 characters.
const MOST_IN_COMMENT = 100;

function describe({ newer, older, sides, drift }: DiffRuns, { rejects, lang }: DiffFlags): DiffRun {
  const { before, after } = sides.criteria;
  return {
    file: filesOf(newer),
    fileBefore: older.file,
    criteriaFile: newer.loaded.file,
    criteriaFileBefore: older.criteriaFile,
    before,
    after,
    asOfBefore: sides.asOfBefore,
    asOfAfter: sides.asOfAfter,
    cutPoints: cutPointsText(cutPointsIn({ newer, sides }), wordsFor(lang)),
    cutPointsBefore: older.cutPoints === null ? null : cutPointsText(older.cutPoints, wordsFor(lang)),
    hasBook: newer.book !== null,
    drift,
    rejected: {
      file: rejects ?? '',
      before: older.rejected === null ? null : countRejected(older.rejected),
      after: countRejected(newer.rejected),
    },
  };
}

function cutPointsIn({ newer, sides }: Pick<DiffRuns, 'newer' | 'sides'>): CutPoints {
  const { before, after } = sides.criteria;
  return newer.lock === null && hasRelativeTests(before) && !hasRelativeTests(after)
    ? { kind: 'fresh' }
    : cutPointsOf(newer);
}
