import type { Pool } from './pool.ts';

/** What the key accounts are to come to. */
export type Target =
  /** So many of them. */
  | { readonly kind: 'count'; readonly least: number; readonly most: number }
  /** At most so many in each group; a customer without a group is in none. */
  | { readonly kind: 'load'; readonly most: number }
  /** At least this part of all revenue, with as few as it takes. */
  | { readonly kind: 'share'; readonly ratio: number };

/** The key accounts at some point: in numbers, revenue in hundredths. */
export interface Standing {
  readonly count: number;
  readonly revenue: number;
  /** The most that a group has. */
  readonly load: number;
}

/** Counts key accounts while customers come and go. */
export interface Tally {
  standing(): Standing;
  /** Turns a customer round: out when it is key in the pool, in when it is not; `back` undoes it. */
  turn(customer: number, back: boolean): void;
}

/** Whether there are too many key accounts, too few, or as many as asked for. */
export type Side = 'above' | 'within' | 'below';

/** Where a standing falls; a load is never too low, and a share never too high. */
export function sideOf(target: Target, { count, revenue, load }: Standing, totalRevenue: number): Side {
  switch (target.kind) {
    case 'count':
      return count > target.most ? 'above' : count < target.least ? 'below' : 'within';
    case 'load':
      return load > target.most ? 'above' : 'within';
    case 'share':
      return revenue >= target.ratio * totalRevenue ? 'within' : 'below';
  }
}

/** By how much a standing misses the target, in what the target counts; 0 when it is reached. */
export function missOf(target: Target, { count, revenue, load }: Standing, totalRevenue: number): number {
  switch (target.kind) {
    case 'count':
      return Math.max(count - target.most, target.least - count, 0);
    case 'load':
      return Math.max(load - target.most, 0);
    case 'share':
      return Math.max(target.ratio * totalRevenue - revenue, 0);
  }
}

/** Opens a count that begins with the key accounts as they are. */
export function openTally({ count, isKey, revenue, groupOf, groups, held }: Pool): Tally {
  const loads = new Int32Array(groups.length);
  // By load, how many groups have it: the most is found without looking at all of them.
  const groupsWith = new Map<number, number>();
  const standing = { count: held.customers, revenue: held.revenue, load: 0 };
  const change = (group: number, by: number): void => {
    // The first is no group.
    if (group === 0) return;
    const load = loads[group]! + by;
    loads[group] = load;
    groupsWith.set(load - by, (groupsWith.get(load - by) ?? 0) - 1);
    groupsWith.set(load, (groupsWith.get(load) ?? 0) + 1);
    if (load > standing.load) standing.load = load;
    while (standing.load > 0 && (groupsWith.get(standing.load) ?? 0) === 0) standing.load -= 1;
  };
  for (const [group, customers] of held.groups) change(group, customers);
  for (let customer = 0; customer < count; customer += 1) {
    if (isKey[customer] === 0) continue;
    standing.count += 1;
    standing.revenue += revenue[customer]!;
    change(groupOf[customer]!, 1);
  }
  return {
    standing: () => ({ ...standing }),
    turn(customer, back) {
      const by = (isKey[customer] === 1) === back ? 1 : -1;
      standing.count += by;
      standing.revenue += by * revenue[customer]!;
      change(groupOf[customer]!, by);
    },
  };
}
