import { type Command, Option } from 'commander';

/** Flags that every command takes, as typed. */
export interface CommonFlags {
  readonly criteria?: string;
  readonly asOf?: string;
  readonly book?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly lang: 'en' | 'zh';
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly fresh?: boolean;
}

/** Each shared flag once: a command takes the groups that make sense for it. */
export function criteriaOptions(command: Command): Command {
  return command.option(
    '-c, --criteria <file>',
    'criteria file (default: criteria/default.yaml, then the one shipped)',
  );
}

/** For commands that classify: a lock beside the criteria holds the cut points of relative tests. */
export function freshOption(command: Command): Command {
  return command.option(
    '--fresh',
    'compute cut points from this file, whatever a lock beside the criteria says',
  );
}

/** The day that everything is reckoned from; without it the run depends on the clock. */
export function asOfOption(command: Command): Command {
  return command.option('--as-of <date>', 'the day the verdicts are about, YYYY-MM-DD (default: today)');
}

/** For commands that can do without a book. */
export function bookOption(command: Command): Command {
  return command.option(...BOOK);
}

/** For commands that cannot do without a book. */
export function requiredBookOption(command: Command): Command {
  return command.requiredOption(...BOOK);
}

const BOOK = [
  '--book <folder>',
  'the book: the folder with the history, the overrides and the plans',
] as const;

/** How the customer file is written, when it should not be detected. */
export function customerOptions(command: Command): Command {
  return command
    .option('--encoding <name>', 'encoding of the file, when it should not be detected')
    .option('--delimiter <character>', 'comma, semicolon, tab or another character')
    .option('--sheet <name>', 'the sheet of an .xlsx file, when it has several');
}

/** For commands that stop at rows that cannot be read, unless these are set aside. */
export function rejectsOption(command: Command): Command {
  return command.option('--rejects <file>', 'put rows that cannot be read there, and go on with the rest');
}

/** One of some formats; the first is the default. */
export function formatOption(command: Command, formats: readonly string[]): Command {
  return command.addOption(
    new Option('--format <format>', 'what to write').choices([...formats]).default(formats[0]),
  );
}

/** One of some words, without a default. */
export function choiceOption(
  command: Command,
  flags: string,
  description: string,
  choices: readonly string[],
): Command {
  return command.addOption(new Option(flags, description).choices([...choices]));
}

/** Whom plans are for. */
export function planKindOption(command: Command): Command {
  return command.addOption(
    new Option('--category <category>', 'whom the plans are for')
      .choices(['key', 'lost', 'target'])
      .default('key'),
  );
}

/** Some words, separated by commas or given again: unlike a variadic flag it leaves the file after it alone. */
export function listOption(command: Command, flags: string, description: string): Command {
  const add = (text: string, before: readonly string[] | undefined): string[] => [
    ...(before ?? []),
    ...text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ];
  return command.addOption(new Option(flags, description).argParser(add));
}

/** For commands whose result may go to a file rather than to standard output. */
export function outputOption(command: Command): Command {
  return command.option('-o, --output <file>', 'write to a file, whole or not at all');
}

/** Language, colour and how much is said. */
export function voiceOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--lang <language>', 'language of what people read').choices(['en', 'zh']).default('en'),
    )
    .option('--color', 'colour always')
    .option('--no-color', 'never colour')
    .option('-q, --quiet', 'only errors on standard error')
    .option('-v, --verbose', 'say what was detected');
}
