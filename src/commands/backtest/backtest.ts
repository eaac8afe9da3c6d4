import type { FateCounter } from '../../compare/backtest.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Day } from '../../fields/day.ts';
import type { Bound } from '../../fields/facts.ts';

/** What was looked back at, and what came of it. */
export interface Backtest {
  readonly exports: readonly { readonly file: string; readonly day: Day; readonly sha256: string }[];
  readonly criteria: { readonly file: string; readonly sha256: string; readonly read: Criteria };
  /** The other criteria; null without. */
  readonly against: Backtest['criteria'] | null;
  readonly stable: Bound;
  /** From each export to the next, oldest first, and all of them together. */
  readonly periods: readonly { readonly from: Day; readonly to: Day; readonly fates: FateCounter }[];
  readonly all: FateCounter;
}
