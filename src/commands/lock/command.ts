import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  criteriaOptions,
  customerOptions,
  outputOption,
  rejectsOption,
  voiceOptions,
} from '../run/options.ts';
import type { LockFlags } from './run.ts';

/** Declares `lock`. */
export const addLock: AddCommand = (program, io, exit) => {
  const command = program
    .command('lock')
    .description('holds the cut points of relative tests (top 20, quintiles), so that neighbours move nobody')
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input');
  criteriaOptions(command);
  asOfOption(command);
  outputOption(command);
  command.option('--check', 'write nothing; exit 1 when the lock is absent, does not fit or has moved');
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: LockFlags) => {
      const { runLock } = await import('./run.ts');
      exit(await runLock(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts lock customers.csv -c mine.yaml               writes mine.lock.json, which other commands then use
  keyaccounts lock customers.csv -c mine.yaml --check       for CI: is the lock there, and does it still hold?
  keyaccounts classify customers.csv -c mine.yaml --fresh   without the lock

Without --as-of, --check compares on the day of the lock.
Exit codes: 0 done, 1 --check found something, 2 could not do the job (nothing is written)`;
