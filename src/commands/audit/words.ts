import { counted, defineWords, formatCount } from '../../output/language.ts';

/** What only an audit says. */
export const auditWords = defineWords({
  title: { en: 'Audit of key accounts', zh: '大客户管理检查' },
  titleOf: {
    en: (manager: string) => `Audit of the key accounts of ${manager}`,
    zh: (manager: string) => `大客户管理检查：${manager}`,
  },
  headings: {
    managers: { en: 'By account manager', zh: '各客户经理情况' },
  },
  columns: {
    status: { en: 'status', zh: '状态' },
    duty: { en: 'duty', zh: '检查项' },
    weight: { en: 'weight', zh: '要求' },
    red: { en: 'red', zh: '红' },
    amber: { en: 'amber', zh: '黄' },
    green: { en: 'green', zh: '绿' },
  },
  allGreen: { en: 'every key account is managed as it must be', zh: '所有大客户的管理均符合要求' },
  /** "9 of 8" and "6". */
  load: {
    en: (accounts: number, most: number | null) =>
      most !== null && accounts > most
        ? `${formatCount.en(accounts)}, of at most ${formatCount.en(most)}`
        : formatCount.en(accounts),
    zh: (accounts: number, most: number | null) =>
      most !== null && accounts > most
        ? `${formatCount.zh(accounts)}（上限 ${formatCount.zh(most)}）`
        : formatCount.zh(accounts),
  },
  noPlansLooked: {
    en: 'plans were not looked at: name the folder of the book with --book',
    zh: '未检查客户计划：请用 --book 指定台账所在的文件夹',
  },
  howToWritePlans: {
    en: (command: string) => `"${command}" writes a plan for every key account that has none`,
    zh: (command: string) => `运行“${command}”，即可为没有计划的大客户生成计划`,
  },
  undetermined: {
    en: (count: number) =>
      `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} undetermined and not audited: classify shows what they lack`,
    zh: (count: number) => `${formatCount.zh(count)} 个客户未定，未作检查：用 classify 查看缺少哪些数据`,
  },
});
