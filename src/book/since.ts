import type { CategoryName } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { BookFolder } from './files.ts';
import { readHistory } from './history.ts';

/**
 * Since when customers have been what they were before a day: the first run that found them so. Runs that could not
 * tell do not interrupt it; leaving the export does.
 */
export async function readSince(
  book: BookFolder,
  asOf: Day,
): Promise<(id: string, category: CategoryName) => Day | null> {
  const since = new Map<string, { readonly category: CategoryName; readonly day: Day }>();
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to } of batch) {
      if (day >= asOf || to === 'undetermined') continue;
      if (to === 'gone') since.delete(id);
      else if (since.get(id)?.category !== to) since.set(id, { category: to, day });
    }
  }
  return (id, category) => {
    const found = since.get(id);
    return found?.category === category ? found.day : null;
  };
}
