import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  OUTPUT,
  oneOf,
  SPEECH,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

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
    format: oneOf('--format <format>', 'what to write (default: text, on GitHub Actions github)', [
      'text',
      'markdown',
      'json',
      'github',
      'junit',
    ]),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts audit customers.csv --book book                          who is to be called, and about what
  keyaccounts audit customers.csv                                      without a book: managers, load and checks only
  keyaccounts audit customers.csv --book book --manager "Priya Raman"  one manager's accounts, whole
  keyaccounts audit customers.csv --book book --format markdown -o monday.md
  keyaccounts audit customers.csv --book book --format junit --strict -o audit.xml

Exit codes: 0 done, 1 a duty of error level is broken (with --strict any finding), 2 could not do the job`,
});

/** The flags of `audit`, as typed. */
export type AuditFlags = FlagsOf<typeof auditCommand.flags>;
