import type { Draft } from './choice.ts';
import { eachFlip } from './flips.ts';
import { indexColumn, type NumberColumn, type Pool, push } from './open-pool.ts';
import { type KeyTotals, openTally, type Side, sideOf, type Target } from './target.ts';
import { isRising, slackOf, type Way } from './threshold.ts';

/** What each threshold can do alone. */
export interface Singles {
  /** On which side of the target the key accounts are now. */
  readonly side: Side;
  readonly way: Way | null;
  /** Those that reach the target, in no particular order. */
  readonly reached: readonly Draft[];
  /** Those that come as near as they can, on either side of it. */
  readonly near: readonly Draft[];
}

/** Moves each threshold towards the target as far as it takes, and no further. */
export function findSingles(pool: Pool, target: Target): Singles {
  const side = sideOf(target, openTally(pool).totals(), pool.totalRevenue);
  // A share that is reached may be reached with fewer.
  const way = side === 'below' ? 'loosen' : side === 'above' || target.kind === 'share' ? 'tighten' : null;
  if (way === null) return { side, way, reached: [], near: [] };
  const lists = flipsByThreshold(pool, way);
  const drafts = lists.flatMap((list, threshold) =>
    list.length === 0 ? [] : walkThreshold(pool, target, way, threshold, list),
  );
  const reached = drafts.filter((draft) => draft.side === 'within');
  return { side, way, reached, near: drafts.filter((draft) => draft.side !== 'within') };
}

// By threshold, the customers that it flips by itself.
function flipsByThreshold(pool: Pool, way: Way): Uint32Array[] {
  const lists: NumberColumn<Uint32Array>[] = pool.thresholds.map(indexColumn);
  const wanted = way === 'tighten' ? 1 : 0;
  for (let customer = 0; customer < pool.count; customer += 1) {
    if (pool.isKey[customer] === wanted)
      eachFlip(pool, customer, (threshold) => push(lists[threshold]!, customer));
  }
  return lists.map(({ values, length }) => values.subarray(0, length));
}

function walkThreshold(pool: Pool, target: Target, way: Way, place: number, list: Uint32Array): Draft[] {
  const threshold = pool.thresholds[place]!;
  const measure = pool.measures[place]!;
  const sign = isRising(threshold, way) ? 1 : -1;
  const walk = openWalk(
    list,
    (customer) => sign * measure[customer]!,
    (distance) => slackOf(threshold, distance),
  );
  const tally = openTally(pool);
  const turned: number[] = [];
  const sideNow = (): Side => sideOf(target, tally.totals(), pool.totalRevenue);
  const start = sideNow();
  let stop: Stop | null = null;
  const draft = ({ last, next, turned: count, totals }: Stop): Draft => {
    const moves = [{ threshold: place, last, next, within: Number.POSITIVE_INFINITY }];
    const side = sideOf(target, totals, pool.totalRevenue);
    return { way, moves, turned: turned.slice(0, count), totals, side };
  };
  for (;;) {
    const last = walk.take();
    if (last.length === 0) return stop === null ? [] : [draft(stop)];
    for (const customer of last) {
      tally.turn(customer, false);
      turned.push(customer);
    }
    const side = sideNow();
    const reached: Stop = { last, next: walk.peek(), turned: turned.length, totals: tally.totals() };
    if (side === start) {
      stop = reached;
      continue;
    }
    // A share that fell too low was best one step before; otherwise equal customers may jump past the target together.
    if (start === 'within') return stop === null ? [] : [draft(stop)];
    return side === 'within' || stop === null ? [draft(reached)] : [draft(stop), draft(reached)];
  }
}

// A point that a threshold passes.
interface Stop {
  readonly last: readonly number[];
  readonly next: readonly number[];
  readonly turned: number;
  readonly totals: KeyTotals;
}

/**
 * Customers in the order in which a moving amount reaches them, in groups of equals. A heap, because most customers are
 * never reached: the next one costs a few steps, sorting all of them would cost many.
 */
export interface Walk {
  /** The next customers, which flip together, without taking them; empty at the end. */
  peek(): readonly number[];
  take(): readonly number[];
}

// `distances` by customer, the nearest first; those within `slack` of each other count as equal.
function openWalk(
  customers: Uint32Array,
  distanceOf: (customer: number) => number,
  slackOf: (distance: number) => number,
): Walk {
  const heap = Uint32Array.from(customers);
  const keys = Float64Array.from(heap, distanceOf);
  let size = heap.length;
  for (let place = (size >>> 1) - 1; place >= 0; place -= 1) sink(heap, keys, place, size);
  const pop = (): number => {
    const first = heap[0]!;
    size -= 1;
    swap(heap, keys, 0, size);
    sink(heap, keys, 0, size);
    return first;
  };
  let next: number[] | null = null;
  const peek = (): number[] => {
    if (next !== null) return next;
    next = [];
    let last = Number.NaN;
    while (size > 0 && (next.length === 0 || keys[0]! - last <= slackOf(last))) {
      last = keys[0]!;
      next.push(pop());
    }
    return next;
  };
  return {
    peek,
    take() {
      const taken = peek();
      next = null;
      return taken;
    },
  };
}

function sink(heap: Uint32Array, keys: Float64Array, from: number, size: number): void {
  let place = from;
  for (;;) {
    let least = place * 2 + 1;
    if (least >= size) return;
    if (least + 1 < size && keys[least + 1]! < keys[least]!) least += 1;
    if (keys[place]! <= keys[least]!) return;
    swap(heap, keys, place, least);
    place = least;
  }
}

function swap(heap: Uint32Array, keys: Float64Array, one: number, other: number): void {
  const kept = heap[one]!;
  heap[one] = heap[other]!;
  heap[other] = kept;
  const key = keys[one]!;
  keys[one] = keys[other]!;
  keys[other] = key;
}
