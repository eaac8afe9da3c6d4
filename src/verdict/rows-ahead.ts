import type { ComputedAhead } from '../facts/compute.ts';
import type { FieldsAhead } from '../fields/customer.ts';
import type { Facts } from '../fields/facts.ts';
import type { TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Classifier } from './classify.ts';

/**
 * Reads and computes customers some rows ahead, a field and a formula at a time: a loop over numbers side by side costs a
 * fraction of what the same costs row by row (Boncz, Zukowski, Nes, "MonetDB/X100: Hyper-Pipelining Query Execution",
 * 2005). It knows only rows whose cells are plain, and whose values doubles tell; the others are read by themselves.
 */
export interface RowsAhead {
  /** Tells the rows that come next. */
  expect(batch: readonly TableRecord[]): void;
  /** Where this row, one of those that come, is known; -1 where it must be read by itself. */
  find(row: TableRecord, computes: boolean): number;
  /** Fills the facts of its customer, with what is computed where that was asked for; what does not fit. */
  take(row: TableRecord, at: number, computes: boolean): readonly Diagnostic[];
}

/** Opens the reading ahead into `facts`. The classifier is null where customers are under criteria of their own. */
export function readRowsAhead(
  openFields: (room: number) => FieldsAhead,
  classifier: Classifier | null,
  facts: Facts,
): RowsAhead {
  let fields: FieldsAhead | null = null;
  let computed: ComputedAhead | null = null;
  const isKnown = new Uint8Array(TOGETHER);
  let rows: readonly TableRecord[] = [];
  /** The next of the rows, and which of them were read. */
  let next = 0;
  let first = 0;
  let end = 0;
  let isComputed = false;
  let asked = 0;
  let known = 0;
  const readNext = (): void => {
    first = next;
    end = Math.min(rows.length, first + TOGETHER);
    isKnown.fill(1, 0, end - first);
    isComputed = false;
    fields!.read(rows, first, end - first, isKnown);
  };
  return {
    expect(batch) {
      // In some files no row is plain.
      rows = asked > ENOUGH && known < asked / 2 ? [] : batch;
      next = 0;
      end = 0;
      fields ??= openFields(TOGETHER);
      computed ??= classifier?.openAhead(fields.slots) ?? null;
    },
    find(row, computes) {
      while (next < rows.length && rows[next] !== row) next += 1;
      if (next >= rows.length) return -1;
      if (next >= end) readNext();
      if (computes && !isComputed) {
        computed?.compute(fields!.facts, end - first, isKnown);
        isComputed = true;
      }
      const at = next - first;
      next += 1;
      asked += 1;
      if (isKnown[at] === 0) return -1;
      known += 1;
      return at;
    },
    take(row, at, computes) {
      const problems = fields!.take(row, at);
      if (computes) computed?.take(fields!.facts, at, facts);
      return problems;
    },
  };
}

// As many numbers as stay in the cache of a core.
const TOGETHER = 128;
const ENOUGH = 1024;
