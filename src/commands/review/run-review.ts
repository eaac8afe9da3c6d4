import { changeBook, rehearseChange } from '../../book/files.ts';
import { UserError } from '../../errors.ts';
import { isProblem, parseAmount } from '../../fields/amount.ts';
import type { Io } from '../../io.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import { bookOptions } from '../run/book.ts';
import { loadCriteria } from '../run/inputs.ts';
import { openResults } from '../run/rejects.ts';
import type { ReviewFlags } from './command.ts';
import { reviewBook } from './review-book.ts';
import { showReview } from './show-review.ts';

/** Classifies against the book, records the run in it and reports what is new; the exit code. */
export async function runReview(path: string, flags: ReviewFlags, io: Io): Promise<number> {
  const maxGone = readMaxGone(flags.maxGone);
  const loaded = await loadCriteria(io, flags.criteria);
  const { output, rejects } = await openResults(io, flags.output, flags.rejects);
  try {
    const body = reviewBook(path, loaded, maxGone, flags, io);
    const options = bookOptions(flags, io);
    const { result, files } =
      flags.dryRun === true
        ? await rehearseChange(flags.book, options, body)
        : { result: await changeBook(flags.book, options, body), files: null };
    for (const piece of showReview(result, files, flags, io)) await output.write(piece);
    await rejects.write(result.run.rejected);
    await output.commit();
    const isBroken = result.audit.totals.errors > 0 || hasErrors(result.plans?.diagnostics ?? []);
    return isBroken ? 1 : 0;
  } catch (error) {
    await output.discard();
    await rejects.discard();
    throw error;
  }
}

function readMaxGone(told: string): number {
  const amount = parseAmount(told);
  if (!isProblem(amount) && amount.unit === 'percent' && amount.value >= 0 && amount.value <= 1)
    return amount.value;
  throw new UserError(`--max-gone: expected a percent such as 20%, found "${told}"`);
}
