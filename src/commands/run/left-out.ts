import type { LeftOutRow, LeftOutRows, LeftOutWhy } from '../../table/layout.ts';
import type { TableRecord } from '../../table/table.ts';

/** Gathers the rows that are no customers as they come. */
export function gatherLeftOut(): LeftOutRows & { add(why: LeftOutWhy, record: TableRecord): void } {
  const counts = { above: 0, 'leave-out': 0, below: 0, rule: 0 };
  const first: LeftOutRow[] = [];
  return {
    counts,
    first,
    add(why, { line, text }) {
      counts[why] += 1;
      if (first.length < MOST_KEPT) first.push({ line, why, text: text.slice(0, LONGEST) });
    },
  };
}

const MOST_KEPT = 1000;
const LONGEST = 200;
