import type { GroupCount } from '../group/group-table.ts';
import { counted, defineWords, formatCount, type Language } from '../output/language.ts';

const words = defineWords({
  label: { en: 'groups', zh: '集团' },
  count: {
    en: ({ groups, sites }: GroupCount) => `${counted(groups, 'group')} of ${counted(sites, 'customer')}`,
    zh: ({ groups, sites }: GroupCount) =>
      `${formatCount.zh(sites)} 个客户归为 ${formatCount.zh(groups)} 个集团`,
  },
});

/** How many groups of companies the customers make: "35 groups of 120 customers", with its label. */
export function sayGroups(
  count: GroupCount,
  language: Language,
): { readonly label: string; readonly text: string } {
  const say = words(language);
  return { label: say.label, text: say.count(count) };
}

/** The same as members of a JSON document; nothing where each row is a customer. */
export function groupCountJson(count: GroupCount | null): object {
  return count === null ? {} : { groups: count.groups, sites: count.sites };
}
