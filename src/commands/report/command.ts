import { CALENDAR } from '../run/briefs/ask.ts';
import { type Argument, CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formatsByEnding,
  list,
  OUTPUT,
  oneOf,
  SPEECH,
  VERDICTS,
} from '../run/flags.ts';

/** What `report` writes. */
export const REPORT_FORMATS = ['text', 'html', 'markdown', 'json', 'xlsx'] as const;

/** Declares `report`. */
export const reportCommand = declareCommand({
  name: 'report',
  summary: 'the portfolio to look at: where the money is, who moved, who is at risk, what to do',
  args: [
    CUSTOMERS,
    { name: '[section...]', help: 'more sections, after --section' } as Argument<readonly string[]>,
  ],
  flags: {
    ...VERDICTS,
    ...BOOK,
    ...formatsByEnding(REPORT_FORMATS),
    ...OUTPUT,
    per: oneOf('--per <field>', 'a page for each account manager, into the folder that --output names', [
      'account_manager',
    ]),
    ...CALENDAR,
    section: list('--section <names>', 'only these sections, separated by commas or blanks'),
    title: anyText('--title <text>', 'what stands above it'),
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: `
Sections: overview, concentration, growth, scores, movements, lost, target, duties, units, criteria, data, customers

Examples:
  keyaccounts report customers.csv -o portfolio.html                   one file with charts, to open or to mail
  keyaccounts report customers.csv -o portfolio.xlsx                   a workbook: every customer, and the report
  keyaccounts report customers.csv                                     on the terminal
  keyaccounts report customers.csv --per account_manager -o briefs     a page for each account manager, and an index
  keyaccounts report customers.csv --book book --calendar due.ics      also what is due, for a calendar
  keyaccounts report customers.csv --section overview scores           two sections
  keyaccounts report customers.csv --format markdown --section lost    for a mail or a pull request
  keyaccounts report 客户.csv --lang zh -o 客户组合.html                in Chinese, with 万 and 亿
  keyaccounts report customers.csv --book book -o portfolio.html       also who moved since the last run

Exit codes: 0 done, 2 could not do the job (nothing is written)`,
});

/** The flags of `report`, as typed. */
export type ReportFlags = FlagsOf<typeof reportCommand.flags>;
