import { formatCount } from '../../../../output/numbers.ts';
import type { HowMany, MoneyWords } from './words.ts';

/** Where the money is, in Chinese. */
export const moneyZh: MoneyWords = {
  columns: {
    profit: '毛利',
    shareOfProfit: '毛利占比',
    margin: '毛利率',
    growth: '增长率',
    rank: '排名',
    cumulative: '累计占比',
    points: '得分',
    keyRevenue: '大客户',
    otherRevenue: '其他客户',
    keyShare: '其中大客户',
    change: '最小变动',
    lacks: '还缺什么',
    holds: '保持大客户须满足',
  },
  overview: {
    title: '总览',
    lead: (keys, ofCustomers, ofRevenue, ofProfit) => {
      const who = `${formatCount(keys)} 个大客户（占客户数的 ${ofCustomers}）`;
      if (ofRevenue === null) return `${who}纳入重点管理`;
      return `${who}贡献了 ${ofRevenue} 的销售额${ofProfit === null ? '' : `和 ${ofProfit} 的毛利`}`;
    },
    noKeys: '没有客户符合大客户标准',
    figures: {
      customers: '客户数',
      keys: '大客户数',
      revenue: '大客户销售额',
      profit: '大客户毛利',
      growth: '大客户增长率',
      undetermined: '未定客户',
    },
    ofCustomers: (share) => `占客户数的 ${share}`,
    capacity: (most) => `可管理 ${most} 个`,
    ofRevenue: (share) => `占总销售额的 ${share}`,
    marginOf: (share) => `毛利率 ${share}`,
    others: (share) => `其他客户 ${share}`,
    revenueOfAll: (money) => `销售额 ${money}`,
    sinceLast: (change) => `较上次 ${change}`,
    undeterminedNote: '缺少起决定作用的数据',
    chart: '各类客户的贡献',
    knownOf: (what, known, all) =>
      `${formatCount(all)} 个客户中有 ${formatCount(known)} 个的${what}已知；合计与占比不含其余客户`,
    description: '三条 100% 横条：客户数、销售额和毛利在各类别间的分布',
    rows: { customers: '客户数', revenue: '销售额', profit: '毛利' },
    share: '占比',
    byCriterion: '大客户（按入选标准）',
    losing: '有类别毛利为负，无法计算占比，图中不含毛利',
    trend: '大客户组合的历次变化',
    trendAxis: '金额',
    trendDescription: '台账中历次运行时大客户的销售额和毛利',
  },
  concentration: {
    title: '集中度',
    lead: (core, ofCustomers, keys, share) =>
      `${formatCount(core)} 个客户（${ofCustomers}）贡献了 ${share} 的销售额，其中 ${formatCount(keys)} 个是大客户`,
    noRevenue: '没有可分析的销售额',
    chart: '最大客户合计贡献多少',
    description: (core, customers, share) =>
      `按规模从大到小累计的销售额与毛利曲线：${formatCount(customers)} 个客户中，${formatCount(core)} 个贡献了 ${share} 的销售额`,
    x: '客户占比（从大到小）',
    y: '占总额的比例',
    curves: { revenue: '销售额', profit: '毛利' },
    topPart: (share) => `最大的 ${share} 客户`,
    keyMark: (keys) => `${formatCount(keys)} 个大客户`,
    coreMark: (core) => `${formatCount(core)} 个客户`,
    boundary: (share, cut) =>
      `分界规则：累计销售额跨过 ${share} 的那个客户计入在内，与其销售额相同的客户一并计入；本次分界为销售额不低于 ${cut}`,
    whale: (customers, peak, losers) =>
      `利润最高的 ${formatCount(customers)} 个客户贡献了 ${peak} 的毛利，另有 ${formatCount(losers)} 个亏损客户抵消了超出部分`,
    profitCore: (core, share) => `${formatCount(core)} 个客户贡献了 ${share} 的毛利`,
    core: '最大的客户',
    coreColumn: (share) => `贡献 ${share} 的客户`,
    units: '各事业部的基础业务',
    unitsDescription: '每个事业部一条横条：大客户的销售额与其他客户的销售额',
    more: (count, share) => `…… 另有 ${count} 个客户属于这 ${share}`,
  },
  growth: {
    title: '增长与利润',
    lead: (keyGrowth, keyMargin, otherGrowth, otherMargin) =>
      `大客户增长率 ${keyGrowth}，毛利率 ${keyMargin}；其他客户增长率 ${otherGrowth}，毛利率 ${otherMargin}`,
    leadWithoutKeys: '最大客户的增长与盈利情况',
    nothing: '没有同时具备增长率和毛利率数据的客户',
    chart: '增长率与毛利率',
    description: (drawn, known) =>
      `${formatCount(known)} 个增长率和毛利率均已知的客户中，图示销售额最大的 ${formatCount(drawn)} 个；面积代表销售额`,
    x: '销售额增长率',
    y: '毛利率',
    line: (criterion, bound) => `${bound}：${criterion}`,
    lines: (growth, margin) =>
      [
        ...(growth === '' ? [] : [`增长率分界线：${growth}`]),
        ...(margin === '' ? [] : [`毛利率分界线：${margin}`]),
      ].join('；'),
    leftOut: (drawn, known) => `图中为 ${known} 个客户中最大的 ${drawn} 个`,
    clipped: '超出范围的画在边缘',
  },
  scores: {
    title: '得分与临界客户',
    lead: (misses, narrow, within) =>
      `单项数据变动不超过 ${within}，就会新增${howMany(misses)}个大客户，并使${howMany(narrow)}个大客户失去资格`,
    noScores: '标准中没有评分',
    chart: (score) => `${score}${/\p{Script=Han}$/u.test(score) ? '' : ' '}的分布`,
    description: (score, lines) =>
      `每 5 分一柱，按 ${score} 统计客户数${lines === '' ? '' : `；标准的分界线为 ${lines}`}`,
    x: '得分',
    y: '客户数',
    stays: '保留线',
    unknown: (count) => `${formatCount(count)} 个客户因缺少数据而没有得分`,
    misses: '差一点成为大客户：还差什么',
    narrow: '临界大客户：什么变动会使其失去资格',
    nobody: '没有如此接近的客户',
    provenNote: (isExact) =>
      `每项变动都经过重新分类验证；${isExact ? '仅列出最接近的客户' : '客户过多，仅在看来最接近的客户中列出最接近者'}`,
    range: (from, to) => `${from} 至 ${to}`,
  },
};

function howMany({ count, isExact }: HowMany): string {
  return `${isExact ? '' : '至少'} ${formatCount(count)} `;
}
