import type { Criteria } from '../criteria/criteria.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
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
  worthOf(customer: ClassifiedCustomer): number | null;
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
  const valuesOf = ({ facts, criteria }: ClassifiedCustomer) => read(facts, criteria);
  return {
    read,
    idOf: ({ facts, criteria }) => facts.texts[criteria.idField.slot]!,
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
      return { id, name, manager, revenue, line: customer.record.line };
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

/** Keeps the first few of what comes, in an order, and counts the rest. */
export interface Top<T, K = T> {
  /** By `key` it is ordered; `make` is asked only for what is kept. */
  add(key: K, make: () => T): void;
  readonly count: number;
  /** The first, in their order. */
  items(): readonly T[];
}

/** `compare` must never find two items equal, or the order in which they come would decide. */
export function keepTop<T, K>(most: number, compare: (one: K, other: K) => number): Top<T, K> {
  const kept: { readonly key: K; readonly item: T }[] = [];
  let count = 0;
  return {
    add(key, make) {
      count += 1;
      const last = kept[most - 1];
      if (last !== undefined && compare(key, last.key) > 0) return;
      let at = kept.length;
      while (at > 0 && compare(key, kept[at - 1]!.key) < 0) at -= 1;
      kept.splice(at, 0, { key, item: make() });
      if (kept.length > most) kept.pop();
    },
    get count() {
      return count;
    },
    items: () => kept.map(({ item }) => item),
  };
}

/** What customers are ordered by. */
export interface Ranked {
  readonly id: string;
  readonly revenue: number | null;
}

/** The larger revenue first, what is missing last; equal ones by id. */
export function byRevenue(one: Ranked, other: Ranked): number {
  const [amount, against] = [
    one.revenue ?? Number.NEGATIVE_INFINITY,
    other.revenue ?? Number.NEGATIVE_INFINITY,
  ];
  if (amount !== against) return amount > against ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
