import type { CategoryName } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { BookFolder } from './files.ts';
import { readHistory } from './history.ts';

/** What the runs up to a day found of customers, for their plans. */
export interface Standings {
  /**
   * The first run that found a customer in the category that it has had since; null where the book does not say so.
   * Runs that could not tell do not interrupt it; leaving the export does.
   */
  since(id: string, category: CategoryName): Day | null;
  /** Whether the last run that had something to say of it found that it had left. */
  isGone(id: string): boolean;
}

/** Reads the history up to a day, that day included. Throws an InputError when it is damaged. */
export async function readStandings(book: BookFolder, asOf: Day): Promise<Standings> {
  const found = new Map<string, { readonly standing: CategoryName | 'gone'; readonly day: Day }>();
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to } of batch) {
      if (day > asOf || to === 'undetermined') continue;
      if (found.get(id)?.standing !== to) found.set(id, { standing: to, day });
    }
  }
  return {
    since(id, category) {
      const last = found.get(id);
      return last?.standing === category ? last.day : null;
    },
    isGone: (id) => found.get(id)?.standing === 'gone',
  };
}
