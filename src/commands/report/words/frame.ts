import { counted, formatCount } from '../../../output/language.ts';

/** The page around the sections, and what is to be done first. */
export const frameWords = {
  title: { en: 'Customer portfolio', zh: '客户组合报告' },
  subtitle: {
    asOf: { en: 'as of', zh: '截至' },
    file: { en: 'customers', zh: '客户数据' },
    criteria: { en: 'criteria', zh: '分类标准' },
  },
  actions: {
    title: { en: 'What to do on Monday', zh: '周一待办' },
    nothing: { en: 'The data asks for nothing', zh: '数据中没有需要处理的事项' },
    /** Checks that cannot be told, since something is missing. */
    untold: {
      en: (accounts: number) => `Fill in what the checks of ${counted(accounts, 'key account')} ask for`,
      zh: (accounts: number) => `补全 ${formatCount.zh(accounts)} 个大客户的检查所需数据`,
    },
    withoutManager: {
      en: (count: number) => `Name a manager for ${counted(count, 'key account')}`,
      zh: (count: number) => `为 ${formatCount.zh(count)} 个大客户指定客户经理`,
    },
    /** Key accounts that break a check; what should hold is said as the criteria say it. */
    broken: {
      en: (count: number, expected: string) =>
        `${counted(count, 'key account')} ${count === 1 ? 'breaks' : 'break'} the check that ${expected}`,
      zh: (count: number, expected: string) =>
        `${formatCount.zh(count)} 个大客户未通过检查（应满足：${expected}）`,
    },
    /** Broken duties of key accounts, by who has to act. */
    duties: {
      en: (findings: number, accounts: number) =>
        `Settle ${counted(findings, 'broken duty', 'broken duties')} of ${counted(accounts, 'key account')}`,
      zh: (findings: number, accounts: number) =>
        `处理 ${formatCount.zh(accounts)} 个大客户的 ${formatCount.zh(findings)} 项未履行职责`,
    },
    dutiesOf: {
      en: (manager: string, findings: number) => `${manager} ${formatCount.en(findings)}`,
      zh: (manager: string, findings: number) => `${manager} ${formatCount.zh(findings)} 项`,
    },
    entered: {
      en: (count: number) => `Welcome ${counted(count, 'new key account')}: agree a manager and a plan`,
      zh: (count: number) => `迎接 ${formatCount.zh(count)} 个新的大客户：确定客户经理和客户计划`,
    },
    left: {
      en: (count: number) =>
        `Look into ${counted(count, 'account')} that ${count === 1 ? 'is' : 'are'} no longer key`,
      zh: (count: number) => `查明 ${formatCount.zh(count)} 个客户为何不再是大客户`,
    },
    /** Where not all were counted: the nearest. */
    narrow: {
      en: (count: number, isExact: boolean) =>
        isExact
          ? `Hold ${counted(count, 'key account')} close to the line`
          : 'Hold the key accounts closest to the line',
      zh: (count: number, isExact: boolean) =>
        isExact ? `守住 ${formatCount.zh(count)} 个接近分界线的大客户` : '守住最接近分界线的大客户',
    },
    misses: {
      en: (count: number, isExact: boolean) =>
        isExact
          ? `Develop ${counted(count, 'customer')} one step short of key`
          : 'Develop the customers that come closest to key',
      zh: (count: number, isExact: boolean) =>
        isExact ? `培育 ${formatCount.zh(count)} 个差一步成为大客户的客户` : '培育最接近大客户的客户',
    },
    unexplained: {
      en: (count: number, worth: string | null) =>
        `Find out why ${counted(count, 'customer')} left${worth === null ? '' : `, worth ${worth}`}`,
      zh: (count: number, worth: string | null) =>
        `查明 ${formatCount.zh(count)} 个客户的流失原因${worth === null ? '' : `（价值 ${worth}）`}`,
    },
    /** Who shows what those lost for a reason showed. */
    signs: {
      en: (count: number, reason: string) =>
        `Call ${counted(count, 'customer')} that ${count === 1 ? 'shows' : 'show'} the signs of those lost for ${reason}`,
      zh: (count: number, reason: string) =>
        `联系 ${formatCount.zh(count)} 个出现“${reason}”类流失前兆的客户`,
    },
    load: {
      en: (managers: number) => `Relieve ${counted(managers, 'manager')} with too many key accounts`,
      zh: (managers: number) => `为 ${formatCount.zh(managers)} 位客户经理减负：负责的大客户过多`,
    },
    loadOf: {
      en: (manager: string, accounts: number, most: number) =>
        `${manager} ${formatCount.en(accounts)} of ${formatCount.en(most)}`,
      zh: (manager: string, accounts: number, most: number) =>
        `${manager} ${formatCount.zh(accounts)} 个（上限 ${formatCount.zh(most)} 个）`,
    },
    undetermined: {
      en: (count: number) => `Fill in what is missing for ${counted(count, 'customer')} without a category`,
      zh: (count: number) => `补全 ${formatCount.zh(count)} 个未定客户缺少的数据`,
    },
    /** Where filling cells helps none of them. */
    undecidable: {
      en: (count: number) => `See below why ${counted(count, 'customer')} cannot be given a category`,
      zh: (count: number) => `查看 ${formatCount.zh(count)} 个客户未定的原因（见下文）`,
    },
    lacks: {
      en: (field: string, count: number) => `${field} (${formatCount.en(count)})`,
      zh: (field: string, count: number) => `${field}（${formatCount.zh(count)}）`,
    },
    capacity: {
      en: (keys: number, capacity: number) =>
        `${counted(keys, 'key account')} for a capacity of ${formatCount.en(capacity)}: adjust the criteria, nobody is cut`,
      zh: (keys: number, capacity: number) =>
        `大客户 ${formatCount.zh(keys)} 个，可管理 ${formatCount.zh(capacity)} 个：请调整标准，符合标准的客户一律保留`,
    },
    pursue: {
      en: (count: number) =>
        count === 1 ? 'Pursue 1 target' : `Pursue the largest of ${counted(count, 'target')}`,
      zh: (count: number) => `跟进 ${formatCount.zh(count)} 个目标客户中潜力最大的`,
    },
    more: {
      en: (count: number) => `and ${formatCount.en(count)} more`,
      zh: (count: number) => `另有 ${formatCount.zh(count)} 个`,
    },
  },
  /** The sections where there is little room. */
  short: {
    overview: { en: 'Overview', zh: '总览' },
    concentration: { en: 'Concentration', zh: '集中度' },
    growth: { en: 'Growth', zh: '增长与利润' },
    scores: { en: 'Scores', zh: '得分' },
    movements: { en: 'Movements', zh: '变动' },
    lost: { en: 'Lost', zh: '丢失' },
    target: { en: 'Targets', zh: '目标' },
    duties: { en: 'Duties', zh: '职责' },
    groups: { en: 'Units', zh: '事业部与经理' },
    criteria: { en: 'Criteria', zh: '标准' },
    data: { en: 'Data', zh: '数据' },
    customers: { en: 'Customers', zh: '客户清单' },
  },
  noBook: {
    en: 'Without a book nothing is known of the last run: give --book to see who moved',
    zh: '未指定台账，无法得知上次运行的结果：请用 --book 指定台账以查看客户变动',
  },
};
