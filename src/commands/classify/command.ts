import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formatsByEnding,
  OUTPUT,
  SPEECH,
  textOr,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** What `classify` writes. */
export const CLASSIFY_FORMATS = ['text', 'markdown', 'csv', 'json', 'ndjson', 'xlsx'] as const;

/** Declares `classify`. */
export const classifyCommand = declareCommand({
  name: 'classify',
  summary: "each customer's category, and a summary or the rows with the verdicts",
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...BOOK,
    ...formatsByEnding(CLASSIFY_FORMATS),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    prefix: textOr('--prefix <text>', 'put before the names of the added columns', ''),
    raw: toggle('--raw', 'leave cells that a spreadsheet would run as formulas as they are'),
    excel: toggle('--excel', 'start CSV with a BOM and end lines with CRLF'),
    strict: toggle('--strict', 'exit 1 when a customer is undetermined'),
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts classify customers.csv                          a summary on the terminal
  keyaccounts classify customers.csv -o out.csv               every row with its category and why
  keyaccounts classify customers.csv -o result.xlsx           the same as a workbook, with the reasons
  keyaccounts classify 客户.csv --lang zh                     a Chinese export, a Chinese summary
  keyaccounts classify customers.csv --book book              also new and former key accounts, overrides
  keyaccounts classify customers.csv --rejects bad.csv        set unreadable rows aside, classify the rest

Exit codes: 0 done, 1 undetermined customers under --strict, 2 could not do the job (nothing is written)`,
});

/** The flags of `classify`, as typed. */
export type ClassifyFlags = FlagsOf<typeof classifyCommand.flags>;
