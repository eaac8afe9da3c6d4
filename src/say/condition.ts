import type { AgeCondition, CompareCondition, Condition } from '../condition/condition.ts';
import type { Finds, MeanSide } from '../condition/operators.ts';
import { type ConditionPhrases, printCondition } from '../condition/print.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { defineWords, type Language, type Pair } from '../output/language.ts';
import { type Words, wordsFor } from '../output/words.ts';
import { LOCALES } from '../text/locales.ts';
import { factName } from './fact.ts';

/**
 * A condition in plain words: facts by the names that people use for them, amounts in the units of the language
 * (5m, 500万). Where the criteria file itself is the subject, `printCondition` with `conditionPhrases` words it as the
 * file does. `holds`: false says that it does not hold.
 */
export function sayCondition(
  condition: Condition,
  criteria: Pick<Criteria, 'cohorts' | 'fields' | 'titles'>,
  language: Language,
  holds = true,
): string {
  const text = printCondition(condition, criteria.cohorts, readersPhrases(criteria, language), holds);
  // Chinese names and words are not separated by blanks, nor by blanks around a bracket or a quotation mark.
  return text.replace(/(?<=[\p{Script=Han}）”]) (?=[\p{Script=Han}（“])/gu, '');
}

/** Conditions in a language, with names and amounts as the file has them: "revenue is at least 5m and growth is at least 15%". */
export const conditionPhrases = defineWords({
  compare: {
    en: (fact, operator, bound, holds) =>
      `${fact} is ${holds ? COMPARE[operator].en(bound) : short(operator, bound)}`,
    zh: (fact, operator, bound, holds) => {
      const { zh, days = zh } = COMPARE[holds ? operator : OPPOSITE[operator]];
      return `${fact} ${(DAYS.test(bound) ? days : zh)(boundZh(bound))}`;
    },
  },
  between: {
    en: (fact, low, high, holds) => `${fact} is ${holds ? '' : 'not '}between ${low} and ${high}`,
    zh: (fact, low, high, holds) =>
      `${fact} ${holds ? '介于' : '不在'} ${boundZh(low)} 与 ${boundZh(high)} 之间`,
  },
  member: {
    en: (fact, finds, values, found) => `${fact} ${MEMBER[finds].en(values, found)}`,
    zh: (fact, finds, values, found) => `${fact} ${MEMBER[finds].zh(values, found)}`,
  },
  present: {
    en: (fact, holds) => `${fact} is ${holds ? '' : 'not '}known`,
    zh: (fact, holds) => (holds ? `${fact} 有数据` : `${fact} 无数据`),
  },
  age: {
    en: (fact, operator, days, holds) =>
      `${fact} is ${AGE[holds ? operator : OTHER_AGE[operator]].en(daysOf(days))} ago`,
    zh: (fact, operator, days, holds) =>
      `${fact} 距今${AGE[holds ? operator : OTHER_AGE[operator]].zh(daysOfZh(days))}`,
  },
  top: {
    en: (fact, what, per, holds) =>
      `${fact} is ${holds ? '' : 'not '}among the ${'count' in what ? `${what.count} largest` : `largest ${what.ratio}`}${within(per)}`,
    zh: (fact, what, per, holds) =>
      `${fact} ${withinZh(per)}${holds ? '排名' : '未进入'}前 ${'count' in what ? `${what.count} 位` : what.ratio}`,
  },
  topShare: {
    en: (fact, ratio, per, holds) =>
      `${fact} is ${holds ? '' : 'not '}among the largest that together make ${ratio} of all ${fact}${within(per)}`,
    zh: (fact, ratio, per, holds) =>
      `${fact} ${withinZh(per)}${holds ? '属于' : '不属于'}合计占 ${ratio} 的最大客户`,
  },
  quantile: {
    en: (fact, { of, from, to, order }, per, holds) =>
      `${fact} is ${holds ? '' : 'not '}in ${from === to ? `part ${from}` : `parts ${from} to ${to}`} of ${of} equal parts${order === 'low' ? ' from high to low' : ''}${within(per)}`,
    zh: (fact, { of, from, to, order }, per, holds) =>
      `${fact} ${withinZh(per)}${holds ? '位于' : '不在'}${order === 'low' ? '由高到低' : ''} ${of} 等分中的第 ${from === to ? from : `${from} 至 ${to}`} 组`,
  },
  mean: {
    en: (fact, side, per, holds) => `${fact} is ${MEAN[holds ? side : OTHER_SIDE[side]].en}${within(per)}`,
    zh: (fact, side, per, holds) =>
      `${fact} ${MEAN[holds ? side : OTHER_SIDE[side]].zh}${per === null ? '' : `同一 ${per} 的`}平均值`,
  },
  not: {
    en: (part) => `not (${part})`,
    zh: (part) => `并非（${part}）`,
  },
  join: {
    en: (kind, parts, inside) => {
      const joined = parts.join(kind === 'all' ? ' and ' : ' or ');
      return inside && parts.length > 1 ? `(${joined})` : joined;
    },
    zh: (kind, parts, inside) => {
      const joined = parts.join(kind === 'all' ? '，且 ' : '，或 ');
      return inside && parts.length > 1 ? `（${joined}）` : joined;
    },
  },
} satisfies { readonly [K in keyof ConditionPhrases]: Pair<ConditionPhrases[K]> });

type SayBound = (bound: string) => string;

/** `days`: days are counted in Chinese, not high or low. */
const COMPARE: Readonly<Record<CompareCondition['operator'], Pair<SayBound> & { readonly days?: SayBound }>> =
  {
    at_least: {
      en: (bound) => `at least ${bound}`,
      zh: (bound) => `不低于 ${bound}`,
      days: (bound) => `不少于 ${bound}`,
    },
    more_than: {
      en: (bound) => `more than ${bound}`,
      zh: (bound) => `高于 ${bound}`,
      days: (bound) => `超过 ${bound}`,
    },
    at_most: {
      en: (bound) => `at most ${bound}`,
      zh: (bound) => `不高于 ${bound}`,
      days: (bound) => `不超过 ${bound}`,
    },
    less_than: {
      en: (bound) => `less than ${bound}`,
      zh: (bound) => `低于 ${bound}`,
      days: (bound) => `少于 ${bound}`,
    },
    since: { en: (bound) => `on ${bound} or later`, zh: (bound) => `在 ${bound} 或之后` },
    before: { en: (bound) => `before ${bound}`, zh: (bound) => `早于 ${bound}` },
  };

const MEMBER: Readonly<Record<Finds, Pair<(values: readonly string[], found: boolean) => string>>> = {
  whole: {
    en: (values, found) => {
      if (values.length === 1) return `is ${found ? '' : 'not '}${values[0]}`;
      return `is ${found ? 'one' : 'none'} of ${values.join(', ')}`;
    },
    zh: (values, found) => {
      const shown = values.map((value) => FLAGS_ZH[value] ?? value).join('、');
      if (values.length === 1) return `${found ? '为' : '不是'} ${shown}`;
      return `${found ? '属于' : '不属于'} ${shown}`;
    },
  },
  beginning: {
    en: (values, found) => `${found ? 'starts' : 'does not start'} with ${values.join(' or ')}`,
    zh: (values, found) => `${found ? '以' : '不以'} ${values.join(' 或 ')} 开头`,
  },
};

const MEAN: Readonly<Record<MeanSide, Pair<string>>> = {
  above: { en: 'above the mean', zh: '高于' },
  at_least: { en: 'at least the mean', zh: '不低于' },
  at_most: { en: 'at most the mean', zh: '不高于' },
  below: { en: 'below the mean', zh: '低于' },
};

const OTHER_SIDE: Readonly<Record<MeanSide, MeanSide>> = {
  above: 'at_most',
  at_least: 'below',
  at_most: 'above',
  below: 'at_least',
};

const OPPOSITE: Readonly<Record<CompareCondition['operator'], CompareCondition['operator']>> = {
  at_least: 'less_than',
  more_than: 'at_most',
  at_most: 'more_than',
  less_than: 'at_least',
  since: 'before',
  before: 'since',
};

// Where a value stands that falls short of its bound, or goes beyond it: "below 5m", "above 10%", "more than 120 days".
function short(operator: CompareCondition['operator'], bound: string): string {
  const opposite = OPPOSITE[operator];
  if (!DAYS.test(bound) && opposite === 'less_than') return `below ${bound}`;
  if (!DAYS.test(bound) && opposite === 'more_than') return `above ${bound}`;
  return COMPARE[opposite].en(bound);
}

const OTHER_AGE = { older_than: 'within', within: 'older_than' } as const;

const AGE: Readonly<Record<AgeCondition['operator'], Pair<(days: string) => string>>> = {
  older_than: { en: (days) => `more than ${days}`, zh: (days) => `超过 ${days}` },
  within: { en: (days) => `at most ${days}`, zh: (days) => `不超过 ${days}` },
};

const FLAGS_ZH: Readonly<Record<string, string>> = { yes: '“是”', no: '“否”' };

const DAYS = / ?days?$/;

function boundZh(text: string): string {
  return text.replace(DAYS, ' 天');
}

// "90 days" or "90": both are days.
function daysOf(text: string): string {
  return /^\d+$/.test(text) ? `${text} days` : text;
}

function daysOfZh(text: string): string {
  return `${text.replace(/\s*days?$/, '')} 天`;
}

function within(per: string | null): string {
  return per === null ? '' : ` of its ${per}`;
}

function withinZh(per: string | null): string {
  return per === null ? '' : `在同一 ${per} 中`;
}

function readersPhrases(criteria: Pick<Criteria, 'fields' | 'titles'>, language: Language): ConditionPhrases {
  const phrases = conditionPhrases(language);
  const words = wordsFor(language);
  const label = (name: string): string => factName(name, criteria.titles, language);
  const amount = (text: string): string => amountIn(text, words);
  const group = (name: string | null): string | null => (name === null ? null : label(name));
  return {
    ...phrases,
    compare: (fact, operator, bound, holds) => phrases.compare(label(fact), operator, amount(bound), holds),
    between: (fact, low, high, holds) => phrases.between(label(fact), amount(low), amount(high), holds),
    member: (fact, finds, values, found) => {
      const named =
        finds === 'whole' ? values.map((value) => choiceText(criteria, fact, value, language)) : values;
      return phrases.member(label(fact), finds, named, found);
    },
    present: (fact, holds) => phrases.present(label(fact), holds),
    age: (fact, operator, days, holds) => phrases.age(label(fact), operator, days, holds),
    top: (fact, what, per, holds) => phrases.top(label(fact), what, group(per), holds),
    topShare: (fact, ratio, per, holds) => phrases.topShare(label(fact), ratio, group(per), holds),
    quantile: (fact, parts, per, holds) => phrases.quantile(label(fact), parts, group(per), holds),
    mean: (fact, side, per, holds) => phrases.mean(label(fact), side, group(per), holds),
  };
}

// A short amount in the units of the language; to the last digit, since it is a threshold.
function amountIn(text: string, { moneySteps, language }: Words): string {
  const [, number, suffix] = /^(-?\d+(?:\.\d+)?)(k|m|bn|万|亿)$/.exec(text) ?? [];
  if (number === undefined || suffix === undefined) return text;
  const own = [...moneySteps].reverse();
  if (own.some((step) => step.suffix === suffix)) return text;
  const value = Number(number) * SIZES[suffix as keyof typeof SIZES];
  const step = own.find(({ size }) => Math.abs(value) >= size) ?? moneySteps[0]!;
  return `${exactFormat(language).format(Number((value / step.size).toPrecision(15)))}${step.suffix}`;
}

const SIZES = { k: 1e3, m: 1e6, bn: 1e9, 万: 1e4, 亿: 1e8 };

function exactFormat(language: Language): Intl.NumberFormat {
  EXACT[language] ??= new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 12 });
  return EXACT[language];
}

const EXACT: Partial<Record<Language, Intl.NumberFormat>> = {};

/**
 * A declared value of a choice as a language calls it: by its first spelling in the script of the language, where the
 * criteria declare one. What stands in files and JSON stays as declared.
 */
export function choiceText(
  { fields }: Pick<Criteria, 'fields'>,
  field: string | undefined,
  value: string,
  language: Language,
): string {
  const spellings = [value, ...(fields.find(({ name }) => name === field)?.values.get(value) ?? [])];
  return spellings.find((one) => /\p{Script=Han}/u.test(one) === (language === 'zh')) ?? value;
}
