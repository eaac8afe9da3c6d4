import { type Argument, declareCommand } from '../run/declare.ts';
import {
  AS_OF,
  anyText,
  CUSTOMER_FILE,
  type FlagsOf,
  FRESH,
  OUTPUT,
  oneOf,
  SPEECH,
  TABLES,
  toggle,
} from '../run/flags.ts';

/** Declares `check`. */
export const checkCommand = declareCommand({
  name: 'check',
  summary: 'what is wrong with criteria before they are used: lint, their cases, what the cases cover',
  args: [
    {
      name: '[criteria...]',
      help: 'criteria files (default: criteria/default.yaml, then the one shipped)',
    } as Argument<readonly string[]>,
  ],
  flags: {
    criteria: anyText(
      '-c, --criteria <file>',
      'the file that uses a layer, such as that of a business unit (default: found beside the layer)',
    ),
    ...FRESH,
    ...AS_OF,
    customers: anyText(
      '--customers <file>',
      'customers to confirm findings on, and to move every line by 10 %',
    ),
    minCoverage: anyText(
      '--min-coverage <percent>',
      'the least that the cases must cover of criteria and lines',
    ),
    warnOnly: toggle('--warn-only', 'exit 0 whatever is found in criteria that can be read'),
    format: oneOf('--format <format>', 'what to write (default: text, on GitHub Actions github)', [
      'text',
      'markdown',
      'json',
      'github',
      'sarif',
      'junit',
    ]),
    ...OUTPUT,
    ...TABLES,
    ...CUSTOMER_FILE,
    ...SPEECH,
  },
  notes: `
Examples:
  keyaccounts check                                          the criteria, their cases, what the cases cover
  keyaccounts check --verbose                                remarks too: overlaps, judgements, lines without a case
  keyaccounts check criteria/*.yaml --format sarif -o check.sarif
  keyaccounts check --customers customers.csv                who shows each finding, and how firm each line is
  keyaccounts check criteria/industrial.yaml                 a business unit's file, with the one that uses it
  keyaccounts check --min-coverage 80                        for CI: cases must cover 80 %

Exit codes: 0 nothing wrong, 1 errors found, a case failed or coverage is too low, 2 the criteria cannot be read`,
});

/** The flags of `check`, as typed. */
export type CheckFlags = FlagsOf<typeof checkCommand.flags>;
