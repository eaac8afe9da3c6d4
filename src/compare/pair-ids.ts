import { foldName } from '../fields/fold.ts';
import { compareText } from '../text/order.ts';

/** A customer as it is looked for under another id; null is a name that is not known. */
export interface NamedId {
  readonly id: string;
  readonly name: string | null;
}

/** Customers that are gone beside new ones that seem to be the same. */
export interface IdPairs {
  /** What shows it: the ids look alike, or only the names agree. */
  readonly by: 'look' | 'name';
  readonly count: number;
  /** How many customers are gone. */
  readonly of: number;
  /** The first of them, by the older id. */
  readonly pairs: readonly { readonly from: string; readonly to: string; readonly name: string | null }[];
}

/**
 * Finds customers that are gone and came back under another id: C-1002 for C1002, 1002 or 1002.0 for 001002; or with
 * nothing in common but a name that only one customer has on each side. Null when there are none.
 */
export function pairIds(gone: readonly NamedId[], come: readonly NamedId[]): IdPairs | null {
  const byLook = pairBy(gone, come, ({ id }) => barelyOf(id));
  const paired =
    byLook.length > 0 ? byLook : pairBy(gone, come, ({ name }) => (name === null ? '' : foldName(name)));
  if (paired.length === 0) return null;
  const pairs = paired
    .map(([from, to]) => ({ from: from.id, to: to.id, name: from.name }))
    .sort((one, other) => compareText(one.from, other.from));
  return {
    by: byLook.length > 0 ? 'look' : 'name',
    count: pairs.length,
    of: gone.length,
    pairs: pairs.slice(0, MOST_SHOWN),
  };
}

const MOST_SHOWN = 3;

function pairBy(
  gone: readonly NamedId[],
  come: readonly NamedId[],
  keyOf: (one: NamedId) => string,
): [NamedId, NamedId][] {
  const [older, newer] = [singles(gone, keyOf), singles(come, keyOf)];
  return [...older].flatMap(([key, one]): [NamedId, NamedId][] => {
    const other = newer.get(key);
    return one === null || other == null ? [] : [[one, other]];
  });
}

// By key; null where several share it, and none for what has no key.
function singles(all: readonly NamedId[], keyOf: (one: NamedId) => string): Map<string, NamedId | null> {
  const found = new Map<string, NamedId | null>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== '') found.set(key, found.has(key) ? null : one);
  }
  return found;
}

// An id without what spreadsheets and programs add or drop: decimals of a whole number, signs, case, leading zeros.
function barelyOf(id: string): string {
  return foldName(id)
    .replace(/[.,]0+(?=\D*$)/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}
