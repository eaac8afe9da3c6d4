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
  ['revenue: { at_least: 500万 }', 'revenue is at least 5m', '销售额不低于 500万'],
  ['revenue: { at_most: 1.2345亿 }', 'revenue is at most 123.45m', '销售额不高于 1.2345亿'],
  // What is written in full stays so, to the last digit.
  ['revenue: { at_least: 4999999.99 }', 'revenue is at least 4999999.99', '销售额不低于 4999999.99'],
  ['revenue: { at_least: 1k }', 'revenue is at least 1k', '销售额不低于 1,000'],
  ['margin: { at_least: 10% }', 'margin is at least 10%', '毛利率不低于 10%'],
  ['own_number: { at_most: 7m }', 'own_number is at most 7m', 'own_number 不高于 700万'],
])('%s', async (when, english, chinese) => {
  const source = { name: 'test.yaml', text: criteriaOf(when) };
  const { value: criteria, diagnostics } = await readCriteriaSource(source, async () => null);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const key = criteria!.categories.find(({ name }) => name === 'key')!;
  const condition = key.when.kind === 'criteria' ? key.when.criteria[0]!.condition : null;
  expect(sayCondition(condition!, criteria!, 'en')).toBe(english);
  expect(sayCondition(condition!, criteria!, 'zh')).toBe(chinese);
});
