import type { Draft } from './choice.ts';
import { findNearFlips, type NearFlips, pairOf } from './flips.ts';
import type { Pool } from './open-pool.ts';
import {
  type BestBySide,
  createBestBySide,
  type Found,
  type KeyTally,
  type KeyTotals,
  missOf,
  openTally,
  SIDES,
  type Side,
  sideOf,
  type Target,
} from './target.ts';
import { isRising, relativeDistance, slackOf, type Way } from './threshold.ts';

/** What two thresholds can do together. */
export interface Pairs {
  /** The two that reach the target with the least change, the sum of both as parts of their amounts. */
  readonly reached: Draft | null;
  /** Where no two do: those that come nearest to it, one on each side of it. */
  readonly near: readonly Draft[];
}

/** Searches ever further until some pair reaches the target, then once more as far as a better one may be. */
export function findPair(pool: Pool, target: Target, way: Way): Pairs {
  for (const within of RADII) {
    const best = createBestBySide<Draft>();
    sweepAll(pool, target, way, within, best);
    const found = best.of('within');
    if (found !== null) {
      // Further than necessary, so that there is room to round the amounts.
      const wider = createBestBySide<Draft>();
      sweepAll(pool, target, way, Math.max(2 * found.cost, within, ROOM), wider);
      return { reached: (wider.of('within') ?? found).of, near: [] };
    }
    if (within === Number.POSITIVE_INFINITY)
      return { reached: null, near: [best.of('above'), best.of('below')].flatMap((one) => one?.of ?? []) };
  }
  return { reached: null, near: [] };
}

const RADII = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 10, Number.POSITIVE_INFINITY];

const ROOM = 0.1;

function sweepAll(pool: Pool, target: Target, way: Way, within: number, best: BestBySide<Draft>): void {
  const near = findNearFlips(pool, way, within);
  const sweep = openSweep(pool, target, way, within, best);
  for (let one = 0; one < pool.thresholds.length; one += 1)
    for (let other = one + 1; other < pool.thresholds.length; other += 1) sweep(one, other, near);
}

/** Finds what two thresholds can do together, and keeps what is better than what others can. */
export type Sweep = (one: number, other: number, near: NearFlips) => void;

// What a customer is for the two thresholds, as bits.
const BY_ONE = 1;
const BY_OTHER = 2;
const BY_BOTH = 4;
const IN_ONE = 8;
const IN_OTHER = 16;

// Opens sweeps over pairs of thresholds, none of whose amounts moves further than `within`.
function openSweep(pool: Pool, target: Target, way: Way, within: number, best: BestBySide<Draft>): Sweep {
  const bits = new Uint8Array(pool.count);
  const tally = openTally(pool);
  const sideNow = () => sideOf(target, tally.totals(), pool.totalRevenue);
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
    const all = [...new Set([...singleOne, ...singleOther, ...both])];
    set(all, IN_ONE, true);
    set(all, IN_OTHER, true);
    // Most pairs cannot reach the target this near; only at the last radius does it matter how close they come.
    const canReach = sideNow() !== start;
    set(all, IN_ONE, false);
    if (canReach || within === Number.POSITIVE_INFINITY) {
      const ones = groupsOf(pool, way, one, [...singleOne, ...both]);
      const others = groupsOf(pool, way, other, [...singleOther, ...both]);
      const stops = sweepPair(ones, others);
      set(all, IN_ONE, false);
      set(all, IN_OTHER, false);
      const own = createBestBySide<Stop>();
      for (const stop of stops) {
        const cost =
          furthest(pool, one, ones[stop.fromOne - 1]!) + furthest(pool, other, others[stop.fromOther - 1]!);
        const side = sideOf(target, stop.totals, pool.totalRevenue);
        const miss = missOf(target, stop.totals, pool.totalRevenue);
        if (own.wants(side, miss, cost)) own.take(side, { miss, cost, of: stop });
      }
      for (const side of SIDES) offer(own.of(side), side, [one, other], [ones, others], all);
    } else set(all, IN_OTHER, false);
    for (const customer of all) bits[customer] = 0;
  };

  // Takes ever more of the one and as few of the other as it needs: where they just reach the target, and just do not.
  function sweepPair(ones: readonly number[][], others: readonly number[][]): Stop[] {
    const stops: Stop[] = [];
    const stop = (fromOne: number, fromOther: number): void => {
      if (fromOther > 0) stops.push({ fromOne, fromOther, totals: tally.totals() });
    };
    let taken = others.length;
    for (const [index, group] of ones.entries()) {
      set(group, IN_ONE, true);
      if (sideNow() === start) {
        if (index === ones.length - 1) stop(index + 1, taken);
        continue;
      }
      while (taken > 0) {
        set(others[taken - 1]!, IN_OTHER, false);
        if (sideNow() === start) break;
        taken -= 1;
      }
      if (taken === 0) break;
      stop(index + 1, taken - 1);
      set(others[taken - 1]!, IN_OTHER, true);
      stop(index + 1, taken);
    }
    return stops;
  }

  // Only what beats the other pairs becomes a draft.
  function offer(
    found: Found<Stop> | null,
    side: Side,
    [one, other]: readonly [number, number],
    [ones, others]: readonly [readonly number[][], readonly number[][]],
    all: readonly number[],
  ): void {
    if (found === null || !best.wants(side, found.miss, found.cost)) return;
    const { miss, cost } = found;
    const { fromOne, fromOther, totals } = found.of;
    const [lastOne, lastOther] = [ones[fromOne - 1]!, others[fromOther - 1]!];
    const moves = [
      { threshold: one, last: lastOne, next: ones[fromOne] ?? [], within },
      { threshold: other, last: lastOther, next: others[fromOther] ?? [], within },
    ];
    const inOne = new Set(ones.slice(0, fromOne).flat());
    const inOther = new Set(others.slice(0, fromOther).flat());
    const turned = all.filter((customer) => {
      const taken = (inOne.has(customer) ? IN_ONE : 0) | (inOther.has(customer) ? IN_OTHER : 0);
      return isTurned(bits[customer]! | taken);
    });
    best.take(side, { miss, cost, of: { way, moves, turned, totals, side } });
  }
}

/** A point of a sweep: so many groups of each, and what comes of it. */
interface Stop {
  readonly fromOne: number;
  readonly fromOther: number;
  readonly totals: KeyTotals;
}

function toggle(bits: Uint8Array, tally: KeyTally, customer: number, bit: number, on: boolean): void {
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

// The customers in the order in which the amount reaches them, equals together.
function groupsOf(pool: Pool, way: Way, place: number, customers: readonly number[]): number[][] {
  const threshold = pool.thresholds[place]!;
  const measure = pool.measures[place]!;
  const sign = isRising(threshold, way) ? 1 : -1;
  const sorted = [...new Set(customers)].sort((one, other) => sign * (measure[one]! - measure[other]!));
  const groups: number[][] = [];
  let last = Number.NaN;
  for (const customer of sorted) {
    const value = measure[customer]!;
    if (Math.abs(value - last) <= slackOf(threshold, last)) groups.at(-1)!.push(customer);
    else groups.push([customer]);
    last = value;
  }
  return groups;
}

function furthest(pool: Pool, threshold: number, customers: readonly number[]): number {
  const measure = pool.measures[threshold]!;
  return customers.reduce(
    (most, one) => Math.max(most, relativeDistance(pool.thresholds[threshold]!, measure[one]!)),
    0,
  );
}
