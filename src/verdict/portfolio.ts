import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { type AmountSum, addAmounts, amountsOf, emptyAmounts, joinAmounts } from './amounts.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { hasAmounts, revenueReader } from './known-values.ts';
import { missingFields } from './missing-fields.ts';
import { criterionOf, type Verdict } from './verdict.ts';

/** Customers and their revenue; revenue in the file's money. */
export interface Tally {
  readonly customers: number;
  readonly revenue: ExactNumber;
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
  result(): Portfolio;
}

/** Adds customers up as they come. */
export function buildPortfolio(criteria: Criteria): PortfolioBuilder {
  const read = revenueReader();
  const total = emptyAmounts();
  const undetermined = emptyAmounts();
  // A criterion gives the same verdict to every customer that meets it, so there are few.
  const sums = new Map<Verdict, AmountSum>();
  const lacks = new Map<string, number>();
  const tallyWhere = (belongs: (verdict: Decided) => boolean): Tally => {
    const joined = emptyAmounts();
    for (const [verdict, sum] of sums)
      if (verdict.kind === 'decided' && belongs(verdict)) joinAmounts(joined, sum);
    return tallyOf(joined);
  };
  return {
    add({ facts, verdict, criteria: own }) {
      const revenue = read(facts, own);
      addAmounts(total, revenue, null);
      if (verdict.kind === 'decided') {
        let sum = sums.get(verdict);
        if (sum === undefined) {
          sum = emptyAmounts();
          sums.set(verdict, sum);
        }
        addAmounts(sum, revenue, null);
        return;
      }
      addAmounts(undetermined, revenue, null);
      for (const name of missingFields(verdict.lacks, facts, own))
        lacks.set(name, (lacks.get(name) ?? 0) + 1);
    },
    result: () => {
      const keys = [...sums.keys()].filter((verdict) => verdict.kind === 'decided');
      const ids = keys
        .filter(({ category }) => category === 'key')
        .flatMap((verdict) => criterionOf(verdict) ?? []);
      return {
        total: tallyOf(total),
        categories: new Map(
          criteria.categories.map(({ name }) => [name, tallyWhere(({ category }) => category === name)]),
        ),
        keyCriteria: new Map(
          [...new Set(ids)]
            .sort()
            .map((id) => [
              id,
              tallyWhere((verdict) => verdict.category === 'key' && criterionOf(verdict) === id),
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

type Decided = Extract<Verdict, { kind: 'decided' }>;
