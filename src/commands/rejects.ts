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
  const rows = new Map<number, { text: string; reasons: string[] }>();
  for (const { problem, text } of rejected) {
    const line = problem.at.kind === 'cell' ? problem.at.line : 0;
    const row = rows.get(line) ?? { text, reasons: [] };
    row.reasons.push(problem.message);
    rows.set(line, row);
  }
  const file = await openOutput(io, path);
  await file.write('line,reason,row\n');
  for (const [line, { text, reasons }] of [...rows].sort(([one], [other]) => one - other))
    await file.write(`${csvRecord([String(line), reasons.join('; '), text], ',')}\n`);
  await file.commit();
}
