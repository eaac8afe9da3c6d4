import { type Best, createBest } from './best.ts';
import type { Draft } from './draft.ts';
import type { Way } from './lever.ts';
import { findNearFlips } from './near-flips.ts';
import type { Pool } from './pool.ts';
import { openSweep } from './sweep-pair.ts';
import type { Target } from './target.ts';

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
    const best = createBest<Draft>();
    sweepAll(pool, target, way, within, best);
    const found = best.of('within');
    if (found !== null) {
      // Further than it takes, so that there is room to round the amounts.
      const wider = createBest<Draft>();
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

function sweepAll(pool: Pool, target: Target, way: Way, within: number, best: Best<Draft>): void {
  const near = findNearFlips(pool, way, within);
  const sweep = openSweep(pool, target, way, within, best);
  for (let one = 0; one < pool.levers.length; one += 1)
    for (let other = one + 1; other < pool.levers.length; other += 1) sweep(one, other, near);
}
