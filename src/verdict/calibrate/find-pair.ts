import type { Draft } from './draft.ts';
import { distanceTo, isRising, slackOf, type Way } from './lever.ts';
import { findNearFlips, type NearFlips, pairOf } from './near-flips.ts';
import type { Pool } from './pool.ts';
import { missOf, openTally, type Side, sideOf, type Tally, type Target } from './target.ts';

/** What two levers can do together. */
export interface Pairs {
  /** The two that reach the target with the least change, the sum of both as parts of their amounts. */
  readonly reached: Draft | null;
  /** Where no two do: those that come nearest to it, one on each side of it. */
  readonly near: readonly Draft[];
}

/** Looks ever further until some pair reaches the target, then once as far as a better one may be. */
export function findPair(pool: Pool, target: Target, way: Way): Pairs {
  for (const within of RADII) {
    const best = createBest();
    sweepAll(pool, target, way, within, best);
    const found = best.of('within');
    if (found !== null) {
      // Twice as far, so that there is room to round the amounts.
      const wider = createBest();
      sweepAll(pool, target, way, 2 * found.cost, wider);
      return { reached: (wider.of('within') ?? found).draft, near: [] };
    }
    if (within === Number.POSITIVE_INFINITY)
      return { reached: null, near: [best.of('above'), best.of('below')].flatMap((one) => one?.draft ?? []) };
  }
  return { reached: null, near: [] };
}

const RADII = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 10, Number.POSITIVE_INFINITY];

interface Found {
  readonly miss: number;
  readonly cost: number;
  readonly draft: Draft;
}

/** The best on each side of the target: the nearest to it, then the smallest change. */
interface Best {
  of(side: Side): Found | null;
  /** Whether such a one would be better than what there is. */
  wants(side: Side, miss: number, cost: number): boolean;
  take(side: Side, found: Found): void;
}

function createBest(): Best {
  const found = new Map<Side, Found>();
  return {
    of: (side) => found.get(side) ?? null,
    wants(side, miss, cost) {
      const known = found.get(side);
      return known === undefined || miss < known.miss || (miss === known.miss && cost < known.cost);
    },
    take: (side, one) => found.set(side, one),
  };
}

function sweepAll(pool: Pool, target: Target, way: Way, within: number, best: Best): void {
  const near = findNearFlips(pool, way, within);
  const sweep = openSweep(pool, target, way, within, best);
  for (let one = 0; one < pool.levers.length; one += 1)
    for (let other = one + 1; other < pool.levers.length; other += 1) sweep(one, other, near);
}

type Sweep = (one: number, other: number, near: NearFlips) => void;

// What a customer is for the two levers, as bits.
const BY_ONE = 1;
const BY_OTHER = 2;
const BY_BOTH = 4;
const IN_ONE = 8;
const IN_OTHER = 16;

function openSweep(pool: Pool, target: Target, way: Way, within: number, best: Best): Sweep {
  const bits = new Uint8Array(pool.count);
  const tally = openTally(pool);
  const sideNow = () => sideOf(target, tally.standing(), pool.totalRevenue);
  const start = sideNow();
  const set = (customers: readonly number[], bit: number, on: boolean): void => {
    for (const customer of customers) toggle(bits, tally, customer, bit, on);
  };
  return (one, other, near) => {
    const both = near.pairs.get(pairOf(pool, one, other)) ?? [];
    const [singleOne, singleOther] = [near.single[one]!, near.single[other]!];
    if (both.length === 0 && (singleOne.length === 0 || singleOther.length === 0)) return;
    for (const customer of singleOne) bits[customer]! |= BY_ONE;
    for (const customer of singleOther) bits[customer]! |= BY_OTHER;
    for (const customer of both) bits[customer]! |= BY_BOTH;
    const ones = groupsOf(pool, way, one, [...singleOne, ...both]);
    const others = groupsOf(pool, way, other, [...singleOther, ...both]);
    for (const group of others) set(group, IN_OTHER, true);
    // With so many groups taken of each; the state that the tally is in.
    const offer = (fromOne: number, fromOther: number): void => {
      if (fromOne === 0 || fromOther === 0) return;
      const [lastOne, lastOther] = [ones[fromOne - 1]!, others[fromOther - 1]!];
      const cost = furthest(pool, one, lastOne) + furthest(pool, other, lastOther);
      const standing = tally.standing();
      const side = sideNow();
      const miss = missOf(target, standing, pool.totalRevenue);
      if (!best.wants(side, miss, cost)) return;
      const moves = [
        { lever: one, last: lastOne, next: ones[fromOne] ?? [], within },
        { lever: other, last: lastOther, next: others[fromOther] ?? [], within },
      ];
      const all = new Set([...singleOne, ...singleOther, ...both]);
      const turned = [...all].filter((customer) => isTurned(bits[customer]!));
      best.take(side, { miss, cost, draft: { way, moves, turned, standing, side } });
    };
    let taken = others.length;
    for (const [index, group] of ones.entries()) {
      set(group, IN_ONE, true);
      if (sideNow() === start) {
        if (index === ones.length - 1) offer(index + 1, taken);
        continue;
      }
      // The fewest of the other that still reach the target.
      while (taken > 0) {
        set(others[taken - 1]!, IN_OTHER, false);
        if (sideNow() === start) break;
        taken -= 1;
      }
      if (taken === 0) break;
      offer(index + 1, taken - 1);
      set(others[taken - 1]!, IN_OTHER, true);
      offer(index + 1, taken);
    }
    for (const customers of [singleOne, singleOther, both])
      for (const customer of customers) {
        toggle(bits, tally, customer, IN_ONE, false);
        toggle(bits, tally, customer, IN_OTHER, false);
      }
    for (const customers of [singleOne, singleOther, both])
      for (const customer of customers) bits[customer] = 0;
  };
}

function toggle(bits: Uint8Array, tally: Tally, customer: number, bit: number, on: boolean): void {
  const before = bits[customer]!;
  const after = on ? before | bit : before & ~bit;
  bits[customer] = after;
  if (isTurned(before) !== isTurned(after)) tally.turn(customer, !isTurned(after));
}

function isTurned(bits: number): boolean {
  const [one, other] = [(bits & IN_ONE) !== 0, (bits & IN_OTHER) !== 0];
  return (
    (one && (bits & BY_ONE) !== 0) ||
    (other && (bits & BY_OTHER) !== 0) ||
    (one && other && (bits & BY_BOTH) !== 0)
  );
}

// The customers in the order in which the amount comes across them, equals together.
function groupsOf(pool: Pool, way: Way, place: number, customers: readonly number[]): number[][] {
  const lever = pool.levers[place]!;
  const measure = pool.measures[place]!;
  const sign = isRising(lever, way) ? 1 : -1;
  const sorted = [...new Set(customers)].sort((one, other) => sign * (measure[one]! - measure[other]!));
  const groups: number[][] = [];
  let last = Number.NaN;
  for (const customer of sorted) {
    const value = measure[customer]!;
    if (Math.abs(value - last) <= slackOf(lever, last)) groups.at(-1)!.push(customer);
    else groups.push([customer]);
    last = value;
  }
  return groups;
}

function furthest(pool: Pool, lever: number, customers: readonly number[]): number {
  const measure = pool.measures[lever]!;
  return customers.reduce((most, one) => Math.max(most, distanceTo(pool.levers[lever]!, measure[one]!)), 0);
}
