import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  criteriaOptions,
  customerOptions,
  formatOption,
  freshOption,
  outputOption,
  rejectsOption,
  requiredBookOption,
  voiceOptions,
} from '../run/options.ts';
import type { ReviewFlags } from './run-review.ts';

/** Declares `review`. */
export const addReview: AddCommand = (program, io, exit) => {
  const command = program
    .command('review')
    .description(
      'what cron runs: who moved since the last run and why, new plans, the audit; recorded in the book',
    )
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  requiredBookOption(command);
  command
    .option(
      '--max-gone <percent>',
      'stop, and write nothing, when more of the customers of the last run are missing',
      '20%',
    )
    .option('--no-plans', 'leave the plans of key accounts alone')
    .option('--template <file>', 'a template of your own for plans')
    .option('--dry-run', 'write nothing, and say what would be written');
  formatOption(command, ['text', 'markdown', 'json']);
  outputOption(command);
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: ReviewFlags) => {
      const { runReview } = await import('./run-review.ts');
      exit(await runReview(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts review customers.csv --book book                       the weekly run; starts the book at the first
  keyaccounts review customers.csv --book book --dry-run             what it would say and write
  keyaccounts review june.csv --book book --as-of 2026-06-30 --format markdown -o mail.md
  keyaccounts review customers.csv --book book --max-gone 40%        many customers have really left

A run can be repeated: the same inputs on the same day change nothing, other data of that day take its place.
Exit codes: 0 done, 1 a duty is broken or a plan cannot be read, 2 could not do the job (the book is as it was)`;
