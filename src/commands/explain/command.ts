import { type Argument, CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  SPEECH,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `explain`. */
export const explainCommand = declareCommand({
  name: 'explain',
  summary: 'why customers are what they are, and what would change it',
  args: [
    CUSTOMERS,
    { name: '[ids...]', help: 'ids of the customers to explain' } as Argument<readonly string[]>,
  ],
  flags: {
    ...VERDICTS,
    ...BOOK,
    near: anyText(
      '--near <percent>',
      'instead of ids: who would become key, or lose it, by so small a change of one field',
    ),
    all: toggle('--all', 'instead of ids: every customer, a line of JSON each'),
    lines: toggle('--lines', 'the order lines of these customers, and what each of them counts for'),
    changes: toggle('--changes', 'with --all: also the smallest changes, which takes much longer'),
    ...formats(['text', 'markdown', 'json']),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts explain customers.csv C0042                    every condition, its value, and what would change it
  keyaccounts explain customers.csv C0042 C0077 --format markdown   for a mail
  keyaccounts explain C0042 --lines --table orders=orders.csv   its order lines, and what each counts for
  keyaccounts explain customers.csv --near 5%                near misses and narrow key accounts, the nearest first
  keyaccounts explain customers.csv --all > why.ndjson       everything, for other programs

Exit codes: 0 done, 2 could not do the job`,
});

/** The flags of `explain`, as typed. */
export type ExplainFlags = FlagsOf<typeof explainCommand.flags>;
