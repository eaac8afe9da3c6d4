import type { Day } from '../fields/day.ts';
import { formatDay } from '../fields/day.ts';
import type { BookFolder } from './files.ts';
import { HISTORY } from './history.ts';
import { type Overrides, readOverrides } from './overrides.ts';
import { type Past, readPast } from './past.ts';
import { blameIn } from './rows.ts';
import { type ReadRun, RUNS, readRuns } from './runs.ts';

/** What a book knows on a day. */
export interface BookState {
  readonly past: Past;
  readonly overrides: Overrides;
  /** The runs before the day, and all of them. */
  readonly runsBefore: readonly ReadRun[];
  readonly runs: readonly ReadRun[];
}

/** Reads what a book knows on a day. Throws an InputError when it is damaged; overrides carry their own mistakes. */
export async function readState(book: BookFolder, asOf: Day): Promise<BookState> {
  const runs = await readRuns(book);
  const past = await readPast(book, asOf);
  const lastRun = runs.at(-1)?.asOf ?? null;
  // Somebody restored one of the two, or merged two books.
  if (past.lastDay !== null && (lastRun === null || past.lastDay > lastRun))
    throw blameIn(book, RUNS)(
      `there is no run of ${formatDay(past.lastDay)}, of which ${HISTORY} has lines`,
      runs.at(-1)?.line ?? 1,
    );
  const runsBefore = runs.filter((run) => run.asOf < asOf);
  // A first run writes a line of every customer.
  const first = runsBefore.find(({ totals }) => [...totals.values()].some(({ customers }) => customers > 0));
  if (past.lastDay === null && first !== undefined)
    throw blameIn(book, HISTORY)(
      `there is no line of ${formatDay(first.asOf)}, on which ${RUNS} has a run with customers`,
      1,
    );
  const overrides = await readOverrides(book, asOf);
  return { past, overrides, runs, runsBefore };
}
