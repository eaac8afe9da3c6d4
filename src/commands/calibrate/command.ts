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
import type { CalibrateFlags } from './run-calibrate.ts';

/** Declares `calibrate`. */
export const addCalibrate: AddCommand = (program, io, exit) => {
  const command = program
    .command('calibrate')
    .description(
      'which thresholds bring the key accounts to a manageable number, and who would leave or join',
    )
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input');
  command
    .option(
      '--key-accounts <number>',
      'how many there should be: 40, or 30..40 (default: the capacity of key)',
    )
    .option('--per <field>', 'instead: no group of this field has more than --at-most')
    .option('--at-most <number>', 'the most that a group may have (default: max_key_accounts_per_manager)')
    .option('--revenue-share <percent>', 'instead: they hold at least this part of all revenue');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  command
    .option('--choice <number>', 'show this choice alone, or write it')
    .option(
      '--write <file>',
      'write the choice into the criteria file that holds the threshold, or a copy of it',
    )
    .option('--reason <text>', 'why the criteria change: the file records it');
  formatOption(command, ['text', 'markdown', 'json']);
  outputOption(command);
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: CalibrateFlags) => {
      const { runCalibrate } = await import('./run-calibrate.ts');
      exit(await runCalibrate(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts calibrate customers.csv --key-accounts 40                    every threshold that gives 40 by itself
  keyaccounts calibrate customers.csv --key-accounts 30..40 --choice 2     who would leave or join at the second
  keyaccounts calibrate customers.csv --per account_manager --at-most 8    nobody manages more than 8
  keyaccounts calibrate customers.csv --revenue-share 60%                  as few as hold 60 % of all revenue
  keyaccounts calibrate customers.csv -c mine.yaml --key-accounts 40 --choice 1 \\
    --write mine.yaml --reason "Fewer accounts, better served"

Customers with equal values stay together: nobody is cut. --write changes the amount, the version and the reason,
and keeps comments and layout.
Exit codes: 0 done, 1 nothing reaches the target, 2 could not do the job (nothing is written)`;
