import type { CategoryName } from '../criteria/criteria.ts';
import { type Cell, type Series, text } from '../output/report.ts';
import type { Words } from '../output/words.ts';
import type { Standing } from '../verdict/verdict.ts';

/** What people call a category. */
export function categoryName(category: Standing, words: Words): string {
  return category === 'undetermined' ? words.undetermined : words.categories[category];
}

/** A category with its mark. */
export function categoryCell(category: CategoryName | null, words: Words): Cell {
  const series: Series = category ?? 'undetermined';
  return { ...text(categoryName(category ?? 'undetermined', words)), series, tone: toneOf(category) };
}

function toneOf(category: CategoryName | null): 'key' | 'warn' | undefined {
  return category === 'key' ? 'key' : category === null ? 'warn' : undefined;
}
