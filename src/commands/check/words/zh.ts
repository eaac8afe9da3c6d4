import type { CheckWords } from './words.ts';

/** A check, in Chinese. */
export const checkZh: CheckWords = {
  title: '检查',
  findings: '发现',
  cases: '案例',
  coverage: '覆盖',
  robustness: '各条界线的稳健程度',
  columns: {
    criterion: '标准',
    condition: '条件',
    cases: '案例',
    holds: '成立',
    fails: '不成立',
    customers: '客户',
    line: '行',
    where: '位置',
    from: '现值',
    down: '−10 %',
    up: '+10 %',
    severity: '级别',
    place: '位置',
    finding: '内容',
  },
  unreadable: '标准文件无法读取，未作其他检查',
  nothingFound: '没有问题',
  remarks: (count) => `另有 ${count} 条提示，用 --verbose 查看`,
  casesPassed: (passed, of) => `${of} 个案例中有 ${passed} 个结果正确`,
  noCases: '文件中没有案例：请为每个有争议的判断补充一个',
  covered: (covered, total, percent) =>
    `案例覆盖了 ${total} 项标准与条件两侧中的 ${covered} 项（${percent} %）`,
  customersCovered: (covered, total, customers) => `${customers} 个客户覆盖了 ${total} 项中的 ${covered} 项`,
  flips: (flips, key) => `${flips} 个变动，大客户 ${key} 个`,
  robustnessIntro: (customers) =>
    `权重或界线变动 10 % 时，${customers} 个客户中有多少改变类别，以及届时的大客户数`,
  allCovered: '每个条件的两侧都有案例',
};
