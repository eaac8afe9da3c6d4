import type { changeBook } from '../../book/files.ts';
import { couldNot, systemCode, UserError } from '../../errors.ts';
import { commitTogether, type FileWriter } from '../../io/files.ts';
import type { Io } from '../../io.ts';
import { cleanRows, cleanText } from '../../output/clean.ts';
import type { Language } from '../../text/wording.ts';
import { countRejected, type Rejected, rejectLines } from './rejects.ts';

/** Where a run writes to; `output` alone may be standard output. */
export interface ResultFiles {
  readonly output?: string | undefined;
  readonly rejects?: string | undefined;
  /** The language in which rejected rows say why. */
  readonly lang: Language;
  readonly quiet?: boolean | undefined;
  /** That of the output: CSV and JSON hold cells as they were. */
  readonly format?: string | undefined;
  /** The format of a report that says itself how many rows were set aside, where people read it. */
  readonly reportFormat?: string | undefined;
  /** Whether the output is a file that the run may have read, and writes anew. */
  readonly renews?: boolean;
}

/** What a run writes. */
export interface Results {
  readonly output: FileWriter;
  /** Opens one more file, which appears with the others. */
  readonly create: (path: string) => Promise<FileWriter>;
  /** Writes rows that cannot be read to the file of `--rejects`, where there is one; of two exports, with their names. */
  readonly setAside: (...exports: readonly (readonly Rejected[])[]) => Promise<void>;
  /**
   * Changes a book as `changeBook` does, and does all that may fail of the results before it is written, so that it stays
   * as it was where something does. What can only fail after that, such as standard output, says that the book was written.
   */
  readonly record: typeof changeBook;
}

/**
 * Opens what a run writes, so that what cannot be written stops it before it does anything, and lets all of it appear
 * when the run is done. A run that fails leaves nothing behind.
 */
export async function withResults<T>(
  io: Io,
  files: ResultFiles,
  run: (results: Results) => Promise<T>,
): Promise<T> {
  const { output: path, rejects: rejectsPath, lang, renews } = files;
  const opened: FileWriter[] = [];
  let written: string | null = null;
  try {
    const file = await openOutput(io, path, renews);
    opened.push(file);
    const isShown = (path ?? '-') === '-' && WITH_CELLS.has(files.format) && io.out.isTTY;
    const output = isShown ? rowsForTerminal(file) : file;
    const rejects = rejectsPath === undefined ? null : await openRejects(io, rejectsPath);
    if (rejects !== null) opened.push(rejects);
    const create: Results['create'] = async (path) => {
      const file = await openOutput(io, path, renews);
      opened.push(file);
      return file;
    };
    let count = 0;
    const setAside: Results['setAside'] = async (...exports) => {
      if (rejects === null) return;
      for (const line of rejectLines(exports, lang)) await rejects.write(line);
      count = countRejected(exports.flat());
    };
    const record: Results['record'] = async (path, options, body) => {
      // Most commands have no book.
      const { changeBook } = await import('../../book/files.ts');
      const changed = await changeBook(path, options, async (book, change) => {
        const found = await body(book, change);
        for (const file of opened) await file.prepare();
        return found;
      });
      written = path;
      return changed;
    };
    const result = await run({ output, create, setAside, record });
    // What stands on standard output cannot be taken back: it comes last.
    await commitTogether(opened.toReversed());
    if (count > 0) await sayRejected(count, files, io);
    return result;
  } catch (error) {
    for (const file of opened) await file.discard();
    throw written === null ? error : withBookWritten(error, written);
  }
}

const WITH_CELLS: ReadonlySet<string | undefined> = new Set(['csv', 'json', 'ndjson']);

// Cells are written as they were, to a file or a program. A terminal would obey what is in them.
function rowsForTerminal(file: FileWriter): FileWriter {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const textOf = (part: string | Uint8Array): string =>
    typeof part === 'string' ? part : decoder.decode(part, { stream: true });
  return { ...file, write: (part) => file.write(cleanRows(textOf(part))) };
}

// Where the output does not say it: whoever reads it should know that somebody is not in it.
async function sayRejected(
  count: number,
  { output, rejects, lang, quiet, reportFormat }: ResultFiles,
  io: Io,
): Promise<void> {
  const isRead = (output ?? '-') === '-' && (reportFormat === 'text' || reportFormat === 'markdown');
  if (quiet === true || isRead) return;
  const { wordsFor } = await import('../../output/words.ts');
  const { severities, colon, sentences } = wordsFor(lang);
  await io.err.write(`${cleanText(`${severities.warning}${colon}${sentences.rejected(count, rejects!)}`)}\n`);
}

function withBookWritten(error: unknown, book: string): unknown {
  if (!(error instanceof UserError)) return error;
  const { en, zh } = error.wording;
  return new UserError(
    { en: `${en}; the book "${book}" was written before that`, zh: `${zh}；此前已写入台账“${book}”` },
    {
      en: 'once that is mended, run the command again: the same run leaves the book as it is, and counts plans that were new as unchanged',
      zh: '问题解决后请重新运行命令：相同的运行不会改变台账，其中新建的计划会计为无变化',
    },
  );
}

// Standard output, also as "-", or a file that appears whole or not at all.
async function openOutput(io: Io, path: string | undefined, renews = false): Promise<FileWriter> {
  if (path === undefined || path === '-') return io.holdOutput();
  if (path.trim() === '')
    throw new UserError({ en: 'the name of the file to write is empty', zh: '要写入的文件名为空' });
  if (/[\\/]$/.test(path)) throw folderNamed(path);
  return io.createFile(path, renews).catch((error) => {
    if (systemCode(error) === 'EISDIR') throw folderNamed(path);
    throw couldNot({ en: `write "${path}"`, zh: `写入“${path}”` }, error, {
      en: 'check that the folder is there and that you may write to it',
      zh: '请检查文件夹是否存在，以及您是否有权写入',
    });
  });
}

function folderNamed(path: string): UserError {
  return new UserError(
    { en: `"${path}" is the name of a folder`, zh: `“${path}”是文件夹名` },
    { en: 'name a file in it', zh: '请指定该文件夹中的文件' },
  );
}

function openRejects(io: Io, path: string): Promise<FileWriter> {
  if (path === '-')
    throw new UserError(
      {
        en: '--rejects: rows that are set aside need a file of their own',
        zh: '--rejects：剔除的行需要写入单独的文件',
      },
      { en: 'name one, such as rejects.csv', zh: '请指定一个文件，如 rejects.csv' },
    );
  return openOutput(io, path);
}
