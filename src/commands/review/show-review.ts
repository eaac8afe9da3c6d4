import type { WouldWrite } from '../../book/files.ts';
import type { Io } from '../../io.ts';
import { wordsFor } from '../../output/words.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { bookWords } from '../../say/words/book.ts';
import { describeRun, runMeta } from '../run/describe-run.ts';
import { showReport } from '../run/show-report.ts';
import type { ReviewFlags } from './command.ts';
import { formatReviewJson } from './json.ts';
import { type ReviewVoice, reportReview } from './report.ts';
import type { Reviewed } from './review-book.ts';
import { reviewWords } from './words.ts';

/** A review in a format, in pieces; `files` are what a dry run would write. */
export function showReview(
  reviewed: Reviewed,
  files: readonly WouldWrite[] | null,
  flags: ReviewFlags,
  io: Io,
): Iterable<string> {
  const { run } = reviewed;
  if (flags.format === 'json') return formatReviewJson(reviewed, runMeta(run), files);
  const { lang } = flags;
  const words = wordsFor(lang);
  const voice: ReviewVoice = {
    words,
    book: bookWords(lang),
    review: reviewWords(lang),
    language: lang,
  };
  const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN;
  const named = { ...reviewed, audit: nameReasons(reviewed.audit, run.criteria, lang) };
  const report = reportReview(named, describeRun(run, flags), files, voice, most);
  return [showReport(report, flags.format, flags, io)];
}

const MOST_SHOWN = 10;
