import { type Category, type CategoryName, type Criteria, criteriaOf } from '../criteria.ts';
import { meaningOfCondition } from '../meaning.ts';

/**
 * Which criterion of the older criteria each of the newer ones is: the one with the same meaning, else the one
 * with the same id. Ids that default to a position shift when a criterion is put in between, and are renamed.
 */
export function alignIds(before: Criteria, after: Criteria): (category: CategoryName, id: string) => string {
  const aligned = new Map<string, string>();
  for (const category of after.categories) {
    const older = meaningsIn(
      before,
      before.categories.find(({ name }) => name === category.name),
    );
    const newer = meaningsIn(after, category);
    const free = new Set(older.keys());
    const left = new Set(newer.keys());
    const pair = (otherOf: (id: string, meaning: string) => string | undefined): void => {
      for (const id of left) {
        const other = otherOf(id, newer.get(id)!);
        if (other === undefined || !free.delete(other)) continue;
        left.delete(id);
        aligned.set(keyOf(category.name, id), other);
      }
    };
    pair((id, meaning) => (older.get(id) === meaning ? id : undefined));
    const unpaired = new Map([...free].map((id) => [older.get(id)!, [] as string[]]));
    for (const id of free) unpaired.get(older.get(id)!)!.push(id);
    pair((_, meaning) => unpaired.get(meaning)?.shift());
    pair((id) => id);
    // What is new must not be taken for an older one that has only lost its name.
    for (const id of left) if (older.has(id)) aligned.set(keyOf(category.name, id), `${id} (new)`);
  }
  return (category, id) => aligned.get(keyOf(category, id)) ?? id;
}

function keyOf(category: CategoryName, id: string): string {
  return `${category}\u0000${id}`;
}

function meaningsIn(criteria: Criteria, category: Category | undefined): Map<string, string> {
  return new Map(
    criteriaOf(category).map(({ id, condition }) => [id, meaningOfCondition(condition, criteria.cohorts)]),
  );
}
