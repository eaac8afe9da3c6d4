import { CATEGORY_NAMES, type Criteria } from '../criteria/criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { type AmountSum, addAmounts, amountsOf, emptyAmounts } from '../verdict/amounts.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { hasAmounts, openKnownValues } from '../verdict/known-values.ts';
import { type Standing, standingOf } from '../verdict/verdict.ts';

/** Customers with their revenue and profit, in the file's money; null where nobody knows it. */
export interface Total {
  readonly customers: number;
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
}

/** Everything that a total is of, in the order of the columns of the runs. */
export const TOTALS_OF: readonly Standing[] = [...CATEGORY_NAMES, 'undetermined'];

/** The totals of a run; each of `TOTALS_OF` is there, also when it has no customers. */
export type Totals = ReadonlyMap<Standing, Total>;

/** Of how many customers revenue and profit are known; null where there is no such field. */
export interface KnownAmounts {
  readonly revenue: number | null;
  readonly profit: number | null;
}

/** Adds customers up, exactly. A missing amount is left out, and nothing else looks at it. */
export function addTotals(criteria: Criteria): {
  add(customer: ClassifiedCustomer): void;
  result(): Totals;
  known(): KnownAmounts;
} {
  const read = openKnownValues(criteria);
  const has = hasAmounts(criteria);
  const sums = new Map(TOTALS_OF.map((of) => [of, emptyAmounts()]));
  const knownOf = (what: 'revenue' | 'profit'): number =>
    [...sums.values()].reduce((known, sum) => known + sum[what].amounts, 0);
  return {
    add({ facts, criteria: own, verdict }) {
      const { revenue, profit } = read(facts, own);
      addAmounts(sums.get(standingOf(verdict))!, revenue, profit);
    },
    result: () => {
      const totalOf = (sum: AmountSum): Total => {
        const { customers, ...known } = amountsOf(sum);
        return {
          customers,
          // Where nobody's is known, no customers do not bring 0 either.
          revenue: knownOf('revenue') > 0 ? known.revenue : null,
          profit: knownOf('profit') > 0 ? known.profit : null,
        };
      };
      return new Map([...sums].map(([of, sum]) => [of, totalOf(sum)]));
    },
    known: () => ({
      revenue: has.revenue ? knownOf('revenue') : null,
      profit: has.profit ? knownOf('profit') : null,
    }),
  };
}
