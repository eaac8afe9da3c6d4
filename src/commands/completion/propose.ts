import { CODES } from '../../text/codes.ts';
import type { Language } from '../../text/wording.ts';
import type { CommandDeclaration } from '../run/declare.ts';
import type { Flag } from '../run/flags.ts';

/** What can stand next on the command line: words, or a file. */
export type Proposals =
  | { readonly kind: 'files' }
  | { readonly kind: 'words'; readonly words: readonly NextWord[] };

/** A word that can stand next, with what it is. */
export interface NextWord {
  readonly word: string;
  readonly about: string;
}

/** A command with whatever arguments and flags it has. */
export type AnyCommand = CommandDeclaration<readonly unknown[], Readonly<Record<string, Flag<unknown>>>>;

/** What files say that were named on the command line; nothing where one cannot be read. */
export interface Known {
  /** The customers of the book in a folder. */
  ids(book: string): Promise<readonly NextWord[]>;
  /** The customers of an export whose ids begin so, as the criteria read them; null is the file that is read where none is named. */
  customers(file: string, criteria: string | null, start: string): Promise<readonly NextWord[]>;
  /** The sheets of a workbook. */
  sheets(file: string): Promise<readonly NextWord[]>;
  /** The fields of criteria that hold texts; null is the file that is read where none is named. */
  fields(criteria: string | null): Promise<readonly NextWord[]>;
  /** The tables of order lines that criteria ask for. */
  tables(criteria: string | null): Promise<readonly NextWord[]>;
}

/** What can stand in place of the last word, behind those before it. */
export async function propose(
  words: readonly string[],
  commands: readonly AnyCommand[],
  language: Language,
  known: Known,
): Promise<Proposals> {
  const before = words.slice(0, -1);
  const word = words.at(-1) ?? '';
  const named = commands.map(({ name, summary }) => ({ word: name, about: summary[language] }));
  const [name, ...told] = before;
  if (name === undefined) return starting(word, named);
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return starting(word, []);
  const typed = readTold(told, command);
  if (typed.awaiting !== null) return valuesOf(typed.awaiting, word, '', typed, known);
  const [, long, value] = /^(--[a-z-]+)=(.*)$/.exec(word) ?? [];
  const assigned = long === undefined ? undefined : flagNamed(long, command);
  if (assigned !== undefined) return valuesOf(assigned, value!, `${long}=`, typed, known);
  if (word.startsWith('-')) return starting(word, flagsOf(command, typed.flags, language));
  return argumentsAt(word, command, typed, { named, language, known });
}

/** What was typed behind a command: its arguments, its flags with their values, and the flag whose value is to come. */
interface Typed {
  readonly args: readonly string[];
  readonly flags: ReadonlySet<Flag<unknown>>;
  /** By the long name of the flag, the last one where it was given several times. */
  readonly values: ReadonlyMap<string, string>;
  readonly awaiting: Flag<unknown> | null;
}

function readTold(told: readonly string[], command: AnyCommand): Typed {
  const flags = new Set<Flag<unknown>>();
  const args: string[] = [];
  const values = new Map<string, string>();
  let awaiting: Flag<unknown> | null = null;
  for (const one of told) {
    // Bash parts --flag=value into three words.
    if (one === '=') continue;
    if (awaiting !== null) {
      values.set(awaiting.option.long!, one);
      awaiting = null;
      continue;
    }
    const [long, value] = one.split(/=(.*)/s);
    const flag = flagNamed(long!, command);
    if (flag === undefined) {
      if (!one.startsWith('-')) args.push(one);
      continue;
    }
    flags.add(flag);
    if (value !== undefined) values.set(flag.option.long!, value);
    if (takesValue(flag) && value === undefined) awaiting = flag;
  }
  return { args, flags, values, awaiting };
}

function flagNamed(word: string, { flags }: AnyCommand): Flag<unknown> | undefined {
  return Object.values(flags).find(({ option }) => option.long === word || option.short === word);
}

function takesValue({ option }: Flag<unknown>): boolean {
  return option.required || option.optional;
}

async function valuesOf(
  { option, proposed }: Flag<unknown>,
  word: string,
  ahead: string,
  { args, values }: Typed,
  known: Known,
): Promise<Proposals> {
  const choices = option.argChoices ?? proposed ?? [];
  if (choices.length > 0) {
    // Names in a list stand behind a comma.
    const [, earlier = '', last = ''] = /^(.*,)?([^,]*)$/s.exec(word === '=' ? '' : word) ?? [];
    return starting(
      ahead + earlier + last,
      choices.map((choice) => ({ word: ahead + earlier + choice, about: '' })),
    );
  }
  const [, wanted = ''] = /<(.*)>/.exec(option.flags) ?? [];
  const criteria = values.get('--criteria') ?? null;
  const among = (words: readonly NextWord[]): Proposals =>
    starting(
      ahead + (word === '=' ? '' : word),
      words.map((one) => ({ ...one, word: ahead + one.word })),
    );
  if (option.long === '--sheet') {
    const files = [values.get('--customers') ?? '', ...args].filter((file) => file !== '');
    return among((await Promise.all(files.map((file) => known.sheets(file)))).flat());
  }
  if (wanted === 'field') return among(await known.fields(criteria));
  if (wanted === 'id') return among(await known.ids(values.get('--book') ?? USUAL_BOOK));
  if (wanted === 'name=file' && !word.includes('=')) return among(await known.tables(criteria));
  return /^(?:.*=)?(?:file|folder)$/.test(wanted) && ahead === '' ? { kind: 'files' } : NOTHING;
}

// What the documentation calls the folder.
const USUAL_BOOK = 'book';

function flagsOf(command: AnyCommand, typed: ReadonlySet<Flag<unknown>>, language: Language): NextWord[] {
  return Object.values(command.flags)
    .filter((flag) => !typed.has(flag) && flag.option.long !== undefined)
    .map(({ option, help }) => ({ word: option.long!, about: help[language] }));
}

async function argumentsAt(
  word: string,
  { args }: AnyCommand,
  typed: Typed,
  {
    named,
    language,
    known,
  }: { readonly named: readonly NextWord[]; readonly language: Language; readonly known: Known },
): Promise<Proposals> {
  const place = typed.args.length;
  const last = args.at(-1);
  const arg = args[place] ?? (last?.name.endsWith('...]') ? last : undefined);
  if (arg === undefined) return NOTHING;
  if (arg.choices !== undefined)
    return starting(
      word,
      arg.choices.map((choice) => ({ word: choice, about: '' })),
    );
  switch (arg.name) {
    case '[topic]': {
      const codes = Object.entries(CODES).map(([code, means]) => ({
        word: code,
        about: means[language],
      }));
      return starting(word, [...named, ...codes]);
    }
    case '[ids...]':
      return starting(word, await idsFor(word, typed, known));
    default:
      return { kind: 'files' };
  }
}

// Those of the book, else those of the export that stands before them, else those of the usual book.
async function idsFor(word: string, { args, values }: Typed, known: Known): Promise<readonly NextWord[]> {
  const book = values.get('--book');
  if (book !== undefined) return known.ids(book);
  const [file] = args;
  const found = file === undefined ? [] : await known.customers(file, values.get('--criteria') ?? null, word);
  return found.length > 0 ? found : known.ids(USUAL_BOOK);
}

function starting(word: string, proposals: readonly NextWord[]): Proposals {
  return { kind: 'words', words: proposals.filter((one) => one.word.startsWith(word)) };
}

const NOTHING: Proposals = { kind: 'words', words: [] };
