import { formatDay } from '../../../fields/day.ts';
import { lacksText } from '../../../say/reason.ts';
import { smallestChangeJson } from '../../../say/smallest-change.ts';
import { CORE_SHARE, type Concentration } from '../portrait/concentration.ts';
import type { CriterionLine, NearCustomer, NearList } from '../portrait/near-line.ts';
import { mondayBlock } from '../sections/monday.ts';
import type { PortfolioModel } from '../sections/section.ts';
import { sectionVoice } from '../sections/voice.ts';
import { amountsJson, rowJson } from './parts.ts';

/** The categories, and the key portfolio run over run. */
export function overviewJson(model: PortfolioModel): object {
  const { portrait, past, run } = model;
  const { has, total, categories, portfolio } = portrait;
  return {
    actions: mondayBlock(model, ENGLISH).items,
    capacity: run.criteria.categories.find(({ name }) => name === 'key')?.capacity ?? null,
    total: amountsJson(total, has),
    categories: Object.fromEntries([...categories].map(([name, of]) => [name, amountsJson(of, has)])),
    key_by_criterion: Object.fromEntries(
      [...portfolio.keyCriteria].map(([id, { customers, revenue }]) => [
        id,
        { customers, revenue: has.revenue ? revenue : null },
      ]),
    ),
    key_portfolio_before:
      past?.runs.map(({ asOf, criteriaVersion, keys, revenue, profit }) => ({
        as_of: formatDay(asOf),
        criteria_version: criteriaVersion,
        customers: keys,
        revenue,
        gross_profit: profit,
      })) ?? null,
  };
}

/** How revenue and profit are spread, in all and by business unit. */
export function concentrationJson({ portrait }: PortfolioModel): object {
  const { revenue, profit, coreKeys, largest, units } = portrait;
  return {
    share: CORE_SHARE.value,
    revenue: revenue === null ? null : { ...spreadJson(revenue), core_key_accounts: coreKeys },
    gross_profit: profit === null ? null : spreadJson(profit),
    largest: largest.map(rowJson),
    business_units: units.map(({ name, revenue: own }) => ({
      business_unit: name,
      revenue: own === null ? null : { ...spreadJson(own), curve: undefined },
    })),
  };
}

function spreadJson({ customers, total, core, curve, peak }: Concentration): object {
  return {
    customers,
    total,
    core: { customers: core.customers, sum: core.sum, at_least: core.cut },
    peak: { customers: peak.customers, share: peak.y },
    curve: curve.map((point) => [point.customers, point.y]),
  };
}

/** The customers on the map of growth and margin. */
export function growthJson({ portrait }: PortfolioModel): object {
  const { growth, categories, others, has } = portrait;
  const key = categories.get('key')!;
  return {
    key: amountsJson(key, has),
    others: amountsJson(others, has),
    known: growth?.known ?? 0,
    customers: growth?.rows.map(rowJson) ?? [],
    growth_lines: growth?.growthLines ?? [],
    margin_lines: growth?.marginLines ?? [],
  };
}

// What people are told; other programs read English.
const ENGLISH = sectionVoice('en', { most: 10, mostCustomers: 10, brief: true });

/** How scores are spread, and who is near the line. */
export function scoresJson({ portrait }: PortfolioModel): object {
  const { scores, near } = portrait;
  return {
    scores: scores.map(({ name, width, bins, lines, unknown }) => ({
      score: name,
      unknown,
      lines,
      bins: bins.map(({ from, counts }) => ({ from, to: from + width, ...Object.fromEntries(counts) })),
    })),
    within: near.within,
    near_misses: near.misses.first.map(nearJson),
    near_misses_count: countJson(near.misses),
    narrowly_key: near.narrow.first.map(nearJson),
    narrowly_key_count: countJson(near.narrow),
  };
}

// Of a long list not all were counted.
function countJson({ count, isExact }: NearList): object {
  return { [isExact ? 'exactly' : 'at_least']: count };
}

function nearJson({ row, change, line }: NearCustomer): object {
  return {
    ...rowJson(row),
    change: smallestChangeJson(change),
    line: line === null ? null : { criterion: line.criterion, open: openIn(line) },
  };
}

function openIn({ trace, criteria }: CriterionLine): string {
  return lacksText(trace, criteria, 'en');
}
