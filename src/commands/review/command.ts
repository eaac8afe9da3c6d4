import { CALENDAR } from '../run/briefs/ask.ts';
import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  REQUIRED_BOOK,
  SPEECH,
  toggle,
  unless,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `review`. */
export const reviewCommand = declareCommand({
  name: 'review',
  summary: 'what cron runs: who moved since the last run and why, new plans, the audit; recorded in the book',
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...REQUIRED_BOOK,
    maxGone: anyText(
      '--max-gone <percent>',
      'stop, and write nothing, when more of the customers of the last run are missing (default: 20%)',
    ),
    maxMoves: anyText('--max-moves <number>', 'stop when more customers move: a number, or a percent of all'),
    maxKeyChange: anyText(
      '--max-key-change <number>',
      'stop when more key accounts come or go: a number, or a percent of them',
    ),
    accept: anyText(
      '--accept <reason>',
      'record the run although its export is out of the ordinary, with the reason',
    ),
    plans: unless('--no-plans', 'leave the plans of key accounts alone'),
    template: anyText('--template <file>', 'a template of your own for plans'),
    briefs: anyText('--briefs <folder>', 'also a page for each account manager, into this folder'),
    ...CALENDAR,
    dryRun: toggle('--dry-run', 'write nothing, and say what would be written'),
    ...formats(['text', 'markdown', 'json']),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts review customers.csv --book book                       the weekly run; starts the book at the first
  keyaccounts review customers.csv --book book --dry-run             what it would say and write
  keyaccounts review june.csv --book book --as-of 2026-06-30 --format markdown -o mail.md
  keyaccounts review customers.csv --book book --briefs briefs --calendar due.ics   a page a manager, and what is due
  keyaccounts review customers.csv --book book --max-gone 40%        many customers have really left
  keyaccounts review customers.csv --book book --accept "amounts in thousands from June on"

Before anything is written the export is held against that of the last run: columns that are gone, amounts in another
unit, blanks, ids and values that are written otherwise. What is out of the ordinary is said first, and stops the run.
The limits may stand in the criteria, under "drift".

A run can be repeated: the same inputs on the same day change nothing, other data of that day take its place.
Exit codes: 0 done, 1 a duty is broken or a plan cannot be read, 2 could not do the job (the book is as it was)`,
});

/** The flags of `review`, as typed. */
export type ReviewFlags = FlagsOf<typeof reviewCommand.flags>;
