import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { amountOrNull, type ExactNumber, exactValue } from '../fields/exact-number.ts';
import { type Facts, factText, isShortTyped } from '../fields/facts.ts';
import { oncePer } from '../once-per.ts';
import { addKnown } from './amounts.ts';
import { type KnownFacts, knownFacts } from './known-facts.ts';
import type { MoneySum } from './money-sum.ts';

/** What lists and totals say of a customer, amounts with all their digits; null is missing, or no such fact. */
export interface KnownValues {
  readonly id: string;
  readonly name: string | null;
  readonly unit: string | null;
  readonly manager: string | null;
  readonly lostReason: string | null;
  readonly revenue: ExactNumber | null;
  readonly priorRevenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
  readonly potential: ExactNumber | null;
}

/** Reads them of a customer, under whichever criteria it is. */
export type ReadKnown = (facts: Facts, criteria: Criteria) => KnownValues;

/**
 * Opens the reading. Slots are looked up once for each set of criteria; the company's say which fact names the business
 * unit. The result is reused for the next customer: copy what is to be kept. Its texts and its potential are read when they are
 * asked for, while the facts are those of the customer.
 */
export function openKnownValues(company: Criteria): ReadKnown {
  const { unit } = knownFacts(company);
  const slotsIn = oncePer((criteria: Criteria) => slotsOf({ ...knownFacts(criteria), unit }));
  let read: Facts;
  let own: Slots;
  const values = {
    get id() {
      return textAt(read, own.id) ?? '';
    },
    get name() {
      return textAt(read, own.name);
    },
    get unit() {
      return textAt(read, own.unit);
    },
    get manager() {
      return textAt(read, own.manager);
    },
    get lostReason() {
      return textAt(read, own.lostReason);
    },
    revenue: null as ExactNumber | null,
    priorRevenue: null as ExactNumber | null,
    profit: null as ExactNumber | null,
    get potential() {
      return amountAt(read, own.potential);
    },
  };
  return (facts, criteria) => {
    read = facts;
    own = slotsIn(criteria);
    values.revenue = amountAt(facts, own.revenue);
    values.priorRevenue = amountAt(facts, own.priorRevenue);
    values.profit = amountAt(facts, own.profit);
    return values;
  };
}

/** Opens the adding up of revenue; what is missing is left out. */
export function revenueAdder(): (sum: MoneySum, facts: Facts, criteria: Criteria) => void {
  const slotIn = oncePer((criteria: Criteria) => knownFacts(criteria).revenue?.slot ?? NOWHERE);
  return (sum, facts, criteria) => {
    const slot = slotIn(criteria);
    // Nearly all amounts are.
    if (slot !== NOWHERE && isShortTyped(facts, slot)) addKnown(sum, facts.numbers[slot]!);
    else addKnown(sum, amountAt(facts, slot));
  };
}

/** Whether criteria have revenue and gross profit that can be added up. */
export function hasAmounts(criteria: Criteria): { readonly revenue: boolean; readonly profit: boolean } {
  const { revenue, profit } = knownFacts(criteria);
  return { revenue: revenue !== null, profit: profit !== null };
}

type Slots = { readonly [K in keyof KnownFacts]: number };

const NOWHERE = -1;

function slotsOf(known: KnownFacts): Slots {
  const slotOf = (fact: Fact | null): number => fact?.slot ?? NOWHERE;
  return {
    id: slotOf(known.id),
    name: slotOf(known.name),
    unit: slotOf(known.unit),
    manager: slotOf(known.manager),
    lostReason: slotOf(known.lostReason),
    revenue: slotOf(known.revenue),
    priorRevenue: slotOf(known.priorRevenue),
    profit: slotOf(known.profit),
    potential: slotOf(known.potential),
  };
}

function textAt(facts: Facts, slot: number): string | null {
  return slot === NOWHERE ? null : factText(facts, slot);
}

function amountAt(facts: Facts, slot: number): ExactNumber | null {
  return slot === NOWHERE ? null : amountOrNull(exactValue(facts, slot));
}
