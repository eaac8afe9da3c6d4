import type { PlanWords } from './words.ts';

/** Plans in Chinese. */
export const planZh: PlanWords = {
  facts: {
    revenue: '销售额',
    prior_revenue: '上年同期销售额',
    gross_profit: '毛利',
    prior_gross_profit: '上年同期毛利',
    quantity: '销量',
    prior_quantity: '上年同期销量',
    potential: '年采购潜力',
    headroom: '增长空间',
    wallet_share: '客户份额',
    margin: '毛利率',
    growth: '销售额增长率',
    volume_growth: '销量增长率',
    contribution_growth: '毛利增长率',
    last_order: '最近下单日期',
    idle_days: '距上次下单',
    on_time_rate: '准时交付率',
    new_market: '开拓新产品或新市场',
    strategic_value: '战略价值得分',
    status: '状态',
    business_unit: '事业部',
    lost_reason: '流失原因',
  },
  duties: {
    profit: '利润',
    growth: '增长',
    value: '价值',
    relationship: '客户关系',
    reason: '流失原因',
  },
  valued: (condition, value) => `${condition}（实际 ${value}）`,
  apart: (condition, distance) => `${condition}（${distance}）`,
  join: '；',
  met: (met, of) => `${met}/${of}`,
  stays: '按保留线继续保留',
  now: (category) => `现为${category}`,
  gone: '客户已不在导出数据中',
  note: (kind, plan, day, now) =>
    kind === 'closed'
      ? `> **${day} · 已关闭。** ${CLOSED[plan]}，${now}。本文件保留原样，不再更新数据。`
      : `> **${day} · 重新启用。** ${REOPENED[plan]}，数据恢复更新。请核对文件开头的负责人与下次回顾日期。`,
  titles: { key: '大客户计划', lost: '客户挽回表', target: '客户开发表' },
  actions: {
    written: '新建',
    refreshed: '已更新数据',
    unchanged: '无变化',
    closed: '已关闭',
    reopened: '重新启用',
    extended: '已展开挽回方案',
  },
  would: {
    written: '将新建',
    refreshed: '将更新数据',
    unchanged: '保持不变',
    closed: '将关闭',
    reopened: '将重新启用',
    extended: '将展开挽回方案',
  },
  columns: { result: '结果', file: '文件' },
  nothing: {
    key: '没有新增大客户，也没有需要更新的计划',
    lost: '没有新丢失的客户，也没有需要更新的挽回表',
    target: '没有新增目标客户，也没有需要更新的开发表',
  },
  dryRun: '未写入任何文件（--dry-run）',
  counted: (count, what) => `${count} 份${what}`,
  lacking: (kind, count, ids) =>
    `${count} 个${WHO[kind]}并非新增，且没有计划，可用 keyaccounts plan --missing 补建（${ids}）`,
  waiting: (count, ids) =>
    `${count} 份挽回表尚未写明流失原因：请填写文件开头的 loss 各项，下次运行将展开挽回方案（${ids}）`,
  undetermined: (count, ids) =>
    `${count} 个已有计划的客户分类未定，其计划保持原样；所缺数据见 keyaccounts explain（${ids}）`,
  absent: (count, ids) => `${count} 个已有计划的客户不在本次导出文件中，其计划保持原样（${ids}）`,
};

const CLOSED = { key: '不再是大客户', lost: '已不属于丢失的客户', target: '已不是目标客户' };
const REOPENED = { key: '再次成为大客户', lost: '再次丢失', target: '再次成为目标客户' };
const WHO = { key: '大客户', lost: '丢失的客户', target: '目标客户' };
