import { describe, expect, it } from 'vitest';
import { auditOf, findingsOf } from './audit-of.ts';

// What is wrong with one plan, everything else being in order.
const GOOD = {
  account: 'A',
  owner: 'Anna Meyer',
  status: 'active',
  since: '2026-06-01',
  criteria: '2',
  next_review: '2026-07-31',
  forecast: '{ period: 2026, revenue: 5m }',
  issues: '[{ title: Late, opened: 2026-06-15, state: open }]',
};

const BODY = '## 1 Profile\n\nMakes pumps.\n\n## 2 Review log\n\n| date |\n| --- |\n| 2026-06-02 |\n';
const DUTIES = `
duties: { manager: account_manager, plan: required, review_every: 90 days, open_issues_at_most: 30 days }
`;

async function findings(
  plan: Record<string, string | null>,
  body = BODY,
  manager = 'Anna Meyer',
  asOf = '2026-06-30',
) {
  const keys = Object.entries({ ...GOOD, ...plan }).filter(([, value]) => value !== null);
  const text = `---\n${keys.map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n\n${body}`;
  const csv = `customer_id,account_manager,status,revenue\nA,"${manager}",key,5000000\n`;
  const audit = await auditOf(csv, { criteria: DUTIES, plans: { 'plans/a.md': text }, asOf });
  return findingsOf(audit, 'A');
}

describe('a plan', () => {
  it.each<[string, Record<string, string | null>, string[]]>([
    ['in order', {}, []],
    ['that is closed', { status: 'closed' }, ['error broken plan: plan-closed']],
    ['without an owner', { owner: null }, ['error broken owner: no-owner']],
    ['with an empty owner', { owner: '' }, ['error broken owner: no-owner']],
    ['of somebody else', { owner: 'Bob Smith' }, ['error broken owner: other-owner']],
    ['whose owner is spelt otherwise', { owner: '"ＡＮＮＡ  meyer"' }, []],
    ['with a review today', { next_review: '2026-06-30' }, []],
    ['with a review yesterday', { next_review: '2026-06-29' }, ['error broken review: review-overdue']],
    ['without a next review', { next_review: null }, ['error broken review: no-review']],
    ['with a review too far off', { next_review: '2026-09-29' }, ['warning broken cadence: review-far']],
    ['with a review at the limit', { next_review: '2026-09-28' }, []],
    ['with an issue at the limit', { issues: '[{ title: Late, opened: 2026-05-31 }]' }, []],
    [
      'with an issue a day older',
      { issues: '[{ title: Late, opened: 2026-05-30 }]' },
      ['error broken issues: issues'],
    ],
    [
      'with an old issue that is closed',
      { issues: '[{ title: Late, opened: 2026-01-01, state: closed }]' },
      [],
    ],
    ['with an undated issue', { issues: '[{ title: Late }]' }, ['error unknown issues: issue-undated']],
    ['without a forecast', { forecast: null }, ['warning broken forecast: no-forecast']],
    ['with a blank forecast', { forecast: '{ period: 2026 }' }, ['warning broken forecast: forecast-blank']],
    [
      'with a forecast that is over',
      { forecast: '{ period: 2025, revenue: 5m }' },
      ['warning broken forecast: no-forecast'],
    ],
    ['with a forecast that ends today', { forecast: '{ period: 2026-H1, revenue: 5m }' }, []],
    ['from older criteria', { criteria: '1' }, ['warning broken fresh: older-criteria']],
    ['from newer criteria', { criteria: '3' }, []],
    ['that does not say from which', { criteria: null }, []],
    [
      'with a date that is none',
      { next_review: 'soon' },
      ['error broken plan: plan-unreadable', 'error broken review: no-review'],
    ],
    [
      'with everything wrong, errors first',
      {
        owner: 'Bob',
        next_review: '2026-01-01',
        forecast: null,
        issues: '[{ opened: 2025-01-01 }]',
        criteria: '1',
      },
      [
        'error broken owner: other-owner',
        'error broken review: review-overdue',
        'error broken issues: issues',
        'warning broken forecast: no-forecast',
        'warning broken fresh: older-criteria',
      ],
    ],
  ])('%s', async (_, plan, expected) => {
    expect(await findings(plan)).toEqual(expected);
  });

  it('with an empty section', async () => {
    expect(await findings({}, `${BODY}\n## 3 Risks\n\n<!-- who could leave -->\n`)).toEqual([
      'warning broken complete: sections-empty',
    ]);
  });

  it.each([
    ['the last review is at the limit', '2026-04-01', []],
    ['the last review is a day older', '2026-03-31', ['warning broken cadence: review-old']],
  ])('%s', async (_, day, expected) => {
    expect(await findings({}, BODY.replace('2026-06-02', day))).toEqual(expected);
  });

  it.each([
    ['a new key account may wait', '2026-04-01', []],
    ['not for ever', '2026-03-31', ['warning broken cadence: never-reviewed']],
  ])('without a review yet, %s', async (_, since, expected) => {
    expect(await findings({ since }, BODY.replace('2026-06-02', ''))).toEqual([
      ...expected,
      'warning broken complete: sections-empty',
    ]);
  });

  it('cannot be compared with a manager who is nobody', async () => {
    expect(await findings({}, BODY, 'Team North')).toEqual([
      'error broken manager: no-person',
      'error unknown owner: no-manager-to-compare',
    ]);
  });
});

describe('plans are', () => {
  const csv = 'customer_id,account_manager,status\nA,Anna Meyer,key\n';

  it('not looked at without a book: nobody is accused', async () => {
    const audit = await auditOf(csv, { criteria: DUTIES });
    expect(findingsOf(audit, 'A')).toEqual([]);
    expect(audit.plans).toBe(null);
    expect(audit.tallies.map(({ duty }) => duty.id)).toEqual(['manager']);
  });

  it('missing with a book that has none', async () => {
    expect(findingsOf(await auditOf(csv, { criteria: DUTIES, plans: {} }), 'A')).toEqual([
      'error broken plan: no-plan',
    ]);
  });

  it('not missed where they are optional', async () => {
    const audit = await auditOf(csv, { criteria: 'duties: { plan: optional }\n', plans: {} });
    expect(findingsOf(audit, 'A')).toEqual([]);
  });
});

describe('a plan left behind', () => {
  const csv = 'customer_id,status\nA,normal\nB,key\nC,\n';
  const planOf = (account: string, more = ''): string => `---\naccount: ${account}\n${more}---\n`;

  it.each<[string, string, boolean, string[]]>([
    ['a customer that is normal now', planOf('A'), true, ['broken orphan normal']],
    ['one that is closed', planOf('A', 'status: closed\n'), true, []],
    ['one with a closing note', `${planOf('A')}\n<!-- keyaccounts:closed 2026-06-01 -->\n`, true, []],
    ['a customer that is not there', planOf('X'), true, ['broken orphan null']],
    ['one of whom that cannot be told', planOf('X'), false, ['unknown maybe-orphan']],
    ['an undetermined customer', planOf('C'), true, []],
    ['a key account', planOf('B'), true, []],
    ['a recapture sheet', planOf('A', 'category: lost\n'), true, []],
    ['a recapture sheet of nobody', planOf('X', 'category: lost\n'), true, ['broken orphan null']],
  ])('%s', async (_, plan, isWhole, expected) => {
    const { plans } = await auditOf(csv, { plans: { 'plans/p.md': plan }, isWhole });
    expect(
      plans!.orphans.map(({ finding: { state, detail } }) =>
        [state, detail.kind, ...(detail.kind === 'orphan' ? [detail.category] : [])]
          .join(' ')
          .replace(/ $/, ' null'),
      ),
    ).toEqual(expected);
  });

  it('that nobody can place is an error', async () => {
    const { plans, totals } = await auditOf(csv, { plans: { 'plans/p.md': 'no front matter' } });
    expect(plans!.problems.map(({ code }) => code)).toEqual(['no-front-matter']);
    expect(totals.errors).toBe(1);
  });
});

describe('a forecast is held against the data', () => {
  it.each<[string, string, string, (number | null)[][]]>([
    [
      'of the year that ends today',
      '{ period: 2025-07..2026-06, revenue: 4m, profit: 1m }',
      '2026-06-30',
      [[0.25]],
    ],
    ['a month later', '{ period: 2025-07..2026-06, revenue: 4m }', '2026-07-31', [[0.25]]],
    ['two months later no more', '{ period: 2025-07..2026-06, revenue: 4m }', '2026-08-01', []],
    ['not before it is over', '{ period: 2025-07..2026-06, revenue: 4m }', '2026-06-29', []],
    ['not for a quarter: the data has years', '{ period: 2026-Q2, revenue: 4m }', '2026-06-30', []],
    ['nothing was expected', '{ period: 2025-07..2026-06, revenue: 0 }', '2026-06-30', [[null]]],
    [
      'the last of several',
      '[{ period: 2025-06..2026-05, revenue: 1m }, { period: 2025-07..2026-06, revenue: 10m }]',
      '2026-06-30',
      [[-0.5]],
    ],
  ])('%s', async (_, forecast, asOf, expected) => {
    const plans = { 'plans/a.md': `---\naccount: A\nforecast: ${forecast}\n---\n` };
    const { forecasts } = await auditOf('customer_id,status,revenue\nA,key,5000000\n', { plans, asOf });
    expect(forecasts.map(({ deviation }) => [deviation])).toEqual(expected);
  });
});
