import { formatDay } from '../../../fields/day.ts';
import type { PortfolioModel } from '../../reports/portfolio/section.ts';
import { amountsJson, rowJson } from './parts.ts';

/** Who moved since the last run; null without a run to compare with. */
export function movementsJson({ past }: PortfolioModel): object | null {
  const since = past?.since ?? null;
  if (since === null) return null;
  const { matrix, movements, moved, toKey, fromKey, causes } = since.comparison;
  return {
    since: formatDay(since.asOf),
    moved: moved.customers,
    to_key: toKey.customers,
    from_key: fromKey.customers,
    matrix: Object.fromEntries(
      [...matrix].map(([from, row]) => [
        from,
        Object.fromEntries([...row].map(([to, { customers }]) => [to, customers])),
      ]),
    ),
    causes: Object.fromEntries(causes),
    movements: movements.slice(0, MOST_MOVEMENTS).map((move) => ({
      customer_id: move.id,
      customer_name: move.name,
      from: move.from,
      to: move.to,
      criterion_from: move.criterionFrom,
      criterion_to: move.criterionTo,
      revenue: move.revenue,
      causes: [...new Set(move.causes.of.map(({ kind }) => kind))],
    })),
  };
}

// `diff --format json` has all of them, with their causes in full.
const MOST_MOVEMENTS = 1000;

/** Why customers were lost. */
export function lostJson({ portrait }: PortfolioModel): object {
  const { customers, prior, reasons, unexplained } = portrait.lost;
  const known = portrait.has.prior;
  return {
    customers,
    prior_revenue: known ? prior : null,
    reasons: reasons.map((one) => ({
      reason: one.reason,
      customers: one.customers,
      prior_revenue: known ? one.prior : null,
    })),
    without_reason: {
      customers: unexplained.customers,
      prior_revenue: known ? unexplained.prior : null,
      largest: unexplained.rows.map((row) => ({ ...rowJson(row), prior_revenue: row.prior })),
    },
  };
}

/** Whom to pursue first. */
export function targetJson({ portrait }: PortfolioModel): object {
  const { customers, potential, by, rows } = portrait.pursuit;
  return {
    customers,
    potential: portrait.has.potential ? potential : null,
    ranked_by: by,
    first: rows.map(({ row, lacks }) => ({
      ...rowJson(row),
      potential: row.potential,
      nearest_criterion: lacks?.criterion.id ?? null,
      parts_lacking: lacks?.parts.length ?? null,
    })),
  };
}

/** Everything by business unit and account manager. */
export function groupsJson({ portrait }: PortfolioModel): object {
  const { units, managers, has } = portrait;
  const write = (groups: typeof units): object[] =>
    groups.map(({ name, all, key, counts }) => ({
      name,
      ...amountsJson(all, has),
      key: amountsJson(key, has),
      categories: Object.fromEntries(counts),
    }));
  return { business_units: write(units), account_managers: write(managers) };
}

/** The customers that a page lists. */
export function customersJson({ portrait }: PortfolioModel): object {
  return { customers: portrait.total.customers, listed: portrait.customers.map(rowJson) };
}
