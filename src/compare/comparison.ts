import type { Amounts } from '../verdict/amounts.ts';
import type { CauseKind, Movement, Standing } from './movement.ts';
import type { NearLine } from './near-line.ts';

/** Two classifications side by side: who moved, from where to where, and why. */
export interface Comparison {
  /** How many customers there are on each side. */
  readonly before: number;
  readonly after: number;
  readonly keyBefore: number;
  readonly keyAfter: number;
  /** By standing before, then by standing after; those who stayed among them. */
  readonly matrix: ReadonlyMap<Standing, ReadonlyMap<Standing, Amounts>>;
  /** By revenue, the largest first. */
  readonly movements: readonly Movement[];
  readonly moved: Amounts;
  readonly toKey: Amounts;
  readonly fromKey: Amounts;
  /** How many movements each kind of cause has a part in. */
  readonly causes: ReadonlyMap<CauseKind, number>;
  /** Where anything moved or key accounts are too many, in order. */
  readonly units: readonly GroupMoves[];
  readonly managers: readonly GroupMoves[];
  /** Customers that the newer side leaves just short of key; the nearest first, with how many there are. */
  readonly near: readonly NearMiss[];
  readonly nearCount: number;
  readonly hasRevenue: boolean;
  readonly hasProfit: boolean;
}

/** What happens to the customers of one business unit or account manager; null for those without one. */
export interface GroupMoves {
  readonly name: string | null;
  readonly moved: Amounts;
  readonly toKey: number;
  readonly fromKey: number;
  readonly keyBefore: number;
  readonly keyAfter: number;
}

/** A customer just short of key, and the line that it misses; revenue in the file's money, null is missing. */
export interface NearMiss {
  readonly id: string;
  readonly name: string | null;
  readonly revenue: number | null;
  readonly near: NearLine;
}
