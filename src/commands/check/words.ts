import { defineWords, formatCount } from '../../output/language.ts';

/** What a check says beside its findings, in one language. */
export const checkWords = defineWords({
  title: { en: 'Check', zh: '检查' },
  findings: { en: 'Findings', zh: '发现' },
  cases: { en: 'Cases', zh: '案例' },
  coverage: { en: 'Coverage', zh: '覆盖' },
  robustness: { en: 'How firm each line is', zh: '各条界线的稳健程度' },
  columns: {
    condition: { en: 'condition', zh: '条件' },
    holdsInCases: { en: 'holds in cases', zh: '案例符合' },
    failsInCases: { en: 'fails in cases', zh: '案例不符' },
    holdsForCustomers: { en: 'holds for customers', zh: '客户符合' },
    failsForCustomers: { en: 'fails for customers', zh: '客户不符' },
    line: { en: 'line', zh: '行' },
    where: { en: 'where', zh: '位置' },
    from: { en: 'now', zh: '现值' },
    down: { en: '-10%', zh: '-10%' },
    up: { en: '+10%', zh: '+10%' },
    severity: { en: 'severity', zh: '级别' },
    place: { en: 'place', zh: '位置' },
    finding: { en: 'finding', zh: '内容' },
  },
  unreadable: {
    en: 'the criteria cannot be read; nothing else was checked',
    zh: '标准文件无法读取，未作其他检查',
  },
  checkedWith: {
    en: (layer: string, users: readonly string[]) =>
      `${layer} is a layer of other criteria: checked with ${users.join(' and ')}`,
    zh: (layer: string, users: readonly string[]) =>
      `${layer} 是叠加在其他标准上的文件，随 ${users.join('、')} 一并检查`,
  },
  nothingFound: { en: 'nothing is wrong', zh: '没有问题' },
  remarks: {
    en: (count: number) =>
      `${formatCount.en(count)} ${count === 1 ? 'remark' : 'remarks'} more: --verbose shows ${count === 1 ? 'it' : 'them'}`,
    zh: (count: number) => `另有 ${formatCount.zh(count)} 条提示，用 --verbose 查看`,
  },
  casesPassed: {
    en: (passed: number, of: number, day: string) =>
      `${formatCount.en(passed)} of ${formatCount.en(of)} cases come out as they must, as of ${day}`,
    zh: (passed: number, of: number, day: string) =>
      `截至 ${day}，${formatCount.zh(of)} 个案例中有 ${formatCount.zh(passed)} 个结果正确`,
  },
  noCases: {
    en: 'the file has no cases: add an example for each decision that people argue about',
    zh: '文件中没有案例：请为每个有争议的判断补充一个',
  },
  covered: {
    en: (covered: number, total: number, percent: number) =>
      `the cases show ${formatCount.en(covered)} of ${formatCount.en(total)} criteria and sides of conditions (${percent}%)`,
    zh: (covered: number, total: number, percent: number) =>
      `案例覆盖了 ${formatCount.zh(total)} 项标准与条件两侧中的 ${formatCount.zh(covered)} 项（${percent}%）`,
  },
  customersCovered: {
    en: (covered: number, total: number, customers: number, day: string) =>
      `the ${formatCount.en(customers)} customers, as of ${day}, show ${formatCount.en(covered)} of ${formatCount.en(total)}`,
    zh: (covered: number, total: number, customers: number, day: string) =>
      `截至 ${day}，${formatCount.zh(customers)} 个客户覆盖了 ${formatCount.zh(total)} 项中的 ${formatCount.zh(covered)} 项`,
  },
  flips: {
    en: (flips: number, key: number) => `${formatCount.en(flips)} move, ${formatCount.en(key)} key`,
    zh: (flips: number, key: number) => `${formatCount.zh(flips)} 个变动，大客户 ${formatCount.zh(key)} 个`,
  },
  robustnessIntro: {
    en: (customers: number) =>
      `how many of ${formatCount.en(customers)} customers change their category when a weight or a line moves by 10%, and how many are key then`,
    zh: (customers: number) =>
      `权重或界线变动 10% 时，${formatCount.zh(customers)} 个客户中有多少改变类别，以及届时的大客户数`,
  },
  allCovered: { en: 'every condition is shown from both sides', zh: '每个条件的两侧都有案例' },
});
