import { CATEGORY_NAMES, type CategoryName } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { BookFolder } from './files.ts';
import { type HistoryCategory, readHistory } from './history.ts';

/** What the book knows from the runs before a day. */
export interface Past {
  /** The category that a customer was last seen in; null when it is new, or had left. */
  previous(id: string): CategoryName | null;
  /** Where it stood after the last run before the day; null when it is new, or had left. */
  standing(id: string): HistoryCategory | null;
  /** Who was there after that run, in the order in which they first came. */
  ids(): Iterable<string>;
  /** How many they were. */
  readonly customers: number;
  /** How many lines of the history come before the day, its header among them; infinite when all do. */
  readonly lines: number;
  /** The last day of which the history has a line. */
  readonly lastDay: Day | null;
}

/**
 * Reads what was known before a day. What runs of that day or later wrote plays no part, so that a run of the
 * same day comes to the same again.
 */
export async function readPast(book: BookFolder, asOf: Day): Promise<Past> {
  const codes = new Map<string, number>();
  let customers = 0;
  let lines: number | null = null;
  let lastDay: Day | null = null;
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to, line } of batch) {
      lastDay = day;
      if (day >= asOf) {
        lines ??= line - 1;
        continue;
      }
      const before = codes.get(id) ?? GONE;
      const after = codeOf(to, before);
      if (before === GONE && after !== GONE) customers += 1;
      if (before !== GONE && after === GONE) customers -= 1;
      codes.set(id, after);
    }
  }
  return {
    previous: (id) => CATEGORY_NAMES[(codes.get(id) ?? GONE) & CATEGORY] ?? null,
    standing(id) {
      const code = codes.get(id) ?? GONE;
      if (code === GONE) return null;
      return (code & UNDETERMINED) === 0 ? CATEGORY_NAMES[code]! : 'undetermined';
    },
    *ids() {
      for (const [id, code] of codes) if (code !== GONE) yield id;
    },
    customers,
    lines: lines ?? Number.POSITIVE_INFINITY,
    lastDay,
  };
}

// A small number a customer: its last category by place, 7 for none, and whether it is undetermined since.
const CATEGORY = 7;
const UNDETERMINED = 8;
const GONE = 16 | CATEGORY;

function codeOf(to: HistoryCategory, before: number): number {
  switch (to) {
    case 'gone':
      return GONE;
    case 'undetermined':
      return (before & CATEGORY) | UNDETERMINED;
    case 'target':
    case 'normal':
    case 'lost':
    case 'key':
      return CATEGORY_NAMES.indexOf(to);
  }
}
