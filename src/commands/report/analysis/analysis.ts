import type { Cuts } from '../../../condition/condition.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { BaseField } from '../../../criteria/report-rules.ts';
import { exactNumber } from '../../../fields/exact-number.ts';
import { factText } from '../../../fields/facts.ts';
import type { LineTotals } from '../../../lines/add-up.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { type Best, byRevenue, keepBest, type Ranked } from '../../../verdict/keep-best.ts';
import { buildPortfolio, type Portfolio } from '../../../verdict/portfolio.ts';
import { categoryOf, STANDINGS, type Standing } from '../../../verdict/verdict.ts';
import { collectNear, type NearLine } from '../../run/portfolio/near.ts';
import { collectPursuit, type Pursuit } from '../../run/portfolio/pursuit.ts';
import { type CustomerRow, type Has, hasFacts, openCustomers } from '../../run/portfolio/read-customer.ts';
import { type Concentration, concentrate, createNumberList } from './concentration.ts';
import {
  addToSum,
  collectGroups,
  emptySum,
  figuresOf,
  type Group,
  type GroupFigures,
  joinSums,
} from './groups.ts';
import { collectScores, type FactLine, linesOn, type ScoreShape } from './scores.ts';

/** The portfolio in numbers: everything that a report shows of one classification. */
export interface PortfolioAnalysis {
  readonly has: Has;
  readonly portfolio: Portfolio;
  readonly total: GroupFigures;
  readonly categories: ReadonlyMap<Standing, GroupFigures>;
  /** All but the key accounts. */
  readonly others: GroupFigures;
  readonly revenue: Concentration | null;
  readonly profit: Concentration | null;
  /** How many of the customers that together make the core of revenue are key accounts. */
  readonly coreKeys: number;
  /** The customers with the largest revenue. */
  readonly largest: readonly CustomerRow[];
  readonly growth: GrowthMap | null;
  readonly scores: readonly ScoreShape[];
  readonly near: NearLine;
  readonly pursuit: Pursuit;
  /** Base business by each field that the criteria name, in their order; only where something is known. */
  readonly bases: readonly Base[];
  readonly managers: readonly Group[];
  /** Key accounts first, then by revenue: all customers, or as many as a page can hold. */
  readonly customers: readonly CustomerRow[];
}

/** What customers bring, or lines of theirs, by the values of a field. */
export interface Base {
  readonly by: BaseField;
  readonly groups: readonly Group[];
}

/** Growth against margin, of the customers with the largest revenue of whom both are known. */
export interface GrowthMap {
  readonly rows: readonly CustomerRow[];
  /** Of how many customers both are known. */
  readonly known: number;
  readonly growthLines: readonly FactLine[];
  readonly marginLines: readonly FactLine[];
}

/** Takes customers as they come, in one pass. */
export interface AnalysisBuilder {
  add(customer: ClassifiedCustomer): void;
  result(): PortfolioAnalysis;
}

/** What an analysis needs beside the company's criteria; `asOf` is a day counted from 1970-01-01. */
export interface AnalysisOptions {
  readonly asOf: number;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** How many customers the list at the end holds. */
  readonly mostCustomers: number;
  /** The individual whom a manager's name stands for, however it is spelt; null is a team or a placeholder. */
  personOf(name: string): string | null;
  /** The revenue of a customer in parts, by each field of lines that tells them. */
  readonly parts?: LineTotals['parts'];
}

/**
 * Takes customers as they come, in one pass. Keeps sums, histograms, the best of each list, and 8 bytes a
 * customer for each of the curves of revenue, profit and revenue by unit.
 */
export function analysePortfolio(
  criteria: Criteria,
  { asOf, cuts, mostCustomers, personOf, parts = new Map() }: AnalysisOptions,
): AnalysisBuilder {
  const declared = hasFacts(criteria);
  const { read, ratiosOf, rowOf } = openCustomers(criteria);
  const portfolio = buildPortfolio(criteria);
  const sums = new Map(STANDINGS.map((name) => [name, emptySum()]));
  const revenue = createNumberList();
  const keyRevenue = createNumberList();
  const profit = createNumberList();
  const { baseBy, isTold } = criteria.report;
  // Without being asked, a report draws no curve of product lines.
  const bases = baseBy.map((by) => ({ by, groups: collectGroups(isTold || by.kind !== 'lines') }));
  const managers = collectGroups(false);
  const scores = collectScores(criteria);
  const near = collectNear(criteria, asOf, cuts);
  const pursuit = collectPursuit(asOf, cuts, declared.potential);
  const largest = keepLargest(MOST_LARGEST);
  const growing = keepLargest(MOST_DRAWN);
  const keys = keepLargest(mostCustomers);
  const rest = keepLargest(mostCustomers);
  return {
    add(customer) {
      portfolio.add(customer);
      const seen = read(customer.facts, customer.criteria);
      const { verdict } = customer;
      const category = categoryOf(verdict);
      let made: CustomerRow | null = null;
      const row = (): CustomerRow => {
        made ??= rowOf(customer);
        return made;
      };
      addToSum(sums.get(category ?? 'undetermined')!, seen);
      if (seen.revenue !== null) {
        revenue.push(seen.revenue);
        if (category === 'key') keyRevenue.push(seen.revenue);
      }
      if (seen.profit !== null) profit.push(seen.profit);
      for (const { by, groups } of bases) {
        if (by.kind !== 'lines') groups.add(factText(customer.facts, by.slot), category, seen);
        else
          for (const { value, cell } of parts.get(by.name)?.(seen.id) ?? [])
            groups.add(value, category, { revenue: exactNumber(cell), priorRevenue: null, profit: null });
      }
      if (declared.manager) {
        const { manager } = seen;
        const person = manager === null ? null : personOf(manager);
        managers.add(person, category, seen, person === null ? null : manager);
      }
      scores.add(customer, category);
      near.add(customer, row);
      if (category === 'target') pursuit.add(customer, seen, row);
      if (seen.revenue !== null && Number(seen.revenue) > 0) {
        largest.add(seen, row);
        const { growth, margin } = ratiosOf(customer, seen);
        if (growth !== null && margin !== null) growing.add(seen, row);
      }
      if (category !== 'key') rest.add(seen, row);
      else {
        keys.add(seen, row);
        // They come first: so much less room is left for the rest.
        if (keys.count % FEWER === 0) rest.shrink(Math.max(0, mostCustomers - keys.count));
      }
    },
    result() {
      const total = figuresOf(joinSums(sums.values()));
      const has = knownOf(declared, total);
      const found = portfolio.result();
      const drawn = growing.items();
      const spread = has.revenue ? concentrate(revenue.sorted(), undefined, revenue.long()) : null;
      const others = [...sums].filter(([name]) => name !== 'key').map(([, sum]) => sum);
      return {
        has,
        portfolio: found,
        total,
        categories: new Map([...sums].map(([name, sum]) => [name, figuresOf(sum)])),
        others: figuresOf(joinSums(others)),
        revenue: spread,
        coreKeys: spread === null ? 0 : keyRevenue.countFrom(spread.core.cut),
        profit: has.profit ? concentrate(profit.sorted(), spread?.customers, profit.long()) : null,
        largest: largest.items(),
        growth:
          has.growth && has.margin && has.revenue
            ? {
                rows: drawn,
                known: growing.count,
                growthLines: linesOn('growth', criteria),
                marginLines: linesOn('margin', criteria),
              }
            : null,
        scores: scores.result(),
        near: near.result(),
        pursuit: pursuit.result(),
        bases: bases
          .map(({ by, groups }) => ({ by, groups: groups.result() }))
          // Nothing but lines without a value tells nothing.
          .filter(({ by, groups }) => by.kind !== 'lines' || groups.some(({ name }) => name !== null)),
        managers: has.manager ? managers.result() : [],
        customers: [...keys.items(), ...rest.items()].slice(0, mostCustomers),
      };
    },
  };
}

// What is read of customers is one object, and read anew for the next: in a list each stands by its own row.
function keepLargest(most: number): Best<CustomerRow, Ranked> {
  return keepBest<CustomerRow, Ranked>(most, byRevenue, (row) => row);
}

// A column that is not there, or is empty, is none: its sums would read as nothing earned.
function knownOf(has: Has, { revenueKnown, profitKnown }: GroupFigures): Has {
  const [revenue, profit] = [has.revenue && revenueKnown > 0, has.profit && profitKnown > 0];
  return { ...has, revenue, profit, growth: has.growth && revenue, margin: has.margin && revenue };
}

const FEWER = 100;
// More points than this hide each other.
const MOST_DRAWN = 250;
const MOST_LARGEST = 15;
