import { DIALECT_NAMES } from '../../sql/dialect.ts';
import { declareCommand } from '../run/declare.ts';
import {
  anyText,
  CRITERIA,
  type FlagsOf,
  firstOf,
  OUTPUT,
  oneOf,
  SPEECH,
  several,
  toggle,
} from '../run/flags.ts';

/** Declares `sql`. */
export const sqlCommand = declareCommand({
  name: 'sql',
  summary: 'the criteria as SQL, for customers in a warehouse: the same verdict on every one',
  args: [],
  flags: {
    ...CRITERIA,
    dialect: oneOf('--dialect <name>', 'the database that runs it (default: duckdb)', DIALECT_NAMES),
    table: several(
      '--table <name>',
      'the table of the customers, such as crm.customers (default: customers)',
    ),
    columns: anyText('--columns <file>', 'YAML with the column of each field that is not called like it'),
    text: toggle('--text', 'all columns hold texts: plain numbers (1234.5), days as 2026-06-30, yes or no'),
    asOf: anyText(
      '--as-of <date>',
      'the day the verdicts are about, YYYY-MM-DD, or current_date for that on which it runs (default: today)',
    ),
    emit: firstOf('--emit <what>', 'what to write', ['query', 'view', 'problems']),
    view: anyText(
      '--view <name>',
      'the name of the view (default: that of the table with _verdicts behind it)',
    ),
    ...OUTPUT,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts sql -c mine.yaml --dialect postgres --table crm.customers --as-of 2026-06-30
  keyaccounts sql -c mine.yaml --table crm.customers --emit view --as-of current_date -o view.sql
  keyaccounts sql -c mine.yaml --table crm.customers --emit problems     what keeps customers from being classified
  keyaccounts sql -c mine.yaml --columns columns.yaml                    revenue: REV_12M
                                                                         growth_rate: { column: GR, places: 6 }

The statement gives an id, a category, the criterion that decided and what an undetermined customer lacks. A customer
in whom something cannot be read has no category, and --emit problems names the cell.
Exit codes: 0 done, 2 could not do the job: what cannot be said exactly is an error in its place in the criteria`,
});

/** The flags of `sql`, as typed. */
export type SqlFlags = FlagsOf<typeof sqlCommand.flags>;
