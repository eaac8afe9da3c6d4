import type { CustomerHistory } from '../../book/follow.ts';
import { HISTORY_COLUMNS, historyCells } from '../../book/history.ts';
import { csvLine } from '../../book/rows.ts';
import { type BookRun, runRows } from '../../book/runs.ts';
import { formatDay } from '../../fields/day.ts';
import { totalsJson } from '../../say/run.ts';
import { DOCUMENT_HEAD } from '../../version.ts';

/** The runs of a book for other programs. */
export function jsonOfRuns(runs: readonly BookRun[], book: string): string {
  return document(book, {
    runs: runs.map((run) => ({
      as_of: formatDay(run.asOf),
      criteria_version: run.criteriaVersion,
      portfolio: totalsJson(run.totals),
      key_entered: run.keyEntered,
      key_left: run.keyLeft,
      data_sha256: run.dataSha256,
      criteria_sha256: run.criteriaSha256,
      ...(run.accepted === null ? {} : { accepted: run.accepted }),
    })),
  });
}

/** The movements of customers for other programs. */
export function jsonOfMoves(customers: readonly CustomerHistory[], book: string): string {
  return document(book, {
    customers: customers.map(({ id, name, category, criterionNow, rows }) => ({
      customer_id: id,
      customer_name: name,
      category,
      since: formatDay(rows.at(-1)!.asOf),
      criterion_now: criterionNow === '' ? null : criterionNow,
      movements: rows.map(({ asOf, from, to, criterion, criteriaVersion, cause, detail, signs }) => ({
        as_of: formatDay(asOf),
        from,
        to,
        criterion: criterion === '' ? null : criterion,
        criteria_version: criteriaVersion,
        cause: cause === '' ? null : cause,
        detail: detail === '' ? null : detail,
        failed_checks_before: signs,
      })),
    })),
  });
}

function document(book: string, body: object): string {
  return `${JSON.stringify({ ...DOCUMENT_HEAD, book, ...body }, null, 2)}\n`;
}

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
