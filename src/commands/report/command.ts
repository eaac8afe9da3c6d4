import type { AddCommand } from '../run/command-tree.ts';
import {
  asOfOption,
  bookOption,
  choiceOption,
  criteriaOptions,
  customerOptions,
  freshOption,
  listOption,
  outputOption,
  rejectsOption,
  voiceOptions,
} from '../run/options.ts';
import type { ReportFlags } from './run-report.ts';

/** Declares `report`. */
export const addReport: AddCommand = (program, io, exit) => {
  const command = program
    .command('report')
    .description('the portfolio to look at: where the money is, who moved, who is at risk, what to do')
    .argument('<customers>', 'CSV or .xlsx file, or - for standard input')
    .argument('[section...]', 'more sections, after --section');
  criteriaOptions(command);
  freshOption(command);
  asOfOption(command);
  bookOption(command);
  choiceOption(
    command,
    '--format <format>',
    'what to write (default: by the ending of --output, else text)',
    ['text', 'html', 'markdown', 'json'],
  );
  outputOption(command);
  listOption(command, '--section <names>', 'only these sections, separated by commas or blanks');
  command.option('--title <text>', 'what stands above it');
  rejectsOption(command);
  customerOptions(command);
  voiceOptions(command)
    .addHelpText('after', HELP)
    .action(async (first: string, others: readonly string[], flags: ReportFlags) => {
      const { runReport } = await import('./run-report.ts');
      exit(await runReport([first, ...others], flags, io));
    });
};

const HELP = `
Sections: overview, concentration, growth, scores, movements, lost, target, duties, units, criteria, data, customers

Examples:
  keyaccounts report customers.csv -o portfolio.html                   one file with charts, to open or to mail
  keyaccounts report customers.csv                                     on the terminal
  keyaccounts report customers.csv --section overview scores           two sections
  keyaccounts report customers.csv --format markdown --section lost    for a mail or a pull request
  keyaccounts report 客户.csv --lang zh -o 客户组合.html                in Chinese, with 万 and 亿
  keyaccounts report customers.csv --book book -o portfolio.html       also who moved since the last run

Exit codes: 0 done, 2 could not do the job (nothing is written)`;
