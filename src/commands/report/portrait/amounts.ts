import {
  type AmountSum,
  type Amounts,
  addAmounts,
  amountsOf,
  emptyAmounts,
  joinAmounts,
} from '../../../verdict/amounts.ts';
import type { KnownValues } from '../../../verdict/known-values.ts';
import { addMoney, emptyMoney, joinMoney, type MoneySum, moneyOf } from '../../../verdict/money-sum.ts';

/** Customers and what they bring, with the ratios of it. */
export interface GroupFigures extends Amounts {
  /** Of how many customers revenue and profit are known. */
  readonly revenueKnown: number;
  readonly profitKnown: number;
  /** Revenue against the year before, over the customers of whom both are known; null when there is nothing to compare. */
  readonly growth: number | null;
  /** Profit against revenue, over the customers of whom both are known; null without revenue. */
  readonly margin: number | null;
}

/** What is added up of customers: all, and those of whom two amounts are known that make a ratio. */
export interface FigureSum extends AmountSum {
  revenueKnown: number;
  profitKnown: number;
  readonly compared: MoneySum;
  readonly prior: MoneySum;
  readonly earning: MoneySum;
  readonly earned: MoneySum;
}

/** Nothing added yet. */
export function emptySum(): FigureSum {
  return {
    ...emptyAmounts(),
    revenueKnown: 0,
    profitKnown: 0,
    compared: emptyMoney(),
    prior: emptyMoney(),
    earning: emptyMoney(),
    earned: emptyMoney(),
  };
}

/** Adds a customer; null is not known. */
export function addToSum(
  sum: FigureSum,
  { revenue, priorRevenue, profit }: Pick<KnownValues, 'revenue' | 'priorRevenue' | 'profit'>,
): void {
  addAmounts(sum, revenue, profit);
  if (revenue !== null) sum.revenueKnown += 1;
  if (profit !== null) sum.profitKnown += 1;
  if (revenue !== null && priorRevenue !== null) {
    addMoney(sum.compared, revenue);
    addMoney(sum.prior, priorRevenue);
  }
  if (revenue !== null && profit !== null) {
    addMoney(sum.earning, revenue);
    addMoney(sum.earned, profit);
  }
}

/** Several sums as one. */
export function joinSums(sums: Iterable<FigureSum>): FigureSum {
  const joined = emptySum();
  for (const sum of sums) {
    joinAmounts(joined, sum);
    joined.revenueKnown += sum.revenueKnown;
    joined.profitKnown += sum.profitKnown;
    for (const name of PARTS) joinMoney(joined[name], sum[name]);
  }
  return joined;
}

const PARTS = ['compared', 'prior', 'earning', 'earned'] as const;

/** A sum in the file's money, with its ratios. */
export function figuresOf(sum: FigureSum): GroupFigures {
  const [compared, prior] = [moneyOf(sum.compared), moneyOf(sum.prior)];
  const [earning, earned] = [moneyOf(sum.earning), moneyOf(sum.earned)];
  return {
    ...amountsOf(sum),
    revenueKnown: sum.revenueKnown,
    profitKnown: sum.profitKnown,
    growth: prior > 0 ? (compared - prior) / prior : null,
    margin: earning > 0 ? earned / earning : null,
  };
}
