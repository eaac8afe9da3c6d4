import { Option } from 'commander';
import { LANGUAGES } from '../../text/locales.ts';
import { type Language, verbatim, type Wording } from '../../text/wording.ts';

/** A flag as help shows it and the command line reads it; `T` is what a command gets for it. */
export interface Flag<T> {
  /** Made when it is first asked for: of most commands a run never asks. */
  readonly option: Option;
  readonly help: Wording;
  /** Words that a shell proposes for it, where it takes others too or several of them. */
  readonly proposed?: readonly string[];
  readonly value?: T;
}

/** The values of declared flags: optional where a flag may be left out. */
export type FlagsOf<F> = {
  readonly [K in keyof F as MayLack<F[K]> extends true ? K : never]?: Exclude<ValueOf<F[K]>, undefined>;
} & { readonly [K in keyof F as MayLack<F[K]> extends false ? K : never]: ValueOf<F[K]> };

type ValueOf<F> = F extends Flag<infer T> ? T : never;
// A flag that only takes another one back, such as --no-color, has no value of its own.
type MayLack<F> = [ValueOf<F>] extends [never] ? null : undefined extends ValueOf<F> ? true : false;

function declareFlag<T>(
  flags: string,
  help: Wording,
  refine: (option: Option) => Option = (option) => option,
  proposed?: readonly string[],
): Flag<T> {
  let option: Option | null = null;
  return {
    help,
    ...(proposed === undefined ? {} : { proposed }),
    get option() {
      option ??= refine(new Option(flags, help.en));
      return option;
    },
  };
}

/** A flag without a value. */
export function toggle(flags: string, help: Wording): Flag<boolean | undefined> {
  return declareFlag(flags, help);
}

/** A flag that switches off what is on without it: `--no-plans`. */
export function unless(flags: string, help: Wording): Flag<boolean | undefined> {
  return declareFlag(flags, help);
}

/** A flag that takes back another: `--no-color` beside `--color`. */
function opposite(flags: string, help: Wording): Flag<never> {
  return declareFlag(flags, help);
}

/** A flag with a text. */
export function anyText(flags: string, help: Wording): Flag<string | undefined> {
  return declareFlag(flags, help);
}

/** A flag with a text that has a default. */
export function textOr(flags: string, help: Wording, byDefault: string): Flag<string> {
  return declareFlag(flags, help, (option) => option.default(byDefault));
}

/** A flag that must be given. */
function required(flags: string, help: Wording): Flag<string> {
  return declareFlag(flags, help, (option) => option.makeOptionMandatory());
}

/** One of some words. */
export function oneOf<const C extends string>(
  flags: string,
  help: Wording,
  choices: readonly C[],
): Flag<C | undefined> {
  return declareFlag(flags, help, (option) => option.choices([...choices]));
}

/** One of some words; the first is the default. */
export function firstOf<const C extends string>(
  flags: string,
  help: Wording,
  choices: readonly [C, ...C[]],
): Flag<C> {
  return declareFlag(flags, help, (option) => option.choices([...choices]).default(choices[0]));
}

/** Some words, separated by commas or given again: unlike a variadic flag it leaves the file after it alone. */
export function list(
  flags: string,
  help: Wording,
  proposed: readonly string[] = [],
): Flag<readonly string[] | undefined> {
  const add = (told: string, before: readonly string[] = []): string[] => [
    ...before,
    ...told
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ];
  return declareFlag(flags, help, (option) => option.argParser(add), proposed);
}

/** A flag that may be given several times, each time with one text as it stands. */
export function several(flags: string, help: Wording): Flag<readonly string[] | undefined> {
  const add = (told: string, before: readonly string[] = []): string[] => [...before, told];
  return declareFlag(flags, help, (option) => option.argParser(add));
}

/** The language that people read; the program sets it where the flag is not given. */
function language(flags: string, help: Wording): Flag<Language> {
  return declareFlag(flags, help, (option) => option.choices([...LANGUAGES]));
}

/** The criteria of a run. */
export const CRITERIA = {
  criteria: anyText('-c, --criteria <file>', {
    en: 'criteria file (default: criteria/default.yaml, then the one shipped)',
    zh: '标准文件（默认：criteria/default.yaml，其次是自带的标准）',
  }),
};

/** For commands that classify: a lock beside the criteria holds the cut points of relative tests. */
export const FRESH = {
  fresh: toggle('--fresh', {
    en: 'compute cut points from this file, whatever a lock beside the criteria says',
    zh: '按本文件重新计算分界值，不理会标准旁边的锁定文件',
  }),
};

/** The day that everything is reckoned from; without it the run depends on the clock. */
export const AS_OF = {
  asOf: anyText('--as-of <date>', {
    en: 'the day the verdicts are about, YYYY-MM-DD (default: today)',
    zh: '截至日期，YYYY-MM-DD（默认：今天）',
  }),
};

/** What verdicts come from: the criteria, their cut points, and the day. */
export const VERDICTS = { ...CRITERIA, ...FRESH, ...AS_OF };

const BOOK_FLAG = '--book <folder>';
const BOOK_HELP = {
  en: 'the book: the folder with the history, the overrides and the plans',
  zh: '台账：存放历史、人工指定和计划的文件夹',
};

/** For commands that can do without a book. */
export const BOOK = { book: anyText(BOOK_FLAG, BOOK_HELP) };

/** For commands that cannot do without a book. */
export const REQUIRED_BOOK = { book: required(BOOK_FLAG, BOOK_HELP) };

/** How the customer file is written, when it should not be detected. */
export const CUSTOMER_FILE = {
  encoding: anyText('--encoding <name>', {
    en: 'encoding of the file, when it should not be detected',
    zh: '文件的编码，自动识别不准时使用',
  }),
  delimiter: anyText('--delimiter <character>', {
    en: 'comma, semicolon, tab or another character',
    zh: '分隔符：comma、semicolon、tab 或其他字符',
  }),
  sheet: anyText('--sheet <name>', {
    en: 'the sheet of a spreadsheet, when it has several',
    zh: '电子表格的工作表，有多张时使用',
  }),
};

/** For commands that stop at rows that cannot be read, unless these are set aside. */
export const REJECTS = {
  rejects: anyText('--rejects <file>', {
    en: 'put rows that cannot be read there, and go on with the rest',
    zh: '把无法读取的行写到该文件，其余照常处理',
  }),
};

/** The files of order lines that fields are worked out from. */
export const TABLES = {
  table: several('--table <name=file>', {
    en: 'the file of a table of the criteria, such as orders=orders.csv',
    zh: '标准文件中某张表的数据文件，如 orders=orders.csv',
  }),
};

/** How the rows of the customer file are read, and those of the lines. */
export const CUSTOMER_ROWS = { ...TABLES, ...REJECTS, ...CUSTOMER_FILE };

/** For commands whose result may go to a file rather than to standard output. */
export const OUTPUT = {
  output: anyText('-o, --output <file>', {
    en: 'write to a file, whole or not at all',
    zh: '写入文件：要么完整写入，要么不写',
  }),
};

/** Language, colour and how much is said. */
export const SPEECH = {
  lang: language('--lang <language>', {
    en: 'language of what people read (default: KEYACCOUNTS_LANG, then the locale)',
    zh: '显示语言（默认：KEYACCOUNTS_LANG，其次是系统语言）',
  }),
  color: toggle('--color', { en: 'colour always', zh: '始终使用颜色' }),
  noColor: opposite('--no-color', { en: 'never colour', zh: '不使用颜色' }),
  quiet: toggle('-q, --quiet', { en: 'only errors on standard error', zh: '标准错误只输出错误' }),
  verbose: toggle('-v, --verbose', { en: 'say what was detected', zh: '说明识别到的内容' }),
};

/** What to write; the ending of the output's name says it too, and the first format is the default. */
export function formats<const C extends string>(choices: readonly [C, ...C[]]): { format: Flag<C> } {
  const help = {
    en: 'what to write, which the ending of --output says too',
    zh: '输出格式，也可由 --output 的扩展名指明',
  };
  return { format: firstOf('--format <format>', help, choices) };
}

/** The same where the command tells by itself what is usual, and shows it as `usual`. */
export function formatsByEnding<const C extends string>(
  choices: readonly [C, ...C[]],
  usual: Wording = verbatim(choices[0]),
): { format: Flag<C | undefined> } {
  const help = {
    en: `what to write (default: by the ending of --output, else ${usual.en})`,
    zh: `输出格式（默认：按 --output 的扩展名，否则为 ${usual.zh}）`,
  };
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
