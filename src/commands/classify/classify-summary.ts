import type { Io } from '../../io.ts';
import { wordsFor } from '../../output/words.ts';
import { bookWords } from '../../say/words/book.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import { bookPart } from '../run/book.ts';
import { describeRun } from '../run/describe-run.ts';
import type { Run } from '../run/open-run.ts';
import { showReport } from '../run/show-report.ts';
import type { ClassifyFlags } from './command.ts';
import { reportClassification } from './report.ts';

/** The summary of a classification for a person, on the terminal or as Markdown. */
export function summarize(totals: Portfolio, run: Run, flags: ClassifyFlags, io: Io): string {
  const words = wordsFor(flags.lang);
  const book = run.book === null ? null : { ...bookPart(run.book), say: bookWords(flags.lang) };
  const report = reportClassification(totals, { ...describeRun(run, flags), book }, words);
  return showReport(report, flags.format === 'markdown' ? 'markdown' : 'text', flags, io);
}
