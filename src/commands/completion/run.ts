import { readBook } from '../../book/files.ts';
import { readHistory } from '../../book/history.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { bookOptions } from '../run/book.ts';
import type { CompletionFlags, Shell } from './command.ts';
import { type AnyCommand, type NextWord, propose } from './propose.ts';
import { SCRIPTS } from './scripts.ts';

/** Writes the script of a shell, or what can stand in place of the last word; the exit code. */
export async function runCompletion(
  shell: Shell,
  words: readonly string[],
  commands: readonly AnyCommand[],
  flags: CompletionFlags,
  io: Io,
): Promise<number> {
  await io.out.write(
    words.length === 0 ? SCRIPTS[shell] : await showProposals(shell, words, commands, flags, io),
  );
  return 0;
}

async function showProposals(
  shell: Shell,
  words: readonly string[],
  commands: readonly AnyCommand[],
  flags: CompletionFlags,
  io: Io,
): Promise<string> {
  const readIds = (book: string): Promise<readonly NextWord[]> =>
    // A shell that completes has no place for what is wrong with a book.
    idsIn(book, flags, io).catch(() => []);
  const typed = shell === 'powershell' ? words.with(-1, words.at(-1)!.replace(/\.$/, '')) : words;
  const found = await propose(typed, commands, flags.lang, readIds);
  if (found.kind === 'files') return ':files\n';
  return found.words.map(({ word, about }) => `${cleanText(word)}\t${cleanText(about)}\n`).join('');
}

// The customers whom the book has met, with what they are.
async function idsIn(folder: string, flags: CompletionFlags, io: Io): Promise<readonly NextWord[]> {
  return readBook(folder, bookOptions(flags, io), async (book) => {
    const known = new Map<string, string>();
    for await (const rows of readHistory(book)) for (const { id, to } of rows) known.set(id, to);
    return [...known].map(([word, about]) => ({ word, about }));
  });
}
