import { changeBook, rehearseChange, type WouldWrite } from '../../book/files.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { bookOptions } from '../run/book.ts';
import { sayLeft, wishesOf } from '../run/briefs/ask.ts';
import type { BriefWishes } from '../run/briefs/write.ts';
import { describeRun, runMeta } from '../run/describe-run.ts';
import { readDriftLimits } from '../run/find-drift.ts';
import { loadCriteria } from '../run/inputs.ts';
import { type Results, withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { ReviewFlags } from './command.ts';
import { formatReviewJson } from './json.ts';
import { reportReview } from './report.ts';
import type { Reviewed } from './result.ts';
import { reviewBook } from './review-book.ts';

/** Classifies against the book, records the run in it and reports what is new; the exit code. */
export async function runReview(path: string, flags: ReviewFlags, io: Io): Promise<number> {
  const limits = readDriftLimits(flags);
  if (flags.accept?.trim() === '')
    throw new UserError(
      { en: '--accept: expected a reason, found nothing', zh: '--accept：应填写理由，实际为空' },
      { en: '--accept "we left the consumer business"', zh: '--accept "我们退出了消费品业务"' },
    );
  io.keepLittleGarbage(path);
  const loaded = await loadCriteria(io, flags.criteria);
  const pages = wishesOf(flags.briefs, flags.format === 'markdown' ? 'markdown' : 'html', flags, flags.lang);
  return withResults(io, flags, async ({ output, create, setAside }) => {
    const body = reviewBook(path, loaded, limits, flags, io);
    const options = bookOptions(flags, io);
    const { result, files } =
      flags.dryRun === true
        ? await rehearseChange(flags.book, options, body)
        : { result: await changeBook(flags.book, options, body), files: null };
    for (const piece of showReview(result, files, flags, io)) await output.write(piece);
    if (pages !== null && flags.dryRun !== true) await writePages(result, pages, create, flags, io);
    await setAside(result.run.rejected);
    const isBroken = result.audit.totals.errors > 0 || hasErrors(result.plans?.diagnostics ?? []);
    return isBroken ? 1 : 0;
  });
}

async function writePages(
  { run, customers, shelf: plans, audit, book, comparison, changes }: Reviewed,
  wishes: BriefWishes,
  create: Results['create'],
  flags: ReviewFlags,
  io: Io,
): Promise<void> {
  const { writeBriefs } = await import('../run/briefs/write.ts');
  const { lastRun } = book;
  const since = comparison === null || lastRun === null ? null : { asOf: lastRun, comparison, changes };
  const sources = { run, customers, audit: nameReasons(audit, run.criteria, flags.lang), plans, since };
  await sayLeft(await writeBriefs(sources, describeRun(run, flags), wishes, create, io), flags, io);
}

/** A review in a format, in pieces; `files` are what a dry run would write. */
function showReview(
  reviewed: Reviewed,
  files: readonly WouldWrite[] | null,
  flags: ReviewFlags,
  io: Io,
): Iterable<string> {
  const { run } = reviewed;
  if (flags.format === 'json') return formatReviewJson(reviewed, runMeta(run), files);
  const { lang } = flags;
  const most = flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN;
  const named = { ...reviewed, audit: nameReasons(reviewed.audit, run.criteria, lang) };
  const report = reportReview(named, describeRun(run, flags), files, lang, most);
  return [showReport(report, flags.format, flags, io)];
}

const MOST_SHOWN = 10;
