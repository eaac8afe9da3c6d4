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
    on_time_rate: 'deliveries on time',
    new_market: 'opens a new product or market',
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
  note: (kind, plan, day, now) =>
    kind === 'closed'
      ? `> **${day} · closed.** ${CLOSED[plan]}: the customer is now ${now}. The plan stays as it is, and is not refreshed any more.`
      : `> **${day} · reopened.** ${REOPENED[plan]}: the plan is refreshed again. Check the head of the plan, its owner and the next review.`,
  title: 'Plans',
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
  columns: { result: 'result', customer: 'customer', file: 'file' },
  kinds: { key: 'account plans', lost: 'recapture sheets', target: 'pursuit sheets' },
  labels: { asOf: 'as of', book: 'book', template: 'template', result: 'result' },
  nothing: (kind) => NOTHING[kind],
  dryRun: 'nothing was written: --dry-run',
  unchanged: (count) => `${count} unchanged`,
  lacking: (kind, count) =>
    `${count} ${count === 1 ? ONE[kind] : MANY[kind]} of earlier runs ${count === 1 ? 'has' : 'have'} no plan: --missing writes ${count === 1 ? 'it' : 'them'}`,
  absent: (ids, count) =>
    `${count === 1 ? 'a plan' : 'plans'} of ${ids}: ${count === 1 ? 'the customer is' : 'the customers are'} not in this export; ${count === 1 ? 'the plan was' : 'the plans were'} left as ${count === 1 ? 'it is' : 'they are'}`,
  undetermined: (ids, count) =>
    `${ids}: undetermined, so the ${count === 1 ? 'plan was' : 'plans were'} left; "keyaccounts explain" says what is missing`,
  waiting: (count) =>
    `${count} ${count === 1 ? 'sheet waits' : 'sheets wait'} for the reason of the loss: fill in "loss" at the top, and the next run opens the recapture`,
};

const CLOSED = {
  key: 'No longer a key account',
  lost: 'No longer lost',
  target: 'No longer a target',
};
const REOPENED = { key: 'A key account again', lost: 'Lost again', target: 'A target again' };
const ONE = { key: 'key account', lost: 'lost customer', target: 'target' };
const MANY = { key: 'key accounts', lost: 'lost customers', target: 'targets' };
const NOTHING = {
  key: 'no new key accounts, and no plans to refresh',
  lost: 'no newly lost customers, and no sheets to refresh',
  target: 'no new targets, and no sheets to refresh',
};
