import type { Fact } from '../../condition/fact.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { Figure, Measure } from '../../plan/measures.ts';
import { formatPeriod } from '../../plan/period.ts';
import { type Forecast, isReasonKnown } from '../../plan/plan.ts';
import type { PlanData } from '../../plan/plan-data.ts';
import type { TemplateView } from '../../plan/template-names.ts';
import { formatFact } from '../fact-value.ts';
import { formatCell } from '../numbers.ts';
import type { Cell } from '../report.ts';
import { changeText } from '../reports/explain-change.ts';
import type { PlanLanguage } from './language.ts';
import { lacksOf, reasonsOf, valuedText } from './reasons.ts';

/** What a template is filled with: the data of a plan in the words of a language. */
export function planView(data: PlanData, language: PlanLanguage): TemplateView {
  const { explanation, verdict, computed, override, shares, rank, plan } = data;
  const { words, say, plan: own } = language;
  const { criteria } = explanation;
  const share = (value: number | null): string | null => ratioText(value, language);
  const category = (one: typeof verdict): string =>
    one.kind === 'decided' ? words.categories[one.category] : words.undetermined;
  return {
    id: explanation.id,
    name: explanation.name,
    title: explanation.name ?? explanation.id,
    unit: data.unit,
    manager: data.manager,
    owner: plan?.owner?.value ?? null,
    category: category(verdict),
    since: formatDay(data.since),
    as_of: formatDay(data.asOf),
    next_review: dayText(data.nextReview),
    next_year: formatPeriod(data.nextYear),
    criteria_name: criteria.name,
    criteria_version: criteria.version === '' ? null : criteria.version,
    criterion: verdict.kind === 'decided' ? (verdict.criterion?.id ?? verdict.by) : null,
    reasons: listOf(reasonsOf(explanation, language)),
    override:
      override === null
        ? null
        : [
            {
              category: words.categories[override.category],
              computed: category(computed),
              author: override.author,
              reason: override.reason,
              expires: formatDay(override.expires),
            },
          ],
    lacks: listOf(lacksOf(explanation, language)),
    changes: listOf(changeRows(data, language)),
    rank: rank === null ? null : String(rank.place),
    rank_of: rank === null ? null : String(rank.of),
    measures: listOf(data.measures.map((one) => measureRow(one, language))),
    figures: listOf(data.figures.map((one) => figureRow(one, language))),
    value_figures: listOf(data.value.map((one) => figureRow(one, language))),
    flags: listOf(data.flags.map((one) => figureRow(one, language))),
    share_of_company: share(shares.company),
    share_of_unit: share(shares.unit),
    share_of_key: share(shares.key),
    broken_checks: listOf(
      data.brokenChecks.map(({ check, trace }) => ({
        duty: nameIn(own.duties, check.duty ?? check.id),
        expected: check.id,
        found: valuedText(trace, criteria, say, own),
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

// What has been cannot change: only what is now.
function changeRows({ explanation }: PlanData, { words, say, plan }: PlanLanguage) {
  return explanation.counterfactuals.found
    .filter(({ field }) => !field.name.startsWith('prior_'))
    .slice(0, MOST_CHANGES)
    .map((change) => {
      const field = { ...change.field, name: nameIn(plan.facts, change.field.name) };
      return { change: capital(changeText({ ...change, field }, words, say)) };
    });
}

const MOST_CHANGES = 2;

function listOf<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

function dayText(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}

function ratioText(value: number | null, { words }: PlanLanguage): string | null {
  return value === null ? null : formatCell({ kind: 'share', value }, words);
}

function nameIn(names: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(names, name) ? names[name]! : name;
}

// Begins a row, so it begins with a capital.
function labelOf({ name }: Pick<Fact, 'name'>, { plan }: PlanLanguage): string {
  return Object.hasOwn(plan.facts, name) ? capital(plan.facts[name]!) : name;
}

// Amounts as people say them: 5.7m, 573.6万; a share or growth with one digit.
function amountText(value: number | null, { type }: Fact, { words, say }: PlanLanguage): string {
  if (value === null) return words.none;
  if (type.kind === 'text') return say.values.none;
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
      return formatFact(value, type, say.values);
  }
}

function measureRow({ fact, value, before, change }: Measure, language: PlanLanguage) {
  return {
    name: labelOf(fact, language),
    now: amountText(value, fact, language),
    before: amountText(before, fact, language),
    change: change === null ? language.words.none : signed(change, ratioText(change, language)!),
  };
}

function figureRow({ fact, value }: Figure, language: PlanLanguage) {
  return { name: labelOf(fact, language), value: amountText(value, fact, language) };
}

function objectiveRow({ fact, value }: PlanData['aims'][number], { plan }: PlanData, language: PlanLanguage) {
  const target = plan?.targets.get(fact.name)?.value ?? null;
  if (value === null && target === null) return [];
  const gap = target === null || value === null ? null : target.value - value;
  return [
    {
      name: labelOf(fact, language),
      now: amountText(value, fact, language),
      target: amountText(target?.value ?? null, fact, language),
      gap: gap === null ? language.words.none : signed(gap, amountText(gap, fact, language)),
    },
  ];
}

function forecastRows({ period, revenue, profit }: Forecast, data: PlanData, language: PlanLanguage) {
  const { words, plan: own } = language;
  const money = (value: number | null): string =>
    value === null ? words.none : formatCell({ kind: 'money', value }, words);
  const row = (name: 'revenue' | 'gross_profit', forecast: number | null, actual: number | null) => {
    if (forecast === null) return [];
    const difference = actual === null || forecast === 0 ? null : (actual - forecast) / Math.abs(forecast);
    return [
      {
        period: period === null ? words.none : formatPeriod(period.value),
        name: capital(own.facts[name]!),
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

function issueRows({ plan, asOf }: PlanData, { words, say }: PlanLanguage) {
  const open = (plan?.issues ?? []).filter(({ state }) => state === 'open');
  return open.map(({ title, opened, owner }) => ({
    title: title?.value ?? words.none,
    age: opened === null ? words.none : say.values.days(String(Math.max(0, asOf - opened.value))),
    owner: owner?.value ?? words.none,
  }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text.replace(/^-/, '−');
}
