import { defineWords, type In, type Pair } from '../../output/language.ts';
import type { PlanAction } from '../../plan/outcome.ts';
import type { PlanKind } from '../../plan/plan.ts';

/** What plans say beside their templates, and what the command says of them. */
export const planWords = defineWords({
  /** What people call the facts of the criteria language; others are called as the criteria call them. */
  facts: {
    revenue: { en: 'revenue', zh: '销售额' },
    prior_revenue: { en: 'revenue of the year before', zh: '上年同期销售额' },
    gross_profit: { en: 'gross profit', zh: '毛利' },
    prior_gross_profit: { en: 'gross profit of the year before', zh: '上年同期毛利' },
    quantity: { en: 'quantity', zh: '销量' },
    prior_quantity: { en: 'quantity of the year before', zh: '上年同期销量' },
    potential: { en: 'potential', zh: '年采购潜力' },
    headroom: { en: 'room to grow', zh: '增长空间' },
    wallet_share: { en: 'share of wallet', zh: '客户份额' },
    margin: { en: 'margin', zh: '毛利率' },
    growth: { en: 'growth of revenue', zh: '销售额增长率' },
    volume_growth: { en: 'growth of quantity', zh: '销量增长率' },
    contribution_growth: { en: 'growth of gross profit', zh: '毛利增长率' },
    last_order: { en: 'last order', zh: '最近下单日期' },
    idle_days: { en: 'time since the last order', zh: '距上次下单' },
    on_time_rate: { en: 'on-time rate', zh: '准时交付率' },
    new_market: { en: 'new product or market', zh: '开拓新产品或新市场' },
    strategic_value: { en: 'strategic value', zh: '战略价值得分' },
    status: { en: 'status', zh: '状态' },
    business_unit: { en: 'business unit', zh: '事业部' },
    lost_reason: { en: 'reason of the loss', zh: '流失原因' },
  } satisfies Readonly<Record<string, unknown>>,
  /** The duties of checks; others as the criteria call them. */
  duties: {
    en: {},
    zh: {
      profit: '利润',
      growth: '增长',
      value: '价值',
      relationship: '客户关系',
      reason: '流失原因',
    },
  } satisfies Pair<Readonly<Record<string, string>>>,
  /** A condition with the value that it came to. */
  valued: {
    en: (condition: string, value: string) => `${condition} (${value})`,
    zh: (condition: string, value: string) => `${condition}（实际 ${value}）`,
  },
  /** A condition with how far the customer is from it. */
  apart: {
    en: (condition: string, distance: string) => `${condition} (${distance})`,
    zh: (condition: string, distance: string) => `${condition}（${distance}）`,
  },
  /** Between conditions that all hold. */
  join: { en: '; ', zh: '；' },
  /** A criterion that is not met, and how much of it is. */
  met: {
    en: (met: number, of: number) => `${met} of ${of}`,
    zh: (met: number, of: number) => `${met}/${of}`,
  },
  /** The condition by which a key account stays one. */
  stays: { en: 'stays by the lower line', zh: '按保留线继续保留' },
  /** What a customer is now, and that it is there no more. */
  now: { en: (category: string) => `is now ${category}`, zh: (category: string) => `现为${category}` },
  gone: { en: 'is not in the export any more', zh: '客户已不在导出数据中' },
  /** The note at the end of a plan: a paragraph of Markdown; `now` is one of the two above. */
  note: {
    en: (kind: 'closed' | 'reopened', plan: PlanKind, day: string, now: string) =>
      kind === 'closed'
        ? `> **${day} · closed.** ${CLOSED[plan]}: the customer ${now}. The plan stays as it is, and is not refreshed any more.`
        : `> **${day} · reopened.** ${REOPENED[plan]}: the plan is refreshed again. Check the head of the plan, its owner and the next review.`,
    zh: (kind: 'closed' | 'reopened', plan: PlanKind, day: string, now: string) =>
      kind === 'closed'
        ? `> **${day} · 已关闭。** ${CLOSED_ZH[plan]}，${now}。本文件保留原样，不再更新数据。`
        : `> **${day} · 重新启用。** ${REOPENED_ZH[plan]}，数据恢复更新。请核对文件开头的负责人与下次回顾日期。`,
  },
  titles: {
    key: { en: 'Account plans', zh: '大客户计划' },
    lost: { en: 'Recapture sheets', zh: '客户挽回表' },
    target: { en: 'Pursuit sheets', zh: '客户开发表' },
  } satisfies Readonly<Record<PlanKind, unknown>>,
  actions: {
    written: { en: 'written', zh: '新建' },
    refreshed: { en: 'refreshed', zh: '已更新数据' },
    unchanged: { en: 'unchanged', zh: '无变化' },
    closed: { en: 'closed', zh: '已关闭' },
    reopened: { en: 'reopened', zh: '重新启用' },
    extended: { en: 'recapture opened', zh: '已展开挽回方案' },
  } satisfies Readonly<Record<PlanAction, unknown>>,
  /** The same when nothing is written. */
  would: {
    written: { en: 'would be written', zh: '将新建' },
    refreshed: { en: 'would be refreshed', zh: '将更新数据' },
    unchanged: { en: 'stays as it is', zh: '保持不变' },
    closed: { en: 'would be closed', zh: '将关闭' },
    reopened: { en: 'would be reopened', zh: '将重新启用' },
    extended: { en: 'recapture would open', zh: '将展开挽回方案' },
  } satisfies Readonly<Record<PlanAction, unknown>>,
  columns: {
    result: { en: 'result', zh: '结果' },
    file: { en: 'file', zh: '文件' },
  },
  nothing: {
    key: { en: 'no new key accounts, and no plans to refresh', zh: '没有新增大客户，也没有需要更新的计划' },
    lost: {
      en: 'no newly lost customers, and no sheets to refresh',
      zh: '没有新丢失的客户，也没有需要更新的挽回表',
    },
    target: {
      en: 'no new targets, and no sheets to refresh',
      zh: '没有新增目标客户，也没有需要更新的开发表',
    },
  } satisfies Readonly<Record<PlanKind, unknown>>,
  dryRun: { en: 'nothing was written (--dry-run)', zh: '未写入任何文件（--dry-run）' },
  counted: {
    en: (count: number, what: string) => `${count} ${what}`,
    zh: (count: number, what: string) => `${count} 份${what}`,
  },
  /** Customers of the kind without a plan, whom nobody asked for. */
  lacking: {
    en: (kind: PlanKind, count: number, ids: string) =>
      count === 1
        ? `${ONE[kind]} ${ids} is not new and has no plan: "keyaccounts plan --missing" writes it`
        : `${count} ${MANY[kind]} are not new and have no plan: "keyaccounts plan --missing" writes them (${ids})`,
    zh: (kind: PlanKind, count: number, ids: string) =>
      `${count} 个${WHO[kind]}并非新增，且没有计划，可用 keyaccounts plan --missing 补建（${ids}）`,
  },
  /** Recapture sheets without the reason of the loss. */
  waiting: {
    en: (count: number, ids: string) =>
      `${count === 1 ? 'the sheet waits' : `${count} sheets wait`} for the reason of the loss: fill in "loss" at the top, and the next run opens the recapture (${ids})`,
    zh: (count: number, ids: string) =>
      `${count} 份挽回表尚未写明流失原因：请填写文件开头的 loss 各项，下次运行将展开挽回方案（${ids}）`,
  },
  undetermined: {
    en: (count: number, ids: string) =>
      `${count === 1 ? 'a customer with a plan is' : `${count} customers with plans are`} undetermined, and the ${count === 1 ? 'plan was' : 'plans were'} left as ${count === 1 ? 'it is' : 'they are'}: "keyaccounts explain" says what is missing (${ids})`,
    zh: (count: number, ids: string) =>
      `${count} 个已有计划的客户分类未定，其计划保持原样；所缺数据见 keyaccounts explain（${ids}）`,
  },
  /** Plans whose customer the export does not have. */
  absent: {
    en: (count: number, ids: string) =>
      `${count === 1 ? 'a customer with a plan is' : `${count} customers with plans are`} not in this export, and the ${count === 1 ? 'plan was' : 'plans were'} left as ${count === 1 ? 'it is' : 'they are'} (${ids})`,
    zh: (count: number, ids: string) =>
      `${count} 个已有计划的客户不在本次导出文件中，其计划保持原样（${ids}）`,
  },
});

/** PlanWords in a language. */
export type PlanWords = In<typeof planWords>;

const CLOSED = {
  key: 'No longer a key account',
  lost: 'No longer lost',
  target: 'No longer a target',
};

const REOPENED = { key: 'A key account again', lost: 'Lost again', target: 'A target again' };

const ONE = { key: 'key account', lost: 'lost customer', target: 'target' };

const MANY = { key: 'key accounts', lost: 'lost customers', target: 'targets' };

const CLOSED_ZH = { key: '不再是大客户', lost: '已不属于丢失的客户', target: '已不是目标客户' };

const REOPENED_ZH = { key: '再次成为大客户', lost: '再次丢失', target: '再次成为目标客户' };

const WHO = { key: '大客户', lost: '丢失的客户', target: '目标客户' };
