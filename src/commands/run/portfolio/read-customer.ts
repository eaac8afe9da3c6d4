import type { Fact } from '../../../condition/fact.ts';
import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import { scoreFacts } from '../../../criteria/reads.ts';
import type { ExactNumber } from '../../../fields/exact-number.ts';
import { shownNumber } from '../../../fields/rounded.ts';
import { oncePer } from '../../../once-per.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { knownFacts } from '../../../verdict/known-facts.ts';
import { type KnownValues, openKnownValues, type ReadKnown } from '../../../verdict/known-values.ts';
import { categoryOf, criterionOf } from '../../../verdict/verdict.ts';

/** Ratios of the amounts of a customer; null is not known. */
interface Ratios {
  readonly growth: number | null;
  readonly margin: number | null;
}

/** Reads customers, whichever criteria they are under. */
interface CustomerReader {
  /** The result is reused for the next customer. */
  readonly read: ReadKnown;
  ratiosOf(customer: ClassifiedCustomer, known: KnownValues): Ratios;
  /** Writes down a customer: made only for those that a list wants, since most are seen and forgotten. */
  rowOf(customer: ClassifiedCustomer): CustomerRow;
}

/** Compiles the reading. */
export function openCustomers(company: Criteria): CustomerReader {
  const read = openKnownValues(company);
  const ratiosIn = oncePer((criteria: Criteria) => ({
    growth: ratioFact(criteria, 'growth'),
    margin: ratioFact(criteria, 'margin'),
  }));
  const ratiosOf: CustomerReader['ratiosOf'] = ({ facts, criteria }, { revenue, priorRevenue, profit }) => {
    const own = ratiosIn(criteria);
    const grown = revenue === null || priorRevenue === null ? null : Number(revenue) - Number(priorRevenue);
    // The criteria's own growth and margin, where they have them: the page must show what they decide by.
    return {
      growth: own.growth === null ? ratioOf(grown, priorRevenue) : shownNumber(facts, own.growth.slot),
      margin: own.margin === null ? ratioOf(profit, revenue) : shownNumber(facts, own.margin.slot),
    };
  };
  return {
    read,
    ratiosOf,
    rowOf(customer) {
      const { facts, criteria, verdict, group } = customer;
      const known = read(facts, criteria);
      const { id, name, unit, manager, lostReason, revenue, priorRevenue, profit, potential } = known;
      const { growth, margin } = ratiosOf(customer, known);
      const scores = scoreFacts(criteria);
      // Property by property: of objects made from others each may get a shape of its own, as large as itself.
      return {
        id,
        name,
        unit,
        manager,
        lostReason,
        revenue,
        priorRevenue,
        profit,
        potential,
        category: categoryOf(verdict),
        growth,
        margin,
        sites: group?.sites ?? null,
        criterion: criterionOf(verdict),
        scores: new Map(scores.map(({ name: score, slot }) => [score, shownNumber(facts, slot)])),
      };
    },
  };
}

function ratioOf(part: ExactNumber | null, whole: ExactNumber | null): number | null {
  return part === null || whole === null || Number(whole) <= 0 ? null : Number(part) / Number(whole);
}

// The fact of a ratio that the criteria call by this name; null when they have none.
function ratioFact(criteria: Criteria, name: 'growth' | 'margin'): Fact | null {
  const fact = criteria.facts.get(name);
  return fact?.type.kind === 'number' && fact.type.unit === 'ratio' ? fact : null;
}

/** A customer as lists name it; null is not known. */
export interface CustomerRow extends KnownValues, Ratios {
  /** Null is undetermined. */
  readonly category: CategoryName | null;
  /** Of how many rows it is made; null where each row is a customer. */
  readonly sites: number | null;
  /** What decided; null when nothing could. */
  readonly criterion: string | null;
  /** By the name of the score. */
  readonly scores: ReadonlyMap<string, number | null>;
}

/** Which of the numbers of an analysis there can be, by the facts that the criteria have. */
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
  const { revenue, priorRevenue, profit, potential, unit, manager } = knownFacts(criteria);
  return {
    revenue: revenue !== null,
    prior: priorRevenue !== null,
    profit: profit !== null,
    growth: ratioFact(criteria, 'growth') !== null || (revenue !== null && priorRevenue !== null),
    margin: ratioFact(criteria, 'margin') !== null || (revenue !== null && profit !== null),
    potential: potential !== null,
    unit: unit !== null,
    manager: manager !== null,
  };
}
