import { counted, formatCount } from '../../../output/language.ts';
import { afterHan } from '../../../text/wording.ts';

/** Movements, lost, targets, duties, units and managers, customers. */
export const peopleWords = {
  movements: {
    title: { en: 'Movements', zh: '客户变动' },
    lead: {
      en: (moved: number, toKey: number, fromKey: number, day: string) =>
        `${counted(moved, 'customer')} moved since ${day}: ${formatCount.en(toKey)} became key, ${formatCount.en(fromKey)} ${fromKey === 1 ? 'is' : 'are'} key no longer`,
      zh: (moved: number, toKey: number, fromKey: number, day: string) =>
        `自 ${day} 以来有 ${formatCount.zh(moved)} 个客户变动：${formatCount.zh(toKey)} 个成为大客户，${formatCount.zh(fromKey)} 个不再是大客户`,
    },
    nothing: {
      en: (day: string) => `Nobody moved since ${day}`,
      zh: (day: string) => `自 ${day} 以来没有客户变动`,
    },
    firstRun: { en: 'The book has no earlier run to compare with', zh: '台账中没有更早的运行可供比较' },
    chart: { en: 'From the last run to this one', zh: '从上次运行到本次' },
    description: {
      en: 'Bands from each category of the last run to each of this one, as wide as the customers they hold',
      zh: '从上次的各类别流向本次各类别的色带，宽度代表客户数',
    },
    before: { en: 'last run', zh: '上次' },
    now: { en: 'now', zh: '本次' },
    absent: {
      before: { en: 'new', zh: '新增' },
      now: { en: 'gone', zh: '已不在' },
    },
    columns: {
      from: { en: 'before', zh: '此前' },
      to: { en: 'now', zh: '现在' },
      cause: { en: 'cause', zh: '原因' },
      count: { en: 'customers', zh: '客户数' },
    },
    who: { en: 'Who moved', zh: '变动的客户' },
    causes: { en: 'Why they moved', zh: '变动原因' },
    cause: {
      new: { en: 'new in the export', zh: '名单中新增' },
      gone: { en: 'no longer in the export', zh: '已不在名单中' },
      group: { en: 'part of another group', zh: '集团归属变动' },
      data: { en: "the customer's own data", zh: '客户自身数据变化' },
      criteria: { en: 'changed criteria', zh: '标准修订' },
      peers: { en: 'other customers moved a line', zh: '其他客户使分界线移动' },
      calendar: { en: 'time passed', zh: '日期推移' },
      override: { en: 'an override', zh: '人工指定' },
    },
    causesDescription: {
      en: 'A bar for each kind of cause: in how many movements it has a part',
      zh: '每类原因一条横条：涉及的变动数',
    },
    notKept: {
      en: 'The book does not keep the run before this day, so that nothing can be compared',
      zh: '台账未保留该日期之前的运行，无法比较',
    },
  },
  lost: {
    title: { en: 'Lost customers', zh: '丢失的客户' },
    lead: {
      en: (count: number, worth: string | null, unexplained: number) => {
        const bought = worth === null ? '' : `, worth ${worth}`;
        const why =
          unexplained === 0
            ? 'each has a reason'
            : `nobody wrote down why for ${formatCount.en(unexplained)} of them`;
        return `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} lost${bought}; ${why}`;
      },
      zh: (count: number, worth: string | null, unexplained: number) => {
        const bought = worth === null ? '' : `，价值 ${worth}`;
        const why = unexplained === 0 ? '均已注明原因' : `其中 ${formatCount.zh(unexplained)} 个未注明原因`;
        return `${formatCount.zh(count)} 个客户已丢失${bought}；${why}`;
      },
    },
    nobody: { en: 'No customer is lost', zh: '没有丢失的客户' },
    chart: { en: 'Why customers were lost', zh: '客户为何流失' },
    description: {
      en: 'A bar for each reason, the costliest first, with how much the reasons make together',
      zh: '每个原因一条横条，损失由大到小，并标出累计占比',
    },
    noReason: { en: 'no reason given', zh: '未注明原因' },
    otherReasons: {
      en: (count: number) => counted(count, 'other reason'),
      zh: (count: number) => `其余 ${formatCount.zh(count)} 种原因`,
    },
    customers: { en: 'customers', zh: '客户数' },
    columns: {
      reason: { en: 'reason', zh: '原因' },
      worth: { en: 'worth', zh: '价值' },
      share: { en: 'share', zh: '占比' },
      cumulative: { en: 'cumulative', zh: '累计占比' },
      signs: { en: 'what it shows', zh: '出现的前兆' },
    },
    /** Who shows what those lost for a reason showed. */
    alike: {
      en: (count: number, reason: string) =>
        `${counted(count, 'current customer')} ${count === 1 ? 'shows' : 'show'} the signs of those lost for ${reason}`,
      zh: (count: number, reason: string) => `${formatCount.zh(count)} 个现有客户出现“${reason}”类流失的前兆`,
    },
    nobodyAtRisk: {
      en: (reasons: string) => `No current customer shows the signs of those lost for ${reasons}`,
      zh: (reasons: string) => `没有现有客户出现“${reasons}”类流失的前兆`,
    },
    noSigns: {
      en: 'Too few customers were lost for any one reason to see what they had in common',
      zh: '每种原因流失的客户都太少，看不出共同前兆',
    },
    worthNote: {
      en: 'Worth is the revenue of a year or, where there is none any more, that of the year before',
      zh: '价值指近一年销售额；已无销售额的按上一年计',
    },
    moreReasons: {
      en: (count: number) => `… and ${counted(count, 'other group')} of reasons with the same signs`,
      zh: (count: number) => `…… 另有 ${formatCount.zh(count)} 组原因出现相同前兆`,
    },
    unexplained: { en: 'Lost without a reason, the largest first', zh: '未注明原因的丢失客户（从大到小）' },
    noField: {
      en: 'The criteria have no field "lost_reason", so that reasons cannot be counted',
      zh: '标准中没有 lost_reason 字段，无法统计流失原因',
    },
  },
  target: {
    title: { en: 'Targets', zh: '目标客户' },
    lead: {
      en: (count: number, potential: string | null, first: string) =>
        `${counted(count, 'target')}${potential === null ? '' : ` with a potential of ${potential} a year`}; first comes ${first}`,
      zh: (count: number, potential: string | null, first: string) =>
        `${formatCount.zh(count)} 个目标客户${potential === null ? '' : `，年采购潜力合计 ${potential}`}；首选 ${first}`,
    },
    nobody: { en: 'There are no targets', zh: '没有目标客户' },
    chart: { en: 'The most promising targets', zh: '最有潜力的目标客户' },
    description: {
      en: (shown: number, count: number) =>
        `A bar for each of the first ${formatCount.en(shown)} of ${counted(count, 'target')}`,
      zh: (shown: number, count: number) =>
        `${formatCount.zh(count)} 个目标客户中前 ${formatCount.zh(shown)} 个，每个一条横条`,
    },
    list: { en: 'Pursuit list', zh: '跟进名单' },
    more: {
      en: (count: string) => `… and ${count} more targets`,
      zh: (count: string) => `…… 另有 ${count} 个目标客户`,
    },
  },
  duties: {
    title: { en: 'Duties', zh: '管理职责' },
    lead: {
      en: (accounts: number, red: number, amber: number, green: number) =>
        `Of ${counted(accounts, 'key account')} ${formatCount.en(red)} ${red === 1 ? 'is' : 'are'} red, ${formatCount.en(amber)} amber and ${formatCount.en(green)} green`,
      zh: (accounts: number, red: number, amber: number, green: number) =>
        `${formatCount.zh(accounts)} 个大客户中，红色 ${formatCount.zh(red)} 个，黄色 ${formatCount.zh(amber)} 个，绿色 ${formatCount.zh(green)} 个`,
    },
    nothing: { en: 'There are no key accounts to look after', zh: '没有需要管理的大客户' },
    noPlans: {
      en: 'Plans, reviews and forecasts were not looked at: give --book',
      zh: '未检查客户计划、回顾和预测：请用 --book 指定台账',
    },
    chart: { en: 'Key accounts by manager', zh: '各客户经理的大客户' },
    description: {
      en: 'A bar for each account manager: how many key accounts are red, amber and green. Red breaks a duty that must be kept, amber another one, or something cannot be told',
      zh: '每位客户经理一条横条：红色、黄色、绿色大客户各有多少。红色为未履行必须履行的职责，黄色为其他职责未履行或无法判断',
    },
    /** How many accounts one manager may have. */
    load: {
      en: (most: number) => `at most ${formatCount.en(most)}`,
      zh: (most: number) => `上限 ${formatCount.zh(most)} 个`,
    },
    columns: {
      most: { en: 'at most', zh: '上限' },
      redRevenue: { en: 'revenue of the red', zh: '红色客户销售额' },
    },
  },
  groups: {
    title: { en: 'Business units and account managers', zh: '事业部与客户经理' },
    lead: {
      en: (...counts: readonly string[]) => counts.join(', ').replace(/, (?!.*, )/, ' and '),
      zh: (...counts: readonly string[]) => counts.join('，'),
    },
    countOf: {
      unit: {
        en: (units: number) => counted(units, 'business unit'),
        zh: (units: number) => `${formatCount.zh(units)} 个事业部`,
      },
      productLine: {
        en: (lines: number) => counted(lines, 'product line'),
        zh: (lines: number) => `${formatCount.zh(lines)} 条产品线`,
      },
      field: {
        en: (values: number, name: string) => `${counted(values, 'value')} of ${name}`,
        zh: (values: number, name: string) => `${name} ${formatCount.zh(values)} 项`,
      },
      managers: {
        en: (managers: number) => counted(managers, 'account manager'),
        zh: (managers: number) => `${formatCount.zh(managers)} 位客户经理`,
      },
    },
    nothing: {
      en: 'The criteria name neither business units nor account managers',
      zh: '标准中既没有事业部也没有客户经理',
    },
    units: { en: 'Business units', zh: '事业部' },
    productLines: { en: 'Product lines', zh: '产品线' },
    productLine: { en: 'product line', zh: '产品线' },
    /** The values of a field that the criteria name. */
    by: { en: (name: string) => `By ${name}`, zh: (name: string) => `按 ${name}` },
    without: { en: (name: string) => `no ${name}`, zh: (name: string) => `未注明${afterHan(name)}` },
    managers: { en: 'Account managers', zh: '客户经理' },
    unnamedManager: { en: 'nobody by name', zh: '未落实到人' },
  },
  customers: {
    title: { en: 'Customers', zh: '客户清单' },
    sites: { en: 'sites', zh: '下属单位数' },
    lead: {
      en: (count: number) => `${counted(count, 'customer')}, key accounts first, then by revenue`,
      zh: (count: number) => `${formatCount.zh(count)} 个客户，大客户在前，其余按销售额排列`,
    },
    /** A small line of months, for whoever cannot see it. */
    months: {
      en: (field: string, months: number, from: string, to: string, least: string, most: string) =>
        `${field}: ${counted(months, 'month')} from ${from} to ${to}, between ${least} and ${most}`,
      zh: (field: string, months: number, from: string, to: string, least: string, most: string) =>
        `${field}：${from} 至 ${to} 共 ${formatCount.zh(months)} 个月，最低 ${least}，最高 ${most}`,
    },
    leftOut: {
      en: (shown: string, all: string) =>
        `${shown} of ${all} customers are listed here; "classify --format csv" has them all`,
      zh: (shown: string, all: string) =>
        `此处列出 ${all} 个客户中的 ${shown} 个；完整清单可用 classify --format csv 导出`,
    },
  },
};
