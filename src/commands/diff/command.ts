import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  bookOption,
  criteriaOptions,
  customerOptions,
  formatOption,
  freshOption,
  outputOption,
  rejectsOption,
  voiceOptions,
} from '../run/options.ts';
import type { DiffFlags } from './run-diff.ts';

/** Declares `diff`. */
export const addDiff: AddCommand = (program, io, exit) => {
  const command = program
    .command('diff')
    .description('who moves and why: against other criteria, another export, another date, or the book')
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input: the newer side');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  command
    .option('--against-criteria <file>', 'the criteria before, or - for standard input')
    .option('--against <file>', 'the export before')
    .option('--against-as-of <date>', 'the day before, YYYY-MM-DD')
    .option('--max-moves <number>', 'exit 1 when more customers move: a number, or a percent of all')
    .option('--max-key <number>', 'exit 1 when there are more key accounts')
    .option('--no-key-lost', 'exit 1 when a key account stops being one')
    .option('--exit-code', 'exit 3 when anybody moves');
  formatOption(command, ['text', 'markdown', 'json', 'github']);
  outputOption(command);
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: DiffFlags) => {
      const { runDiff } = await import('./run-diff.ts');
      exit(await runDiff(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts diff customers.csv -c new.yaml --against-criteria old.yaml     what new criteria would do
  git show main:criteria/default.yaml | keyaccounts diff customers.csv --against-criteria -
  keyaccounts diff june.csv --against may.csv --as-of 2026-06-30 --against-as-of 2026-05-31
  keyaccounts diff customers.csv --against-as-of 2026-01-31                  what only the calendar does
  keyaccounts diff customers.csv --book book                                 since the last run of the book
  keyaccounts diff customers.csv --against-criteria old.yaml --format markdown --max-moves 5% --no-key-lost

Exit codes: 0 done, 1 a limit is exceeded, 2 could not do the job, 3 somebody moves, under --exit-code`;
