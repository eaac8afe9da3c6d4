import { CATEGORY_NAMES, type Criteria } from '../criteria/criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { type AmountSum, addAmounts, amountsOf, emptyAmounts } from '../verdict/amounts.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { hasAmounts, openKnownValues } from '../verdict/known-values.ts';
import { type Standing, standingOf } from '../verdict/verdict.ts';

/** Customers with their revenue and profit, in the file's money; null where there is no such field. */
export interface Total {
  readonly customers: number;
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
}

/** Everything that a total is of, in the order of the columns of the runs. */
export const TOTALS_OF: readonly Standing[] = [...CATEGORY_NAMES, 'undetermined'];

/** The totals of a run; each of `TOTALS_OF` is there, also when it has no customers. */
export type Totals = ReadonlyMap<Standing, Total>;

/** Adds customers up, exactly. A missing amount is left out, and nothing else looks at it. */
export function addTotals(criteria: Criteria): {
  add(customer: ClassifiedCustomer): void;
  result(): Totals;
} {
  const read = openKnownValues(criteria);
  const has = hasAmounts(criteria);
  const sums = new Map(TOTALS_OF.map((of) => [of, emptyAmounts()]));
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
          revenue: has.revenue ? known.revenue : null,
          profit: has.profit ? known.profit : null,
        };
      };
      return new Map([...sums].map(([of, sum]) => [of, totalOf(sum)]));
    },
  };
}
