import { expect, test } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { sayCondition } from '../../src/say/condition.ts';

const criteriaOf = (when: string): string => `
name: Test
fields:
  customer_id: { type: id }
  revenue: { type: money }
  margin: { type: percent }
  own_number: { type: number }
  status: { type: text }
  last_order: { type: date }
  is_new: { type: flag }
derived:
  idle: days_since(last_order)
priority: [lost, key, target, normal]
categories:
  key: { when: { ${when} } }
  target: { when: { revenue: { less_than: 0 } } }
  lost: { when: { revenue: 0 } }
  normal: { when: otherwise }
`;

test.each([
  ['revenue: { at_least: 5m }', 'revenue is at least 5m', '销售额不低于 500万'],
  ['revenue: { more_than: 500k }', 'revenue is more than 500k', '销售额高于 50万'],
  ['revenue: { less_than: 1.2bn }', 'revenue is less than 1.2bn', '销售额低于 12亿'],
  [
    'revenue: { between: [1.25m, 0.25bn] }',
    'revenue is between 1.25m and 0.25bn',
    '销售额介于 125万与 2.5亿之间',
  ],
  [
    'idle: { between: [10 days, 90 days] }',
    'idle is between 10 days and 90 days',
    'idle 介于 10 天与 90 天之间',
  ],
  ['is_new: { in: [yes, no] }', 'is_new is one of yes, no', 'is_new 属于“是”、“否”'],
  ['revenue: { at_least: 500万 }', 'revenue is at least 5m', '销售额不低于 500万'],
  ['revenue: { at_most: 1.2345亿 }', 'revenue is at most 123.45m', '销售额不高于 1.2345亿'],
  // What is written in full stays so, to the last digit.
  ['revenue: { at_least: 4999999.99 }', 'revenue is at least 4999999.99', '销售额不低于 4999999.99'],
  ['revenue: { at_least: 1k }', 'revenue is at least 1k', '销售额不低于 1,000'],
  ['margin: { at_least: 10% }', 'margin is at least 10%', '毛利率不低于 10%'],
  ['own_number: { at_most: 7m }', 'own_number is at most 7m', 'own_number 不高于 700万'],
  ['status: { starts_with: act }', 'status starts with act', '状态以 act 开头'],
  ['status: { starts_with: [act, new] }', 'status starts with act or new', '状态以 act 或 new 开头'],
])('%s', async (when, english, chinese) => {
  const { criteria, condition } = await conditionOf(when);
  expect(sayCondition(condition, criteria, 'en')).toBe(english);
  expect(sayCondition(condition, criteria, 'zh')).toBe(chinese);
});

test.each([
  ['revenue: { at_least: 5m }', 'revenue is below 5m', '销售额低于 500万'],
  ['revenue: { more_than: 5m }', 'revenue is at most 5m', '销售额不高于 500万'],
  ['margin: { at_most: 10% }', 'margin is above 10%', '毛利率高于 10%'],
  ['margin: { less_than: 10% }', 'margin is at least 10%', '毛利率不低于 10%'],
  ['margin: { between: [10%, 20%] }', 'margin is not between 10% and 20%', '毛利率不在 10% 与 20% 之间'],
  ['status: { is: closed }', 'status is not closed', '状态不是 closed'],
  ['status: { is_not: closed }', 'status is closed', '状态为 closed'],
  ['status: { in: [closed, gone] }', 'status is none of closed, gone', '状态不属于 closed、gone'],
  ['status: { starts_with: act }', 'status does not start with act', '状态不以 act 开头'],
  ['margin: { present: true }', 'margin is not known', '毛利率无数据'],
  ['last_order: { since: 2026-01-01 }', 'last order is before 2026-01-01', '最近下单日期早于 2026-01-01'],
  ['last_order: { within: 90 days }', 'last order is more than 90 days ago', '最近下单日期距今超过 90 天'],
  [
    'last_order: { older_than: 90 days }',
    'last order is at most 90 days ago',
    '最近下单日期距今不超过 90 天',
  ],
  ['revenue: { top: 20 }', 'revenue is not among the 20 largest', '销售额未进入前 20 位'],
  [
    'all: [revenue: { at_least: 5m }, margin: { at_least: 10% }]',
    'revenue is below 5m or margin is below 10%',
    '销售额低于 500万，或毛利率低于 10%',
  ],
  [
    'all: [any: [revenue: { at_least: 5m }, margin: { at_least: 10% }], own_number: { at_most: 7 }]',
    '(revenue is below 5m and margin is below 10%) or own_number is above 7',
    '（销售额低于 500万，且毛利率低于 10%），或 own_number 高于 7',
  ],
  ['not: { revenue: { at_least: 5m } }', 'revenue is at least 5m', '销售额不低于 500万'],
])('%s, when it does not hold', async (when, english, chinese) => {
  const { criteria, condition } = await conditionOf(when);
  expect(sayCondition(condition, criteria, 'en', false)).toBe(english);
  expect(sayCondition(condition, criteria, 'zh', false)).toBe(chinese);
});

async function conditionOf(when: string) {
  const source = { name: 'test.yaml', text: criteriaOf(when) };
  const { value: criteria, diagnostics } = await readCriteriaSource(source, async () => null);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const key = criteria!.categories.find(({ name }) => name === 'key')!;
  const condition = key.when.kind === 'criteria' ? key.when.criteria[0]!.condition : null;
  return { criteria: criteria!, condition: condition! };
}
