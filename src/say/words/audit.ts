import type { DutyId } from '../../audit/duty.ts';
import type { NotAPerson } from '../../audit/named-person.ts';
import { counted, defineWords, type In, type Pair } from '../../output/language.ts';
import { formatCount } from '../../output/numbers.ts';

/** What an audit says, in one language. */
export const auditWords = defineWords({
  title: { en: 'Audit of key accounts', zh: '大客户管理检查' },
  titleOf: {
    en: (manager: string) => `Audit of the key accounts of ${manager}`,
    zh: (manager: string) => `大客户管理检查：${manager}`,
  },
  headings: {
    red: { en: 'Red: call about these first', zh: '红色：请优先跟进' },
    amber: { en: 'Amber: to be put right', zh: '黄色：有待改进' },
    managers: { en: 'By account manager', zh: '各客户经理情况' },
    duties: { en: 'How the duties are kept', zh: '各项要求的落实情况' },
    others: { en: 'Checks of other customers', zh: '其他客户的检查结果' },
    plans: { en: 'Plans without a key account', zh: '没有对应大客户的计划' },
    forecasts: { en: 'Forecasts held against the data', zh: '预测与实际对比' },
    lost: { en: 'Why customers were lost', zh: '客户流失原因' },
    atRisk: { en: 'Who shows the same signs today', zh: '目前出现同样迹象的客户' },
  },
  columns: {
    account: { en: 'account', zh: '客户' },
    wrong: { en: 'what is wrong', zh: '问题' },
    todo: { en: 'what to do', zh: '应采取的措施' },
    red: { en: 'red', zh: '红' },
    amber: { en: 'amber', zh: '黄' },
    green: { en: 'green', zh: '绿' },
    duty: { en: 'duty', zh: '要求' },
    severity: { en: 'weight', zh: '级别' },
    held: { en: 'kept', zh: '达标' },
    broken: { en: 'broken', zh: '未达标' },
    unknown: { en: 'cannot be told', zh: '无法判断' },
    check: { en: 'check', zh: '检查项' },
    largest: { en: 'largest', zh: '主要客户' },
    file: { en: 'file', zh: '文件' },
    period: { en: 'period', zh: '期间' },
    forecast: { en: 'forecast', zh: '预测' },
    actual: { en: 'actual', zh: '实际' },
    deviation: { en: 'deviation', zh: '偏差' },
    reason: { en: 'reason', zh: '原因' },
    cumulative: { en: 'together', zh: '累计占比' },
    signs: { en: 'signs', zh: '迹象' },
    worth: { en: 'was worth', zh: '流失金额' },
    stated: { en: 'says', zh: '所填原因' },
  },
  statuses: {
    red: { en: 'red', zh: '红' },
    amber: { en: 'amber', zh: '黄' },
    green: { en: 'green', zh: '绿' },
  },
  severities: {
    error: { en: 'must', zh: '必须' },
    warning: { en: 'should', zh: '应当' },
  },
  /** What each duty asks, in a word or two. */
  duties: {
    manager: { en: 'manager named', zh: '指定客户经理' },
    load: { en: 'load of managers', zh: '客户经理负荷' },
    plan: { en: 'account plan', zh: '客户计划' },
    owner: { en: 'manager owns plan', zh: '客户经理负责计划' },
    review: { en: 'review in date', zh: '按期回顾' },
    cadence: { en: 'reviewed often enough', zh: '回顾频率' },
    issues: { en: 'issues solved in time', zh: '及时解决问题' },
    forecast: { en: 'forecast', zh: '业务预测' },
    complete: { en: 'plan complete', zh: '计划完整' },
    fresh: { en: 'plan up to date', zh: '计划更新' },
    orphan: { en: 'no plan left behind', zh: '无遗留计划' },
  } satisfies Readonly<Record<DutyId, unknown>>,
  /** How many accounts are red, amber and green; then how much is broken and cannot be told. */
  headline: {
    en: (accounts: number, red: number, amber: number, green: number) =>
      `${counted(accounts, 'key account')}: ${formatCount(red)} red, ${formatCount(amber)} amber, ${formatCount(green)} green`,
    zh: (accounts: number, red: number, amber: number, green: number) =>
      `大客户 ${formatCount(accounts)} 个：红 ${formatCount(red)}、黄 ${formatCount(amber)}、绿 ${formatCount(green)}`,
  },
  counts: {
    en: (errors: number, warnings: number, unknown: number) =>
      `${counted(errors, 'error')} and ${counted(warnings, 'warning')}; ${formatCount(unknown)} cannot be told since something is missing`,
    zh: (errors: number, warnings: number, unknown: number) =>
      `错误 ${formatCount(errors)} 项，警告 ${formatCount(warnings)} 项；因缺少数据而无法判断 ${formatCount(unknown)} 项`,
  },
  allGreen: { en: 'every key account is managed as it must be', zh: '所有大客户的管理均符合要求' },
  /** A customer with its revenue behind it. */
  named: {
    en: (customer: string, amount: string) => `${customer}, ${amount}`,
    zh: (customer: string, amount: string) => `${customer}，${amount}`,
  },
  /** Accounts for which nobody by name answers. */
  nobody: { en: 'nobody by name', zh: '未落实到人' },
  /** A manager's accounts: "3 red, 1 amber of 6". */
  ofManager: {
    en: (red: number, amber: number, accounts: number) => {
      const parts = [...(red > 0 ? [`${red} red`] : []), ...(amber > 0 ? [`${amber} amber`] : [])];
      return `${parts.join(', ')} of ${formatCount(accounts)}`;
    },
    zh: (red: number, amber: number, accounts: number) => {
      const parts = [...(red > 0 ? [`红 ${red}`] : []), ...(amber > 0 ? [`黄 ${amber}`] : [])];
      return `${parts.join('、')}，共 ${formatCount(accounts)} 个`;
    },
  },
  /** "9 of 8" and "6". */
  load: {
    en: (accounts: number, most: number | null) =>
      most !== null && accounts > most ? `${accounts}, of at most ${most}` : formatCount(accounts),
    zh: (accounts: number, most: number | null) =>
      most !== null && accounts > most ? `${accounts}（上限 ${most}）` : formatCount(accounts),
  },
  /** What else is amber with a red account. */
  also: { en: (count: number) => `and ${count} amber`, zh: (count: number) => `另有黄色 ${count} 项` },
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
    zh: (count: number) => `${formatCount(count)} 个客户未定，未作检查：用 classify 查看缺少哪些数据`,
  },
  more: {
    en: (count: number) => `… and ${formatCount(count)} more`,
    zh: (count: number) => `…… 另有 ${formatCount(count)} 项`,
  },
  allMore: {
    en: (count: number) => `… and ${formatCount(count)} more (--verbose shows all)`,
    zh: (count: number) => `…… 另有 ${formatCount(count)} 项（用 --verbose 查看全部）`,
  },
  planProblems: {
    en: (count: number) =>
      `${counted(count, 'mistake')} in plans of other customers, or in files of which nobody can tell whose they are`,
    zh: (count: number) => `其他客户的计划或无法确认归属的文件中有 ${formatCount(count)} 处错误`,
  },
  forecastNote: {
    en: 'actual is what the export says of the twelve months up to the as-of day',
    zh: '“实际”为导出数据中截至该日期的近 12 个月数值',
  },
  /** Lost customers. */
  lost: {
    summary: {
      en: (customers: number, revenue: string | null, missing: number) =>
        `${counted(customers, 'lost customer')}${revenue === null ? '' : `, worth ${revenue}`}${missing === 0 ? ', each with its reason' : `; of ${formatCount(missing)} nobody knows why`}`,
      zh: (customers: number, revenue: string | null, missing: number) =>
        `丢失的客户 ${formatCount(customers)} 个${revenue === null ? '' : `，金额 ${revenue}`}${missing === 0 ? '，均已注明原因' : `；其中 ${formatCount(missing)} 个原因不明`}`,
    },
    none: { en: 'no customer is lost', zh: '没有丢失的客户' },
    noField: {
      en: 'the criteria have no field "lost_reason": without reasons nothing is learnt from a loss',
      zh: '标准文件中没有 lost_reason 字段：不了解原因，就无法从流失中吸取教训',
    },
    unknownReason: { en: 'not known', zh: '原因不明' },
    missing: {
      en: (count: number) =>
        `${counted(count, 'lost customer')} without a reason: find it out before you try to win them back`,
      zh: (count: number) => `${formatCount(count)} 个丢失的客户没有注明原因：请先查明原因，再设法挽回`,
    },
    /** A sign with how many show it: "going-quiet (4 of 5; today 12%)". */
    sign: {
      en: (name: string, shown: number, known: number, today: string) =>
        `${name} (${shown} of ${known}; today ${today})`,
      zh: (name: string, shown: number, known: number, today: string) =>
        `${name}（${known} 个中有 ${shown} 个；现有客户为 ${today}）`,
    },
    falling: { en: 'falling revenue', zh: '销售额下滑' },
    noSigns: { en: '–', zh: '–' },
    nobodyAtRisk: {
      en: (reason: string) => `${reason}: nobody`,
      zh: (reason: string) => `${reason}：没有客户`,
    },
    /** Reasons with the same signs, over the customers that show them. */
    atRisk: {
      en: (reason: string, customers: number) => `${reason}: ${counted(customers, 'customer')}`,
      zh: (reason: string, customers: number) => `${reason}：${formatCount(customers)} 个客户`,
    },
    rule: {
      en: 'a sign counts when at least two of those lost for the reason showed it, at least half of them, and a smaller part of today’s key and normal customers; of several signs a customer must show two',
      zh: '因该原因流失的客户中至少有两个、且至少半数出现过，并且比例高于现有大客户与常规客户的，才算作迹象；迹象不止一个时，客户须符合其中两个',
    },
  },
  details: {
    noPerson: {
      en: (why: NotAPerson, text: string): Told => {
        switch (why) {
          case 'blank':
            return ['no account manager', 'name one person in the data'];
          case 'placeholder':
            return [`"${text}" is a placeholder, not an account manager`, 'name one person in the data'];
          case 'gone':
            return [`the account manager has left: "${text}"`, 'name a successor'];
          case 'mailbox':
            return [`"${text}" is a mailbox, not a person`, 'name the person behind it'];
          case 'several':
            return [`several account managers: "${text}"`, 'make one of them answerable'];
          case 'team':
            return [`"${text}" is a team, not a person`, 'name one person of it'];
          case 'role':
            return [`"${text}" is a role, not a person`, 'name who holds it'];
        }
      },
      zh: (why: NotAPerson, text: string): Told => {
        switch (why) {
          case 'blank':
            return ['没有客户经理', '请在数据中指定一名具体人员'];
          case 'placeholder':
            return [`“${text}”不是具体的客户经理`, '请在数据中指定一名具体人员'];
          case 'gone':
            return [`客户经理已离职：“${text}”`, '请指定接任者'];
          case 'mailbox':
            return [`“${text}”是公共邮箱，不是具体人员`, '请注明由谁负责'];
          case 'several':
            return [`有多名客户经理：“${text}”`, '请明确由其中一人负责'];
          case 'team':
            return [`“${text}”是团队或部门，不是具体人员`, '请从中指定一人负责'];
          case 'role':
            return [`“${text}”是职务，不是具体人员`, '请注明由谁担任'];
        }
      },
    },
    load: {
      en: (accounts: number, most: number): Told => [
        `${accounts} key accounts, at most ${most} can be managed`,
        'hand some of them over',
      ],
      zh: (accounts: number, most: number): Told => [
        `负责 ${accounts} 个大客户，超过可管理的 ${most} 个`,
        '请移交部分客户',
      ],
    },
    noPlan: {
      en: ['no account plan', 'have one written'],
      zh: ['没有客户计划', '请安排编写'],
    } satisfies Pair<Told>,
    planClosed: {
      en: ['the plan is closed', 'reopen it, or write a new one'],
      zh: ['客户计划已关闭', '请重新启用，或另写一份'],
    } satisfies Pair<Told>,
    planUnreadable: {
      en: (problems: number, place: string): Told => [
        `the plan cannot be read${problems > 1 ? ` in ${problems} places` : ''}`,
        `mend ${place}`,
      ],
      zh: (problems: number, place: string): Told => [
        problems > 1 ? `客户计划有 ${problems} 处无法读取` : '客户计划无法读取',
        `请修改 ${place}`,
      ],
    },
    noOwner: {
      en: ['the plan has no owner', 'write the account manager into "owner"'],
      zh: ['客户计划没有负责人', '请在 owner 中填写客户经理'],
    } satisfies Pair<Told>,
    otherOwner: {
      en: (owner: string, manager: string): Told => [
        `the plan belongs to ${owner}, not to the account manager`,
        `hand it to ${manager}, or correct the data`,
      ],
      zh: (owner: string, manager: string): Told => [
        `客户计划由 ${owner} 负责，而非客户经理`,
        `请移交给 ${manager}，或更正数据`,
      ],
    },
    noManagerToCompare: {
      en: (owner: string): Told => [
        `whether ${owner} may own the plan: no account manager is named`,
        'name the account manager first',
      ],
      zh: (owner: string): Told => [`未指定客户经理，无法判断 ${owner} 是否应负责该计划`, '请先指定客户经理'],
    },
    noReview: {
      en: ['no next review is named', 'agree on a day, and write it into "next_review"'],
      zh: ['没有安排下次回顾', '请商定日期，填入 next_review'],
    } satisfies Pair<Told>,
    reviewOverdue: {
      en: (due: string, days: number): Told => [
        `review overdue by ${daysOf(days)} (${due})`,
        'hold it, log it, and name the next one',
      ],
      zh: (due: string, days: number): Told => [
        `回顾已逾期 ${days} 天（${due}）`,
        '请尽快回顾、记录，并安排下一次',
      ],
    },
    reviewOld: {
      en: (last: string, days: number, every: number): Told => [
        `last review ${daysOf(days)} ago (${last}), one is due every ${daysOf(every)}`,
        'review it now, and log it',
      ],
      zh: (last: string, days: number, every: number): Told => [
        `上次回顾在 ${days} 天前（${last}），要求每 ${every} 天一次`,
        '请尽快回顾并记录',
      ],
    },
    neverReviewed: {
      en: (since: string, days: number, every: number): Told => [
        `no review logged in ${daysOf(days)} as key account (since ${since}), one is due every ${daysOf(every)}`,
        'review it now, and log it',
      ],
      zh: (since: string, days: number, every: number): Told => [
        `自 ${since} 成为大客户以来 ${days} 天没有回顾记录，要求每 ${every} 天一次`,
        '请尽快回顾并记录',
      ],
    },
    reviewFar: {
      en: (due: string, days: number, every: number): Told => [
        `next review only in ${daysOf(days)} (${due}), one is due every ${daysOf(every)}`,
        'bring it forward',
      ],
      zh: (due: string, days: number, every: number): Told => [
        `下次回顾在 ${days} 天之后（${due}），要求每 ${every} 天一次`,
        '请提前安排',
      ],
    },
    issues: {
      en: (title: string | null, owner: string | null, days: number, more: number, most: number): Told => [
        `${title === null ? 'an issue' : `"${title}"`} open for ${daysOf(days)}${more > 0 ? `, and ${more} more` : ''}; at most ${most}`,
        owner === null ? 'give it an owner, and solve it' : `have ${owner} solve it`,
      ],
      zh: (title: string | null, owner: string | null, days: number, more: number, most: number): Told => [
        `${title === null ? '有问题' : `“${title}”`}已 ${days} 天未解决${more > 0 ? `，另有 ${more} 项` : ''}（上限 ${most} 天）`,
        owner === null ? '请指定负责人并解决' : `请 ${owner} 解决`,
      ],
    },
    issueUndated: {
      en: (title: string | null): Told => [
        `how long ${title === null ? 'an issue' : `"${title}"`} has been open`,
        'write the day into "opened"',
      ],
      zh: (title: string | null): Told => [
        `无法判断${title === null ? '某问题' : `“${title}”`}已持续多久`,
        '请在 opened 中填写日期',
      ],
    },
    noForecast: {
      en: (last: string | null): Told =>
        last === null
          ? ['no forecast', 'agree on one with the customer']
          : [`no forecast after ${last}`, 'agree on the next one with the customer'],
      zh: (last: string | null): Told =>
        last === null ? ['没有业务预测', '请与客户商定'] : [`${last} 之后没有业务预测`, '请与客户商定下一期'],
    },
    forecastBlank: {
      en: (period: string): Told => [`the forecast of ${period} is blank`, 'agree on it with the customer'],
      zh: (period: string): Told => [`${period} 的业务预测尚未填写`, '请与客户商定'],
    },
    sectionsEmpty: {
      en: (titles: readonly string[], count: number, of: number): Told => [
        `${count} of ${of} sections of the plan are empty`,
        `write ${titles.join(', ')}${count > titles.length ? ' …' : ''}`,
      ],
      zh: (titles: readonly string[], count: number, of: number): Told => [
        `计划共 ${of} 节，其中 ${count} 节尚未填写`,
        `请填写：${titles.join('、')}${count > titles.length ? '等' : ''}`,
      ],
    },
    olderCriteria: {
      en: (stated: string, current: string): Told => [
        `the plan is from criteria ${stated}, now ${current}`,
        `look it through, then write "criteria: ${current}"`,
      ],
      zh: (stated: string, current: string): Told => [
        `计划依据的标准为 ${stated} 版，现为 ${current} 版`,
        `请重新审阅，然后改为 criteria: ${current}`,
      ],
    },
    orphan: {
      en: (category: string | null): Told =>
        category === null
          ? ['its customer is not in the file', 'close the plan, or look into the export']
          : [`its customer is now ${category}`, 'close the plan: "keyaccounts plan" does it'],
      zh: (category: string | null): Told =>
        category === null
          ? ['文件中没有该客户', '请关闭计划，或核对导出数据']
          : [`该客户现为${category}`, '请关闭计划：运行 keyaccounts plan 即可'],
    },
    maybeOrphan: {
      en: [
        'whether its customer is still there: rows of the file could not be read',
        'mend the rows that were set aside',
      ],
      zh: ['部分行无法读取，无法判断该客户是否还在', '请修正被剔除的行'],
    } satisfies Pair<Told>,
    /** `values`: each fact with its value; `expected`: the condition in words, with the distance where there is one. */
    check: {
      en: (id: string, values: string, expected: string): Told => [
        `${id}: ${values}`,
        `it should be: ${expected}`,
      ],
      zh: (id: string, values: string, expected: string): Told => [`${id}：${values}`, `应为：${expected}`],
    },
    /** `isBlank`: cells are blank; otherwise a calculation has no result, such as growth from nothing. */
    checkUnknown: {
      en: (id: string, lacks: string, isBlank: boolean): Told =>
        isBlank
          ? [`${id}: ${lacks} is missing`, 'fill it in in the export']
          : [
              `${id}: ${lacks} has no result`,
              'look into it: what it is calculated from is zero or not there yet',
            ],
      zh: (id: string, lacks: string, isBlank: boolean): Told =>
        isBlank
          ? [`${id}：缺少 ${lacks}`, '请在导出数据中补全']
          : [`${id}：${lacks} 无法计算`, '请核实：计算所需的数据为零或尚未产生'],
    },
  },
});

/** AuditWords in a language. */
export type AuditWords = In<typeof auditWords>;

/** What is wrong, and what to do about it. */
export type Told = readonly [wrong: string, todo: string];

function daysOf(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}
