import type { Criteria } from '../../criteria/criteria.ts';
import { UserError } from '../../errors.ts';
import { factText } from '../../fields/facts.ts';
import { tidy } from '../../fields/fold.ts';
import type { GroupTable } from '../../group/group-table.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import type { Run } from './open-run.ts';

/** What is taken of the customers that somebody named by id. */
export interface NamedCustomers<T> {
  take(customer: ClassifiedCustomer): void;
  /** In the order in which they were named; a UserError where one is not in the file. */
  found(): ReadonlyMap<string, T>;
}

/** Looks for customers by their ids, as people type them; the id of a site finds its group. */
export function findNamed<T>(
  ids: readonly string[],
  { criteria, file, rejected }: Pick<Run, 'criteria' | 'file' | 'rejected'>,
  grouped: GroupTable | null,
  make: (customer: ClassifiedCustomer) => T,
): NamedCustomers<T> {
  const wanted = new Set(namesOf(ids).map((id) => grouped?.groups.groupOf(id)?.id ?? id));
  const found = new Map<string, T>();
  const others: string[] = [];
  return {
    take(customer) {
      const id = idIn(customer, criteria);
      if (wanted.has(id)) found.set(id, make(customer));
      else if (others.length < MOST_KNOWN) others.push(id);
    },
    found() {
      const unknown = [...wanted].filter((id) => !found.has(id));
      if (unknown.length === 0) return new Map([...wanted].map((id) => [id, found.get(id)!]));
      const names = unknown.map((id) => `"${id}"`).join(', ');
      const aside = rejected.length > 0 ? '; rows that cannot be read are not looked at' : '';
      throw new UserError(
        {
          en: `no customer ${names} in ${file.name}${aside}`,
          zh: `${file.name} 中没有客户 ${unknown.map((id) => `“${id}”`).join('、')}${rejected.length > 0 ? '（无法读取的行不在查找之列）' : ''}`,
        },
        didYouMean(unknown[0]!, others) ?? {
          en: 'ids are compared as they stand in the file, leading zeros included',
          zh: '编号按文件中的写法比较，前导零也算在内',
        },
      );
    },
  };
}

/** Ids as they are compared, each once. */
export function namesOf(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => tidy(id).normalize('NFC')))];
}

// Enough to say what was meant, however large the file is.
const MOST_KNOWN = 100_000;

function idIn({ facts }: ClassifiedCustomer, { idField }: Criteria): string {
  return factText(facts, idField.slot)!;
}
