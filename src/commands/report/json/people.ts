import { signName } from '../../../audit/signs.ts';
import { printCondition } from '../../../condition/print.ts';
import { formatDay } from '../../../fields/day.ts';
import { managementJson } from '../../../say/audit-json.ts';
import { movementJson } from '../../../say/comparison-json.ts';
import { conditionPhrases } from '../../../say/condition.ts';
import { changeJson } from '../../../say/criteria-change.ts';
import { SHOWN_CATEGORIES } from '../sections/cells.ts';
import type { PortfolioModel } from '../sections/section.ts';
import { amountsJson, rowJson } from './parts.ts';

/** Who moved since the last run; null without a run to compare with. */
export function movementsJson({ past }: PortfolioModel): object | null {
  const since = past?.since ?? null;
  if (since === null) return null;
  const { comparison, changes } = since;
  const { matrix, movements, moved, toKey, fromKey, causes } = comparison;
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
    criteria_changes: changes.map(changeJson),
    movements: movements.slice(0, MOST_MOVEMENTS).map((move) => movementJson(move, changes)),
  };
}

// `diff --format json` has all of them.
const MOST_MOVEMENTS = 1000;

/** Why customers were lost, and who shows the same signs. */
export function lostJson({ audit }: PortfolioModel): object {
  const { customers, revenue, reasons, missing, hasRevenue } = audit.lost;
  const worth = (amount: number): number | null => (hasRevenue ? amount : null);
  return {
    customers,
    worth: worth(revenue),
    reasons: reasons.map((one) => ({
      reason: one.reason,
      customers: one.customers,
      worth: worth(one.revenue),
      share: one.share,
      cumulative: one.cumulative,
      signs: one.signs.map(({ sign, lost, current }) => ({ sign: signName(sign), lost, current })),
      current_customers_with_signs: one.atRisk.customers,
      largest_with_signs: one.atRisk.top.map(({ id, name, category, revenue: own, signs }) => ({
        ...{ customer_id: id, customer_name: name, category, revenue: own, signs: signs.map(signName) },
      })),
    })),
    without_reason: {
      customers: missing.customers,
      worth: worth(missing.revenue),
      largest: missing.top.map(({ id, name, worth: own }) => ({
        customer_id: id,
        customer_name: name,
        worth: own,
      })),
    },
  };
}

/** How key accounts are managed, as `audit --format json` writes it. */
export function dutiesJson({ audit }: PortfolioModel): object {
  return managementJson(audit);
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
      lacks:
        lacks?.parts.map(({ condition, outcome }) => ({
          words: printCondition(condition, lacks.criteria.cohorts, conditionPhrases('en')),
          outcome,
        })) ?? null,
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
      categories: Object.fromEntries(
        SHOWN_CATEGORIES.flatMap((category) => {
          const customers = counts.get(category);
          return customers === undefined ? [] : [[category, customers]];
        }),
      ),
    }));
  return { business_units: write(units), account_managers: write(managers) };
}

/** The customers that a page lists. */
export function customersJson({ portrait }: PortfolioModel): object {
  return { customers: portrait.total.customers, listed: portrait.customers.map(rowJson) };
}
