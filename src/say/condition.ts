import type { Condition } from '../condition/condition.ts';
import { type ConditionPhrases, printCondition } from '../condition/print.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Words } from '../output/words.ts';
import { nameIn } from './amounts.ts';
import { choiceText } from './choice-text.ts';
import type { PlanLanguage } from './language.ts';

/**
 * A condition as its reader says it: facts by the names that people have for them, amounts in the steps of the language
 * (5m, 500万). Where the criteria file itself is the subject, `printCondition` says it as the file writes it.
 */
export function sayCondition(
  condition: Condition,
  criteria: Pick<Criteria, 'cohorts' | 'fields'>,
  language: PlanLanguage,
): string {
  const text = printCondition(condition, criteria.cohorts, readersPhrases(criteria, language));
  // Names and words of Chinese stand together without a blank, also where a bracket or a quotation mark is between.
  return text.replace(/(?<=[\p{Script=Han}）”]) (?=[\p{Script=Han}（“])/gu, '');
}

function readersPhrases(
  criteria: Pick<Criteria, 'fields'>,
  { words, say, plan }: PlanLanguage,
): ConditionPhrases {
  const phrases = say.conditions;
  const label = (name: string): string => nameIn(plan.facts, name);
  const amount = (text: string): string => amountIn(text, words);
  const group = (name: string | null): string | null => (name === null ? null : label(name));
  return {
    ...phrases,
    compare: (fact, operator, bound) => phrases.compare(label(fact), operator, amount(bound)),
    between: (fact, low, high) => phrases.between(label(fact), amount(low), amount(high)),
    is: (fact, values, negated) => {
      const named = values.map((value) => choiceText(criteria, fact, value, words.language));
      return phrases.is(label(fact), named, negated);
    },
    present: (fact, expected) => phrases.present(label(fact), expected),
    age: (fact, operator, days) => phrases.age(label(fact), operator, days),
    top: (fact, what, per) => phrases.top(label(fact), what, group(per)),
    topShare: (fact, ratio, per) => phrases.topShare(label(fact), ratio, group(per)),
    quantile: (fact, of, from, to, per) => phrases.quantile(label(fact), of, from, to, group(per)),
  };
}

// An amount that is written short, in the steps of the language; to the last digit, since it is a line.
function amountIn(text: string, { moneySteps }: Words): string {
  const [, number, suffix] = /^(-?\d+(?:\.\d+)?)(k|m|bn|万|亿)$/.exec(text) ?? [];
  if (number === undefined || suffix === undefined) return text;
  const own = [...moneySteps].reverse();
  if (own.some((step) => step.suffix === suffix)) return text;
  const value = Number(number) * SIZES[suffix as keyof typeof SIZES];
  const step = own.find(({ size }) => Math.abs(value) >= size) ?? moneySteps[0]!;
  return `${EXACT.format(Number((value / step.size).toPrecision(15)))}${step.suffix}`;
}

const SIZES = { k: 1e3, m: 1e6, bn: 1e9, 万: 1e4, 亿: 1e8 };

// One fixed locale: numbers look alike everywhere.
const EXACT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 });
