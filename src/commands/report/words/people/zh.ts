import { formatCount } from '../../../../output/numbers.ts';
import type { PeopleWords } from './words.ts';

/** Who, in Chinese. */
export const peopleZh: PeopleWords = {
  movements: {
    title: '客户变动',
    lead: (moved, toKey, fromKey, day) =>
      `自 ${day} 以来有 ${formatCount(moved)} 个客户变动：${formatCount(toKey)} 个成为大客户，${formatCount(fromKey)} 个不再是大客户`,
    nothing: (day) => `自 ${day} 以来没有客户变动`,
    firstRun: '台账中没有更早的运行可供比较',
    chart: '从上次运行到本次',
    description: '从上次的各类别流向本次各类别的色带，宽度代表客户数',
    before: '上次',
    now: '本次',
    standings: { absentBefore: '新增', absentNow: '已不在' },
    columns: { from: '此前', to: '现在', cause: '原因', count: '客户数' },
    who: '变动的客户',
    causes: '变动原因',
    cause: {
      new: '名单中新增',
      gone: '已不在名单中',
      data: '客户自身数据变化',
      criteria: '标准修订',
      peers: '其他客户使分界线移动',
      calendar: '日期推移',
      override: '人工指定',
    },
    causesDescription: '每类原因一条横条：涉及的变动数',
    notKept: '台账未保留该日期之前的运行，无法比较',
  },
  lost: {
    title: '丢失的客户',
    lead: (count, worth, unexplained) => {
      const bought = worth === null ? '' : `，价值 ${worth}`;
      const why = unexplained === 0 ? '均已注明原因' : `其中 ${formatCount(unexplained)} 个未注明原因`;
      return `${formatCount(count)} 个客户已丢失${bought}；${why}`;
    },
    nobody: '没有丢失的客户',
    chart: '客户为何流失',
    description: '每个原因一条横条，损失由大到小，并标出累计占比',
    noReason: '未注明原因',
    otherReasons: (count) => `其余 ${formatCount(count)} 种原因`,
    customers: '客户数',
    columns: { reason: '原因', worth: '价值', share: '占比', cumulative: '累计占比', signs: '出现的前兆' },
    alike: (count, reason) => `${formatCount(count)} 个现有客户出现“${reason}”类流失的前兆`,
    falling: '销售额低于上年',
    fails: (condition) => `未满足：${condition}`,
    nobodyAtRisk: (reasons) => `没有现有客户出现“${reasons}”类流失的前兆`,
    noSigns: '每种原因流失的客户都太少，看不出共同前兆',
    worthNote: '价值指近一年销售额；已无销售额的按上一年计',
    moreReasons: (count) => `…… 另有 ${formatCount(count)} 组原因出现相同前兆`,
    unexplained: '未注明原因的丢失客户（从大到小）',
    noField: '标准中没有 lost_reason 字段，无法统计流失原因',
  },
  target: {
    title: '目标客户',
    lead: (count, potential, first) =>
      `${formatCount(count)} 个目标客户${potential === null ? '' : `，年采购潜力合计 ${potential}`}；首选 ${first}`,
    nobody: '没有目标客户',
    chart: '最有潜力的目标客户',
    description: (shown, count) =>
      `${formatCount(count)} 个目标客户中前 ${formatCount(shown)} 个，每个一条横条`,
    columns: { potential: '潜力', nearest: '最接近的标准', lacks: '成为大客户还须满足' },
    list: '跟进名单',
    lacking: (condition, unknown) => (unknown ? `无法判断：${condition}` : condition),
    more: (count) => `…… 另有 ${count} 个目标客户`,
  },
  duties: {
    title: '管理职责',
    lead: (accounts, red, amber, green) =>
      `${formatCount(accounts)} 个大客户中，红色 ${formatCount(red)} 个，黄色 ${formatCount(amber)} 个，绿色 ${formatCount(green)} 个`,
    nothing: '没有需要管理的大客户',
    noPlans: '未检查客户计划、回顾和预测：请用 --book 指定台账',
    chart: '各客户经理的大客户',
    description:
      '每位客户经理一条横条：红色、黄色、绿色大客户各有多少。红色为未履行必须履行的职责，黄色为其他职责未履行或无法判断',
    load: (most) => `上限 ${formatCount(most)} 个`,
    columns: { most: '上限', redRevenue: '红色客户销售额' },
  },
  groups: {
    title: '事业部与客户经理',
    lead: (units, managers) =>
      [
        ...(units > 0 ? [`${formatCount(units)} 个事业部`] : []),
        ...(managers > 0 ? [`${formatCount(managers)} 位客户经理`] : []),
      ].join('，'),
    nothing: '标准中既没有事业部也没有客户经理',
    units: '事业部',
    managers: '客户经理',
    unnamedUnit: '未注明事业部',
    unnamedManager: '未落实到人',
  },
  customers: {
    title: '客户清单',
    lead: (count) => `${formatCount(count)} 个客户，大客户在前，其余按销售额排列`,
    leftOut: (shown, all) =>
      `此处列出 ${all} 个客户中的 ${shown} 个；完整清单可用 classify --format csv 导出`,
  },
};
