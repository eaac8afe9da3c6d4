/** Keeps the first few of what comes, in an order, and counts the rest. */
export interface Top<T> {
  add(item: T): void;
  readonly count: number;
  /** The first, in their order. */
  items(): readonly T[];
}

/** `compare` must never find two items equal, or the order in which they come would decide. */
export function keepTop<T>(most: number, compare: (one: T, other: T) => number): Top<T> {
  const kept: T[] = [];
  let count = 0;
  return {
    add(item) {
      count += 1;
      const last = kept[most - 1];
      if (last !== undefined && compare(item, last) > 0) return;
      let at = kept.length;
      while (at > 0 && compare(item, kept[at - 1]!) < 0) at -= 1;
      kept.splice(at, 0, item);
      if (kept.length > most) kept.pop();
    },
    get count() {
      return count;
    },
    items: () => kept,
  };
}

/** The larger revenue first, what is missing last; equal ones by id. */
export function byRevenue(
  one: { readonly revenue: number | null; readonly id: string },
  other: { readonly revenue: number | null; readonly id: string },
): number {
  const [amount, against] = [
    one.revenue ?? Number.NEGATIVE_INFINITY,
    other.revenue ?? Number.NEGATIVE_INFINITY,
  ];
  if (amount !== against) return amount > against ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
