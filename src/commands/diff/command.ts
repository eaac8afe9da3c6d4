import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formatsByEnding,
  OUTPUT,
  SPEECH,
  several,
  toggle,
  unless,
  VERDICTS,
} from '../run/flags.ts';

/** What `diff` writes. */
export const DIFF_FORMATS = ['text', 'markdown', 'json', 'github', 'xlsx'] as const;

/** Declares `diff`. */
export const diffCommand = declareCommand({
  name: 'diff',
  summary: 'who moves and why: against other criteria, another export, another date, or the book',
  args: [{ ...CUSTOMERS, help: `${CUSTOMERS.help}: the newer side` }],
  flags: {
    ...VERDICTS,
    ...BOOK,
    againstCriteria: anyText('--against-criteria <file>', 'the criteria before, or - for standard input'),
    against: anyText('--against <file>', 'the export before'),
    againstTable: several('--against-table <name=file>', 'the lines before, such as orders=may.csv'),
    againstAsOf: anyText('--against-as-of <date>', 'the day before, YYYY-MM-DD'),
    maxMoves: anyText(
      '--max-moves <number>',
      'exit 1 when more customers move: a number, or a percent of all',
    ),
    maxKey: anyText('--max-key <number>', 'exit 1 when there are more key accounts'),
    keyLost: unless('--no-key-lost', 'exit 1 when a key account stops being one'),
    exitCode: toggle('--exit-code', 'exit 3 when anybody moves'),
    ...formatsByEnding(DIFF_FORMATS),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts diff customers.csv -c new.yaml --against-criteria old.yaml     what new criteria would do
  git show main:criteria/default.yaml | keyaccounts diff customers.csv --against-criteria -
  keyaccounts diff june.csv --against may.csv --as-of 2026-06-30 --against-as-of 2026-05-31
  keyaccounts diff customers.csv --against-as-of 2026-01-31                  what only the calendar does
  keyaccounts diff --table orders=june.csv --against-table orders=may.csv    order lines in place of customers
  keyaccounts diff june.csv --against may.csv -o moves.xlsx                  every customer that moves, as a workbook
  keyaccounts diff customers.csv --book book                                 since the last run of the book
  keyaccounts diff customers.csv --against-criteria old.yaml --format markdown --max-moves 5% --no-key-lost

Exit codes: 0 done, 1 a limit is exceeded, 2 could not do the job, 3 somebody moves, under --exit-code`,
});

/** The flags of `diff`, as typed. */
export type DiffFlags = FlagsOf<typeof diffCommand.flags>;
