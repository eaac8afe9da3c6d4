import { Command, CommanderError, Option } from 'commander';
import type { Io } from '../io.ts';
import type { ClassifyFlags } from './classify.ts';
import { CLASSIFY_HELP } from './help.ts';

/** The commands with their flags. A command's module is imported when it runs. `exit` takes its exit code. */
export function buildProgram(io: Io, exit: (code: number) => void): Command {
  const program = new Command('keyaccounts')
    .description(
      'puts every customer into one of the four categories of key-account management, and says why',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      writeErr: (text) => void io.err.write(text),
    })
    .showHelpAfterError('(keyaccounts --help shows what there is)')
    .version(VERSION, '-V, --version');
  program
    .command('classify')
    .description("each customer's category, and a summary or the rows with the verdicts")
    .argument('<customers>', 'CSV file, or - for standard input')
    .option('-c, --criteria <file>', 'criteria file (default: criteria/default.yaml, then the one shipped)')
    .option('--as-of <date>', 'the day the verdicts are about, YYYY-MM-DD (default: today)')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(['text', 'markdown', 'csv', 'json', 'ndjson'])
        .default('text'),
    )
    .option('-o, --output <file>', 'write to a file, whole or not at all')
    .option('--rejects <file>', 'put rows that cannot be read there, and classify the rest')
    .option('--encoding <name>', 'encoding of the file, when it should not be detected')
    .option('--delimiter <character>', 'comma, semicolon, tab or another character')
    .option('--prefix <text>', 'put before the names of the added columns', '')
    .option('--raw', 'leave cells that a spreadsheet would run as formulas as they are')
    .option('--excel', 'start CSV with a BOM and end lines with CRLF')
    .option('--strict', 'exit 1 when a customer is undetermined')
    .addOption(new Option('--lang <language>', 'language of the summary').choices(['en', 'zh']).default('en'))
    .option('--color', 'colour always')
    .option('--no-color', 'never colour')
    .option('-q, --quiet', 'only errors on standard error')
    .option('-v, --verbose', 'say what was detected')
    .addHelpText('after', CLASSIFY_HELP)
    .action(async (customers: string, flags: ClassifyFlags) => {
      const { runClassify } = await import('./classify.ts');
      exit(await runClassify(customers, flags, io));
    });
  return program;
}

/** A mistake on the command line, already told; or help and version, which are none (exit code 0). */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}

/** The version of the tool, as in package.json. */
export const VERSION = '0.1.0';
