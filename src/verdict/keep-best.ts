/** The best of very many, kept as they come; what was not kept was seen all the same. */
export interface Best<T> {
  /** Whether so good a one may still be kept: asked before anything is made of a customer. */
  wants(key: number, id: string): boolean;
  add(key: number, id: string, item: T): void;
  /** Keeps fewer from now on. */
  shrink(most: number): void;
  /** The best first; equally good ones by their id, whatever the order of the file. */
  result(): T[];
}

/** Keeps the so many with the largest keys; of equal ones those whose id comes first. */
export function keepBest<T>(atFirst: number): Best<T> {
  let most = atFirst;
  let kept: { readonly key: number; readonly id: string; readonly item: T }[] = [];
  let last: { readonly key: number; readonly id: string } | null = null;
  const cut = (): void => {
    kept.sort((one, other) => other.key - one.key || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
    kept = kept.slice(0, most);
    if (kept.length === most && most > 0) last = kept[most - 1]!;
  };
  return {
    wants: (key, id) => most > 0 && (last === null || key > last.key || (key === last.key && id < last.id)),
    add(key, id, item) {
      kept.push({ key, id, item });
      if (kept.length >= most * 2) cut();
    },
    shrink(fewer) {
      most = fewer;
      cut();
    },
    result() {
      cut();
      return kept.map(({ item }) => item);
    },
  };
}
