import { CATEGORY_NAMES, type CategoryName, type Criteria } from '../criteria/criteria.ts';
import type { Facts } from '../fields/facts.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import { addMoney, emptyMoney, type MoneySum, moneyOf } from '../verdict/money-sum.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Customers with their revenue and profit, in hundredths of the file's money; null where there is no such field. */
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

/** Adds customers up; sums are rounded to the cent in the end. A missing amount is left out, and nothing else looks at it. */
export function addTotals(criteria: Criteria): {
  add(verdict: Verdict, facts: Facts): void;
  result(): Totals;
} {
  const { revenue, profit } = knownFacts(criteria);
  const sums = new Map(
    TOTALS_OF.map((of) => [of, { customers: 0, revenue: emptyMoney(), profit: emptyMoney() }]),
  );
  return {
    add(verdict, facts) {
      const sum = sums.get(verdict.kind === 'decided' ? verdict.category : 'undetermined')!;
      sum.customers += 1;
      if (revenue !== null) addKnown(sum.revenue, facts.numbers[revenue.slot]!);
      if (profit !== null) addKnown(sum.profit, facts.numbers[profit.slot]!);
    },
    result: () =>
      new Map(
        [...sums].map(([of, sum]) => [
          of,
          {
            customers: sum.customers,
            revenue: revenue === null ? null : hundredthsOf(sum.revenue),
            profit: profit === null ? null : hundredthsOf(sum.profit),
          },
        ]),
      ),
  };
}

function addKnown(sum: MoneySum, amount: number): void {
  if (!Number.isNaN(amount)) addMoney(sum, amount);
}

function hundredthsOf(sum: MoneySum): number {
  return Math.round(moneyOf(sum) * 100);
}

/** Hundredths as a decimal: -12345 is "-123.45". */
export function printHundredths(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
