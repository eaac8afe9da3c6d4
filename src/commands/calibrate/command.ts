import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  SPEECH,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `calibrate`. */
export const calibrateCommand = declareCommand({
  name: 'calibrate',
  summary: 'which thresholds bring the key accounts to a manageable number, and who would leave or join',
  args: [CUSTOMERS],
  flags: {
    keyAccounts: anyText(
      '--key-accounts <number>',
      'how many there should be: 40, or 30..40 (default: the capacity of key)',
    ),
    per: anyText('--per <field>', 'instead: no group of this field has more than --at-most'),
    atMost: anyText(
      '--at-most <number>',
      'the most that a group may have (default: max_key_accounts_per_manager)',
    ),
    revenueShare: anyText(
      '--revenue-share <percent>',
      'instead: they hold at least this part of all revenue',
    ),
    ...VERDICTS,
    ...BOOK,
    choice: anyText('--choice <number>', 'show this choice alone, or write it'),
    write: anyText(
      '--write <file>',
      'write the choice into the criteria file that holds the threshold, or a copy of it',
    ),
    reason: anyText('--reason <text>', 'why the criteria change: the file records it'),
    ...formats(['text', 'markdown', 'json']),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts calibrate customers.csv --key-accounts 40                    every threshold that gives 40 by itself
  keyaccounts calibrate customers.csv --key-accounts 30..40 --choice 2     who would leave or join at the second
  keyaccounts calibrate customers.csv --per account_manager --at-most 8    nobody manages more than 8
  keyaccounts calibrate customers.csv --revenue-share 60%                  as few as hold 60 % of all revenue
  keyaccounts calibrate customers.csv -c mine.yaml --key-accounts 40 --choice 1 \\
    --write mine.yaml --reason "Fewer accounts, better served"

Customers with equal values stay together: nobody is cut. --write changes the amount, the version and the reason,
and keeps comments and layout.
Exit codes: 0 done, 1 nothing reaches the target, 2 could not do the job (nothing is written)`,
});

/** The flags of `calibrate`, as typed. */
export type CalibrateFlags = FlagsOf<typeof calibrateCommand.flags>;
