import { UserError } from '../../errors.ts';
import type { FileWriter, Io } from '../../io.ts';
import { csvRecord } from '../../table/write-csv.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { shortenMessage } from '../../text/shorten.ts';
import { openOutput } from './output.ts';

/** A row that was not classified: why, and its own text. */
export interface Rejected {
  readonly problem: Diagnostic;
  readonly text: string;
}

/** The file of rejected rows, opened before a run changes anything else. */
export interface RejectsFile {
  write(rejected: readonly Rejected[]): Promise<void>;
  discard(): Promise<void>;
}

/** Opens the file of rejected rows; without one nothing is written. */
export async function openRejects(io: Io, path: string | undefined): Promise<RejectsFile> {
  if (path === undefined) return { write: async () => {}, discard: async () => {} };
  const file = await openRows(io, path);
  return {
    write: (rejected) => fillRows(file, HEADER, gatherRows(rejected), ({ line }) => [String(line)]),
    discard: () => file.discard(),
  };
}

/** Opens both files of a run that changes more than them: what cannot be written stops it before. */
export async function openResults(
  io: Io,
  output: string | undefined,
  rejects: string | undefined,
): Promise<{ readonly output: FileWriter; readonly rejects: RejectsFile }> {
  const opened = await openOutput(io, output);
  try {
    return { output: opened, rejects: await openRejects(io, rejects) };
  } catch (error) {
    await opened.discard();
    throw error;
  }
}

/** Writes each rejected row whole, with its line and all of its reasons, in the order of the file. */
export async function writeRejects(io: Io, path: string, rejected: readonly Rejected[]): Promise<void> {
  const file = await openRows(io, path);
  await fillRows(file, HEADER, gatherRows(rejected), ({ line }) => [String(line)]);
}

/** The same for two files, with the name of the file before the line. */
export async function writeRejectsOfBoth(
  io: Io,
  path: string,
  older: readonly Rejected[],
  newer: readonly Rejected[],
): Promise<void> {
  const rows = [...gatherRows(older), ...gatherRows(newer)];
  const output = await openRows(io, path);
  await fillRows(output, 'file,line,reason,row', rows, ({ file, line }) => [file, String(line)]);
}

/** How many rows were rejected: one row may have several reasons. */
export function countRejected(rejected: readonly Rejected[]): number {
  return gatherRows(rejected).length;
}

interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly reasons: string[];
}

function gatherRows(rejected: readonly Rejected[]): RejectedRow[] {
  const rows = new Map<number, RejectedRow>();
  for (const { problem, text } of rejected) {
    const { at } = problem;
    const line = at.kind === 'cell' ? at.line : 0;
    const row = rows.get(line) ?? { file: at.kind === 'cell' ? at.file : '', line, text, reasons: [] };
    row.reasons.push(shortenMessage(problem.message));
    rows.set(line, row);
  }
  return [...rows.values()].sort((one, other) => one.line - other.line);
}

const HEADER = 'line,reason,row';

function openRows(io: Io, path: string): Promise<FileWriter> {
  if (path === '-')
    throw new UserError(
      '--rejects: rows that are set aside need a file of their own',
      'name one, such as rejects.csv',
    );
  return openOutput(io, path);
}

async function fillRows(
  file: FileWriter,
  header: string,
  rows: readonly RejectedRow[],
  placeOf: (row: RejectedRow) => readonly string[],
): Promise<void> {
  await file.write(`${header}\n`);
  for (const row of rows)
    await file.write(`${csvRecord([...placeOf(row), row.reasons.join('; '), row.text], ',')}\n`);
  await file.commit();
}
