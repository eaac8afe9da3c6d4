import { describe, expect, test } from 'vitest';
import { reportWords } from '../../../src/commands/report/words.ts';
import { expectChineseWords } from '../../chinese.ts';
import { chineseExport, runReport } from '../report-fixture.ts';

test('what is said in Chinese is said in Chinese', () => {
  // Names that are the same in both, and what only passes on what it is given.
  expectChineseWords(reportWords, [
    'frame.actions.lacks',
    'rules.data.labels.sha256',
    'people.groups.lead',
    'people.target.lacking',
    'rules.criteria.unit',
  ]);
});

describe('a Chinese report', () => {
  const report = (...args: string[]) =>
    runReport({ 'zh.csv': chineseExport() }, 'zh.csv', '--lang', 'zh', ...args);

  test('calls the criteria whose lines a chart draws by their titles', async () => {
    const page = await report('--section', 'growth', '--format', 'html');
    expect(page).toContain('0%：基石客户');
    expect(page).not.toContain('base-business');
  });

  test('has no English marks between its parts', async () => {
    expect(await report()).not.toMatch(/[\p{Script=Han}）]; /u);
  });
});

describe('one and many', () => {
  const { money, people, frame, rules } = reportWords('en');
  test.each([
    [
      money.overview.lead({
        keys: 1,
        customers: 100,
        ofCustomers: '1.0%',
        ofRevenue: '9.0%',
        ofProfit: null,
      }),
      '1 key account (1.0% of customers) brings 9.0% of revenue',
    ],
    [
      money.overview.lead({
        keys: 18,
        customers: 200,
        ofCustomers: '9.0%',
        ofRevenue: '41.0%',
        ofProfit: '44.2%',
      }),
      '18 key accounts (9.0% of customers) bring 41.0% of revenue and 44.2% of gross profit',
    ],
    [
      money.concentration.lead(1, 200, '0.5%', 1, '80%'),
      '1 customer (0.5%) makes 80% of revenue; it is a key account',
    ],
    [
      money.concentration.lead(35, 200, '17.5%', 1, '80%'),
      '35 customers (17.5%) make 80% of revenue; 1 of them is a key account',
    ],
    [
      money.concentration.lead(35, 200, '17.5%', 0, '80%'),
      '35 customers (17.5%) make 80% of revenue; none of them is a key account',
    ],
    [
      money.concentration.lead(3, 3, '100.0%', 3, '80%'),
      'It takes all 3 customers to make 80% of revenue; all of them are key accounts',
    ],
    [
      money.concentration.lead(1, 1, '100.0%', 0, '80%'),
      'All revenue comes from one customer; it is no key account',
    ],
    [
      money.overview.lead({
        keys: 1,
        customers: 1,
        ofCustomers: '100.0%',
        ofRevenue: '100.0%',
        ofProfit: '100.0%',
      }),
      'The one customer is a key account',
    ],
    [
      money.overview.lead({
        keys: 3,
        customers: 3,
        ofCustomers: '100.0%',
        ofRevenue: '100.0%',
        ofProfit: null,
      }),
      'All 3 customers are key accounts',
    ],
    [
      money.concentration.description(1, 200, '80%'),
      'Curves of revenue and gross profit over the customers, the largest first: 1 of 200 customers makes 80% of revenue',
    ],
    [people.lost.lead(1, null, 0), '1 customer is lost; each has a reason'],
    [
      people.movements.lead(2, 1, 1, '2026-05-31'),
      '2 customers moved since 2026-05-31: 1 became key, 1 is key no longer',
    ],
    [
      frame.actions.broken(1, 'growth is at least 0%'),
      '1 key account breaks the check that growth is at least 0%',
    ],
    [frame.actions.duties(2, 1), 'Settle 2 broken duties of 1 key account'],
    [rules.data.lead(1, 0), '1 customer was read; every one has a category'],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
