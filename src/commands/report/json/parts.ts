import type { Figures } from '../portrait/amounts.ts';
import type { CustomerRow } from '../portrait/line-up.ts';
import type { Has } from '../portrait/read-customer.ts';

/** Sums as JSON; null where the criteria have no such field. */
export function amountsJson(of: Figures, has: Has): object {
  return {
    customers: of.customers,
    revenue: has.revenue ? of.revenue : null,
    gross_profit: has.profit ? of.profit : null,
    ...{ revenue_known: of.revenueKnown, gross_profit_known: of.profitKnown },
    margin: of.margin,
    growth: of.growth,
  };
}

/** A customer as JSON; null is not known. */
export function rowJson(row: CustomerRow): object {
  return {
    customer_id: row.id,
    customer_name: row.name,
    category: row.category,
    criterion: row.criterion,
    business_unit: row.unit,
    account_manager: row.manager,
    revenue: row.revenue,
    gross_profit: row.profit,
    growth: row.growth,
    margin: row.margin,
    scores: Object.fromEntries(row.scores),
  };
}
