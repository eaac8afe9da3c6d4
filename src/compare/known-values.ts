import type { Criteria } from '../criteria/criteria.ts';
import type { Facts } from '../fields/facts.ts';
import { numberOrNull } from '../fields/facts.ts';
import { shownValue } from '../fields/rounded.ts';
import { knownFacts } from '../verdict/known-facts.ts';

/** What lists and totals say of a customer. */
export interface KnownValues {
  readonly id: string;
  readonly name: string | null;
  readonly revenue: number | null;
  readonly profit: number | null;
  readonly unit: string | null;
  readonly manager: string | null;
}

/**
 * Reads them under some criteria; what the criteria do not have is null. What it returns is filled again for the
 * next customer: copy what is to be kept.
 */
export function knownValues(criteria: Criteria): (facts: Facts) => KnownValues {
  const known = knownFacts(criteria);
  const slotOf = (fact: { readonly slot: number } | null): number => fact?.slot ?? NOWHERE;
  const [id, name, unit, manager] = [known.id, known.name, known.unit, known.manager].map(slotOf);
  const [revenue, profit] = [known.revenue, known.profit].map(slotOf);
  const text = (facts: Facts, slot: number): string | null => (slot < 0 ? null : facts.texts[slot]!);
  const number = (facts: Facts, slot: number): number | null =>
    slot < 0 ? null : numberOrNull(shownValue(facts, slot));
  const values = {
    id: '',
    name: null as string | null,
    revenue: null as number | null,
    profit: null as number | null,
    unit: null as string | null,
    manager: null as string | null,
  };
  return (facts) => {
    values.id = text(facts, id!) ?? '';
    values.name = text(facts, name!);
    values.revenue = number(facts, revenue!);
    values.profit = number(facts, profit!);
    values.unit = text(facts, unit!);
    values.manager = text(facts, manager!);
    return values;
  };
}

/** Whether criteria have revenue and gross profit that can be added up. */
export function hasAmounts(criteria: Criteria): { readonly revenue: boolean; readonly profit: boolean } {
  const { revenue, profit } = knownFacts(criteria);
  return { revenue: revenue !== null, profit: profit !== null };
}

const NOWHERE = -1;
