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

/**
 * What can stand in place of the last word, behind those before it. `readIds` gives the customers of the book in that
 * folder, none where there is no such book.
 */
export async function propose(
  words: readonly string[],
  commands: readonly AnyCommand[],
  language: Language,
  readIds: (book: string) => Promise<readonly NextWord[]>,
): Promise<Proposals> {
  const before = words.slice(0, -1);
  const word = words.at(-1) ?? '';
  const named = commands.map(({ name, summary }) => ({ word: name, about: summary[language] }));
  const [name, ...told] = before;
  if (name === undefined) return starting(word, named);
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return starting(word, []);
  const typed = readTold(told, command);
  if (typed.awaiting !== null) return valuesOf(typed.awaiting, word, '');
  const [, long, value] = /^(--[a-z-]+)=(.*)$/.exec(word) ?? [];
  const assigned = long === undefined ? undefined : flagNamed(long, command);
  if (assigned !== undefined) return valuesOf(assigned, value!, `${long}=`);
  if (word.startsWith('-')) return starting(word, flagsOf(command, typed.flags, language));
  return argumentsAt(typed.places, word, command, { book: typed.book, named, language, readIds });
}

// What was typed behind a command: its flags, how many arguments, and the flag whose value is to come.
function readTold(told: readonly string[], command: AnyCommand) {
  const flags = new Set<Flag<unknown>>();
  let places = 0;
  let book: string | null = null;
  let awaiting: Flag<unknown> | null = null;
  for (const one of told) {
    // Bash parts --flag=value into three words.
    if (one === '=') continue;
    if (awaiting !== null) {
      if (awaiting.option.long === BOOK) book = one;
      awaiting = null;
      continue;
    }
    const [long, value] = one.split(/=(.*)/s);
    const flag = flagNamed(long!, command);
    if (flag === undefined) {
      if (!one.startsWith('-')) places += 1;
      continue;
    }
    flags.add(flag);
    if (value !== undefined && flag.option.long === BOOK) book = value;
    if (takesValue(flag) && value === undefined) awaiting = flag;
  }
  return { flags, places, book, awaiting };
}

const BOOK = '--book';

function flagNamed(word: string, { flags }: AnyCommand): Flag<unknown> | undefined {
  return Object.values(flags).find(({ option }) => option.long === word || option.short === word);
}

function takesValue({ option }: Flag<unknown>): boolean {
  return option.required || option.optional;
}

function valuesOf({ option, proposed }: Flag<unknown>, word: string, ahead: string): Proposals {
  const choices = option.argChoices ?? proposed ?? [];
  if (choices.length > 0) {
    // Names in a list stand behind a comma.
    const [, earlier = '', last = ''] = /^(.*,)?([^,]*)$/s.exec(word === '=' ? '' : word) ?? [];
    return starting(
      ahead + earlier + last,
      choices.map((choice) => ({ word: ahead + earlier + choice, about: '' })),
    );
  }
  return /<(?:.*=)?(?:file|folder)>/.test(option.flags) && ahead === '' ? { kind: 'files' } : NOTHING;
}

function flagsOf(command: AnyCommand, typed: ReadonlySet<Flag<unknown>>, language: Language): NextWord[] {
  return Object.values(command.flags)
    .filter((flag) => !typed.has(flag) && flag.option.long !== undefined)
    .map(({ option, help }) => ({ word: option.long!, about: help[language] }));
}

interface Around {
  readonly book: string | null;
  readonly named: readonly NextWord[];
  readonly language: Language;
  readonly readIds: (book: string) => Promise<readonly NextWord[]>;
}

async function argumentsAt(
  place: number,
  word: string,
  { args }: AnyCommand,
  around: Around,
): Promise<Proposals> {
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
        about: means[around.language],
      }));
      return starting(word, [...around.named, ...codes]);
    }
    case '[ids...]':
      return starting(word, around.book === null ? [] : await around.readIds(around.book));
    default:
      return { kind: 'files' };
  }
}

function starting(word: string, proposals: readonly NextWord[]): Proposals {
  return { kind: 'words', words: proposals.filter((one) => one.word.startsWith(word)) };
}

const NOTHING: Proposals = { kind: 'words', words: [] };
