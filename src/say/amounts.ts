import type { Fact } from '../condition/fact.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { formatCell } from '../output/numbers.ts';
import type { Cell } from '../output/report.ts';
import { formatFact } from './fact-value.ts';
import type { PlanLanguage } from './language.ts';

/** An amount as people say it: 5.7m, 573.6万; a share or growth with one digit. */
export function amountText(value: number | null, { type }: Fact, { words, say }: PlanLanguage): string {
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

/** A share with one digit; null where it is not known. */
export function ratioText(value: number | null, { words }: PlanLanguage): string | null {
  return value === null ? null : formatCell({ kind: 'share', value }, words);
}

/** A day as YYYY-MM-DD; null where it is not known. */
export function dayText(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}

/** What people call a fact; it begins a row, so it begins with a capital. */
export function labelOf({ name }: Pick<Fact, 'name'>, { plan }: PlanLanguage): string {
  return Object.hasOwn(plan.facts, name) ? capital(nameIn(plan.facts, name)) : name;
}

/** What a language calls a name; the name itself where it has no word for it. */
export function nameIn(names: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(names, name) ? names[name]! : name;
}

/** A text that begins a row or a sentence; Chinese stays as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A difference with its sign. */
export function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text.replace(/^-/, '−');
}
