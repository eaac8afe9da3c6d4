import type { BookFolder, BookOptions } from '../../book/files.ts';
import type { KeyMovesWatch } from '../../book/key-moves.ts';
import type { OverrideUse } from '../../book/overrides.ts';
import type { BookState } from '../../book/past.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import type { BookPart } from '../../say/book.ts';
import type { Diagnostic, ReportDiagnostic } from '../../text/diagnostic.ts';
import type { ClassifyOptions } from '../../verdict/classify-table.ts';
import type { CommonFlags } from './flags.ts';
import { guardFolder } from './guard-files.ts';

/** A book that a run classifies against. */
export interface RunBook {
  readonly path: string;
  readonly folder: BookFolder;
  readonly state: BookState;
  readonly use: OverrideUse;
  /** Customers whose rows could not be read; known once all rows were seen. */
  readonly unread: ReadonlySet<string>;
  /** New and former key accounts. */
  readonly keyMoves: KeyMovesWatch;
  /** What classifying needs of it. */
  readonly options: Required<Pick<ClassifyOptions, 'previous' | 'override'>>;
}

/**
 * Opens the book of a run, when there is one, to classify against it; nothing is written but what a run that was
 * cut short had decided.
 */
export async function openRunBook(
  flags: CommonFlags,
  asOf: Day,
  criteria: Criteria,
  unread: ReadonlySet<string>,
  report: ReportDiagnostic,
  io: Io,
): Promise<RunBook | null> {
  if (flags.book === undefined) return null;
  const { readBook } = await import('../../book/files.ts');
  const found: Diagnostic[] = [];
  const book = await readBook(flags.book, bookOptions(flags, io), (folder) => {
    found.length = 0;
    return useBook(folder, asOf, criteria, unread, (one) => found.push(one));
  });
  found.forEach(report);
  return book;
}

/**
 * Reads what a book knows on a day; mistakes of its overrides are reported. `unread` fills with the customers whose
 * rows are set aside: they have not left.
 */
export async function useBook(
  book: BookFolder,
  asOf: Day,
  criteria: Criteria,
  unread: ReadonlySet<string>,
  report: ReportDiagnostic,
): Promise<RunBook> {
  const { readState } = await import('../../book/past.ts');
  const { watchOverrides } = await import('../../book/overrides.ts');
  const state = await readState(book, asOf);
  const { past, overrides } = state;
  overrides.diagnostics.forEach(report);
  const { watchKeyMoves } = await import('../../book/key-moves.ts');
  return {
    path: book.path,
    folder: book,
    state,
    unread,
    use: watchOverrides(overrides, criteria),
    keyMoves: watchKeyMoves(past, criteria, unread),
    options: {
      previous: past.previous,
      override: (id) => overrides.inForce.get(id) ?? null,
    },
  };
}

/** What is to be shown of the book, once all customers were seen. */
export function bookPart({ path, state, use, keyMoves }: RunBook): BookPart {
  return {
    path,
    lastRun: state.runsBefore.at(-1)?.asOf ?? null,
    moves: keyMoves.result(),
    overrides: use.applied(),
  };
}

/** Says on standard error what is worth knowing of the book's files. */
export function bookOptions(flags: CommonFlags, io: Io): BookOptions {
  if (flags.book !== undefined) guardFolder(io, flags.book);
  return {
    say: async (event) => {
      if (flags.quiet === true) return;
      const { printBookEvent } = await import('../../say/book-event.ts');
      await io.err.write(`${printBookEvent(event, flags.lang)}\n`);
    },
  };
}
