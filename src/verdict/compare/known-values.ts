import type { Fact } from '../../condition/fact.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Facts } from '../../fields/facts.ts';
import { knownFacts } from '../known-facts.ts';

/** What lists and totals say of a customer. */
export interface KnownValues {
  readonly id: string;
  readonly name: string | null;
  readonly revenue: number | null;
  readonly profit: number | null;
  readonly unit: string | null;
  readonly manager: string | null;
}

/** Reads them under some criteria; what the criteria do not have is null. */
export function knownValues(criteria: Criteria): (facts: Facts) => KnownValues {
  const known = knownFacts(criteria);
  const text = (fact: Fact | null) => (facts: Facts) =>
    fact === null ? null : (facts.texts[fact.slot] ?? null);
  const number = (fact: Fact | null) => (facts: Facts) =>
    fact === null || Number.isNaN(facts.numbers[fact.slot]!) ? null : facts.numbers[fact.slot]!;
  const [id, name, unit, manager] = [known.id, known.name, known.unit, known.manager].map(text);
  const [revenue, profit] = [known.revenue, known.profit].map(number);
  return (facts) => ({
    id: id!(facts) ?? '',
    name: name!(facts),
    revenue: revenue!(facts),
    profit: profit!(facts),
    unit: unit!(facts),
    manager: manager!(facts),
  });
}
