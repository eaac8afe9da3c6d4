import type { Fact } from '../../../condition/fact.ts';
import { capital, type Language } from '../../../output/language.ts';
import { formatCell } from '../../../output/numbers.ts';
import type { Cell } from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { type Forecast, formatPeriod } from '../../../plan/plan.ts';
import type { ComparedFigure, Figure, PlanData } from '../../../plan/plan-data.ts';
import { factName, factWords, formatFact } from '../../../say/fact.ts';

/** A fact this year and the year before; the change is a share with its sign. */
export function measureRow({ fact, value, before, change }: ComparedFigure, language: Language) {
  return {
    name: labelOf(fact, language),
    now: amountText(value, fact, language),
    before: amountText(before, fact, language),
    change: change === null ? wordsFor(language).none : signed(change, ratioText(change, language)!),
  };
}

/** A fact with its value. */
export function figureRow({ fact, value }: Figure, language: Language) {
  return { name: labelOf(fact, language), value: amountText(value, fact, language) };
}

/** What the plan aims at, beside what is; no row where neither is known. */
export function objectiveRow(
  { fact, value }: PlanData['aims'][number],
  { plan }: PlanData,
  language: Language,
) {
  const target = plan?.targets.get(fact.name)?.value ?? null;
  if (value === null && target === null) return [];
  const gap = target === null || value === null ? null : target.value - value;
  return [
    {
      name: labelOf(fact, language),
      now: amountText(value, fact, language),
      target: amountText(target?.value ?? null, fact, language),
      gap: gap === null ? wordsFor(language).none : signed(gap, amountText(gap, fact, language)),
    },
  ];
}

/** A forecast beside the data, a row for each amount that it states; the difference is a share of the forecast. */
export function forecastRows({ period, revenue, profit }: Forecast, data: PlanData, language: Language) {
  const words = wordsFor(language);
  const money = (value: number | null): string =>
    value === null ? words.none : formatCell({ kind: 'money', value }, words);
  const row = (name: 'revenue' | 'gross_profit', forecast: number | null, actual: number | null) => {
    if (forecast === null) return [];
    const difference = actual === null || forecast === 0 ? null : (actual - forecast) / Math.abs(forecast);
    return [
      {
        period: period === null ? words.none : formatPeriod(period.value),
        name: capital(factName(name, language)),
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
export function issueRows({ plan, asOf }: PlanData, language: Language) {
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
function labelOf({ name }: Pick<Fact, 'name'>, language: Language): string {
  return Object.hasOwn(factWords(language).names, name) ? capital(factName(name, language)) : name;
}

/** A share with one digit; null where it is not known. */
export function ratioText(value: number | null, language: Language): string | null {
  return value === null ? null : formatCell({ kind: 'share', value }, wordsFor(language));
}

// A difference with its sign.
function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text.replace(/^-/, '−');
}
