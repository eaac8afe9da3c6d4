import { type Argument, declareCommand } from '../run/declare.ts';
import { type FlagsOf, formats, OUTPUT, REQUIRED_BOOK, SPEECH } from '../run/flags.ts';

/** Declares `history`. */
export const historyCommand = declareCommand({
  name: 'history',
  summary: 'since when, and why, accounts are what they are; the key portfolio run over run',
  args: [
    { name: '[ids...]', help: 'ids of customers; without them, the key portfolio' } as Argument<
      readonly string[]
    >,
  ],
  flags: {
    ...REQUIRED_BOOK,
    ...formats(['text', 'markdown', 'csv', 'json']),
    ...OUTPUT,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts history --book book                       key accounts, revenue and profit, run over run
  keyaccounts history C0042 --book book                 since when C0042 is what it is, and why
  keyaccounts history C0042 C0077 --book book --format csv -o moves.csv

Exit codes: 0 done, 2 could not do the job`,
});

/** The flags of `history`, as typed. */
export type HistoryFlags = FlagsOf<typeof historyCommand.flags>;
