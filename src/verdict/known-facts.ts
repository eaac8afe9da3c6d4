import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';

/** The facts that totals, lists, plans and audits refer to by name; null where the criteria have no such fact. */
export interface KnownFacts {
  readonly id: Fact | null;
  readonly name: Fact | null;
  readonly revenue: Fact | null;
  readonly priorRevenue: Fact | null;
  readonly profit: Fact | null;
  readonly potential: Fact | null;
  readonly unit: Fact | null;
  readonly manager: Fact | null;
  readonly lostReason: Fact | null;
}

/** Finds them by the names of the criteria language, and where the criteria themselves say which they are. */
export function knownFacts(criteria: Criteria): KnownFacts {
  const { facts, duties, units } = criteria;
  const money = (name: string): Fact | null => {
    const fact = facts.get(name);
    return fact?.type.kind === 'number' && fact.type.unit === 'money' ? fact : null;
  };
  const text = (name: string): Fact | null => {
    const fact = facts.get(name);
    return fact?.type.kind === 'text' ? fact : null;
  };
  return {
    id: facts.get(criteria.idField.name) ?? null,
    name: text('customer_name'),
    revenue: money('revenue'),
    priorRevenue: money('prior_revenue'),
    profit: money('gross_profit'),
    potential: money('potential'),
    unit: units?.by ?? text('business_unit'),
    manager: duties.manager ?? text('account_manager'),
    lostReason: text('lost_reason'),
  };
}
