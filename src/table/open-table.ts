import type { Diagnostic } from '../text/diagnostic.ts';
import type { CsvRow } from './csv-row.ts';
import { findDisguise, isZip } from './disguise.ts';
import { BROKEN_WORDS, fullRows, isBlank } from './full-rows.ts';
import { openCsv } from './open-csv.ts';
import type { Dialect, Table, TableOptions } from './table.ts';

/** Says why a file cannot be read, in all or from a line on. */
export type Fail = (code: Diagnostic['code'], message: string, help: string, line?: number) => null;

/** The rows of a file of a known form. */
export interface OpenedRows {
  readonly dialect: Dialect;
  readonly rows: AsyncIterable<readonly CsvRow[]>;
}

/** Opens a customer file: finds what it is, and its header. Null after a report of what it is instead. */
export async function openTable(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): Promise<Table | null> {
  let failed = false;
  const fail: Fail = (code, message, help, line = 0) => {
    failed = true;
    const at =
      line === 0
        ? ({ kind: 'file', file: options.file } as const)
        : ({ kind: 'cell', file: options.file, line, column: null } as const);
    options.report({ code, severity: 'error', message, help, at });
    return null;
  };
  const opened = await openRows(chunks, options, fail);
  if (opened === null) return null;
  const batches = opened.rows[Symbol.asyncIterator]();
  let rows: readonly CsvRow[] = [];
  let at = -1;
  while (at < 0) {
    const next = await batches.next();
    if (next.done) break;
    rows = next.value;
    at = rows.findIndex((row) => !isBlank(row));
  }
  const header = rows[at];
  if (header === undefined) return failed ? null : fail('empty-file', ...NO_HEADER);
  if (header.broken !== null) return fail(header.broken, ...BROKEN_WORDS[header.broken], header.line);
  const rest = { [Symbol.asyncIterator]: () => batches };
  const records = fullRows(rows.slice(at + 1), rest, header, options);
  return { file: options.file, dialect: opened.dialect, header, records };
}

const NO_HEADER = [
  'the file has no header row',
  'export it again, with the column names in the first row',
] as const;

async function openRows(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
  fail: Fail,
): Promise<OpenedRows | null> {
  const bytes = chunks[Symbol.asyncIterator]();
  const start = await readUpTo(START, bytes);
  const disguise = findDisguise(start);
  if (disguise !== null) return fail('not-csv', `the file is ${disguise.what}, not CSV`, disguise.help);
  if (!isZip(start)) return openCsv(start, bytes, options, fail);
  const { readWorkbook } = await import('./read-xlsx.ts');
  const rest = await readUpTo(Number.POSITIVE_INFINITY, bytes);
  const workbook = await readWorkbook(Buffer.concat([start, rest]), options.sheet ?? null);
  return workbook.kind === 'rows' ? workbook : fail(workbook.code, workbook.message, workbook.help);
}

// Enough to see what the file is, however small its chunks are.
async function readUpTo(most: number, bytes: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < most) {
    const next = await bytes.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const START = 64 * 1024;
