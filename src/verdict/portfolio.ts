import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { oncePer } from '../once-per.ts';
import {
  type AmountSum,
  amountsOf,
  type DecidedSum,
  emptyAmounts,
  joinAmounts,
  type PortfolioPart,
} from './amounts.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { hasAmounts, revenueAdder } from './known-values.ts';
import { missingFields } from './missing-fields.ts';
import { criterionOf, type Decided } from './verdict.ts';

/** Customers and their revenue in the file's money; null where there are customers, and it is known of none of them. */
export interface Tally {
  readonly customers: number;
  readonly revenue: ExactNumber | null;
}

/** The categories in numbers. */
export interface Portfolio {
  readonly total: Tally;
  readonly categories: ReadonlyMap<CategoryName, Tally>;
  /** Key accounts by the id of the criterion that decided. */
  readonly keyCriteria: ReadonlyMap<string, Tally>;
  readonly undetermined: Tally;
  /** How many undetermined customers lack each field. */
  readonly lacks: ReadonlyMap<string, number>;
  /** Whether the criteria have money called revenue. */
  readonly hasRevenue: boolean;
}

/** Takes customers as they come, and keeps only sums. */
export interface PortfolioBuilder {
  add(customer: ClassifiedCustomer): void;
  /** What was added since the last time, as plain data to be joined to what was added before. */
  take(): PortfolioPart;
  join(part: PortfolioPart): void;
  result(): Portfolio;
}

/** Adds customers up as they come. */
export function buildPortfolio(criteria: Criteria): PortfolioBuilder {
  const addRevenue = revenueAdder();
  let undetermined = emptyAmounts();
  // By category and criterion.
  const sums = new Map<string, DecidedSum>();
  let lacks = new Map<string, number>();
  const sumOf = (category: CategoryName, criterion: string | null): AmountSum => {
    const key = JSON.stringify([category, criterion]);
    const known = sums.get(key) ?? { category, criterion, sum: emptyAmounts() };
    sums.set(key, known);
    return known.sum;
  };
  const sumsByVerdict = () => oncePer((verdict: Decided) => sumOf(verdict.category, criterionOf(verdict)));
  let sumOfVerdict = sumsByVerdict();
  const tallyWhere = (belongs: (one: DecidedSum) => boolean): Tally => {
    const all = emptyAmounts();
    for (const one of sums.values()) if (belongs(one)) joinAmounts(all, one.sum);
    return tallyOf(all);
  };
  return {
    add({ facts, verdict, criteria: own }) {
      const sum = verdict.kind === 'decided' ? sumOfVerdict(verdict) : undetermined;
      sum.customers += 1;
      addRevenue(sum.revenue, facts, own);
      if (verdict.kind === 'decided') return;
      for (const name of missingFields(verdict.lacks, facts, own))
        lacks.set(name, (lacks.get(name) ?? 0) + 1);
    },
    take() {
      const part = { decided: [...sums.values()], undetermined, lacks };
      sums.clear();
      sumOfVerdict = sumsByVerdict();
      undetermined = emptyAmounts();
      lacks = new Map();
      return part;
    },
    join(part) {
      for (const { category, criterion, sum } of part.decided) joinAmounts(sumOf(category, criterion), sum);
      joinAmounts(undetermined, part.undetermined);
      for (const [name, count] of part.lacks) lacks.set(name, (lacks.get(name) ?? 0) + count);
    },
    result: () => {
      const ids = [...sums.values()]
        .filter(({ category }) => category === 'key')
        .flatMap(({ criterion }) => criterion ?? []);
      const total = emptyAmounts();
      for (const { sum } of sums.values()) joinAmounts(total, sum);
      joinAmounts(total, undetermined);
      return {
        total: tallyOf(total),
        categories: new Map(
          criteria.categories.map(({ name }) => [name, tallyWhere(({ category }) => category === name)]),
        ),
        keyCriteria: new Map(
          ids
            .sort()
            .map((id) => [
              id,
              tallyWhere(({ category, criterion }) => category === 'key' && criterion === id),
            ]),
        ),
        undetermined: tallyOf(undetermined),
        lacks,
        hasRevenue: hasAmounts(criteria).revenue,
      };
    },
  };
}

function tallyOf(sum: AmountSum): Tally {
  const { customers, revenue } = amountsOf(sum);
  return { customers, revenue };
}
