import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  firstOf,
  formats,
  SPEECH,
  several,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `plan`. */
export const planCommand = declareCommand({
  name: 'plan',
  summary: 'plans for new key accounts, filled from the data, and the data in the others brought up to date',
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...BOOK,
    missing: toggle('--missing', 'for every key account without a plan, not only for new ones'),
    id: several('--id <id>', 'only for this customer, new or not; may stand several times'),
    category: firstOf('--category <category>', 'whom the plans are for', ['key', 'lost', 'target']),
    template: anyText('--template <file>', 'a template of your own, for new plans and refreshed data'),
    dryRun: toggle('--dry-run', 'list what would be written, and write nothing'),
    ...formats(['text', 'json']),
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Plans are Markdown files in the folder "plans" of the book. A run refreshes what stands between two
keyaccounts:data lines, and leaves every other byte as people wrote it.

Examples:
  keyaccounts plan customers.csv --book book                      a plan for every new key account
  keyaccounts plan customers.csv --book book --missing --dry-run  who has none, and what would be written
  keyaccounts plan customers.csv --book book --id C0042 --lang zh
  keyaccounts plan customers.csv --book book --category lost      recapture sheets: the reason first
  keyaccounts plan customers.csv --book book --category target    pursuit sheets: what it lacks to be a key account
  keyaccounts plan customers.csv --book book --template ours.md

Exit codes: 0 done, 1 something in a plan cannot be read, 2 could not do the job`,
});

/** The flags of `plan`, as typed. */
export type PlanFlags = FlagsOf<typeof planCommand.flags>;
