import type { Amounts } from '../verdict/amounts.ts';
import type { NearMiss } from '../verdict/near.ts';
import type { CauseKind, Movement, Standing } from './movement.ts';

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
  /** Near misses of the newer side that were none on the older: looked for when they are asked for. */
  readonly near: () => NewNearMisses;
  readonly hasRevenue: boolean;
  readonly hasProfit: boolean;
}

/** Near misses of the newer side that were none on the older, the nearest first. */
export interface NewNearMisses {
  /** How small a change counts, as a part of the field's value. */
  readonly within: number;
  readonly found: readonly NewlyNear[];
  /** Whether these are all; of many customers only those that look nearest are looked at closely. */
  readonly isExact: boolean;
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

/** A near miss of the newer side that was none on the older; revenue in the file's money, null is missing. */
export interface NewlyNear extends NearMiss {
  readonly revenue: number | null;
}
