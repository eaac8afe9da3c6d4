import { Option } from 'commander';
import { LANGUAGES } from '../../text/locales.ts';

/** A flag as help shows it and the command line reads it; `T` is what a command gets for it. */
export interface Flag<T> {
  readonly option: Option;
  readonly value?: T;
}

/** The values of declared flags: optional where a flag may be left out. */
export type FlagsOf<F> = {
  readonly [K in keyof F as MayLack<F[K]> extends true ? K : never]?: Exclude<ValueOf<F[K]>, undefined>;
} & { readonly [K in keyof F as MayLack<F[K]> extends false ? K : never]: ValueOf<F[K]> };

type ValueOf<F> = F extends Flag<infer T> ? T : never;
// A flag that only takes another one back, such as --no-color, has no value of its own.
type MayLack<F> = [ValueOf<F>] extends [never] ? null : undefined extends ValueOf<F> ? true : false;

/** A flag without a value. */
export function toggle(flags: string, help: string): Flag<boolean | undefined> {
  return { option: new Option(flags, help) };
}

/** A flag that switches off what is on without it: `--no-plans`. */
export function unless(flags: string, help: string): Flag<boolean | undefined> {
  return { option: new Option(flags, help) };
}

/** A flag that takes back another: `--no-color` beside `--color`. */
function opposite(flags: string, help: string): Flag<never> {
  return { option: new Option(flags, help) };
}

/** A flag with a text. */
export function anyText(flags: string, help: string): Flag<string | undefined> {
  return { option: new Option(flags, help) };
}

/** A flag with a text that has a default. */
export function textOr(flags: string, help: string, byDefault: string): Flag<string> {
  return { option: new Option(flags, help).default(byDefault) };
}

/** A flag that must be given. */
function required(flags: string, help: string): Flag<string> {
  return { option: new Option(flags, help).makeOptionMandatory() };
}

/** One of some words. */
export function oneOf<const C extends string>(
  flags: string,
  help: string,
  choices: readonly C[],
): Flag<C | undefined> {
  return { option: new Option(flags, help).choices([...choices]) };
}

/** One of some words; the first is the default. */
export function firstOf<const C extends string>(
  flags: string,
  help: string,
  choices: readonly [C, ...C[]],
): Flag<C> {
  return { option: new Option(flags, help).choices([...choices]).default(choices[0]) };
}

/** Some words, separated by commas or given again: unlike a variadic flag it leaves the file after it alone. */
export function list(flags: string, help: string): Flag<readonly string[] | undefined> {
  const add = (told: string, before: readonly string[] = []): string[] => [
    ...before,
    ...told
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ];
  return { option: new Option(flags, help).argParser(add) };
}

/** A flag that may be given several times, each time with one text as it stands. */
export function several(flags: string, help: string): Flag<readonly string[] | undefined> {
  const add = (told: string, before: readonly string[] = []): string[] => [...before, told];
  return { option: new Option(flags, help).argParser(add) };
}

/** The criteria of a run. */
export const CRITERIA = {
  criteria: anyText(
    '-c, --criteria <file>',
    'criteria file (default: criteria/default.yaml, then the one shipped)',
  ),
};

/** For commands that classify: a lock beside the criteria holds the cut points of relative tests. */
export const FRESH = {
  fresh: toggle('--fresh', 'compute cut points from this file, whatever a lock beside the criteria says'),
};

/** The day that everything is reckoned from; without it the run depends on the clock. */
export const AS_OF = {
  asOf: anyText('--as-of <date>', 'the day the verdicts are about, YYYY-MM-DD (default: today)'),
};

/** What verdicts come from: the criteria, their cut points, and the day. */
export const VERDICTS = { ...CRITERIA, ...FRESH, ...AS_OF };

const BOOK_FLAG = '--book <folder>';
const BOOK_HELP = 'the book: the folder with the history, the overrides and the plans';

/** For commands that can do without a book. */
export const BOOK = { book: anyText(BOOK_FLAG, BOOK_HELP) };

/** For commands that cannot do without a book. */
export const REQUIRED_BOOK = { book: required(BOOK_FLAG, BOOK_HELP) };

/** How the customer file is written, when it should not be detected. */
export const CUSTOMER_FILE = {
  encoding: anyText('--encoding <name>', 'encoding of the file, when it should not be detected'),
  delimiter: anyText('--delimiter <character>', 'comma, semicolon, tab or another character'),
  sheet: anyText('--sheet <name>', 'the sheet of an .xlsx file, when it has several'),
};

/** For commands that stop at rows that cannot be read, unless these are set aside. */
export const REJECTS = {
  rejects: anyText('--rejects <file>', 'put rows that cannot be read there, and go on with the rest'),
};

/** The files of order lines that fields are worked out from. */
export const TABLES = {
  table: several('--table <name=file>', 'the file of a table of the criteria, such as orders=orders.csv'),
};

/** How the rows of the customer file are read, and those of the lines. */
export const CUSTOMER_ROWS = { ...TABLES, ...REJECTS, ...CUSTOMER_FILE };

/** For commands whose result may go to a file rather than to standard output. */
export const OUTPUT = { output: anyText('-o, --output <file>', 'write to a file, whole or not at all') };

/** Language, colour and how much is said. */
export const SPEECH = {
  lang: firstOf('--lang <language>', 'language of what people read', LANGUAGES),
  color: toggle('--color', 'colour always'),
  noColor: opposite('--no-color', 'never colour'),
  quiet: toggle('-q, --quiet', 'only errors on standard error'),
  verbose: toggle('-v, --verbose', 'say what was detected'),
};

/** What to write; the first format is the default. */
export function formats<const C extends string>(choices: readonly [C, ...C[]]): { format: Flag<C> } {
  return { format: firstOf('--format <format>', 'what to write', choices) };
}

/** The same where the ending of the output's name says it too. */
export function formatsByEnding<const C extends string>(
  choices: readonly [C, ...C[]],
  usual: string = choices[0],
): { format: Flag<C | undefined> } {
  const help = `what to write (default: by the ending of --output, else ${usual})`;
  return { format: oneOf('--format <format>', help, choices) };
}

/** The flags that a command may share with others, as typed. */
export type CommonFlags = Partial<
  FlagsOf<typeof VERDICTS & typeof BOOK & typeof CUSTOMER_FILE & typeof TABLES>
> &
  FlagsOf<typeof SPEECH>;

/** The flags of a command that reads a customer file, as typed. */
export type CustomerFlags = CommonFlags &
  FlagsOf<typeof REJECTS> & { readonly format?: string; readonly strict?: boolean | undefined };
