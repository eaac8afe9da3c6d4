import { CATEGORY_NAMES, type CategoryName, type Criteria } from '../criteria/criteria.ts';
import type { Facts } from '../fields/facts.ts';
import { shownValue } from '../fields/rounded.ts';
import { type AmountSum, addAmounts, amountsOf, emptyAmounts } from '../verdict/amounts.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Customers with their revenue and profit, in the file's money; null where there is no such field. */
export interface Total {
  readonly customers: number;
  readonly revenue: number | null;
  readonly profit: number | null;
}

/** What a total is of. */
export type TotalOf = CategoryName | 'undetermined';

/** Everything that a total is of, in the order of the columns of the runs. */
export const TOTALS_OF: readonly TotalOf[] = [...CATEGORY_NAMES, 'undetermined'];

/** The totals of a run; each of `TOTALS_OF` is there, also when it has no customers. */
export type Totals = ReadonlyMap<TotalOf, Total>;

/** Adds customers up, exactly. A missing amount is left out, and nothing else looks at it. */
export function addTotals(criteria: Criteria): {
  add(verdict: Verdict, facts: Facts): void;
  result(): Totals;
} {
  const { revenue, profit } = knownFacts(criteria);
  const sums = new Map(TOTALS_OF.map((of) => [of, emptyAmounts()]));
  return {
    add(verdict, facts) {
      const sum = sums.get(verdict.kind === 'decided' ? verdict.category : 'undetermined')!;
      addAmounts(
        sum,
        revenue === null ? null : shownValue(facts, revenue.slot),
        profit === null ? null : shownValue(facts, profit.slot),
      );
    },
    result: () => {
      const totalOf = (sum: AmountSum): Total => {
        const { customers, ...known } = amountsOf(sum);
        return {
          customers,
          revenue: revenue === null ? null : known.revenue,
          profit: profit === null ? null : known.profit,
        };
      };
      return new Map([...sums].map(([of, sum]) => [of, totalOf(sum)]));
    },
  };
}
