import type { PlanWords } from './words.ts';

/** Plans in English. */
export const planEn: PlanWords = {
  facts: {
    revenue: 'revenue',
    prior_revenue: 'revenue of the year before',
    gross_profit: 'gross profit',
    prior_gross_profit: 'gross profit of the year before',
    quantity: 'quantity',
    prior_quantity: 'quantity of the year before',
    potential: 'potential',
    headroom: 'room to grow',
    wallet_share: 'share of wallet',
    margin: 'margin',
    growth: 'growth of revenue',
    volume_growth: 'growth of quantity',
    contribution_growth: 'growth of gross profit',
    last_order: 'last order',
    idle_days: 'time since the last order',
    on_time_rate: 'on-time rate',
    new_market: 'new product or market',
    strategic_value: 'strategic value',
    status: 'status',
    business_unit: 'business unit',
    lost_reason: 'reason of the loss',
  },
  duties: {},
  valued: (condition, value) => `${condition} (${value})`,
  apart: (condition, distance) => `${condition} (${distance})`,
  join: '; ',
  met: (met, of) => `${met} of ${of}`,
  stays: 'stays by the lower line',
  now: (category) => `is now ${category}`,
  gone: 'is not in the export any more',
  note: (kind, plan, day, now) =>
    kind === 'closed'
      ? `> **${day} · closed.** ${CLOSED[plan]}: the customer ${now}. The plan stays as it is, and is not refreshed any more.`
      : `> **${day} · reopened.** ${REOPENED[plan]}: the plan is refreshed again. Check the head of the plan, its owner and the next review.`,
  titles: { key: 'Account plans', lost: 'Recapture sheets', target: 'Pursuit sheets' },
  actions: {
    written: 'written',
    refreshed: 'refreshed',
    unchanged: 'unchanged',
    closed: 'closed',
    reopened: 'reopened',
    extended: 'recapture opened',
  },
  would: {
    written: 'would be written',
    refreshed: 'would be refreshed',
    unchanged: 'stays as it is',
    closed: 'would be closed',
    reopened: 'would be reopened',
    extended: 'recapture would open',
  },
  columns: { result: 'result', file: 'file' },
  nothing: {
    key: 'no new key accounts, and no plans to refresh',
    lost: 'no newly lost customers, and no sheets to refresh',
    target: 'no new targets, and no sheets to refresh',
  },
  dryRun: 'nothing was written (--dry-run)',
  counted: (count, what) => `${count} ${what}`,
  lacking: (kind, count, ids) =>
    count === 1
      ? `${ONE[kind]} ${ids} is not new and has no plan: "keyaccounts plan --missing" writes it`
      : `${count} ${MANY[kind]} are not new and have no plan: "keyaccounts plan --missing" writes them (${ids})`,
  waiting: (count, ids) =>
    `${count === 1 ? 'the sheet waits' : `${count} sheets wait`} for the reason of the loss: fill in "loss" at the top, and the next run opens the recapture (${ids})`,
  undetermined: (count, ids) =>
    `${count === 1 ? 'a customer with a plan is' : `${count} customers with plans are`} undetermined, and the ${count === 1 ? 'plan was' : 'plans were'} left as ${count === 1 ? 'it is' : 'they are'}: "keyaccounts explain" says what is missing (${ids})`,
  absent: (count, ids) =>
    `${count === 1 ? 'a customer with a plan is' : `${count} customers with plans are`} not in this export, and the ${count === 1 ? 'plan was' : 'plans were'} left as ${count === 1 ? 'it is' : 'they are'} (${ids})`,
};

const CLOSED = {
  key: 'No longer a key account',
  lost: 'No longer lost',
  target: 'No longer a target',
};
const REOPENED = { key: 'A key account again', lost: 'Lost again', target: 'A target again' };
const ONE = { key: 'key account', lost: 'lost customer', target: 'target' };
const MANY = { key: 'key accounts', lost: 'lost customers', target: 'targets' };
