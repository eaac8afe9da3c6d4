import type { WouldWrite } from '../book/files.ts';
import type { Io } from '../io.ts';
import { nameReasons } from '../output/audit/name-reasons.ts';
import { auditVoice } from '../output/audit/voice.ts';
import { formatMarkdown } from '../output/formats/markdown.ts';
import { formatText } from '../output/formats/text.ts';
import { formatReviewJson } from '../output/review/json.ts';
import { type ReviewVoice, reportReview } from '../output/review/report.ts';
import { styleFor, wantsColor } from '../output/style.ts';
import { bookWords } from '../output/words/book/words.ts';
import { diffWords } from '../output/words/diff/words.ts';
import { explainWords } from '../output/words/explain/words.ts';
import { planWords } from '../output/words/plan/words.ts';
import { reviewWords } from '../output/words/review/words.ts';
import { wordsFor } from '../output/words/words.ts';
import { describeRun, runMeta } from './describe-run.ts';
import type { ReviewFlags } from './review.ts';
import type { Reviewed } from './review-book.ts';

/** A review in a format, in pieces; `files` are what a dry run would write. */
export function showReview(
  reviewed: Reviewed,
  files: readonly WouldWrite[] | null,
  flags: ReviewFlags,
  io: Io,
): Iterable<string> {
  const { run } = reviewed;
  if (flags.format === 'json') return formatReviewJson(reviewed, runMeta(run), files, auditVoice('en'));
  const { lang } = flags;
  const words = wordsFor(lang);
  const voice: ReviewVoice = {
    ...{ words, say: diffWords(lang), explain: explainWords(lang) },
    ...{ book: bookWords(lang), review: reviewWords(lang), plan: planWords(lang) },
    audit: auditVoice(lang),
  };
  const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN;
  const named = { ...reviewed, audit: nameReasons(reviewed.audit, run.criteria, lang) };
  const report = reportReview(named, describeRun(run, flags), files, voice, most);
  if (flags.format === 'markdown') return [formatMarkdown(report, { words })];
  const toFile = flags.output !== undefined;
  const style = styleFor(!toFile && wantsColor(flags, io.env, io.out.isTTY));
  return [formatText(report, { width: toFile ? 100 : io.out.width, style, words })];
}

const MOST_SHOWN = 10;
