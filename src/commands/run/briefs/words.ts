import { counted, defineWords, formatCount } from '../../../output/language.ts';

/** What the pages of account managers say. */
export const briefWords = defineWords({
  title: {
    en: (name: string) => `Accounts of ${name}`,
    zh: (name: string) => `${name} 的客户简报`,
  },
  nobody: { en: 'Customers without an account manager', zh: '未落实客户经理的客户' },
  index: {
    title: { en: 'Account managers', zh: '客户经理简报' },
    lead: {
      en: (people: number) => `A page for each of ${counted(people, 'account manager')}`,
      zh: (people: number) => `${formatCount.zh(people)} 位客户经理，每人一页`,
    },
    noManagers: {
      en: 'The export has no column for the account manager: all customers stand on one page',
      zh: '导出文件没有客户经理列：所有客户列在同一页',
    },
    back: { en: 'all account managers', zh: '全部客户经理' },
  },
  labels: {
    pages: { en: 'other pages', zh: '其他页面' },
  },
  figures: {
    keyAccounts: { en: 'key accounts', zh: '大客户' },
    revenue: { en: 'revenue of key accounts', zh: '大客户销售额' },
    customers: { en: 'customers', zh: '客户总数' },
    due: { en: 'due in 30 days', zh: '30 天内到期' },
    overdue: {
      en: (count: number) => (count === 0 ? 'nothing overdue' : `${formatCount.en(count)} overdue`),
      zh: (count: number) => (count === 0 ? '无逾期' : `逾期 ${formatCount.zh(count)} 项`),
    },
    red: {
      en: (red: number, amber: number) => `${formatCount.en(red)} red, ${formatCount.en(amber)} amber`,
      zh: (red: number, amber: number) => `红 ${formatCount.zh(red)}，黄 ${formatCount.zh(amber)}`,
    },
    categories: {
      en: (normal: number, target: number, lost: number) =>
        `${formatCount.en(normal)} normal, ${formatCount.en(target)} target, ${formatCount.en(lost)} lost`,
      zh: (normal: number, target: number, lost: number) =>
        `常规 ${formatCount.zh(normal)}，目标 ${formatCount.zh(target)}，丢失 ${formatCount.zh(lost)}`,
    },
  },
  accounts: {
    title: { en: 'Key accounts', zh: '大客户' },
    short: { en: 'Key accounts', zh: '大客户' },
    lead: {
      en: (count: number) =>
        count === 0
          ? 'None of these customers is a key account'
          : `${counted(count, 'key account')} and why each is one`,
      zh: (count: number) =>
        count === 0 ? '这些客户中没有大客户' : `${formatCount.zh(count)} 个大客户及其入选依据`,
    },
    columns: {
      status: { en: 'status', zh: '状态' },
      why: { en: 'why it is key', zh: '入选依据' },
    },
  },
  duties: {
    title: { en: 'To be put right', zh: '待改进事项' },
    lead: {
      en: 'What the duties and checks of the criteria ask for',
      zh: '标准规定的管理职责和检查项中，尚未做到的',
    },
  },
  due: {
    title: { en: 'Reviews and actions', zh: '到期的回顾与行动' },
    short: { en: 'Due', zh: '到期' },
    lead: {
      en: (count: number, overdue: number) =>
        `${formatCount.en(count)} ${count === 1 ? 'thing is' : 'things are'} planned${overdue === 0 ? '' : `, ${formatCount.en(overdue)} overdue`}`,
      zh: (count: number, overdue: number) =>
        `已计划 ${formatCount.zh(count)} 项${overdue === 0 ? '' : `，其中逾期 ${formatCount.zh(overdue)} 项`}`,
    },
    columns: {
      day: { en: 'due', zh: '到期日' },
      when: { en: 'when', zh: '时限' },
      what: { en: 'what', zh: '事项' },
      owner: { en: 'owner', zh: '负责人' },
    },
    review: { en: 'review', zh: '回顾' },
    overdue: {
      en: (days: number) => `${counted(days, 'day')} overdue`,
      zh: (days: number) => `逾期 ${formatCount.zh(days)} 天`,
    },
    in: {
      en: (days: number) => (days === 0 ? 'today' : `in ${counted(days, 'day')}`),
      zh: (days: number) => (days === 0 ? '今天' : `还有 ${formatCount.zh(days)} 天`),
    },
  },
  moved: {
    title: { en: 'What moved', zh: '变动' },
    column: { en: 'moved', zh: '变动' },
    lead: {
      en: (count: number, day: string) => `${counted(count, 'customer')} moved since ${day}`,
      zh: (count: number, day: string) => `自 ${day} 以来变动 ${formatCount.zh(count)} 个客户`,
    },
    notKept: {
      en: 'The book does not keep the run before, so that nobody knows who moved',
      zh: '台账中没有保留上次运行的数据，无法得知哪些客户有变动',
    },
  },
  near: {
    title: { en: 'Near the line', zh: '临近门槛' },
    lead: {
      en: 'One small change would make these key, or take that from them',
      zh: '只差一步即可成为或不再是大客户',
    },
    misses: { en: 'Nearly key, with what each lacks', zh: '接近入选的客户，还差哪些条件' },
    narrow: { en: 'Narrowly key, with what would break', zh: '刚够入选的大客户，哪些条件容易失守' },
    columns: {
      lacks: { en: 'what it lacks', zh: '尚缺' },
      holds: { en: 'what would no longer hold', zh: '容易失守的条件' },
      change: { en: 'the smallest step', zh: '最小变化' },
    },
  },
  risks: {
    title: { en: 'Signs of loss', zh: '流失前兆' },
    lead: {
      en: (count: number) =>
        `${counted(count, 'customer')} ${count === 1 ? 'shows' : 'show'} what lost customers showed before they left`,
      zh: (count: number) => `${formatCount.zh(count)} 个客户出现了与丢失客户此前相同的前兆`,
    },
    columns: {
      signs: { en: 'what it shows', zh: '出现的前兆' },
      reasons: { en: 'as those lost for', zh: '类似的流失原因' },
    },
  },
  pursuit: {
    title: { en: 'Targets to pursue', zh: '待跟进的目标客户' },
    short: { en: 'Targets', zh: '目标客户' },
    lead: {
      en: (count: number) => `${counted(count, 'target')}, the most promising first`,
      zh: (count: number) => `${formatCount.zh(count)} 个目标客户，潜力大的在前`,
    },
  },
  /** What was written where. */
  written: {
    en: (folder: string, people: number) =>
      `${folder}: a page for each of ${counted(people, 'account manager')}, and an index`,
    zh: (folder: string, people: number) =>
      `${folder}：${formatCount.zh(people)} 位客户经理各一页，另有索引页`,
  },
  left: {
    en: (files: string) => `not of this run, and left as they are: ${files}`,
    zh: (files: string) => `非本次运行生成，保持原样：${files}`,
  },
  calendar: {
    all: { en: 'Reviews and actions of key accounts', zh: '大客户回顾与行动' },
    review: {
      en: (customer: string) => `Review: ${customer}`,
      zh: (customer: string) => `客户回顾：${customer}`,
    },
    action: {
      en: (action: string, customer: string) => `${action} (${customer})`,
      zh: (action: string, customer: string) => `${action}（${customer}）`,
    },
    overdue: { en: (what: string) => `Overdue: ${what}`, zh: (what: string) => `【逾期】${what}` },
    /** `due`: the day on which it was due, where that is over. */
    about: {
      en: (account: string, owner: string | null, due: string | null) =>
        `customer ${account}${owner === null ? '' : `, owner ${owner}`}${due === null ? '' : `, was due on ${due}`}`,
      zh: (account: string, owner: string | null, due: string | null) =>
        `客户编号 ${account}${owner === null ? '' : `，负责人 ${owner}`}${due === null ? '' : `，原定 ${due}`}`,
    },
  },
});
