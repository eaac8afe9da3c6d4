import type { Criteria } from '../criteria/criteria.ts';

/**
 * A declared value of a choice as a language calls it: by its first spelling in the script of the language, where the
 * criteria declare one. What stands in files and JSON stays as declared.
 */
export function choiceText(
  { fields }: Pick<Criteria, 'fields'>,
  field: string | undefined,
  value: string,
  language: 'en' | 'zh',
): string {
  const spellings = [value, ...(fields.find(({ name }) => name === field)?.values.get(value) ?? [])];
  return spellings.find((one) => /\p{Script=Han}/u.test(one) === (language === 'zh')) ?? value;
}
