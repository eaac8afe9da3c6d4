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
import type { ExplainFlags } from './run-explain.ts';

/** Declares `explain`. */
export const addExplain: AddCommand = (program, io, exit) => {
  const command = program
    .command('explain')
    .description('why customers are what they are, and what would change it')
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input')
    .argument('[ids...]', 'ids of the customers to explain');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  command
    .option(
      '--near <percent>',
      'instead of ids: who would become key, or lose it, by so small a change of one field',
    )
    .option('--all', 'instead of ids: every customer, a line of JSON each')
    .option('--changes', 'with --all: also the smallest changes, which takes much longer');
  formatOption(command, ['text', 'markdown', 'json']);
  outputOption(command);
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, ids: string[], flags: ExplainFlags) => {
      const { runExplain } = await import('./run-explain.ts');
      exit(await runExplain(customers, ids, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts explain customers.csv C0042                    every condition, its value, and what would change it
  keyaccounts explain customers.csv C0042 C0077 --format markdown   for a mail
  keyaccounts explain customers.csv --near 5%                near misses and narrow key accounts, the nearest first
  keyaccounts explain customers.csv --all > why.ndjson       everything, for other programs

Exit codes: 0 done, 2 could not do the job`;
