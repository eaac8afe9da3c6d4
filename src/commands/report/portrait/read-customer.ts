import type { Fact } from '../../../condition/fact.ts';
import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import { perCriteria } from '../../../criteria/per-criteria.ts';
import type { Facts } from '../../../fields/facts.ts';
import { shownValue } from '../../../fields/rounded.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { type KnownFacts, knownFacts } from '../../../verdict/known-facts.ts';

/** What a portrait looks at of one customer; NaN and null are not known. Filled again for the next one. */
export interface Seen {
  id: string;
  /** Null is undetermined. */
  category: CategoryName | null;
  revenue: number;
  prior: number;
  profit: number;
  growth: number;
  margin: number;
  potential: number;
  unit: string | null;
  manager: string | null;
}

/** Compiles the reading of customers, whichever criteria they are under. */
export function createSeer(): (customer: ClassifiedCustomer) => Seen {
  const slotsIn = perCriteria(slotsOf);
  const seen: Seen = {
    id: '',
    category: null,
    revenue: Number.NaN,
    prior: Number.NaN,
    profit: Number.NaN,
    growth: Number.NaN,
    margin: Number.NaN,
    potential: Number.NaN,
    unit: null,
    manager: null,
  };
  return ({ facts, criteria, verdict }) => {
    const slots = slotsIn(criteria);
    seen.id = facts.texts[slots.id]!;
    seen.category = verdict.kind === 'decided' ? verdict.category : null;
    seen.revenue = numberAt(facts, slots.revenue);
    seen.prior = numberAt(facts, slots.prior);
    seen.profit = numberAt(facts, slots.profit);
    seen.potential = numberAt(facts, slots.potential);
    // The criteria's own growth and margin, where they have them: the page must show what they decide by.
    seen.growth =
      slots.growth >= 0
        ? shownValue(facts, slots.growth)
        : seen.prior > 0
          ? (seen.revenue - seen.prior) / seen.prior
          : Number.NaN;
    seen.margin =
      slots.margin >= 0
        ? shownValue(facts, slots.margin)
        : seen.revenue > 0
          ? seen.profit / seen.revenue
          : Number.NaN;
    seen.unit = textAt(facts, slots.unit);
    seen.manager = textAt(facts, slots.manager);
    return seen;
  };
}

// The fact of a ratio that the criteria call by this name; null when they have none.
function ratioFact(criteria: Criteria, name: 'growth' | 'margin'): Fact | null {
  const fact = criteria.facts.get(name);
  return fact?.type.kind === 'number' && fact.type.unit === 'ratio' ? fact : null;
}

/** Which of the numbers of a portrait there can be, by the facts that the criteria have. */
export interface Has {
  readonly revenue: boolean;
  readonly prior: boolean;
  readonly profit: boolean;
  readonly growth: boolean;
  readonly margin: boolean;
  readonly potential: boolean;
  readonly unit: boolean;
  readonly manager: boolean;
}

/** Growth and margin can be there without a fact of their own: revenue, profit and the year before give them. */
export function hasFacts(criteria: Criteria): Has {
  const known = knownFacts(criteria);
  const revenue = known.revenue !== null;
  return {
    revenue,
    prior: known.priorRevenue !== null,
    profit: known.profit !== null,
    growth: ratioFact(criteria, 'growth') !== null || (revenue && known.priorRevenue !== null),
    margin: ratioFact(criteria, 'margin') !== null || (revenue && known.profit !== null),
    potential: potentialFact(criteria) !== null,
    unit: known.unit !== null,
    manager: known.manager !== null,
  };
}

interface Slots {
  readonly id: number;
  readonly revenue: number;
  readonly prior: number;
  readonly profit: number;
  readonly growth: number;
  readonly margin: number;
  readonly potential: number;
  readonly unit: number;
  readonly manager: number;
}

function slotsOf(criteria: Criteria): Slots {
  const known: KnownFacts = knownFacts(criteria);
  const slot = (fact: Fact | null): number => fact?.slot ?? NONE;
  return {
    id: criteria.idField.slot,
    revenue: slot(known.revenue),
    prior: slot(known.priorRevenue),
    profit: slot(known.profit),
    growth: slot(ratioFact(criteria, 'growth')),
    margin: slot(ratioFact(criteria, 'margin')),
    potential: slot(potentialFact(criteria)),
    unit: slot(known.unit),
    manager: slot(known.manager),
  };
}

const NONE = -1;

function potentialFact(criteria: Criteria): Fact | null {
  const fact = criteria.facts.get('potential');
  return fact?.type.kind === 'number' && fact.type.unit === 'money' ? fact : null;
}

function numberAt(facts: Facts, slot: number): number {
  return slot === NONE ? Number.NaN : shownValue(facts, slot);
}

function textAt(facts: Facts, slot: number): string | null {
  return slot === NONE ? null : facts.texts[slot]!;
}
