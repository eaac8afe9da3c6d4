import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import { numberOrNull } from '../../../fields/facts.ts';
import { shownValue } from '../../../fields/rounded.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { criterionOf } from '../../../verdict/verdict.ts';
import type { Seen } from './read-customer.ts';

/** A customer as lists name it; null is not known. */
export interface CustomerRow {
  readonly id: string;
  readonly name: string | null;
  /** Null is undetermined. */
  readonly category: CategoryName | null;
  /** What decided: the criterion's id, `stays_while`, `otherwise` or `override`; null when nothing could. */
  readonly criterion: string | null;
  readonly unit: string | null;
  readonly manager: string | null;
  readonly revenue: number | null;
  readonly profit: number | null;
  readonly growth: number | null;
  readonly margin: number | null;
  readonly potential: number | null;
  /** By the name of the score. */
  readonly scores: ReadonlyMap<string, number | null>;
}

/** Writes down a customer: made only for those that a list wants, since most are seen and forgotten. */
export function rowOf({ facts, verdict, criteria }: ClassifiedCustomer, seen: Seen): CustomerRow {
  const name = criteria.facts.get('customer_name');
  return {
    id: seen.id,
    name: name?.type.kind === 'text' ? facts.texts[name.slot]! : null,
    category: seen.category,
    criterion: criterionOf(verdict),
    unit: seen.unit,
    manager: seen.manager,
    revenue: numberOrNull(seen.revenue),
    profit: numberOrNull(seen.profit),
    growth: numberOrNull(seen.growth),
    margin: numberOrNull(seen.margin),
    potential: numberOrNull(seen.potential),
    scores: new Map(
      scoreFacts(criteria).map(({ name, slot }) => [name, numberOrNull(shownValue(facts, slot))]),
    ),
  };
}

/** The scores that criteria have, with their slots. */
export function scoreFacts(criteria: Criteria): { readonly name: string; readonly slot: number }[] {
  return criteria.computed.filter(({ kind }) => kind === 'score').map(({ fact }) => fact);
}
