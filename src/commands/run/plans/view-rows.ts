import { formatCell } from '../../../output/numbers.ts';
import type { Figure, Measure } from '../../../plan/measures.ts';
import { formatPeriod } from '../../../plan/period.ts';
import type { Forecast } from '../../../plan/plan.ts';
import type { PlanData } from '../../../plan/plan-data.ts';
import { amountText, capital, labelOf, ratioText, signed } from '../../../say/amounts.ts';
import type { PlanLanguage } from '../../../say/language.ts';

/** A fact this year and the year before; the change is a share with its sign. */
export function measureRow({ fact, value, before, change }: Measure, language: PlanLanguage) {
  return {
    name: labelOf(fact, language),
    now: amountText(value, fact, language),
    before: amountText(before, fact, language),
    change: change === null ? language.words.none : signed(change, ratioText(change, language)!),
  };
}

/** A fact with its value. */
export function figureRow({ fact, value }: Figure, language: PlanLanguage) {
  return { name: labelOf(fact, language), value: amountText(value, fact, language) };
}

/** What the plan aims at, beside what is; no row where neither is known. */
export function objectiveRow(
  { fact, value }: PlanData['aims'][number],
  { plan }: PlanData,
  language: PlanLanguage,
) {
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

/** A forecast beside the data, a row for each amount that it states; the difference is a share of the forecast. */
export function forecastRows({ period, revenue, profit }: Forecast, data: PlanData, language: PlanLanguage) {
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

/** The open issues in the order of the plan, with their age in days. */
export function issueRows({ plan, asOf }: PlanData, { words, say }: PlanLanguage) {
  const open = (plan?.issues ?? []).filter(({ state }) => state === 'open');
  return open.map(({ title, opened, owner }) => ({
    title: title?.value ?? words.none,
    age: opened === null ? words.none : say.values.days(String(Math.max(0, asOf - opened.value))),
    owner: owner?.value ?? words.none,
  }));
}
