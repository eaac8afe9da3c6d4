import { addMoney, emptyMoney, joinMoney, type MoneySum, moneyOf } from '../../../verdict/money-sum.ts';

/** Customers, and what they bring, in the file's money. What is not known is left out of sums. */
export interface Amounts {
  readonly customers: number;
  readonly revenue: number;
  readonly profit: number;
  /** Of how many customers revenue and profit are known. */
  readonly revenueKnown: number;
  readonly profitKnown: number;
  /** Revenue against the year before, over the customers of whom both are known; null when there is nothing to compare. */
  readonly growth: number | null;
  /** Profit against revenue, over the customers of whom both are known; null without revenue. */
  readonly margin: number | null;
}

/** What is added up of customers: all, and those of whom two amounts are known that make a ratio. */
export interface Sum {
  customers: number;
  revenueKnown: number;
  profitKnown: number;
  readonly revenue: MoneySum;
  readonly profit: MoneySum;
  readonly compared: MoneySum;
  readonly prior: MoneySum;
  readonly earning: MoneySum;
  readonly earned: MoneySum;
}

/** Nothing added yet. */
export function emptySum(): Sum {
  return {
    ...{ customers: 0, revenueKnown: 0, profitKnown: 0 },
    ...{ revenue: emptyMoney(), profit: emptyMoney(), compared: emptyMoney() },
    ...{ prior: emptyMoney(), earning: emptyMoney(), earned: emptyMoney() },
  };
}

/** Adds a customer; NaN is not known. */
export function addToSum(sum: Sum, revenue: number, prior: number, profit: number): void {
  sum.customers += 1;
  const [incomeKnown, resultKnown] = [!Number.isNaN(revenue), !Number.isNaN(profit)];
  if (incomeKnown) {
    addMoney(sum.revenue, revenue);
    sum.revenueKnown += 1;
  }
  if (resultKnown) {
    addMoney(sum.profit, profit);
    sum.profitKnown += 1;
  }
  if (incomeKnown && !Number.isNaN(prior)) {
    addMoney(sum.compared, revenue);
    addMoney(sum.prior, prior);
  }
  if (incomeKnown && resultKnown) {
    addMoney(sum.earning, revenue);
    addMoney(sum.earned, profit);
  }
}

/** Several sums as one. */
export function joinSums(sums: Iterable<Sum>): Sum {
  const joined = emptySum();
  for (const sum of sums) {
    for (const name of COUNTS) joined[name] += sum[name];
    for (const name of MONEY) joinMoney(joined[name], sum[name]);
  }
  return joined;
}

const COUNTS = ['customers', 'revenueKnown', 'profitKnown'] as const;
const MONEY = ['revenue', 'profit', 'compared', 'prior', 'earning', 'earned'] as const;

/** A sum in the file's money, with its ratios. */
export function amountsOf(sum: Sum): Amounts {
  const [compared, prior] = [moneyOf(sum.compared), moneyOf(sum.prior)];
  const [earning, earned] = [moneyOf(sum.earning), moneyOf(sum.earned)];
  return {
    customers: sum.customers,
    revenue: moneyOf(sum.revenue),
    profit: moneyOf(sum.profit),
    ...{ revenueKnown: sum.revenueKnown, profitKnown: sum.profitKnown },
    growth: prior > 0 ? (compared - prior) / prior : null,
    margin: earning > 0 ? earned / earning : null,
  };
}
