import type { Criteria } from '../criteria/criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { factText } from '../fields/facts.ts';
import { shareTexts } from '../text/share-texts.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import type { Ranked } from '../verdict/keep-best.ts';
import { openKnownValues, type ReadKnown } from '../verdict/known-values.ts';
import type { Named } from './audit.ts';
import { findWhyNoPerson, type NotAPerson, personKey } from './named-person.ts';

/** What an audit reads of a customer by name. */
export interface CustomerNames {
  readonly read: ReadKnown;
  idOf(customer: ClassifiedCustomer): string;
  managerOf(customer: ClassifiedCustomer): string | null;
  nameOf(customer: ClassifiedCustomer): Named;
  /** What is lost with it: most lost customers buy nothing any more, so that it is what they bought the year before. */
  worthOf(customer: ClassifiedCustomer): ExactNumber | null;
  /** What it is ordered by. */
  rankOf(customer: ClassifiedCustomer): Ranked;
  readonly personOf: PersonOf;
}

/** Whether a text names an individual, and which. */
export type PersonOf = (text: string | null) => {
  readonly why: NotAPerson | null;
  readonly key: string | null;
};

/** Opens the reading of names. One is enough for an audit: it remembers criteria and people, never customers. */
export function nameCustomers(company: Criteria): CustomerNames {
  const read = openKnownValues(company);
  const share = shareTexts();
  const valuesOf = ({ facts, criteria }: ClassifiedCustomer) => read(facts, criteria);
  return {
    read,
    idOf: ({ facts, criteria }) => factText(facts, criteria.idField.slot)!,
    managerOf: (customer) => valuesOf(customer).manager,
    personOf: openPeople(),
    worthOf(customer) {
      const { revenue, priorRevenue } = valuesOf(customer);
      return revenue === null || revenue === 0 ? (priorRevenue ?? revenue) : revenue;
    },
    rankOf(customer) {
      const { id, revenue } = valuesOf(customer);
      return { id, revenue };
    },
    nameOf(customer) {
      const { id, name, manager, revenue } = valuesOf(customer);
      return { id, name, manager: share(manager), revenue, line: customer.record.line };
    },
  };
}

/** Opens the reading of managers' names; each text is looked at once. */
export function openPeople(): PersonOf {
  const people = new Map<string | null, ReturnType<PersonOf>>();
  return (text) => {
    const seen = people.get(text);
    if (seen !== undefined) return seen;
    const why = findWhyNoPerson(text);
    const person = { why, key: why === null ? personKey(text!) : null };
    people.set(text, person);
    return person;
  };
}
