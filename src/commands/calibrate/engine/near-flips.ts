import { eachFlip, eachFlipPair } from './flips.ts';
import { distanceTo, type Way } from './lever.ts';
import type { Pool } from './pool.ts';

/** The customers that levers turn round, alone or two together, when no amount moves further than some part of it. */
export interface NearFlips {
  /** By lever. */
  readonly single: readonly (readonly number[])[];
  /** By `pairOf`. */
  readonly pairs: ReadonlyMap<number, readonly number[]>;
}

/** Looks at every customer once; `within` is how far an amount may move, as a part of it. */
export function findNearFlips(pool: Pool, way: Way, within: number): NearFlips {
  const single: number[][] = pool.levers.map(() => []);
  const pairs = new Map<number, number[]>();
  const wanted = way === 'tighten' ? 1 : 0;
  const isNear = (lever: number, customer: number): boolean =>
    distanceTo(pool.levers[lever]!, pool.measures[lever]![customer]!) <= within;
  for (let customer = 0; customer < pool.count; customer += 1) {
    if (pool.isKey[customer] !== wanted) continue;
    eachFlip(pool, customer, (lever) => {
      if (isNear(lever, customer)) single[lever]!.push(customer);
    });
    eachFlipPair(pool, customer, (one, other) => {
      if (one === other || !isNear(one, customer) || !isNear(other, customer)) return;
      const pair = pairOf(pool, one, other);
      const known = pairs.get(pair);
      if (known === undefined) pairs.set(pair, [customer]);
      else if (known.at(-1) !== customer) known.push(customer);
    });
  }
  return { single, pairs };
}

/** A number for two levers, whatever their order. */
export function pairOf({ levers }: Pool, one: number, other: number): number {
  return Math.min(one, other) * levers.length + Math.max(one, other);
}
