import type { Io } from '../../io.ts';
import { formatMarkdown } from '../../output/formats/markdown.ts';
import { formatText } from '../../output/formats/text.ts';
import { styleFor, wantsColor } from '../../output/style.ts';
import { wordsFor } from '../../output/words.ts';
import { bookWords } from '../../say/words/book.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import { bookPart } from '../run/book.ts';
import { describeRun } from '../run/describe-run.ts';
import type { Run } from '../run/open-run.ts';
import type { ClassifyFlags } from './command.ts';
import { reportClassification } from './report.ts';

/** The summary of a classification for a person, on the terminal or as Markdown. */
export function summarize(totals: Portfolio, run: Run, flags: ClassifyFlags, io: Io): string {
  const words = wordsFor(flags.lang);
  const book = run.book === null ? null : { ...bookPart(run.book), say: bookWords(flags.lang) };
  const report = reportClassification(totals, { ...describeRun(run, flags), book }, words);
  if (flags.format === 'markdown') return formatMarkdown(report, { words });
  const toFile = flags.output !== undefined;
  const style = styleFor(!toFile && wantsColor(flags, io.env, io.out.isTTY));
  return formatText(report, { width: toFile ? 100 : io.out.width, style, words });
}
