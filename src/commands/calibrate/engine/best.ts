import type { Side } from './target.ts';

/** Something with how far it misses the target and how much it changes. */
export interface Found<T> {
  readonly miss: number;
  readonly cost: number;
  readonly of: T;
}

/** The best on each side of the target: the nearest to it, then the smallest change. */
export interface Best<T> {
  of(side: Side): Found<T> | null;
  /** Whether such a one would be better than what there is. */
  wants(side: Side, miss: number, cost: number): boolean;
  take(side: Side, found: Found<T>): void;
}

/** Every side, in one order. */
export const SIDES: readonly Side[] = ['above', 'within', 'below'];

/** Begins with nothing. */
export function createBest<T>(): Best<T> {
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
