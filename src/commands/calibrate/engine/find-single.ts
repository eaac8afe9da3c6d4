import { type Column, indexColumn, push } from './column.ts';
import type { Draft } from './draft.ts';
import { eachFlip } from './flips.ts';
import { isRising, slackOf, type Way } from './lever.ts';
import type { Pool } from './pool.ts';
import { openTally, type Side, type Standing, sideOf, type Target } from './target.ts';
import { openWalk } from './walk.ts';

/** What each lever can do alone. */
export interface Singles {
  /** Where the key accounts stand now. */
  readonly side: Side;
  readonly way: Way | null;
  /** Those that reach the target, in no particular order. */
  readonly reached: readonly Draft[];
  /** Those that come as near as they can, on either side of it. */
  readonly near: readonly Draft[];
}

/** Moves each lever towards the target as far as it takes, and no further. */
export function findSingles(pool: Pool, target: Target): Singles {
  const side = sideOf(target, openTally(pool).standing(), pool.totalRevenue);
  // A share that is reached may be reached with fewer.
  const way = side === 'below' ? 'loosen' : side === 'above' || target.kind === 'share' ? 'tighten' : null;
  if (way === null) return { side, way, reached: [], near: [] };
  const lists = flipsByLever(pool, way);
  const drafts = lists.flatMap((list, lever) =>
    list.length === 0 ? [] : walkLever(pool, target, way, lever, list),
  );
  const reached = drafts.filter((draft) => draft.side === 'within');
  return { side, way, reached, near: drafts.filter((draft) => draft.side !== 'within') };
}

/** By lever, the customers that it turns round by itself. */
function flipsByLever(pool: Pool, way: Way): Uint32Array[] {
  const lists: Column<Uint32Array>[] = pool.levers.map(indexColumn);
  const wanted = way === 'tighten' ? 1 : 0;
  for (let customer = 0; customer < pool.count; customer += 1) {
    if (pool.isKey[customer] === wanted) eachFlip(pool, customer, (lever) => push(lists[lever]!, customer));
  }
  return lists.map(({ values, length }) => values.subarray(0, length));
}

function walkLever(pool: Pool, target: Target, way: Way, place: number, list: Uint32Array): Draft[] {
  const lever = pool.levers[place]!;
  const measure = pool.measures[place]!;
  const sign = isRising(lever, way) ? 1 : -1;
  const walk = openWalk(
    list,
    (customer) => sign * measure[customer]!,
    (distance) => slackOf(lever, distance),
  );
  const tally = openTally(pool);
  const turned: number[] = [];
  const sideNow = (): Side => sideOf(target, tally.standing(), pool.totalRevenue);
  const start = sideNow();
  let stop: Stop | null = null;
  const draft = ({ last, next, turned: count, standing }: Stop): Draft => {
    const moves = [{ lever: place, last, next, within: Number.POSITIVE_INFINITY }];
    const side = sideOf(target, standing, pool.totalRevenue);
    return { way, moves, turned: turned.slice(0, count), standing, side };
  };
  for (;;) {
    const last = walk.take();
    if (last.length === 0) return stop === null ? [] : [draft(stop)];
    for (const customer of last) {
      tally.turn(customer, false);
      turned.push(customer);
    }
    const side = sideNow();
    const reached: Stop = { last, next: walk.peek(), turned: turned.length, standing: tally.standing() };
    if (side === start) {
      stop = reached;
      continue;
    }
    // A share that fell below had its best line one step before; else equal customers may turn past the target.
    if (start === 'within') return stop === null ? [] : [draft(stop)];
    return side === 'within' || stop === null ? [draft(reached)] : [draft(stop), draft(reached)];
  }
}

/** A point on the way of a lever. */
interface Stop {
  readonly last: readonly number[];
  readonly next: readonly number[];
  readonly turned: number;
  readonly standing: Standing;
}
