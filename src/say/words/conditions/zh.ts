import type { AgeCondition, CompareCondition } from '../../../condition/condition.ts';
import type { ConditionPhrases } from '../../../condition/print.ts';

/** Conditions in Chinese: "revenue 不低于 5m，且 growth 不低于 15%". */
export const conditionsZh: ConditionPhrases = {
  compare: (fact, operator, bound) => {
    const days = / ?days?$/;
    return days.test(bound)
      ? `${fact} ${COMPARE_DAYS[operator](bound.replace(days, ' 天'))}`
      : `${fact} ${COMPARE[operator](bound)}`;
  },
  between: (fact, low, high) => `${fact} 介于 ${low} 与 ${high} 之间`,
  is: (fact, values, negated) => {
    const [only, ...others] = values.map((value) => FLAGS[value] ?? value);
    if (others.length === 0) return `${fact} ${negated ? '不是' : '是'} ${only}`;
    return `${fact} ${negated ? '不属于' : '属于'} ${values.join('、')}`;
  },
  present: (fact, expected) => (expected ? `${fact} 有数据` : `${fact} 无数据`),
  age: (fact, operator, days) => `${fact} 距今${AGE[operator](daysOf(days))}`,
  top: (fact, what, per) =>
    `${fact} ${within(per)}排名前 ${'count' in what ? `${what.count} 位` : what.ratio}`,
  topShare: (fact, ratio, per) => `${fact} ${within(per)}属于合计占 ${ratio} 的最大客户`,
  quantile: (fact, of, from, to, per) =>
    `${fact} ${within(per)}位于 ${of} 等分中的第 ${from === to ? from : `${from} 至 ${to}`} 组`,
  not: (part) => `并非（${part}）`,
  join: (kind, parts, inside) => {
    const joined = parts.join(kind === 'all' ? '，且 ' : '，或 ');
    return inside && parts.length > 1 ? `（${joined}）` : joined;
  },
};

const COMPARE: Readonly<Record<CompareCondition['operator'], (bound: string) => string>> = {
  at_least: (bound) => `不低于 ${bound}`,
  more_than: (bound) => `高于 ${bound}`,
  at_most: (bound) => `不高于 ${bound}`,
  less_than: (bound) => `低于 ${bound}`,
  since: (bound) => `在 ${bound} 或之后`,
  before: (bound) => `早于 ${bound}`,
};

// Days are counted, not high or low.
const COMPARE_DAYS: typeof COMPARE = {
  ...COMPARE,
  at_least: (bound) => `不少于 ${bound}`,
  more_than: (bound) => `超过 ${bound}`,
  at_most: (bound) => `不超过 ${bound}`,
  less_than: (bound) => `少于 ${bound}`,
};

const AGE: Readonly<Record<AgeCondition['operator'], (days: string) => string>> = {
  older_than: (days) => `超过 ${days}`,
  within: (days) => `不超过 ${days}`,
};

const FLAGS: Readonly<Record<string, string>> = { yes: '“是”', no: '“否”' };

function daysOf(text: string): string {
  return `${text.replace(/\s*days?$/, '')} 天`;
}

function within(per: string | null): string {
  return per === null ? '' : `在同一 ${per} 中`;
}
