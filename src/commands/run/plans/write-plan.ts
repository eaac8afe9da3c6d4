import type { Fact } from '../../../condition/fact.ts';
import type { Titles } from '../../../criteria/titles.ts';
import { type Day, formatDay } from '../../../fields/day.ts';
import type { MonthlyValues } from '../../../lines/add-up.ts';
import { barsOf } from '../../../output/bars.ts';
import { capital, type Language } from '../../../output/language.ts';
import { formatCell } from '../../../output/numbers.ts';
import type { Cell } from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { sealPlan } from '../../../plan/generated.ts';
import { type Forecast, formatPeriod, isReasonKnown } from '../../../plan/plan.ts';
import type { ComparedFigure, Figure, PlanData } from '../../../plan/plan-data.ts';
import type { PlanTemplate, TemplateView } from '../../../plan/template.ts';
import { categoryName } from '../../../say/category.ts';
import { factName, factWords, formatFact } from '../../../say/fact.ts';
import { lacksOf, reasonsOf, valuedText } from '../../../say/reason.ts';
import { changeText } from '../../../say/smallest-change.ts';
import { checkTitle } from '../../../say/title.ts';
import type { Checked } from '../../../text/diagnostic.ts';
import { byRevenue } from '../../../verdict/keep-best.ts';
import { criterionOf, standingOf } from '../../../verdict/verdict.ts';
import { planTextWords } from './words.ts';

/** A plan as it is written when there is none: the template, filled from the data. */
export function writePlan(template: PlanTemplate, data: PlanData, language: Language): Checked<string> {
  const { value, diagnostics } = template.fill(planView(data, language));
  return { value: value === null ? null : sealPlan(value), diagnostics };
}

/** What a template is filled with: the data of a plan in the words of a language. */
function planView(data: PlanData, language: Language): TemplateView {
  const { explanation, verdict, computed, override, shares, rank, plan } = data;
  const words = wordsFor(language);
  const { criteria } = explanation;
  const share = (value: number | null): string | null => ratioText(value, language);
  return {
    id: explanation.id,
    name: explanation.name,
    title: explanation.name ?? explanation.id,
    unit: data.unit,
    manager: data.manager,
    owner: plan?.owner?.value ?? null,
    category: categoryName(standingOf(verdict), words),
    since: formatDay(data.since),
    as_of: formatDay(data.asOf),
    next_review: dayText(data.nextReview),
    next_year: formatPeriod(data.nextYear),
    criteria_name: criteria.name,
    criteria_version: criteria.version === '' ? null : criteria.version,
    criterion: criterionOf(verdict),
    reasons: listOf(reasonsOf(explanation, language)),
    override:
      override === null
        ? null
        : [
            {
              category: words.categories[override.category],
              computed: categoryName(standingOf(computed), words),
              author: override.author,
              reason: override.reason,
              expires: formatDay(override.expires),
            },
          ],
    lacks: listOf(lacksOf(explanation, language)),
    changes: listOf(changeRows(data, language)),
    rank: rank === null ? null : String(rank.place),
    rank_of: rank === null ? null : String(rank.of),
    measures: listOf(data.measures.map((one) => measureRow(one, criteria.titles, language))),
    months: listOf(data.months.map((one) => monthsRow(one, criteria.titles, language))),
    sites: listOf(siteRows(data, language)),
    figures: listOf(data.figures.map((one) => figureRow(one, criteria.titles, language))),
    value_figures: listOf(data.value.map((one) => figureRow(one, criteria.titles, language))),
    flags: listOf(data.flags.map((one) => figureRow(one, criteria.titles, language))),
    share_of_company: share(shares.company),
    share_of_unit: share(shares.unit),
    share_of_key: share(shares.key),
    broken_checks: listOf(
      data.brokenChecks.map(({ check, trace }) => ({
        duty: check.duty === null ? checkTitle(check, language) : dutyName(check.duty, language),
        expected: checkTitle(check, language),
        found: valuedText(trace, criteria, language),
      })),
    ),
    lost_reason: data.lostReason,
    last_order: dayText(data.lastOrder),
    target_names: listOf(
      data.aims.filter(({ value }) => value !== null).map(({ fact }) => ({ name: fact.name })),
    ),
    objectives: listOf(data.aims.flatMap((aim) => objectiveRow(aim, data, language))),
    forecasts: listOf((plan?.forecasts ?? []).flatMap((one) => forecastRows(one, data, language))),
    issues: listOf(issueRows(data, language)),
    loss_date: dayText(plan?.loss?.date?.value ?? null),
    loss_cause: plan?.loss?.cause?.value ?? null,
    loss_mechanism: plan?.loss?.mechanism?.value ?? null,
    loss_evidence: plan?.loss?.evidence?.value ?? null,
    loss_preventable: plan?.loss?.preventable?.value ?? null,
    reason_known: isReasonKnown(plan) ? words.yes : null,
  };
}

// What has been cannot change: only what is now. Where a person has set the category, no change would move it.
function changeRows({ explanation, override }: PlanData, language: Language) {
  if (override !== null) return [];
  const { goal, found } = explanation.counterfactuals;
  return found
    .filter(
      ({ field, ratio }) => !field.name.startsWith('prior_') && (goal === 'become-key' || isNear(ratio)),
    )
    .slice(0, MOST_CHANGES)
    .map((change) => ({ change: capital(changeText(change, explanation.criteria.titles, language)) }));
}

const MOST_CHANGES = 2;

// That an account would not be key without its business, or once it is closed, is no risk to plan for.
function isNear(ratio: number | null): boolean {
  return ratio !== null && Math.abs(ratio) <= 0.3;
}

function listOf<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

function dayText(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}

function dutyName(name: string, language: Language): string {
  const names: Readonly<Record<string, string>> = planTextWords(language).duties;
  return Object.hasOwn(names, name) ? names[name]! : name;
}

/** The months of a series, a bar for each. */
function monthsRow({ series, from, to, cells }: MonthlyValues, titles: Titles, language: Language) {
  const values = cells.map(Number);
  const shown = (value: number): string => formatCell({ kind: 'number', value }, wordsFor(language));
  return {
    name: factName(series.name, titles, language),
    bars: barsOf(values),
    from: formatDay(from),
    to: formatDay(to),
    least: shown(Math.min(...values)),
    most: shown(Math.max(...values)),
  };
}

/** A fact this year and the year before; the change is a share with its sign. */
function measureRow({ fact, value, before, change }: ComparedFigure, titles: Titles, language: Language) {
  return {
    name: labelOf(fact, titles, language),
    now: amountText(value, fact, language),
    before: amountText(before, fact, language),
    change: change === null ? wordsFor(language).none : signed(change, ratioText(change, language)!),
  };
}

// The sites of a group, the largest first.
function siteRows({ sites }: PlanData, language: Language) {
  const words = wordsFor(language);
  const money = (value: number | null): string =>
    value === null ? words.none : formatCell({ kind: 'money', value }, words);
  const rows = sites
    .toSorted(byRevenue)
    .slice(0, MOST_SITES)
    .map(({ id, name, revenue, profit }) => ({ id, name, revenue: money(revenue), profit: money(profit) }));
  if (sites.length <= MOST_SITES) return rows;
  const more = planTextWords(language).moreSites(sites.length - MOST_SITES);
  return [...rows, { id: '…', name: more, revenue: null, profit: null }];
}

const MOST_SITES = 50;

/** A fact with its value. */
function figureRow({ fact, value }: Figure, titles: Titles, language: Language) {
  return { name: labelOf(fact, titles, language), value: amountText(value, fact, language) };
}

/** What the plan aims at, beside what is; no row where neither is known. */
function objectiveRow(
  { fact, value }: PlanData['aims'][number],
  { plan, explanation }: PlanData,
  language: Language,
) {
  const { titles } = explanation.criteria;
  const target = plan?.targets.get(fact.name)?.value ?? null;
  if (value === null && target === null) return [];
  const gap = target === null || value === null ? null : target.value - value;
  return [
    {
      name: labelOf(fact, titles, language),
      now: amountText(value, fact, language),
      target: amountText(target?.value ?? null, fact, language),
      gap: gap === null ? wordsFor(language).none : signed(gap, amountText(gap, fact, language)),
    },
  ];
}

/** A forecast beside the data, a row for each amount that it states; the difference is a share of the forecast. */
function forecastRows({ period, revenue, profit }: Forecast, data: PlanData, language: Language) {
  const words = wordsFor(language);
  const money = (value: number | null): string =>
    value === null ? words.none : formatCell({ kind: 'money', value }, words);
  const row = (name: 'revenue' | 'gross_profit', forecast: number | null, actual: number | null) => {
    if (forecast === null) return [];
    const difference = actual === null || forecast === 0 ? null : (actual - forecast) / Math.abs(forecast);
    return [
      {
        period: period === null ? words.none : formatPeriod(period.value),
        name: capital(factName(name, data.explanation.criteria.titles, language)),
        forecast: money(forecast),
        actual: money(actual),
        difference: difference === null ? words.none : signed(difference, ratioText(difference, language)!),
      },
    ];
  };
  return [
    ...row('revenue', revenue?.value ?? null, data.revenue),
    ...row('gross_profit', profit?.value ?? null, data.profit),
  ];
}

/** The open issues in the order of the plan, with their age in days. */
function issueRows({ plan, asOf }: PlanData, language: Language) {
  const words = wordsFor(language);
  const open = (plan?.issues ?? []).filter(({ state }) => state === 'open');
  return open.map(({ title, opened, owner }) => ({
    title: title?.value ?? words.none,
    age: opened === null ? words.none : factWords(language).days(String(Math.max(0, asOf - opened.value))),
    owner: owner?.value ?? words.none,
  }));
}

// An amount as people say it: 5.7m, 573.6万; a share or growth with one digit.
function amountText(value: number | null, { type }: Fact, language: Language): string {
  const words = wordsFor(language);
  if (value === null) return words.none;
  if (type.kind === 'text') return factWords(language).unknown;
  const cell = (kind: 'money' | 'share' | 'number' | 'score'): Cell => ({ kind, value });
  switch (type.unit) {
    case 'money':
      return formatCell(cell('money'), words);
    case 'ratio':
      return formatCell(cell('share'), words);
    case 'number':
      return formatCell(cell('number'), words);
    case 'points':
      return formatCell(cell('score'), words);
    case 'day':
    case 'days':
    case 'flag':
      return formatFact(value, type, language);
  }
}

// What people call a fact; it begins a row, so it begins with a capital. A name of the criteria stays as it is.
function labelOf({ name }: Pick<Fact, 'name'>, titles: Titles, language: Language): string {
  const isSaid = titles.facts.has(name) || Object.hasOwn(factWords(language).names, name);
  return isSaid ? capital(factName(name, titles, language)) : name;
}

/** A share with one digit; null where it is not known. */
function ratioText(value: number | null, language: Language): string | null {
  return value === null ? null : formatCell({ kind: 'share', value }, wordsFor(language));
}

// A difference with its sign.
function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text;
}
