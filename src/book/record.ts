import type { Fingerprint } from '../compare/fingerprint.ts';
import { factText } from '../fields/facts.ts';
import type { CustomerTable } from '../table/table.ts';
import { byId } from '../text/order.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import type { Site } from '../verdict/sites.ts';
import { criterionOf, standingOf, type Verdict } from '../verdict/verdict.ts';
import type { BookChange, BookFolder } from './files.ts';
import { HISTORY, HISTORY_COLUMNS, type HistoryCategory, type HistoryRow, historyCells } from './history.ts';
import type { KeyMoves } from './key-moves.ts';
import type { BookState } from './past.ts';
import { writeRows } from './rows.ts';
import { type BookRun, writeRun } from './runs.ts';
import { keepBefore, type SnapshotRun, writeSnapshot } from './snapshot.ts';
import { addTotals, type KnownAmounts, type Totals } from './totals.ts';

/** Gathers a run as its customers come, to be kept in the book: a sink of verdicts. */
export interface Recorder {
  begin(table: CustomerTable): Promise<void>;
  take(customer: ClassifiedCustomer): void;
  /** Each row, with the customer that it is or belongs to. */
  site(site: Site, customer: ClassifiedCustomer): void;
  pause(): Promise<void>;
  /** Customers of the run before that are not there any more; known once all were seen. */
  gone(): ReadonlySet<string>;
  /** Whether a customer stands elsewhere than after the run before; known once all were seen. */
  hasMoved(id: string): boolean;
  totals(): Totals;
  /** Of how many customers the amounts are known. */
  known(): KnownAmounts;
  /** What the export looks like as a whole. */
  print(): Fingerprint;
  /** Stages the files of the run: history, runs, and what it takes to make it again. */
  end(moves: KeyMoves, dataSha256: string, why: WhyMoved, accepted: string | null): Promise<void>;
}

/** Why a customer moved; null when nobody knows. */
export type WhyMoved = (id: string) => Why | null;

type Why = Pick<HistoryRow, 'cause' | 'detail' | 'signs'>;

/**
 * Opens the recording of a run. A run of the same day as the last one takes its place; a later one comes behind
 * it, and the last becomes the one before. Customers that are `unread` stand where they stood.
 */
export async function openRecorder(
  book: BookFolder,
  change: BookChange,
  run: SnapshotRun,
  { past, runs, runsBefore }: BookState,
  unread: ReadonlySet<string>,
): Promise<Recorder> {
  if (runs.length === runsBefore.length) await keepBefore(book, change);
  const snapshot = await writeSnapshot(book, change, run.criteria);
  let expected = past.expect();
  let moved: Moved[] = [];
  let totals = addTotals(run.criteria);
  const gone = once(
    () => new Set([...expected.missing()].filter((id) => !unread.has(id))) as ReadonlySet<string>,
  );
  const movedIds = once(() => new Set(moved.map(({ id }) => id)));
  return {
    async begin(table) {
      expected = past.expect();
      moved = [];
      totals = addTotals(run.criteria);
      await snapshot.begin(table);
    },
    take(customer) {
      const { facts, verdict, criteria } = customer;
      const id = factText(facts, criteria.idField.slot)!;
      totals.add(customer);
      expected.see(id);
      if (past.lastCategory(id) !== standingOf(verdict))
        moved.push({ id, verdict, version: criteria.version });
    },
    site: snapshot.site,
    pause: snapshot.pause,
    gone,
    hasMoved: (id) => movedIds().has(id) || gone().has(id),
    totals: () => totals.result(),
    known: () => totals.known(),
    print: snapshot.print,
    async end(moves, dataSha256, why, accepted) {
      await snapshot.end(run, dataSha256);
      const left = [...gone()].map((id): Moved => ({ id, verdict: null, version: run.criteria.version }));
      const rows = [...moved, ...left].sort(byId);
      const cells = function* (): Generator<string[]> {
        for (const { id, verdict, version } of rows) {
          const from = past.lastCategory(id);
          const to = verdict === null ? 'gone' : standingOf(verdict);
          const criterion = verdict === null ? '' : (criterionOf(verdict) ?? '');
          const known = why(id) ?? plainly(from, to);
          yield historyCells({ asOf: run.asOf, id, from, to, criterion, criteriaVersion: version, ...known });
        }
      };
      await writeRows(book, change, HISTORY, HISTORY_COLUMNS, past.lines, cells());
      const isFirst = runsBefore.length === 0;
      const line: BookRun = {
        asOf: run.asOf,
        criteriaVersion: run.criteria.version,
        totals: totals.result(),
        keyEntered: isFirst ? null : moves.entered.length,
        keyLeft: isFirst ? null : moves.left.length,
        dataSha256,
        criteriaSha256: run.criteriaSha256,
        accepted,
      };
      await writeRun(book, change, runs, runsBefore.length, line);
    },
  };
}

// Asked for only when all customers were seen.
function once<T>(find: () => T): () => T {
  let found: T | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

/** A customer that stands elsewhere; no verdict for one that is gone. */
interface Moved {
  readonly id: string;
  readonly verdict: Verdict | null;
  readonly version: string;
}

// What needs no comparison.
function plainly(from: HistoryCategory | null, to: HistoryCategory): Why {
  const cause = from === null ? 'new' : to === 'gone' ? 'gone' : '';
  return { cause, detail: '', signs: [] };
}
