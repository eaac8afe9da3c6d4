import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formatsByEnding,
  OUTPUT,
  SPEECH,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** What `audit` writes. */
export const AUDIT_FORMATS = ['text', 'markdown', 'json', 'github', 'junit', 'xlsx'] as const;

/** Declares `audit`. */
export const auditCommand = declareCommand({
  name: 'audit',
  summary: 'whether each key account is managed as it must be, and why customers were lost',
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...BOOK,
    manager: anyText('--manager <name>', 'only what this account manager answers for'),
    strict: toggle('--strict', 'exit 1 on warnings too, and on what cannot be told'),
    ...formatsByEnding(AUDIT_FORMATS, 'text, on GitHub Actions github'),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts audit customers.csv --book book                          who is to be called, and about what
  keyaccounts audit customers.csv                                      without a book: managers, load and checks only
  keyaccounts audit customers.csv --book book --manager "Priya Raman"  one manager's accounts, whole
  keyaccounts audit customers.csv --book book -o monday.md
  keyaccounts audit customers.csv --book book -o monday.xlsx           all that is wrong, to filter and tick off
  keyaccounts audit customers.csv --book book --strict -o audit.xml

Exit codes: 0 done, 1 a duty of error level is broken (with --strict any finding), 2 could not do the job`,
});

/** The flags of `audit`, as typed. */
export type AuditFlags = FlagsOf<typeof auditCommand.flags>;
