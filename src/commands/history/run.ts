import { type BookFolder, readBook } from '../../book/files.ts';
import { type CustomerHistory, followCustomers } from '../../book/follow.ts';
import { readState } from '../../book/past.ts';
import { readRuns } from '../../book/runs.ts';
import { UserError } from '../../errors.ts';
import { parseDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { meant, nearestName } from '../../text/suggest.ts';
import { bookOptions } from '../run/book.ts';
import { namesOf } from '../run/named-customers.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { HistoryFlags } from './command.ts';
import { csvOfMoves, csvOfRuns, jsonOfMoves, jsonOfRuns } from './json.ts';
import { reportCustomers, reportRuns } from './report.ts';

/** Shows what the book says of customers, or of the key portfolio run over run; the exit code. */
export async function runHistory(ids: readonly string[], flags: HistoryFlags, io: Io): Promise<number> {
  const text = await readBook(flags.book, bookOptions(flags, io), async (book) => {
    // Whatever does not fit together is refused here as in a run.
    await readState(book, EVER);
    return ids.length === 0 ? showRuns(book, flags, io) : showCustomers(book, ids, flags, io);
  });
  await withResults(io, flags, ({ output }) => output.write(text));
  return 0;
}

const EVER = parseDay('9999-12-31')!;

async function showRuns(book: BookFolder, flags: HistoryFlags, io: Io): Promise<string> {
  const runs = await readRuns(book);
  switch (flags.format) {
    case 'csv':
      return csvOfRuns(runs);
    case 'json':
      return jsonOfRuns(runs, book.path);
    case 'text':
    case 'markdown':
      return showReport(reportRuns(runs, book.path, flags.lang), flags.format, flags, io);
  }
}

async function showCustomers(
  book: BookFolder,
  ids: readonly string[],
  flags: HistoryFlags,
  io: Io,
): Promise<string> {
  const wanted = namesOf(ids);
  const others: string[] = [];
  const { customers: found, criteria } = await followCustomers(book, wanted, (id) => {
    if (others.length < MOST_KNOWN) others.push(id);
  });
  const unknown = wanted.filter((id) => !found.has(id));
  if (unknown.length > 0) throw notInBook(unknown, others, book.path);
  const customers = wanted.map((id): CustomerHistory => found.get(id)!);
  const runs = await readRuns(book);
  switch (flags.format) {
    case 'csv':
      return csvOfMoves(customers);
    case 'json':
      return jsonOfMoves(customers, book.path);
    case 'text':
    case 'markdown': {
      const first = runs[0]?.asOf ?? null;
      return showReport(reportCustomers(customers, criteria, first, flags.lang), flags.format, flags, io);
    }
  }
}

// Enough to say what was meant, however long the history is.
const MOST_KNOWN = 100_000;

function notInBook(unknown: readonly string[], known: readonly string[], path: string): UserError {
  const names = unknown.map((id) => `"${id}"`).join(', ');
  const near = nearestName(unknown[0]!, known);
  const help =
    known.length === 0
      ? { en: 'the book has no run yet; review records one', zh: '台账中还没有运行记录；review 会留下记录' }
      : near === null
        ? {
            en: 'ids are compared as they stand in the export, leading zeros included',
            zh: '编号按导出文件中的写法比较，前导零也算在内',
          }
        : meant(near);
  return new UserError(
    {
      en: `no customer ${names} in the book "${path}"`,
      zh: `台账“${path}”中没有客户${unknown.map((id) => `“${id}”`).join('、')}`,
    },
    help,
  );
}
