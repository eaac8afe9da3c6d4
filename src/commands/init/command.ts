import type { AddCommand } from '../run/command-tree.ts';
import { asOfOption, customerOptions, outputOption, voiceOptions } from '../run/options.ts';
import type { InitFlags } from './run-init.ts';

/** Declares `init`. */
export const addInit: AddCommand = (program, io, exit) => {
  const command = program
    .command('init')
    .description("a first criteria file from an export's own headers and values, ready to run")
    .argument('<customers>', 'CSV file, or - for standard input');
  asOfOption(command);
  outputOption(command);
  command.option('--force', 'write over a file that is there');
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: InitFlags) => {
      const { runInit } = await import('./run-init.ts');
      exit(await runInit(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts init customers.csv                            the criteria file on standard output
  keyaccounts init customers.csv -o criteria/default.yaml   to a file that later commands find by themselves
  keyaccounts init 客户.csv --lang zh -o criteria.yaml       comments in Chinese, amounts such as 500万
  keyaccounts classify customers.csv -c criteria.yaml       what to run next

What has two readings (dates such as 01/02/2025) is marked CONFIRM in the file and said on standard error.
Exit codes: 0 done, 2 could not do the job (nothing is written)`;
