import type { GroupCount } from '../group/group-table.ts';
import { counted, defineWords, formatCount, type Language } from '../output/language.ts';
import { type FactList, text } from '../output/report.ts';

const words = defineWords({
  label: { en: 'groups', zh: '集团' },
  count: {
    en: ({ groups, sites }: GroupCount) => `${counted(groups, 'group')} of ${counted(sites, 'customer')}`,
    zh: ({ groups, sites }: GroupCount) =>
      `${formatCount.zh(sites)} 个客户归为 ${formatCount.zh(groups)} 个集团`,
  },
});

/** How many groups of companies the customers make: "35 groups of 120 customers". */
export function sayGroups(count: GroupCount, language: Language): string {
  return words(language).count(count);
}

/** The same as a fact of a run, with its label. */
export function groupsFact(count: GroupCount, language: Language): FactList['items'][number] {
  return { label: words(language).label, value: text(sayGroups(count, language)) };
}

/** The same as members of a JSON document; nothing where each row is a customer. */
export function groupCountJson(count: GroupCount | null): object {
  return count === null ? {} : { groups: count.groups, sites: count.sites };
}
