import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import { AS_OF, CUSTOMER_FILE, type FlagsOf, OUTPUT, SPEECH, TABLES, toggle } from '../run/flags.ts';

/** Declares `init`. */
export const initCommand = declareCommand({
  name: 'init',
  summary: "a first criteria file from an export's own headers and values, ready to run",
  args: [CUSTOMERS],
  flags: {
    ...AS_OF,
    ...OUTPUT,
    force: toggle('--force', 'write over a file that is there'),
    ...TABLES,
    ...CUSTOMER_FILE,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts init customers.csv                            the criteria file on standard output
  keyaccounts init customers.csv -o criteria/default.yaml   to a file that later commands find by themselves
  keyaccounts init 客户.csv --lang zh -o criteria.yaml       comments in Chinese, amounts such as 500万
  keyaccounts init orders.csv -o criteria.yaml              order or invoice lines: what they come to for each customer
  keyaccounts init customers.csv --table orders=orders.csv  both: revenue and the last order come from the lines
  keyaccounts init --table orders=orders.csv --table tickets=tickets.csv   of more tables, what could be worked out
  keyaccounts classify customers.csv -c criteria.yaml       what to run next

What has two readings (dates such as 01/02/2025) is marked CONFIRM in the file and said on standard error.
Of order lines the file says how they are added up; the first --table makes revenue, and what could be worked out of
others stands in comments. files without amounts, a status or the last order are refused,
with what to export.
Exit codes: 0 done, 2 could not do the job (nothing is written)`,
});

/** The flags of `init`, as typed. */
export type InitFlags = FlagsOf<typeof initCommand.flags>;
