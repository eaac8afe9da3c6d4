import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { type KnownFacts, knownFacts } from '../verdict/known-facts.ts';
import type { Named } from './audit.ts';
import type { Ranked } from './keep-top.ts';
import { findWhyNoPerson, type NotAPerson, personKey } from './named-person.ts';

/** What an audit reads of a customer by name; each set of criteria is asked once where its facts stand. */
export interface CustomerNames {
  readonly known: (criteria: Criteria) => KnownFacts;
  idOf(customer: ClassifiedCustomer): string;
  managerOf(customer: ClassifiedCustomer): string | null;
  nameOf(customer: ClassifiedCustomer): Named;
  /** What is lost with it: most lost customers buy nothing any more, so that it is what they bought the year before. */
  worthOf(customer: ClassifiedCustomer): number | null;
  /** What it is ordered by. */
  rankOf(customer: ClassifiedCustomer): Ranked;
  /** Whether a text names an individual, and which; each text is looked at once. */
  personOf(text: string | null): { readonly why: NotAPerson | null; readonly key: string | null };
}

/** Opens the reading of names. One is enough for an audit: it remembers criteria and people, never customers. */
export function nameCustomers(): CustomerNames {
  const found = new Map<Criteria, KnownFacts>();
  const known = (criteria: Criteria): KnownFacts => {
    const facts = found.get(criteria) ?? knownFacts(criteria);
    found.set(criteria, facts);
    return facts;
  };
  const people = new Map<string | null, ReturnType<CustomerNames['personOf']>>();
  const idOf = ({ facts, criteria }: ClassifiedCustomer): string => facts.texts[criteria.idField.slot]!;
  const managerOf = (customer: ClassifiedCustomer): string | null =>
    textOf(customer, known(customer.criteria).manager);
  return {
    ...{ known, idOf, managerOf },
    personOf(text) {
      const seen = people.get(text);
      if (seen !== undefined) return seen;
      const why = findWhyNoPerson(text);
      const person = { why, key: why === null ? personKey(text!) : null };
      people.set(text, person);
      return person;
    },
    worthOf(customer) {
      const { revenue, priorRevenue } = known(customer.criteria);
      const now = amountOf(customer, revenue);
      return now === null || now === 0 ? (amountOf(customer, priorRevenue) ?? now) : now;
    },
    rankOf: (customer) => ({
      id: idOf(customer),
      revenue: amountOf(customer, known(customer.criteria).revenue),
    }),
    nameOf(customer) {
      const { name, revenue } = known(customer.criteria);
      return {
        id: idOf(customer),
        name: textOf(customer, name),
        manager: managerOf(customer),
        revenue: amountOf(customer, revenue),
        line: customer.record.line,
      };
    },
  };
}

/** The text of a fact; null is missing, or no such fact. */
export function textOf({ facts }: ClassifiedCustomer, fact: Fact | null): string | null {
  return fact === null ? null : (facts.texts[fact.slot] ?? null);
}

/** The number of a fact; null is missing, or no such fact. */
export function amountOf({ facts }: ClassifiedCustomer, fact: Fact | null): number | null {
  const value = fact === null ? Number.NaN : facts.numbers[fact.slot]!;
  return Number.isNaN(value) ? null : value;
}
