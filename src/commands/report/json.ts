import { signName } from '../../audit/signs.ts';
import { printCondition } from '../../condition/print.ts';
import { type Criteria, keyCategory } from '../../criteria/criteria.ts';
import { noTitles } from '../../criteria/titles.ts';
import { formatDay } from '../../fields/day.ts';
import type { ExactNumber } from '../../fields/exact-number.ts';
import { jsonNumber, jsonPieces } from '../../output/json-pieces.ts';
import { managementJson } from '../../say/audit-json.ts';
import { conditionPhrases } from '../../say/condition.ts';
import { changeJson } from '../../say/criteria-change.ts';
import { groupCountJson } from '../../say/groups.ts';
import { monthsJson } from '../../say/months.ts';
import { movementJson } from '../../say/movement.ts';
import { lacksText } from '../../say/reason.ts';
import { regroupedJson } from '../../say/regrouped.ts';
import { currencyJson, cutPointsJson, dataFilesJson, leftOutJson } from '../../say/run.ts';
import { smallestChangeJson } from '../../say/smallest-change.ts';
import { compareText } from '../../text/order.ts';
import { STANDINGS } from '../../verdict/verdict.ts';
import { DOCUMENT_HEAD } from '../../version.ts';
import type { CriterionLine, NearCustomer, NearList } from '../run/portfolio/near.ts';
import type { CustomerRow, Has } from '../run/portfolio/read-customer.ts';
import type { Base, PortfolioAnalysis } from './analysis/analysis.ts';
import { CORE_SHARE, type Concentration } from './analysis/concentration.ts';
import type { Group, GroupFigures } from './analysis/groups.ts';
import type { PortfolioModel } from './model.ts';
import type { SectionName } from './report.ts';
import { isProductLine } from './sections/base-names.ts';
import { mondayBlock } from './sections/monday.ts';
import { sectionContext } from './sections/section.ts';

/** The numbers of a report for other programs: the same that every other format shows, in full. */
export function portfolioJson(
  model: PortfolioModel,
  { title, sections }: { readonly title: string | null; readonly sections: readonly SectionName[] },
): Iterable<string> {
  const { run } = model;
  return jsonPieces({
    ...DOCUMENT_HEAD,
    title,
    as_of: formatDay(run.asOf),
    data_sha256: run.dataSha256,
    ...dataFilesJson(run.files),
    criteria_sha256: run.criteriaSha256,
    ...cutPointsJson(run.cutPoints),
    ...Object.fromEntries(sections.map((name) => [name, WRITERS[name](model)])),
  });
}

const WRITERS: Readonly<Record<SectionName, (model: PortfolioModel) => unknown>> = {
  overview: overviewJson,
  concentration: concentrationJson,
  growth: growthJson,
  scores: scoresJson,
  movements: movementsJson,
  lost: lostJson,
  target: targetJson,
  duties: dutiesJson,
  units: groupsJson,
  criteria: criteriaJson,
  data: dataJson,
  customers: customersJson,
};

/** The categories, and the key portfolio run over run. */
function overviewJson(model: PortfolioModel): object {
  const { analysis, past, run } = model;
  const { has, total, categories, portfolio } = analysis;
  return {
    actions: mondayBlock(model, ENGLISH).items,
    capacity: keyCategory(run.criteria)?.capacity ?? null,
    total: amountsJson(total, has),
    categories: Object.fromEntries([...categories].map(([name, of]) => [name, amountsJson(of, has)])),
    key_by_criterion: Object.fromEntries(
      [...portfolio.keyCriteria].map(([id, { customers, revenue }]) => [
        id,
        { customers, revenue: has.revenue ? jsonNumber(revenue) : null },
      ]),
    ),
    key_portfolio_before:
      past?.runs.map(({ asOf, criteriaVersion, keys, revenue, profit }) => ({
        as_of: formatDay(asOf),
        criteria_version: criteriaVersion,
        customers: keys,
        revenue: jsonNumber(revenue),
        gross_profit: jsonNumber(profit),
      })) ?? null,
  };
}

/** How revenue and profit are spread, in all and by business unit. */
function concentrationJson({ analysis, run }: PortfolioModel): object {
  const { revenue, profit, coreKeys, largest } = analysis;
  return {
    share: CORE_SHARE.value,
    revenue: revenue === null ? null : { ...spreadJson(revenue), core_key_accounts: coreKeys },
    gross_profit: profit === null ? null : spreadJson(profit),
    largest: largest.map(rowJson),
    business_units: unitsOf(analysis).map(({ name, revenue: own }) => ({
      business_unit: name,
      revenue: spreadOf(own),
    })),
    ...baseJson(analysis, run.criteria, ({ groups }) =>
      groups.map(({ name, revenue: own }) => ({ name, revenue: spreadOf(own) })),
    ),
  };
}

// Where the criteria name the fields, all of them are told in one form.
function baseJson(
  { bases }: PortfolioAnalysis,
  { report }: Criteria,
  write: (base: Base) => readonly object[],
): object {
  if (!report.isTold) return {};
  return {
    base_by: bases.map((base) => ({
      field: base.by.name,
      table: base.by.kind === 'lines' ? base.by.table : null,
      values: write(base),
    })),
  };
}

function unitsOf({ bases }: PortfolioAnalysis): readonly Group[] {
  return bases.find(({ by }) => by.kind === 'unit')?.groups ?? [];
}

function spreadOf(spread: Concentration | null): object | null {
  return spread === null ? null : { ...spreadJson(spread), curve: undefined };
}

function spreadJson({ customers, total, core, curve, peak }: Concentration): object {
  return {
    customers,
    total: jsonNumber(total),
    core: {
      customers: core.customers,
      sum: jsonNumber(core.sum),
      at_least: jsonNumber(core.least),
    },
    peak: { customers: peak.customers, share: peak.y },
    curve: curve.map((point) => [point.customers, point.y]),
  };
}

/** The customers on the map of growth and margin. */
function growthJson({ analysis }: PortfolioModel): object {
  const { growth, categories, others, has } = analysis;
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
const ENGLISH = sectionContext('en', noTitles(), { most: 10, mostCustomers: 10, brief: true });

/** How scores are spread, and who is near the line. */
function scoresJson({ analysis }: PortfolioModel): object {
  const { scores, near } = analysis;
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

/** Who moved since the last run; null without a run to compare with. */
function movementsJson({ past }: PortfolioModel): object | null {
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
    ...regroupedJson(comparison.regrouped),
  };
}

// `diff --format json` has all of them.
const MOST_MOVEMENTS = 1000;

/** Why customers were lost, and who shows the same signs. */
function lostJson({ audit }: PortfolioModel): object {
  const { customers, revenue, reasons, missing, hasRevenue } = audit.lost;
  const worth = (amount: ExactNumber): unknown => (hasRevenue ? jsonNumber(amount) : null);
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
        customer_id: id,
        customer_name: name,
        category,
        revenue: jsonNumber(own),
        signs: signs.map(signName),
      })),
    })),
    without_reason: {
      customers: missing.customers,
      worth: worth(missing.revenue),
      largest: missing.top.map(({ id, name, worth: own }) => ({
        customer_id: id,
        customer_name: name,
        worth: jsonNumber(own),
      })),
    },
  };
}

/** How key accounts are managed, as `audit --format json` writes it. */
function dutiesJson({ audit }: PortfolioModel): object {
  return managementJson(audit);
}

/** Whom to pursue first. */
function targetJson({ analysis }: PortfolioModel): object {
  const { customers, potential, by, rows } = analysis.pursuit;
  return {
    customers,
    potential: analysis.has.potential ? jsonNumber(potential) : null,
    ranked_by: by,
    first: rows.map(({ row, lacks }) => ({
      ...rowJson(row),
      potential: jsonNumber(row.potential),
      nearest_criterion: lacks?.criterion.id ?? null,
      lacks:
        lacks?.parts.map(({ condition, outcome }) => ({
          words: printCondition(condition, lacks.criteria.cohorts, conditionPhrases('en')),
          outcome,
        })) ?? null,
    })),
  };
}

/** Everything by business unit, or by the fields that the criteria name, and by account manager. */
function groupsJson({ analysis, run }: PortfolioModel): object {
  const { bases, managers, has } = analysis;
  const productLines = bases.find(({ by }) => isProductLine(by))?.groups ?? [];
  const write = (groups: readonly Group[]): object[] =>
    groups.map(({ name, all, key, counts }) => ({
      name,
      ...amountsJson(all, has),
      key: amountsJson(key, has),
      categories: Object.fromEntries(
        STANDINGS.flatMap((category) => {
          const customers = counts.get(category);
          return customers === undefined ? [] : [[category, customers]];
        }),
      ),
    }));
  return {
    business_units: write(unitsOf(analysis)),
    ...(productLines.length === 0 ? {} : { product_lines: productLines.map(productLineJson) }),
    ...baseJson(analysis, run.criteria, ({ by, groups }) =>
      by.kind === 'lines' ? groups.map(productLineJson) : write(groups),
    ),
    account_managers: write(managers),
  };
}

function productLineJson({ name, all, key }: Group): object {
  return {
    name,
    customers: all.customers,
    revenue: jsonNumber(all.revenue),
    key_accounts: key.customers,
    key_revenue: jsonNumber(key.revenue),
  };
}

/** The customers that a page lists. */
function customersJson({ analysis, months }: PortfolioModel): object {
  const listed = analysis.customers.map((row) => {
    const own = months.get(row.id);
    return own === undefined ? rowJson(row) : { ...rowJson(row), months: monthsJson(own) };
  });
  return { customers: analysis.total.customers, listed };
}

/** The criteria in words, those of each unit beside the company's. */
function criteriaJson({ run, past }: PortfolioModel): object {
  const { criteria } = run;
  return {
    ...oneJson(criteria),
    file: run.criteriaFile,
    units: Object.fromEntries(
      [...(criteria.units?.criteria ?? [])].map(([name, own]) => [name, oneJson(own)]),
    ),
    changes_since_last_run: past?.since?.changes.map(changeJson) ?? null,
  };
}

function oneJson(criteria: Criteria): object {
  return {
    name: criteria.name,
    version: criteria.version,
    reason: criteria.reason,
    owner: criteria.owner,
    categories: criteria.categories.map(({ name, when, staysWhile }) => ({
      category: name,
      criteria:
        when.kind === 'otherwise'
          ? null
          : when.criteria.map(({ id, condition }) => ({
              id,
              words: printCondition(condition, criteria.cohorts, conditionPhrases('en')),
            })),
      stays_while:
        staysWhile === null ? null : printCondition(staysWhile, criteria.cohorts, conditionPhrases('en')),
    })),
    checks: criteria.checks.map(({ id, for: categories, duty, severity, expect }) => ({
      id,
      for: categories,
      duty,
      severity,
      words: printCondition(expect, criteria.cohorts, conditionPhrases('en')),
    })),
  };
}

/** The file that was read, and what is missing in it. */
function dataJson({ analysis, run, past }: PortfolioModel): object {
  const { portfolio } = analysis;
  return {
    file: run.file,
    sha256: run.dataSha256,
    encoding: run.sheet === null ? run.encoding : null,
    delimiter: run.sheet === null ? run.delimiter : null,
    sheet: run.sheet,
    customers: portfolio.total.customers,
    rejected: run.rejected?.count ?? 0,
    ...groupCountJson(run.groups),
    ...currencyJson(run),
    ...leftOutJson(run.leftOut),
    undetermined: portfolio.undetermined.customers,
    lacks: Object.fromEntries([...portfolio.lacks].sort(([one], [other]) => compareText(one, other))),
    book: past?.path ?? null,
  };
}

/** Sums as JSON; null where the criteria have no such field. */
function amountsJson(of: GroupFigures, has: Has): object {
  return {
    customers: of.customers,
    revenue: has.revenue ? jsonNumber(of.revenue) : null,
    gross_profit: has.profit ? jsonNumber(of.profit) : null,
    revenue_known: of.revenueKnown,
    gross_profit_known: of.profitKnown,
    margin: of.margin,
    growth: of.growth,
  };
}

/** A customer as JSON; null is not known. */
function rowJson(row: CustomerRow): object {
  return {
    customer_id: row.id,
    customer_name: row.name,
    ...(row.sites === null ? {} : { sites: row.sites }),
    category: row.category,
    criterion: row.criterion,
    business_unit: row.unit,
    account_manager: row.manager,
    revenue: jsonNumber(row.revenue),
    gross_profit: jsonNumber(row.profit),
    growth: row.growth,
    margin: row.margin,
    scores: Object.fromEntries(row.scores),
  };
}
