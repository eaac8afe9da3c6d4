import type { Criteria } from '../criteria/criteria.ts';
import { defineWords, type Language } from '../output/language.ts';
import type { Explanation } from '../verdict/explain.ts';
import type { ConditionTrace, TestTrace } from '../verdict/trace.ts';
import { choiceText, sayCondition } from './condition.ts';
import { distanceText } from './distance.ts';
import { factWords, formatFact } from './fact.ts';
import { criterionTitle } from './title.ts';

/** The criteria that a customer meets, the one that decided first, each with the values that meet it. */
export function reasonsOf(one: Explanation, language: Language): Reason[] {
  const say = reasonWords(language);
  const decided = one.categories.find(({ part }) => part === 'decides');
  if (decided === undefined) return [];
  const met = decided.criteria.filter(({ trace }) => trace.outcome === 'true');
  const reasons = met.map(({ criterion, trace }) => ({
    criterion: criterionTitle(criterion.id, one.criteria.titles, language),
    conditions: leavesOf(trace, 'true')
      .map((leaf) => valuedText(leaf, one.criteria, language))
      .join(say.join),
  }));
  if (reasons.length > 0 || decided.stays?.outcome !== 'true') return reasons;
  const conditions = leavesOf(decided.stays, 'true').map((leaf) => valuedText(leaf, one.criteria, language));
  return [{ criterion: say.stays, conditions: conditions.join(say.join) }];
}

/** A criterion by its title or id, or that the customer stays; conditions in words, one after the other. */
export interface Reason {
  readonly criterion: string;
  readonly conditions: string;
}

/** What keeps a customer from being a key account, the criterion that lacks least first. */
export function lacksOf(one: Explanation, language: Language): (Reason & { readonly met: string })[] {
  const say = reasonWords(language);
  const key = one.categories.find(({ category }) => category.name === 'key');
  return (key?.criteria ?? [])
    .map(({ criterion, trace }) => ({ criterion, ...openParts(trace) }))
    .sort((one, other) => one.open.length / one.of - other.open.length / other.of)
    .map(({ criterion, open, of }) => ({
      criterion: criterionTitle(criterion.id, one.criteria.titles, language),
      met: say.met(of - open.length, of),
      conditions: open.map((leaf) => distantText(leaf, one.criteria, language)).join(say.join),
    }));
}

/** What keeps a criterion from holding, each part with how far it is from its line. */
export function lacksText(trace: ConditionTrace, criteria: Criteria, language: Language): string {
  return openParts(trace)
    .open.map((leaf) => distantText(leaf, criteria, language, false))
    .join(reasonWords(language).join);
}

/** The parts of a criterion that do not hold, in words. */
export function openText(trace: ConditionTrace, criteria: Criteria, language: Language): string {
  return openParts(trace)
    .open.map(({ condition }) => sayCondition(condition, criteria, language))
    .join(reasonWords(language).join);
}

function openParts(trace: ConditionTrace): { readonly open: readonly ConditionTrace[]; readonly of: number } {
  const all = leavesOf(trace, null);
  return { open: all.filter(({ outcome }) => outcome !== 'true'), of: all.length };
}

/** A condition with the value that it came to: "margin is at least 10% (24%)". */
export function valuedText(trace: ConditionTrace, criteria: Criteria, language: Language): string {
  const condition = sayCondition(trace.condition, criteria, language);
  return trace.kind === 'group' || saysValue(trace)
    ? condition
    : reasonWords(language).valued(condition, valueText(trace, criteria, language));
}

function distantText(
  trace: ConditionTrace,
  criteria: Criteria,
  language: Language,
  withRatio = true,
): string {
  const say = reasonWords(language);
  const condition = sayCondition(trace.condition, criteria, language);
  if (trace.kind === 'group') return condition;
  if (trace.value === null) return say.apart(condition, factWords(language).unknown);
  const distance = trace.distance?.absolute === 0 ? '' : distanceText(trace, language, withRatio);
  return distance === ''
    ? say.valued(condition, valueText(trace, criteria, language))
    : say.apart(condition, distance);
}

// "status is closed" needs no value behind it.
function saysValue({ condition, outcome }: TestTrace): boolean {
  if (condition.kind !== 'member' || condition.operator !== 'in') return false;
  return condition.values.length === 1 && outcome === 'true';
}

// The single tests. An `any` of which no part holds stays together.
function leavesOf(trace: ConditionTrace, outcome: 'true' | null): ConditionTrace[] {
  const found = allLeaves(trace, outcome);
  // That something is known is said by its value.
  const valued = found.filter((one) => one.kind === 'test' && one.condition.kind !== 'present');
  const names = new Set(valued.map((one) => (one as TestTrace).condition.fact.name));
  return found.filter(
    (one) => one.kind === 'group' || one.condition.kind !== 'present' || !names.has(one.condition.fact.name),
  );
}

function allLeaves(trace: ConditionTrace, outcome: 'true' | null): ConditionTrace[] {
  if (trace.kind === 'test' || trace.condition.kind === 'not') return [trace];
  if (trace.condition.kind === 'all') return trace.parts.flatMap((part) => allLeaves(part, outcome));
  const holding = trace.parts.filter((part) => part.outcome === 'true');
  return holding.length === 0 ? [trace] : holding.flatMap((part) => allLeaves(part, outcome));
}

/** The value that a condition looked at, with as many digits as it takes to tell it from the bound. */
export function valueText(trace: TestTrace, criteria: Pick<Criteria, 'fields'>, language: Language): string {
  const { fact } = trace.condition;
  if (fact.type.kind === 'text' && typeof trace.value === 'string')
    return choiceText(criteria, fact.name, trace.value, language);
  const bound =
    trace.distance === null || typeof trace.value !== 'number' ? null : trace.value + trace.distance.absolute;
  return formatFact(trace.value, fact.type, language, bound);
}

/** The words between a condition and what it came to. */
const reasonWords = defineWords({
  /** A condition with the value that it came to. */
  valued: {
    en: (condition: string, value: string) => `${condition} (${value})`,
    zh: (condition: string, value: string) => `${condition}（实际 ${value}）`,
  },
  /** A condition with how far the customer is from it. */
  apart: {
    en: (condition: string, distance: string) => `${condition} (${distance})`,
    zh: (condition: string, distance: string) => `${condition}（${distance}）`,
  },
  /** Between conditions that all hold. */
  join: { en: '; ', zh: '；' },
  /** A criterion that is not met, and how much of it is. */
  met: {
    en: (met: number, of: number) => `${met} of ${of}`,
    zh: (met: number, of: number) => `${met}/${of}`,
  },
  /** The condition by which a key account stays one. */
  stays: { en: 'stays by the lower line', zh: '按保留线继续保留' },
});
