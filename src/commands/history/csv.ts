import type { CustomerHistory } from '../../book/follow.ts';
import { HISTORY_COLUMNS, historyCells } from '../../book/history.ts';
import { csvLine } from '../../book/rows.ts';
import { type BookRun, runRows } from '../../book/runs.ts';

/** The runs as the book keeps them. */
export function csvOfRuns(runs: readonly BookRun[]): string {
  return runRows(runs)
    .map((cells) => csvLine(cells, '\n'))
    .join('');
}

/** The movements of customers as the book keeps them. */
export function csvOfMoves(customers: readonly CustomerHistory[]): string {
  const rows = customers.flatMap((one) => one.rows.map(historyCells));
  return [HISTORY_COLUMNS, ...rows].map((cells) => csvLine(cells, '\n')).join('');
}
