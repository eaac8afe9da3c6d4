import type { Criteria } from '../criteria/criteria.ts';
import { bindFields } from '../fields/bind.ts';
import { readId, readText } from '../fields/text-cell.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { BookFolder } from './files.ts';
import { type HistoryCategory, type HistoryRow, readHistory } from './history.ts';
import { type ReopenedRun, reopenRun } from './reopen.ts';
import { unguard } from './rows.ts';
import { CRITERION_COLUMN, GROUP_COLUMN } from './snapshot.ts';

/** What the book says of one customer. */
export interface CustomerHistory {
  readonly id: string;
  /** As the last run knew it; null where it has none, or the customer is gone. */
  readonly name: string | null;
  readonly category: HistoryCategory;
  /** What decided at the last run; it may have changed since the last movement. Null where it is not known. */
  readonly criterionNow: string | null;
  /** The movements, the oldest first; there is at least one. */
  readonly rows: readonly HistoryRow[];
}

/** Customers as the book followed them. */
export interface Followed {
  /** By id; those that the book does not know are left out. */
  readonly customers: ReadonlyMap<string, CustomerHistory>;
  /** By which the last run decided, with the titles that people read; null where the book keeps no run. */
  readonly criteria: Criteria | null;
}

/** Follows customers through the book. `known` takes the ids of others. */
export async function followCustomers(
  book: BookFolder,
  ids: readonly string[],
  known: (id: string) => void,
): Promise<Followed> {
  const rows = new Map<string, HistoryRow[]>(ids.map((id) => [id, []]));
  for await (const batch of readHistory(book)) {
    for (const row of batch) {
      const own = rows.get(row.id);
      if (own === undefined) known(row.id);
      else own.push(row);
    }
  }
  const run = await reopenRun(book, 'last');
  const now = await lastSeen(run, new Set(ids));
  const customers = new Map<string, CustomerHistory>();
  for (const [id, own] of rows) {
    const last = own.at(-1);
    if (last === undefined) continue;
    const seen = now.get(id) ?? { name: null, criterionNow: null };
    customers.set(id, { id, ...seen, category: last.to, rows: own });
  }
  return { customers, criteria: run?.criteria ?? null };
}

type Seen = Pick<CustomerHistory, 'name' | 'criterionNow'>;

// The customers as the last run kept them.
async function lastSeen(run: ReopenedRun | null, ids: ReadonlySet<string>): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  const table = run === null ? null : await run.options.open(() => {});
  if (run === null || table === null) return seen;
  const { header, file, records } = table;
  const { fields, idField } = run.criteria;
  const columns = bindFields(fields, header.cells, file, header.line).value?.columns;
  const idColumn = columns?.[idField.slot] ?? null;
  if (columns === undefined || idColumn === null) return seen;
  const name = knownFacts(run.criteria).name;
  const nameColumn = name === null ? null : (columns[name.slot] ?? null);
  const criterionColumn = header.cells.indexOf(CRITERION_COLUMN);
  const groupColumn = header.cells.indexOf(GROUP_COLUMN);
  for await (const batch of records) {
    for (const { cells } of batch) {
      const own = readId(cells[idColumn]!);
      const id = groupColumn < 0 ? own : unguard(cells[groupColumn]!);
      // Of a group, the row of its head says how it is called.
      if (typeof id !== 'string' || !ids.has(id) || (seen.has(id) && own !== id)) continue;
      const shown = nameColumn === null || own !== id ? null : readText(cells[nameColumn]!);
      seen.set(id, {
        name: typeof shown === 'string' ? shown : null,
        criterionNow: cells[criterionColumn] ?? null,
      });
    }
  }
  return seen;
}
