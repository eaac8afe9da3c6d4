/** Keeps the first few of what comes, in an order, and counts the rest. */
export interface Top<T, K = T> {
  /** By `key` it is ordered; `make` is asked only for what is kept. */
  add(key: K, make: () => T): void;
  readonly count: number;
  /** The first, in their order. */
  items(): readonly T[];
}

/** `compare` must never find two items equal, or the order in which they come would decide. */
export function keepTop<T, K>(most: number, compare: (one: K, other: K) => number): Top<T, K> {
  const kept: { readonly key: K; readonly item: T }[] = [];
  let count = 0;
  return {
    add(key, make) {
      count += 1;
      const last = kept[most - 1];
      if (last !== undefined && compare(key, last.key) > 0) return;
      let at = kept.length;
      while (at > 0 && compare(key, kept[at - 1]!.key) < 0) at -= 1;
      kept.splice(at, 0, { key, item: make() });
      if (kept.length > most) kept.pop();
    },
    get count() {
      return count;
    },
    items: () => kept.map(({ item }) => item),
  };
}

/** What customers are ordered by. */
export interface Ranked {
  readonly id: string;
  readonly revenue: number | null;
}

/** The larger revenue first, what is missing last; equal ones by id. */
export function byRevenue(one: Ranked, other: Ranked): number {
  const [amount, against] = [
    one.revenue ?? Number.NEGATIVE_INFINITY,
    other.revenue ?? Number.NEGATIVE_INFINITY,
  ];
  if (amount !== against) return amount > against ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
