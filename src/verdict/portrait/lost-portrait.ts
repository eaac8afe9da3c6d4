import { type Best, keepBest } from './keep-best.ts';
import type { CustomerRow } from './line-up.ts';
import type { Seen } from './read-customer.ts';

/** Why customers were lost, as far as anyone wrote it down. */
export interface LostPortrait {
  readonly customers: number;
  /** What they bought in the year before. */
  readonly prior: number;
  /** The most frequent first; equal ones by name. */
  readonly reasons: readonly LostReason[];
  /** Without a reason: how many, what they bought, and the largest of them. */
  readonly unexplained: {
    readonly customers: number;
    readonly prior: number;
    readonly rows: readonly LostRow[];
  };
}

export interface LostReason {
  readonly reason: string;
  readonly customers: number;
  readonly prior: number;
}

export interface LostRow extends CustomerRow {
  readonly prior: number | null;
}

export interface LostCollector {
  add(seen: Seen, row: () => CustomerRow): void;
  result(): LostPortrait;
}

/** Counts the reasons of lost customers. */
export function collectLost(): LostCollector {
  const reasons = new Map<string, Tally>();
  const none: Tally = { customers: 0, hundredths: 0 };
  const best: Best<LostRow> = keepBest(MOST_NAMED);
  return {
    add(seen, row) {
      const known = !Number.isNaN(seen.prior);
      const tally =
        seen.lostReason === null ? none : (reasons.get(seen.lostReason) ?? { customers: 0, hundredths: 0 });
      if (seen.lostReason !== null) reasons.set(seen.lostReason, tally);
      tally.customers += 1;
      if (known) tally.hundredths += Math.round(seen.prior * 100);
      if (seen.lostReason !== null) return;
      const key = known ? seen.prior : Number.NEGATIVE_INFINITY;
      if (best.wants(key)) best.add(key, seen.id, { ...row(), prior: known ? seen.prior : null });
    },
    result() {
      const all = [...reasons.values(), none];
      return {
        customers: all.reduce((sum, { customers }) => sum + customers, 0),
        prior: all.reduce((sum, { hundredths }) => sum + hundredths, 0) / 100,
        reasons: [...reasons]
          .map(([reason, { customers, hundredths }]) => ({ reason, customers, prior: hundredths / 100 }))
          .sort((one, other) => other.customers - one.customers || (one.reason < other.reason ? -1 : 1)),
        unexplained: { customers: none.customers, prior: none.hundredths / 100, rows: best.result() },
      };
    },
  };
}

interface Tally {
  customers: number;
  hundredths: number;
}

const MOST_NAMED = 10;
