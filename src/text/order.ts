/** The order of two texts by code units: the same on every machine, whatever its locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Names with how often each occurs, the most frequent first; of equals the first by code units, whatever their order. */
export function byCount(counts: ReadonlyMap<string, number>): [name: string, count: number][] {
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
}
