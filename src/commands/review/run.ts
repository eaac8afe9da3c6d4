import { rehearseChange, type WouldWrite } from '../../book/files.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { nameReasons } from '../../say/lost-customers.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { bookOptions } from '../run/book.ts';
import { type OpenBriefs, openBriefs, sayLeft, wishesOf } from '../run/briefs/ask.ts';
import { describeRun, runMeta } from '../run/describe-run.ts';
import { readDriftLimits } from '../run/find-drift.ts';
import { loadCriteria } from '../run/inputs.ts';
import { withResults } from '../run/results.ts';
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
  return withResults(
    io,
    { ...flags, reportFormat: flags.format },
    async ({ output, create, setAside, record }) => {
      const opened = pages === null || flags.dryRun === true ? null : await openBriefs(pages, create, io);
      const body = reviewBook(path, loaded, limits, flags, io);
      const options = bookOptions(flags, io);
      const tell = async (result: Reviewed, files: readonly WouldWrite[] | null): Promise<Reviewed> => {
        for (const piece of showReview(result, files, flags, io)) await output.write(piece);
        if (opened !== null) await writePages(result, opened, flags, io);
        await setAside(result.run.rejected);
        return result;
      };
      const rehearse = async (): Promise<Reviewed> => {
        const { result, files } = await rehearseChange(flags.book, options, body);
        return tell(result, files);
      };
      const result =
        flags.dryRun === true
          ? await rehearse()
          : await record(flags.book, options, async (book, change) => tell(await body(book, change), null));
      const isBroken = result.audit.totals.errors > 0 || hasErrors(result.plans?.diagnostics ?? []);
      return isBroken ? 1 : 0;
    },
  );
}

async function writePages(
  { run, customers, shelf: plans, audit, book, comparison, changes }: Reviewed,
  opened: OpenBriefs,
  flags: ReviewFlags,
  io: Io,
): Promise<void> {
  const { writeBriefs } = await import('../run/briefs/write.ts');
  const { lastRun } = book;
  const since = comparison === null || lastRun === null ? null : { asOf: lastRun, comparison, changes };
  const lacksRun = comparison === null && lastRun !== null;
  const named = nameReasons(audit, run.criteria, flags.lang);
  const sources = { run, customers, audit: named, plans, since, lacksRun };
  const { left } = await writeBriefs(sources, describeRun(run, flags), opened, io);
  await sayLeft(left, flags, io);
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
