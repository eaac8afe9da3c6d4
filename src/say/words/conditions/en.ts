import type { AgeCondition, CompareCondition } from '../../../condition/condition.ts';
import type { ConditionPhrases } from '../../../condition/print.ts';

/** Conditions in English: "revenue is at least 5m and growth is at least 15%". */
export const conditionsEn: ConditionPhrases = {
  compare: (fact, operator, bound) => `${fact} is ${COMPARE[operator](bound)}`,
  between: (fact, low, high) => `${fact} is between ${low} and ${high}`,
  is: (fact, values, negated) => {
    if (values.length === 1) return `${fact} is ${negated ? 'not ' : ''}${values[0]}`;
    return `${fact} is ${negated ? 'none' : 'one'} of ${values.join(', ')}`;
  },
  present: (fact, expected) => `${fact} is ${expected ? '' : 'not '}known`,
  age: (fact, operator, days) => `${fact} is ${AGE[operator](daysOf(days))} ago`,
  top: (fact, what, per) =>
    `${fact} is among the ${'count' in what ? `${what.count} largest` : `largest ${what.ratio}`}${within(per)}`,
  topShare: (fact, ratio, per) =>
    `${fact} is among the largest that together make ${ratio} of all ${fact}${within(per)}`,
  quantile: (fact, of, from, to, per) =>
    `${fact} is in ${from === to ? `part ${from}` : `parts ${from} to ${to}`} of ${of} equal parts${within(per)}`,
  not: (part) => `not (${part})`,
  join: (kind, parts, inside) => {
    const joined = parts.join(kind === 'all' ? ' and ' : ' or ');
    return inside && parts.length > 1 ? `(${joined})` : joined;
  },
};

const COMPARE: Readonly<Record<CompareCondition['operator'], (bound: string) => string>> = {
  at_least: (bound) => `at least ${bound}`,
  more_than: (bound) => `more than ${bound}`,
  at_most: (bound) => `at most ${bound}`,
  less_than: (bound) => `less than ${bound}`,
  since: (bound) => `on ${bound} or later`,
  before: (bound) => `before ${bound}`,
};

const AGE: Readonly<Record<AgeCondition['operator'], (days: string) => string>> = {
  older_than: (days) => `more than ${days}`,
  within: (days) => `at most ${days}`,
};

// "90 days" or "90": both are days.
function daysOf(text: string): string {
  return /^\d+$/.test(text) ? `${text} days` : text;
}

function within(per: string | null): string {
  return per === null ? '' : ` of its ${per}`;
}
