import { expect, test } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { sayKeptDetail } from '../../src/say/cause.ts';

const CRITERIA = `
name: Test
fields:
  customer_id: { type: id }
  revenue: { type: money, title: { en: sales, zh: 年销售额 } }
  status: { type: choice, values: { active: [正常], on hold: [暂停] } }
  last_order: { type: date }
  new_market: { type: flag }
derived:
  margin: revenue / 2
priority: [key, normal]
categories:
  key: { when: { revenue: { top: 2 }, status: active, last_order: { present: yes }, new_market: yes } }
  normal: { when: otherwise }
`;

test.each([
  ['revenue 1541905.4 → unknown', 'sales 1,541,905.40 → not known', '年销售额 1,541,905.40 → 无数据'],
  ['status active → on hold', 'status active → on hold', '状态 正常 → 暂停'],
  ['new_market no → yes', 'new product or market no → yes', '开拓新产品或新市场 否 → 是'],
  [
    'revenue 1 → 2; last_order 2026-01-05 → 2026-06-30',
    'sales 1 → 2; last order 2026-01-05 → 2026-06-30',
    '年销售额 1 → 2；最近下单日期 2026-01-05 → 2026-06-30',
  ],
  ['line of revenue 4000 → 5000', 'line of sales 4,000 → 5,000', '分界值 年销售额 4,000 → 5,000'],
  [
    'line of revenue in East and South 4000 → 5000',
    'line of sales in East and South 4,000 → 5,000',
    '分界值 East and South 内 年销售额 4,000 → 5,000',
  ],
  // No fact of the criteria, or nothing but days or somebody's own words.
  ['old_name 1541905.4 → 2', 'old_name 1541905.4 → 2', 'old_name 1541905.4 → 2'],
  ['2026-05-31 → 2026-06-30', '2026-05-31 → 2026-06-30', '2026-05-31 → 2026-06-30'],
  ['revenue is back (Ann Lee)', 'revenue is back (Ann Lee)', 'revenue is back (Ann Lee)'],
])('%s, as a book keeps it, is said as other commands say it', async (kept, en, zh) => {
  const { value: criteria } = await readCriteriaSource(
    { name: 'criteria.yaml', text: CRITERIA },
    async () => null,
  );
  expect(sayKeptDetail(kept, criteria!, 'en')).toBe(en);
  expect(sayKeptDetail(kept, criteria!, 'zh')).toBe(zh);
});
