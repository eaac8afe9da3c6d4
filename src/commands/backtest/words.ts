import type { Course } from '../../compare/backtest.ts';
import { counted, defineWords, formatCount, type Pair } from '../../output/language.ts';

const COURSES: Pair<Record<Course, string>> = {
  en: { grew: 'grew', stayed: 'stayed', shrank: 'shrank', left: 'left' },
  zh: { grew: '增长', stayed: '持平', shrank: '下滑', left: '流失' },
};

/** What `backtest` says, in one language. Shares and intervals come written out. */
export const backtestWords = defineWords({
  title: { en: 'Were the criteria right?', zh: '标准选对大客户了吗？' },
  labels: {
    exports: { en: 'exports', zh: '导出文件' },
    against: { en: 'other criteria', zh: '对照标准' },
    stable: { en: 'stayed', zh: '持平' },
    confidence: { en: 'in brackets', zh: '括号内' },
  },
  stable: {
    en: (share: string) => `revenue within ${share} of what it was`,
    zh: (share: string) => `销售额变动不超过 ${share}`,
  },
  confidence: {
    en: 'where the share lies with 95% confidence (Wilson); of differences by Newcombe',
    zh: '比例的 95% 置信区间（Wilson 法）；差异用 Newcombe 法',
  },
  headings: {
    amounts: { en: 'Their revenue and profit', zh: '销售额与利润' },
    periods: { en: 'Period by period', zh: '分期结果' },
    criteria: { en: 'By criterion', zh: '按入选标准' },
    against: { en: 'Beside the other criteria', zh: '与对照标准比较' },
  },
  columns: {
    group: { en: 'accounts', zh: '客户' },
    period: { en: 'period', zh: '期间' },
    customers: { en: 'number', zh: '数量' },
    outcomes: COURSES,
    revenue: { en: 'revenue', zh: '销售额' },
    profit: { en: 'gross profit', zh: '毛利' },
    before: { en: (what: string) => `${what} then`, zh: (what: string) => `${what}（期初）` },
    after: { en: (what: string) => `${what} next`, zh: (what: string) => `${what}（期末）` },
    change: { en: 'change', zh: '变动' },
    keyGrew: { en: 'key: grew', zh: '大客户增长' },
    othersGrew: { en: 'others: grew', zh: '其他客户增长' },
    keyLeft: { en: 'key: left', zh: '大客户流失' },
    othersLeft: { en: 'others: left', zh: '其他客户流失' },
  },
  groups: {
    chosen: { en: 'key accounts', zh: '大客户' },
    others: { en: 'not chosen', zh: '未入选客户' },
    all: { en: 'key by the other criteria', zh: '对照标准的大客户' },
    both: { en: 'key by both', zh: '两套标准都入选' },
    onlyNow: { en: 'key by these alone', zh: '仅本标准入选' },
    onlyBefore: { en: 'key by the others alone', zh: '仅对照标准入选' },
  },
  nobody: {
    en: 'the criteria made nobody a key account whose revenue is known in two exports: nothing can be said of them',
    zh: '没有一个大客户在前后两期都有销售额数据：无法评价这套标准',
  },
  more: {
    en: (points: string, interval: string) =>
      `Key accounts grew more often than the others, by ${points} points (between ${interval}).`,
    zh: (points: string, interval: string) =>
      `大客户增长的比例高出其他客户 ${points} 个百分点（${interval}）。`,
  },
  fewer: {
    en: (points: string, interval: string) =>
      `Key accounts grew less often than the others, by ${points} points (between ${interval}).`,
    zh: (points: string, interval: string) =>
      `大客户增长的比例低于其他客户 ${points} 个百分点（${interval}）。`,
  },
  chance: {
    en: (interval: string) =>
      `Whether key accounts grow more often than the others cannot be told: the difference lies between ${interval} points.`,
    zh: (interval: string) => `看不出大客户是否比其他客户更容易增长：差异在 ${interval} 个百分点之间。`,
  },
  best: {
    en: (best: string, worst: string) =>
      `Of the accounts of "${best}" most grew, of those of "${worst}" fewest`,
    zh: (best: string, worst: string) => `“${best}”选出的客户增长比例最高，“${worst}”最低`,
  },
  apart: {
    en: (interval: string) => `: the difference lies between ${interval} points.`,
    zh: (interval: string) => `，相差 ${interval} 个百分点。`,
  },
  notApart: {
    en: (interval: string) => `, which may be chance: the difference lies between ${interval} points.`,
    zh: (interval: string) => `，但可能只是偶然：差异在 ${interval} 个百分点之间。`,
  },
  between: {
    en: (low: string, high: string) => `${low} and ${high}`,
    zh: (low: string, high: string) => `${low} 至 ${high}`,
  },
  /** Whoever is chosen by the last year's figures. */
  regression: {
    en: 'accounts that are chosen after a good year tend to fall back in the next: other criteria on the same exports are the fair comparison (--against-criteria)',
    zh: '按业绩好的年份选出的客户，次年往往回落：用同样的数据与另一套标准比较才公平（--against-criteria）',
  },
  pooled: {
    en: (periods: number) => `a customer counts once in each of the ${formatCount.en(periods)} periods`,
    zh: (periods: number) => `同一客户在 ${formatCount.zh(periods)} 个期间中各计一次`,
  },
  unknown: {
    en: (count: number) =>
      `${counted(count, 'customer')} without a known revenue in one of two exports ${count === 1 ? 'is' : 'are'} in no share`,
    zh: (count: number) => `${formatCount.zh(count)} 个客户缺少其中一期的销售额，不计入比例`,
  },
  alreadyLost: {
    en: (count: number) =>
      `${counted(count, 'customer')} already lost at the start ${count === 1 ? 'is' : 'are'} left out`,
    zh: (count: number) => `期初已丢失的 ${formatCount.zh(count)} 个客户不计`,
  },
  chart: {
    title: { en: 'What became of key accounts and of the others', zh: '大客户与其他客户后来的变化' },
  },
});
