import { factTypeOf } from '../../fields/value.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { isAddress } from '../../warehouse/address.ts';
import { bookOptions } from '../run/book.ts';
import type { CompletionFlags, Shell } from './command.ts';
import { type AnyCommand, type Known, type NextWord, propose } from './propose.ts';
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
  const typed = words.map((word, at) => plainWord(shell, word, at === words.length - 1));
  const found = await propose(typed, commands, flags.lang, knownFiles(flags, io));
  if (found.kind === 'files') return ':files\n';
  const isQuoted = /^["']/.test(words.at(-1)!);
  return found.words
    .map(({ word, about }) => {
      const put = isQuoted ? cleanText(word) : quoteWord(shell, cleanText(word));
      return `${put}\t${cleanText(about)}\n`;
    })
    .join('');
}

// A word as it has to stand on the command line. zsh and fish see to that themselves.
function quoteWord(shell: Shell, word: string): string {
  switch (shell) {
    case 'bash':
      return word.replace(/[^\p{L}\p{N}_=.,:@%/+-]/gu, '\\$&');
    case 'powershell':
      return /^[\p{L}\p{N}_=.:%/+-]*$/u.test(word) ? word : `'${word.replaceAll("'", "''")}'`;
    case 'zsh':
    case 'fish':
      return word;
  }
}

// A word as the shell would give it to the program: bash and PowerShell leave its quotes, and PowerShell has a dot behind
// the last one.
function plainWord(shell: Shell, word: string, isLast: boolean): string {
  switch (shell) {
    case 'bash':
      return word.replace(/^["']|(?<!\\)["']$/g, '').replace(/\\(.)/g, '$1');
    case 'powershell':
      return (isLast ? word.replace(/\.$/, '') : word).replace(/^["']|["']$/g, '');
    case 'zsh':
    case 'fish':
      return word;
  }
}

// A shell that completes has no place for what is wrong with a file.
function knownFiles(flags: CompletionFlags, io: Io): Known {
  const orNone = (read: Promise<readonly NextWord[]>) => read.catch(() => []);
  return {
    ids: (book) => orNone(idsIn(book, flags, io)),
    customers: (file, criteria, start) => orNone(customersIn(file, criteria, start, io)),
    sheets: (file) => orNone(sheetsIn(file, io)),
    fields: (criteria) => orNone(fieldsIn(criteria, flags, io)),
    tables: (criteria) => orNone(tablesIn(criteria, io)),
  };
}

// The customers whom the book has met, with what they are.
async function idsIn(folder: string, flags: CompletionFlags, io: Io): Promise<readonly NextWord[]> {
  const { readBook } = await import('../../book/files.ts');
  const { readHistory } = await import('../../book/history.ts');
  return readBook(folder, bookOptions({ ...flags, quiet: true }, io), async (book) => {
    const known = new Map<string, string>();
    for await (const rows of readHistory(book)) for (const { id, to } of rows) known.set(id, to);
    return [...known].map(([word, about]) => ({ word, about }));
  });
}

// The first rows of a large export are enough for somebody who waits.
const MOST_ROWS = 200_000;
const MOST_CUSTOMERS = 1000;

async function customersIn(
  file: string,
  told: string | null,
  start: string,
  io: Io,
): Promise<readonly NextWord[]> {
  if (isAddress(file) || !io.exists(file)) return [];
  const { loadCriteria } = await import('../run/inputs.ts');
  const { layoutOf } = await import('../../criteria/input.ts');
  const { openTable } = await import('../../table/open-table.ts');
  const { bindFields } = await import('../../fields/bind.ts');
  const { knownFacts } = await import('../../verdict/known-facts.ts');
  const { criteria } = await loadCriteria(io, told ?? undefined);
  const { fields, input, idField } = criteria;
  const ignore = (): void => {};
  const layout = layoutOf(input, fields);
  const table = await openTable(io.readBytes(file), {
    file,
    ...input,
    layout,
    report: ignore,
    refuse: ignore,
  });
  if (table === null) return [];
  // What else the criteria read may be missing here.
  const { name } = knownFacts(criteria);
  const wanted = fields
    .filter((field) => field === idField || field.slot === name?.slot)
    .map((field) => ({ ...field, optional: field !== idField }));
  const bound = bindFields(wanted, table.header.cells, file, 1).value?.columns ?? [];
  const id = bound[idField.slot] ?? null;
  const named = name === null ? null : (bound[name.slot] ?? null);
  if (id === null) return [];
  const found: NextWord[] = [];
  let rows = 0;
  for await (const batch of table.records) {
    for (const record of batch) {
      const word = record.cell(id).trim();
      if (word !== '' && word.startsWith(start))
        found.push({ word, about: named === null ? '' : record.cell(named) });
    }
    rows += batch.length;
    if (rows > MOST_ROWS || found.length > MOST_CUSTOMERS) break;
  }
  return found;
}

async function sheetsIn(file: string, io: Io): Promise<readonly NextWord[]> {
  const ending = /\.(xlsx|ods|xls)$/i.exec(file)?.[1]?.toLowerCase() as 'xlsx' | 'ods' | 'xls' | undefined;
  if (ending === undefined) return [];
  const { sheetNames } = await import('../../table/read-workbook.ts');
  const { gatherBytes } = await import('../../table/bytes.ts');
  const bytes = await gatherBytes(io.readBytes(file));
  const names = ending === 'xls' ? await oldSheetNames(bytes) : await sheetNames(bytes, ending);
  return names.map((word) => ({ word, about: '' }));
}

// The name says little of what such a file is.
async function oldSheetNames(bytes: Buffer): Promise<readonly string[]> {
  const { decodeOld, oldFormOf } = await import('../../table/open-rows.ts');
  const { sheetNames } = await import('../../table/read-workbook.ts');
  const form = oldFormOf(bytes);
  return form === null ? [] : sheetNames(decodeOld(bytes, form, { encoding: null }), form);
}

async function fieldsIn(
  criteria: string | null,
  { lang }: CompletionFlags,
  io: Io,
): Promise<readonly NextWord[]> {
  const { loadCriteria } = await import('../run/inputs.ts');
  const { factName } = await import('../../say/fact.ts');
  const { fields, titles, idField } = (await loadCriteria(io, criteria ?? undefined)).criteria;
  return fields
    .filter((field) => field !== idField && factTypeOf(field.type).kind === 'text')
    .map(({ name }) => ({ word: name, about: factName(name, titles, lang) }));
}

async function tablesIn(criteria: string | null, io: Io): Promise<readonly NextWord[]> {
  const { loadCriteria } = await import('../run/inputs.ts');
  const { tables } = (await loadCriteria(io, criteria ?? undefined)).criteria;
  return tables.map(({ name }) => ({ word: `${name}=`, about: '' }));
}
