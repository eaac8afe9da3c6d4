import type { AddCommand } from '../run/command-tree.ts';
import { formatOption, outputOption, requiredBookOption, voiceOptions } from '../run/options.ts';
import type { HistoryFlags } from './run-history.ts';

/** Declares `history`. */
export const addHistory: AddCommand = (program, io, exit) => {
  const command = program
    .command('history')
    .description('since when, and why, accounts are what they are; the key portfolio run over run')
    .argument('[ids...]', 'ids of customers; without them, the key portfolio');
  requiredBookOption(command);
  formatOption(command, ['text', 'markdown', 'csv', 'json']);
  outputOption(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (ids: string[], flags: HistoryFlags) => {
      const { runHistory } = await import('./run-history.ts');
      exit(await runHistory(ids, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts history --book book                       key accounts, revenue and profit, run over run
  keyaccounts history C0042 --book book                 since when C0042 is what it is, and why
  keyaccounts history C0042 C0077 --book book --format csv -o moves.csv

Exit codes: 0 done, 2 could not do the job`;
