import { InputError } from '../errors.ts';
import { type Day, parseDay } from '../fields/day.ts';
import { guardFormula } from '../fields/formula-cell.ts';
import { openTable } from '../table/open-table.ts';
import type { CustomerTable } from '../table/table.ts';
import { csvRecord } from '../table/write-csv.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Wording } from '../text/wording.ts';
import type { BookChange, BookFolder } from './files.ts';

/** A row of one of the book's own CSV files. */
export interface BookRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Says what is wrong with a row; `column` is a header. */
export type BlameRow = (message: Wording, line: number, column?: string) => InputError;

/**
 * Reads one of the CSV files that only this program writes, a batch at a time; nothing when it is not there.
 * Throws an InputError on whatever it would not have written: the file is kept, and named. `extra`: a last column that
 * may be there.
 */
export async function* readRows(
  book: BookFolder,
  name: string,
  header: readonly string[],
  extra: string | null = null,
): AsyncGenerator<readonly BookRow[]> {
  const bytes = await book.bytes(name);
  if (bytes === null) return;
  const found: Diagnostic[] = [];
  const settle = (): void => {
    if (found.some(({ severity }) => severity === 'error')) throw new InputError(found.map(withHelp));
  };
  const report = (diagnostic: Diagnostic): number => found.push(diagnostic);
  const dialect = { encoding: 'utf-8', delimiter: ',' };
  const table = await openTable(bytes, { file: book.nameOf(name), ...dialect, report, refuse: report });
  settle();
  checkHeader(table!, header, extra, blameIn(book, name));
  for await (const batch of table!.records) {
    settle();
    yield batch;
  }
  settle();
}

/** For a file of the book: makes the error that names it and a line of it. */
export function blameIn(book: BookFolder, name: string, help = HELP): BlameRow {
  return (message, line, column) => {
    const at = { kind: 'cell', file: book.nameOf(name), line, column: column ?? null } as const;
    return new InputError([{ code: 'damaged-book', severity: 'error', message, help, at }]);
  };
}

/** The day of a row, as `formatDay` wrote it. Throws an InputError on anything else. */
export function readDayOfRow(cell: string, line: number, blame: BlameRow): Day {
  const day = parseDay(cell);
  if (day !== null) return day;
  const message = {
    en: `expected a day such as 2026-06-30, found "${cell}"`,
    zh: `应为日期，如 2026-06-30，实际为“${cell}”`,
  };
  throw blame(message, line, 'as_of');
}

/**
 * Writes a CSV file of the book anew: its first lines as they are, byte for byte, and rows behind them, with its
 * own line ends.
 */
export async function writeRows(
  book: BookFolder,
  change: BookChange,
  name: string,
  header: readonly string[],
  kept: number,
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): Promise<void> {
  const writer = await change.create(name);
  const old = kept > 0 ? await book.bytes(name) : null;
  let end = '\n';
  if (old === null) await writer.write(csvLine(header, end));
  else {
    let first = true;
    let last = LF;
    for await (const bytes of firstLines(old, kept)) {
      if (first && isCrlf(bytes)) end = '\r\n';
      first = false;
      last = bytes.at(-1) ?? last;
      await writer.write(bytes);
    }
    if (last !== LF && last !== CR) await writer.write(end);
  }
  let pending = '';
  for await (const row of rows) {
    pending += csvLine(row, end);
    if (pending.length < FLUSH) continue;
    await writer.write(pending);
    pending = '';
  }
  await writer.write(pending);
  await writer.end();
}

/** A row of the book's own: no cell of it can be run by a spreadsheet. */
export function csvLine(cells: readonly string[], end: string): string {
  const guarded = cells.map(guardFormula);
  // Nearly every row is plain, and the general way takes many times as long.
  return (guarded.some((cell) => SPECIAL.test(cell)) ? csvRecord(guarded, ',') : guarded.join(',')) + end;
}

const SPECIAL = /[",\r\n]/;

/** A cell without the apostrophe that `csvLine` put before what a spreadsheet would run. */
export function unguard(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && guardFormula(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

const APOSTROPHE = 0x27;

function checkHeader(
  table: CustomerTable,
  header: readonly string[],
  extra: string | null,
  blame: BlameRow,
): void {
  const { cells, line } = table.header;
  const own = cells.length > header.length && cells.at(-1) === extra ? cells.slice(0, -1) : cells;
  if (own.length === header.length && header.every((name, at) => own[at] === name)) return;
  throw blame(
    {
      en: `expected the columns ${header.join(', ')}, found ${cells.join(', ').slice(0, 200)}`,
      zh: `应为这些列：${header.join('、')}，实际为 ${cells.join('、').slice(0, 200)}`,
    },
    line,
  );
}

function withHelp(one: Diagnostic): Diagnostic {
  return one.severity === 'error' ? { ...one, code: 'damaged-book', help: HELP } : one;
}

const HELP = {
  en: 'only this program writes the file: restore it from git or a backup; it was left as it is',
  zh: '该文件只由本程序写入：请从 git 或备份中恢复；文件未作改动',
};

// The bytes of so many physical lines, line ends included: LF, CRLF and CR each count once.
async function* firstLines(chunks: AsyncIterable<Uint8Array>, wanted: number): AsyncGenerator<Uint8Array> {
  let lines = 0;
  let afterCr = false;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (afterCr && byte !== LF) {
        lines += 1;
        if (lines === wanted) return yield chunk.subarray(0, at);
      }
      afterCr = byte === CR;
      if (byte !== LF) continue;
      lines += 1;
      if (lines === wanted) return yield chunk.subarray(0, at + 1);
    }
    yield chunk;
  }
}

function isCrlf(start: Uint8Array): boolean {
  const at = start.indexOf(LF);
  return at > 0 && start[at - 1] === CR;
}

const LF = 0x0a;
const CR = 0x0d;
const FLUSH = 1 << 18;
