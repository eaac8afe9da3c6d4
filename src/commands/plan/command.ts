import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  bookOption,
  criteriaOptions,
  customerOptions,
  formatOption,
  freshOption,
  planKindOption,
  rejectsOption,
  voiceOptions,
} from '../run/options.ts';
import type { PlanFlags } from './run-plan.ts';

/** Declares `plan`. */
export const addPlan: AddCommand = (program, io, exit) => {
  const command = program
    .command('plan')
    .description(
      'plans for new key accounts, filled from the data, and the data in the others brought up to date',
    )
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  command
    .option('--missing', 'for every key account without a plan, not only for new ones')
    .option('--id <id>', 'only for this customer, new or not; may stand several times', addId);
  planKindOption(command);
  command
    .option('--template <file>', 'a template of your own, for new plans and refreshed data')
    .option('--dry-run', 'list what would be written, and write nothing');
  formatOption(command, ['text', 'json']);
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: PlanFlags) => {
      const { runPlan } = await import('./run-plan.ts');
      exit(await runPlan(customers, flags, io));
    });
};

// Not one flag with several values: it would swallow the file behind it.
function addId(id: string, others: readonly string[] = []): string[] {
  return [...others, id];
}

const HELP = `
Plans are Markdown files in the folder "plans" of the book. A run refreshes what stands between two
keyaccounts:data lines, and leaves every other byte as people wrote it.

Examples:
  keyaccounts plan customers.csv --book book                      a plan for every new key account
  keyaccounts plan customers.csv --book book --missing --dry-run  who has none, and what would be written
  keyaccounts plan customers.csv --book book --id C0042 --lang zh
  keyaccounts plan customers.csv --book book --category lost      recapture sheets: the reason first
  keyaccounts plan customers.csv --book book --category target    pursuit sheets: what it lacks to be a key account
  keyaccounts plan customers.csv --book book --template ours.md

Exit codes: 0 done, 1 something in a plan cannot be read, 2 could not do the job`;
