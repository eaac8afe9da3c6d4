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
import type { ClassifyFlags } from './run-classify.ts';

/** Declares `classify`. */
export const addClassify: AddCommand = (program, io, exit) => {
  const command = program
    .command('classify')
    .description("each customer's category, and a summary or the rows with the verdicts")
    .argument('<customers>', 'CSV file, or - for standard input');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  formatOption(command, ['text', 'markdown', 'csv', 'json', 'ndjson']);
  outputOption(command);
  rejectsOption(command);
  customerOptions(command);
  command
    .option('--prefix <text>', 'put before the names of the added columns', '')
    .option('--raw', 'leave cells that a spreadsheet would run as formulas as they are')
    .option('--excel', 'start CSV with a BOM and end lines with CRLF')
    .option('--strict', 'exit 1 when a customer is undetermined');
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (customers: string, flags: ClassifyFlags) => {
      const { runClassify } = await import('./run-classify.ts');
      exit(await runClassify(customers, flags, io));
    });
};

const HELP = `
Examples:
  keyaccounts classify customers.csv                          a summary on the terminal
  keyaccounts classify customers.csv --format csv -o out.csv  every row with its category and why
  keyaccounts classify 客户.csv --lang zh                     a Chinese export, a Chinese summary
  keyaccounts classify customers.csv --book book              also new and former key accounts, overrides
  keyaccounts classify customers.csv --rejects bad.csv        set unreadable rows aside, classify the rest

Exit codes: 0 done, 1 undetermined customers under --strict, 2 could not do the job (nothing is written)`;
