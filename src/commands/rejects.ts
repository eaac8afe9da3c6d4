import { UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import { csvRecord } from '../table/write-csv.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { openOutput } from './output.ts';

/** A row that was not classified: why, and its own text. */
export interface Rejected {
  readonly problem: Diagnostic;
  readonly text: string;
}

/** Writes each rejected row whole, with its line and all of its reasons, in the order of the file. */
export async function writeRejects(io: Io, path: string, rejected: readonly Rejected[]): Promise<void> {
  await writeRows(io, path, 'line,reason,row', gatherRows(rejected), ({ line }) => [String(line)]);
}

/** The same for two files, with the name of the file before the line. */
export async function writeRejectsOfBoth(
  io: Io,
  path: string,
  older: readonly Rejected[],
  newer: readonly Rejected[],
): Promise<void> {
  const rows = [...gatherRows(older), ...gatherRows(newer)];
  await writeRows(io, path, 'file,line,reason,row', rows, ({ file, line }) => [file, String(line)]);
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
    row.reasons.push(problem.message);
    rows.set(line, row);
  }
  return [...rows.values()].sort((one, other) => one.line - other.line);
}

async function writeRows(
  io: Io,
  path: string,
  header: string,
  rows: readonly RejectedRow[],
  placeOf: (row: RejectedRow) => readonly string[],
): Promise<void> {
  if (path === '-')
    throw new UserError(
      '--rejects: rows that are set aside need a file of their own',
      'name one, such as rejects.csv',
    );
  const file = await openOutput(io, path);
  await file.write(`${header}\n`);
  for (const row of rows)
    await file.write(`${csvRecord([...placeOf(row), row.reasons.join('; '), row.text], ',')}\n`);
  await file.commit();
}
