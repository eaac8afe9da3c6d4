import type { Day } from '../fields/day.ts';
import type { BookFolder } from './files.ts';
import { readHistory } from './history.ts';

/** The checks that customers failed when they were last seen before they were lost, by id, as the history has them up to a day. */
export async function readSignsOfLost(
  book: BookFolder,
  asOf: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to, signs } of batch) {
      if (day > asOf) continue;
      if (to === 'lost') found.set(id, signs);
      else found.delete(id);
    }
  }
  return found;
}
