import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  bookOption,
  choiceOption,
  criteriaOptions,
  customerOptions,
  freshOption,
  outputOption,
  rejectsOption,
  voiceOptions,
} from '../run/options.ts';
import type { AuditFlags } from './run-audit.ts';

/** Declares `audit`. */
export const addAudit: AddCommand = (program, io, exit) => {
  const command = program
    .command('audit')
    .description('whether each key account is managed as it must be, and why customers were lost')
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  command
    .option('--manager <name>', 'only what this account manager answers for')
    .option('--strict', 'exit 1 on warnings too, and on what cannot be told');
  choiceOption(command, '--format <format>', 'what to write (default: text, on GitHub Actions github)', [
    'text',
    'markdown',
    'json',
    'github',
    'junit',
  ]);
  outputOption(command);
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: AuditFlags) => {
      const { runAudit } = await import('./run-audit.ts');
      exit(await runAudit(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts audit customers.csv --book book                          who is to be called, and about what
  keyaccounts audit customers.csv                                      without a book: managers, load and checks only
  keyaccounts audit customers.csv --book book --manager "Priya Raman"  one manager's accounts, whole
  keyaccounts audit customers.csv --book book --format markdown -o monday.md
  keyaccounts audit customers.csv --book book --format junit --strict -o audit.xml

Exit codes: 0 done, 1 a duty of error level is broken (with --strict any finding), 2 could not do the job`;
