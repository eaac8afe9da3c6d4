/** The best of very many, kept as they come; what was not kept was seen all the same. */
export interface Best<T> {
  /** Whether so good a one may still be kept: asked before anything is made of a customer. */
  wants(key: number): boolean;
  add(key: number, id: string, item: T): void;
  /** The best first; equally good ones by their id, whatever the order of the file. */
  result(): T[];
}

/** Keeps the `most` with the largest keys; of equal ones those whose id comes first. */
export function keepBest<T>(most: number): Best<T> {
  let kept: { readonly key: number; readonly id: string; readonly item: T }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const cut = (): void => {
    kept.sort((one, other) => other.key - one.key || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
    kept = kept.slice(0, most);
    if (kept.length === most && most > 0) least = kept[most - 1]!.key;
  };
  return {
    wants: (key) => most > 0 && key >= least,
    add(key, id, item) {
      kept.push({ key, id, item });
      if (kept.length >= most * 2) cut();
    },
    result() {
      cut();
      return kept.map(({ item }) => item);
    },
  };
}
