import { exactOf } from '../../../fields/exact.ts';
import { digitsOf, type ExactNumber } from '../../../fields/exact-number.ts';
import type { Bound } from '../../../fields/facts.ts';
import { addKnown } from '../../../verdict/amounts.ts';
import { emptyMoney, exactMoneyOf, joinMoney } from '../../../verdict/money-sum.ts';
import { type Pool, revenueIn } from './open-pool.ts';

/** What the key accounts are to come to. */
export type Target =
  /** So many of them. */
  | { readonly kind: 'count'; readonly least: number; readonly most: number }
  /** At most so many in each group; a customer without a group is in none. */
  | { readonly kind: 'load'; readonly most: number }
  /** At least this part of all revenue, with as few as it takes. */
  | { readonly kind: 'share'; readonly share: Bound };

/** The key accounts at some point: how many, and their revenue in the file's money. */
export interface KeyTotals {
  readonly count: number;
  readonly revenue: ExactNumber;
  /** The most that a group has. */
  readonly load: number;
}

/** Counts key accounts while customers come and go. */
export interface KeyTally {
  totals(): KeyTotals;
  /** Flips a customer: out when it is key in the pool, in when it is not; `back` undoes it. */
  turn(customer: number, back: boolean): void;
}

/** Whether there are too many key accounts, too few, or as many as asked for. */
export type Side = 'above' | 'within' | 'below';

/** On which side of the target the key accounts are; a load is never too low, and a share never too high. */
export function sideOf(target: Target, { count, revenue, load }: KeyTotals, totalRevenue: ExactNumber): Side {
  switch (target.kind) {
    case 'count':
      return count > target.most ? 'above' : count < target.least ? 'below' : 'within';
    case 'load':
      return load > target.most ? 'above' : 'within';
    case 'share':
      return reachesShare(target.share, revenue, totalRevenue) ? 'within' : 'below';
  }
}

// As on paper: 60 % of 0.3 are 0.18, though not in doubles, which decide only where they are far apart.
function reachesShare(share: Bound, revenue: ExactNumber, totalRevenue: ExactNumber): boolean {
  const whole = Number(totalRevenue);
  const over = Number(revenue) - share.value * whole;
  if (Math.abs(over) > Math.abs(whole) * 1e-9) return over > 0;
  const least = exactOf(share.decimal).mul(exactOf(digitsOf(totalRevenue)));
  return exactOf(digitsOf(revenue)).compare(least) >= 0;
}

/** By how much the key accounts miss the target, in what the target counts; 0 when it is reached. */
export function missOf(
  target: Target,
  { count, revenue, load }: KeyTotals,
  totalRevenue: ExactNumber,
): number {
  switch (target.kind) {
    case 'count':
      return Math.max(count - target.most, target.least - count, 0);
    case 'load':
      return Math.max(load - target.most, 0);
    case 'share':
      return Math.max(target.share.value * Number(totalRevenue) - Number(revenue), 0);
  }
}

/** Opens a count that begins with the key accounts as they are. */
export function openTally(pool: Pool): KeyTally {
  const { count, isKey, groupOf, groups, held } = pool;
  const loads = new Int32Array(groups.length);
  // By load, how many groups have it: the most is found without looking at all of them.
  const groupsWith = new Map<number, number>();
  let keys = held.customers;
  let most = 0;
  const sum = emptyMoney();
  joinMoney(sum, held.revenue);
  const change = (group: number, by: number): void => {
    // The first is no group.
    if (group === 0) return;
    const load = loads[group]! + by;
    loads[group] = load;
    groupsWith.set(load - by, (groupsWith.get(load - by) ?? 0) - 1);
    groupsWith.set(load, (groupsWith.get(load) ?? 0) + 1);
    if (load > most) most = load;
    while (most > 0 && (groupsWith.get(most) ?? 0) === 0) most -= 1;
  };
  for (const [group, customers] of held.groups) change(group, customers);
  for (let customer = 0; customer < count; customer += 1) {
    if (isKey[customer] === 0) continue;
    keys += 1;
    addKnown(sum, revenueIn(pool, customer));
    change(groupOf[customer]!, 1);
  }
  return {
    totals: () => ({ count: keys, revenue: exactMoneyOf(sum), load: most }),
    turn(customer, back) {
      const by = (isKey[customer] === 1) === back ? 1 : -1;
      keys += by;
      const revenue = revenueIn(pool, customer);
      addKnown(sum, by === 1 ? revenue : negated(revenue));
      change(groupOf[customer]!, by);
    },
  };
}

function negated(amount: ExactNumber): ExactNumber {
  if (typeof amount === 'number') return -amount;
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

/** Something with how far it misses the target and how much it changes. */
export interface Found<T> {
  readonly miss: number;
  readonly cost: number;
  readonly of: T;
}

/** The best on each side of the target: the nearest to it, then the smallest change. */
export interface BestBySide<T> {
  of(side: Side): Found<T> | null;
  /** Whether such a one would be better than what there is. */
  wants(side: Side, miss: number, cost: number): boolean;
  take(side: Side, found: Found<T>): void;
}

/** Every side, in one order. */
export const SIDES: readonly Side[] = ['above', 'within', 'below'];

/** Opens an empty collection. */
export function createBestBySide<T>(): BestBySide<T> {
  const found = new Map<Side, Found<T>>();
  return {
    of: (side) => found.get(side) ?? null,
    wants(side, miss, cost) {
      const known = found.get(side);
      return known === undefined || miss < known.miss || (miss === known.miss && cost < known.cost);
    },
    take: (side, one) => found.set(side, one),
  };
}
