import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  choiceOption,
  customerOptions,
  freshOption,
  outputOption,
  voiceOptions,
} from '../run/options.ts';
import type { CheckFlags } from './run-check.ts';

/** Declares `check`. */
export const addCheck: AddCommand = (program, io, exit) => {
  const command = program
    .command('check')
    .description('what is wrong with criteria before they are used: lint, their cases, what the cases cover')
    .argument('[criteria...]', 'criteria files (default: criteria/default.yaml, then the one shipped)');
  freshOption(command);
  asOfOption(command);
  command
    .option('--customers <file>', 'customers to confirm findings on, and to move every line by 10 %')
    .option('--min-coverage <percent>', 'the least that the cases must cover of criteria and lines')
    .option('--warn-only', 'exit 0 whatever is found in criteria that can be read');
  choiceOption(command, '--format <format>', 'what to write (default: text, on GitHub Actions github)', [
    'text',
    'markdown',
    'json',
    'github',
    'sarif',
    'junit',
  ]);
  outputOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (criteria: string[], flags: CheckFlags) => {
      const { runCheck } = await import('./run-check.ts');
      exit(await runCheck(criteria, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts check                                          the criteria, their cases, what the cases cover
  keyaccounts check --verbose                                remarks too: overlaps, judgements, lines without a case
  keyaccounts check criteria/*.yaml --format sarif -o check.sarif
  keyaccounts check --customers customers.csv                who shows each finding, and how firm each line is
  keyaccounts check --min-coverage 80                        for CI: cases must cover 80 %

Exit codes: 0 nothing wrong, 1 errors found, a case failed or coverage is too low, 2 the criteria cannot be read`;
