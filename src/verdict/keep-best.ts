import type { ExactNumber } from '../fields/exact-number.ts';
import { byId } from '../text/order.ts';

/** The first few of very many in an order, kept as they come; all of them are counted. */
export interface Best<T, K> {
  /** Ordered by `key`; `make` is called only for what may be kept. */
  add(key: K, make: () => T): void;
  /** Counts one that would not be kept. */
  pass(): void;
  /** The last of those that are kept, once no more than these are; null before. */
  readonly last: K | null;
  /** How many came. */
  readonly count: number;
  /** Keeps fewer from now on. */
  shrink(most: number): void;
  /** The first, in their order. */
  items(): T[];
}

/**
 * `compare` must never find two keys equal, or the order in which they come would decide. Where one object is the key of
 * all that come, each time with other values, `keyOf` finds the key of what was made in it.
 */
export function keepBest<T, K>(
  atFirst: number,
  compare: (one: K, other: K) => number,
  keyOf: ((item: T) => K) | null = null,
): Best<T, K> {
  let most = atFirst;
  let kept: { readonly key: K; readonly item: T }[] = [];
  let last: { readonly key: K } | null = null;
  let count = 0;
  const cut = (): void => {
    kept.sort((one, other) => compare(one.key, other.key));
    kept = kept.slice(0, most);
    if (kept.length === most && most > 0) last = kept[most - 1]!;
  };
  return {
    add(key, make) {
      count += 1;
      if (most === 0 || (last !== null && compare(key, last.key) > 0)) return;
      const item = make();
      kept.push({ key: keyOf === null ? key : keyOf(item), item });
      if (kept.length >= most * 2) cut();
    },
    pass() {
      count += 1;
    },
    get last() {
      return last?.key ?? null;
    },
    get count() {
      return count;
    },
    shrink(fewer) {
      most = fewer;
      cut();
    },
    items() {
      cut();
      return kept.map(({ item }) => item);
    },
  };
}

/** Orders what has an id: the largest first, what is missing last, and equal ones by their id, whatever the order of the file. */
export function largestFirst<K extends { readonly id: string }>(
  sizeOf: (key: K) => ExactNumber | null,
): (one: K, other: K) => number {
  return (one, other) => {
    const size = Number(sizeOf(one) ?? Number.NEGATIVE_INFINITY);
    const against = Number(sizeOf(other) ?? Number.NEGATIVE_INFINITY);
    if (size !== against) return size > against ? -1 : 1;
    return byId(one, other);
  };
}

/** What customers are most often ordered by. */
export interface Ranked {
  readonly id: string;
  readonly revenue: ExactNumber | null;
}

/** The largest revenue first. */
export const byRevenue = largestFirst<Ranked>(({ revenue }) => revenue);
