import { formatCount } from '../../../../output/numbers.ts';
import type { FrameWords } from './words.ts';

/** The page, in Chinese. */
export const frameZh: FrameWords = {
  title: '客户组合报告',
  subtitle: { asOf: '截至', file: '客户数据', criteria: '分类标准' },
  page: {
    skip: '跳到正文',
    contents: '目录',
    theme: '浅色或深色',
    numbers: '以表格查看数据',
    footer: '单一文件：不加载也不发送任何内容',
    controls: {
      search: '查找客户',
      all: '全部类别',
      showing: '第 {from} 至 {to} 项，共 {count} 项',
      nothing: '没有匹配的客户',
      previous: '上一页',
      next: '下一页',
      sort: '排序依据',
    },
  },
  actions: {
    title: '周一待办',
    nothing: '数据中没有需要处理的事项',
    untold: (accounts) => `补全 ${formatCount(accounts)} 个大客户的检查所需数据`,
    withoutManager: (count) => `为 ${formatCount(count)} 个大客户指定客户经理`,
    broken: (count, expected) => `${formatCount(count)} 个大客户未通过检查（应满足：${expected}）`,
    duties: (findings, accounts) =>
      `处理 ${formatCount(accounts)} 个大客户的 ${formatCount(findings)} 项未履行职责`,
    dutiesOf: (manager, findings) => `${manager} ${formatCount(findings)} 项`,
    entered: (count) => `迎接 ${formatCount(count)} 个新的大客户：确定客户经理和客户计划`,
    left: (count) => `查明 ${formatCount(count)} 个客户为何不再是大客户`,
    narrow: (count, isExact) =>
      isExact ? `守住 ${formatCount(count)} 个接近分界线的大客户` : '守住最接近分界线的大客户',
    misses: (count, isExact) =>
      isExact ? `培育 ${formatCount(count)} 个差一步成为大客户的客户` : '培育最接近大客户的客户',
    unexplained: (count, worth) =>
      `查明 ${formatCount(count)} 个客户的流失原因${worth === null ? '' : `（价值 ${worth}）`}`,
    signs: (count, reason) => `联系 ${formatCount(count)} 个出现“${reason}”类流失前兆的客户`,
    load: (managers) => `为 ${formatCount(managers)} 位客户经理减负：负责的大客户过多`,
    loadOf: (manager, accounts, most) =>
      `${manager} ${formatCount(accounts)} 个（上限 ${formatCount(most)} 个）`,
    undetermined: (count) => `补全 ${formatCount(count)} 个未定客户缺少的数据`,
    lacks: (field, count) => `${field}（${formatCount(count)}）`,
    capacity: (keys, capacity) =>
      `大客户 ${formatCount(keys)} 个，可管理 ${formatCount(capacity)} 个：请调整标准，符合标准的客户一律保留`,
    pursue: (count) => `跟进 ${formatCount(count)} 个目标客户中潜力最大的`,
    more: (count) => `另有 ${formatCount(count)} 个`,
  },
  short: {
    overview: '总览',
    concentration: '集中度',
    growth: '增长与利润',
    scores: '得分',
    movements: '变动',
    lost: '丢失',
    target: '目标',
    duties: '职责',
    groups: '事业部与经理',
    criteria: '标准',
    data: '数据',
    customers: '客户清单',
  },
  noBook: '未指定台账，无法得知上次运行的结果：请用 --book 指定台账以查看客户变动',
};
