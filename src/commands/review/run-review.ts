import { changeBook, rehearseChange } from '../../book/files.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { bookOptions } from '../run/book.ts';
import { readDriftLimits } from '../run/drift.ts';
import { loadCriteria } from '../run/inputs.ts';
import { withResults } from '../run/results.ts';
import type { ReviewFlags } from './command.ts';
import { reviewBook } from './review-book.ts';
import { showReview } from './show-review.ts';

/** Classifies against the book, records the run in it and reports what is new; the exit code. */
export async function runReview(path: string, flags: ReviewFlags, io: Io): Promise<number> {
  const limits = readDriftLimits(flags);
  if (flags.accept?.trim() === '')
    throw new UserError(
      '--accept: expected a reason, found nothing',
      '--accept "we left the consumer business"',
    );
  const loaded = await loadCriteria(io, flags.criteria);
  return withResults(io, flags, async ({ output, setAside }) => {
    const body = reviewBook(path, loaded, limits, flags, io);
    const options = bookOptions(flags, io);
    const { result, files } =
      flags.dryRun === true
        ? await rehearseChange(flags.book, options, body)
        : { result: await changeBook(flags.book, options, body), files: null };
    for (const piece of showReview(result, files, flags, io)) await output.write(piece);
    await setAside(result.run.rejected);
    const isBroken = result.audit.totals.errors > 0 || hasErrors(result.plans?.diagnostics ?? []);
    return isBroken ? 1 : 0;
  });
}
