/** Names with how often each occurs, the most frequent first; of equals the first by code units, whatever their order. */
export function byCount(counts: ReadonlyMap<string, number>): [name: string, count: number][] {
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
}
