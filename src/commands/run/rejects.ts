import { csvRecord } from '../../table/write-csv.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { sayDiagnostic } from '../../text/shorten.ts';
import { type Language, SEMICOLON } from '../../text/wording.ts';

/** A row that was not classified: why, and its own text. */
export interface Rejected {
  readonly problem: Diagnostic;
  readonly text: string;
}

/**
 * Rejected rows as CSV, each whole, with its line and all of its reasons, in the order of its file; of several files
 * with the name of the file before the line.
 */
export function* rejectLines(
  exports: readonly (readonly Rejected[])[],
  language: Language,
): Generator<string> {
  const rows = exports.flatMap((rejected) => gatherRows(rejected, language));
  const named = exports.length > 1 || new Set(rows.map(({ file }) => file)).size > 1;
  yield `${named ? 'file,' : ''}line,reason,row\n`;
  for (const { file, line, reasons, text } of rows) {
    const place = named ? [file, String(line)] : [String(line)];
    yield `${csvRecord([...place, reasons.join(SEMICOLON[language]), text], ',')}\n`;
  }
}

/** How many rows were rejected: one row may have several reasons. */
export function countRejected(rejected: readonly Rejected[]): number {
  return gatherRows(rejected, 'en').length;
}

interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly reasons: string[];
}

function gatherRows(rejected: readonly Rejected[], language: Language): RejectedRow[] {
  const files = new Map<string, Map<number, RejectedRow>>();
  for (const { problem, text } of rejected) {
    const { at } = problem;
    const line = at.kind === 'cell' ? at.line : 0;
    const file = at.kind === 'cell' ? at.file : '';
    const rows = files.get(file) ?? new Map<number, RejectedRow>();
    const row = rows.get(line) ?? { file, line, text, reasons: [] };
    row.reasons.push(sayDiagnostic(problem, language).message);
    files.set(file, rows.set(line, row));
  }
  return [...files.values()].flatMap((rows) =>
    [...rows.values()].sort((one, other) => one.line - other.line),
  );
}
