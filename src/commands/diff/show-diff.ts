import { isRanked } from '../../compare/compare-sides.ts';
import type { Gate } from '../../compare/gates.ts';
import type { Io } from '../../io.ts';
import { wordsFor } from '../../output/words.ts';
import type { DiffRun, Voice } from '../../say/comparison.ts';
import { formatDiffJson } from '../../say/comparison-json.ts';
import { type CutPoints, cutPointsText } from '../../say/cut-points.ts';
import { diffWords } from '../../say/words/diff.ts';
import { VERSION } from '../../version.ts';
import { cutPointsOf } from '../run/describe-run.ts';
import { countRejected } from '../run/rejects.ts';
import { showReport } from '../run/show-report.ts';
import type { DiffFlags } from './command.ts';
import { formatDiffGithub } from './github.ts';
import { reportDiff } from './report.ts';
import type { DiffRuns } from './sides.ts';

/** A comparison in a format, in pieces. */
export function showDiff(runs: DiffRuns, gates: readonly Gate[], flags: DiffFlags, io: Io): Iterable<string> {
  const { comparison, sides } = runs;
  const { changes } = sides.criteria;
  const words = wordsFor(flags.lang);
  const voice: Voice = { words, say: diffWords(flags.lang), language: flags.lang };
  const run = describe(runs, voice, flags);
  switch (flags.format) {
    case 'text': {
      const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN;
      const report = reportDiff(comparison, changes, gates, run, voice, { most, fold: false });
      return [showReport(report, flags.format, flags, io)];
    }
    case 'markdown': {
      const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_IN_COMMENT;
      const report = reportDiff(comparison, changes, gates, run, voice, { most, fold: true });
      return [showReport(report, flags.format, flags, io)];
    }
    case 'json':
      return formatDiffJson(comparison, changes, gates, run, {
        version: VERSION,
        dataSha256: runs.newer.file.sha256(),
        dataSha256Before: runs.older.sha256,
        criteriaSha256: runs.newer.loaded.sha256,
        criteriaSha256Before: runs.older.criteriaSha256,
        cutPoints: cutPointsIn(runs),
      });
    case 'github':
      return [formatDiffGithub(comparison, changes, gates, voice)];
  }
}

const MOST_SHOWN = 20;
// A comment on a pull request takes 65,536 characters.
const MOST_IN_COMMENT = 100;

function describe(
  { newer, older, sides, drift }: DiffRuns,
  { words }: Voice,
  { rejects }: DiffFlags,
): DiffRun {
  const { before, after } = sides.criteria;
  return {
    file: newer.file.name,
    fileBefore: older.file,
    criteriaFile: newer.loaded.file,
    criteriaFileBefore: older.criteriaFile,
    before,
    after,
    asOfBefore: sides.asOfBefore,
    asOfAfter: sides.asOfAfter,
    cutPoints: cutPointsText(cutPointsIn({ newer, sides }), words),
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
  return newer.lock === null && isRanked(before) && !isRanked(after) ? { kind: 'fresh' } : cutPointsOf(newer);
}
