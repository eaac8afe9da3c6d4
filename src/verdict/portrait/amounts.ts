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

/** A sum that is added to, in hundredths, so that cents add up exactly and no order of rows matters. */
export interface Sum {
  customers: number;
  revenue: number;
  profit: number;
  revenueKnown: number;
  profitKnown: number;
  compared: number;
  prior: number;
  earning: number;
  earned: number;
}

/** Nothing added yet. */
export function emptySum(): Sum {
  return {
    ...{ customers: 0, revenue: 0, profit: 0, revenueKnown: 0, profitKnown: 0 },
    ...{ compared: 0, prior: 0, earning: 0, earned: 0 },
  };
}

/** Adds a customer; NaN is not known. */
export function addToSum(sum: Sum, revenue: number, prior: number, profit: number): void {
  sum.customers += 1;
  const income = Math.round(revenue * 100);
  const result = Math.round(profit * 100);
  const [incomeKnown, resultKnown] = [!Number.isNaN(income), !Number.isNaN(result)];
  if (incomeKnown) {
    sum.revenue += income;
    sum.revenueKnown += 1;
  }
  if (resultKnown) {
    sum.profit += result;
    sum.profitKnown += 1;
  }
  if (incomeKnown && !Number.isNaN(prior)) {
    sum.compared += income;
    sum.prior += Math.round(prior * 100);
  }
  if (incomeKnown && resultKnown) {
    sum.earning += income;
    sum.earned += result;
  }
}

/** Several sums as one. */
export function joinSums(sums: Iterable<Sum>): Sum {
  const joined = emptySum();
  for (const sum of sums) {
    for (const name of Object.keys(joined) as (keyof Sum)[]) joined[name] += sum[name];
  }
  return joined;
}

/** A sum in the file's money, with its ratios. */
export function amountsOf(sum: Sum): Amounts {
  return {
    customers: sum.customers,
    revenue: sum.revenue / 100,
    profit: sum.profit / 100,
    ...{ revenueKnown: sum.revenueKnown, profitKnown: sum.profitKnown },
    growth: sum.prior > 0 ? (sum.compared - sum.prior) / sum.prior : null,
    margin: sum.earning > 0 ? sum.earned / sum.earning : null,
  };
}
