import type { Check } from '../criteria/criteria.ts';
import type { Titles } from '../criteria/titles.ts';
import type { Language, Wording } from '../text/wording.ts';

/** What people call a criterion: its title, else its id. */
export function criterionTitle(id: string, titles: Titles, language: Language): string {
  return titleOr(titles.criteria.get(id), id, language);
}

/** What people call a check, likewise. */
export function checkTitle({ id, title }: Pick<Check, 'id' | 'title'>, language: Language): string {
  return titleOr(title ?? undefined, id, language);
}

/** What people call a business unit: its title, else its name in the data. */
export function unitTitle(name: string, titles: Titles, language: Language): string {
  return titleOr(titles.units.get(name), name, language);
}

function titleOr(title: Wording | undefined, name: string, language: Language): string {
  return title === undefined ? name : title[language];
}
