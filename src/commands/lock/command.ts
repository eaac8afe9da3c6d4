import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import { AS_OF, CRITERIA, CUSTOMER_ROWS, type FlagsOf, OUTPUT, SPEECH, toggle } from '../run/flags.ts';

/** Declares `lock`. */
export const lockCommand = declareCommand({
  name: 'lock',
  summary: 'holds the cut points of relative tests (top 20, quintiles), so that neighbours move nobody',
  args: [CUSTOMERS],
  flags: {
    ...CRITERIA,
    ...AS_OF,
    ...OUTPUT,
    check: toggle('--check', 'write nothing; exit 1 when the lock is absent, does not fit or has moved'),
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts lock customers.csv -c mine.yaml               writes mine.lock.json, which other commands then use
  keyaccounts lock customers.csv -c mine.yaml --check       for CI: is the lock there, and does it still hold?
  keyaccounts classify customers.csv -c mine.yaml --fresh   without the lock

Without --as-of, --check compares on the day of the lock.
Exit codes: 0 done, 1 --check found something, 2 could not do the job (nothing is written)`,
});

/** The flags of `lock`, as typed. */
export type LockFlags = FlagsOf<typeof lockCommand.flags>;
