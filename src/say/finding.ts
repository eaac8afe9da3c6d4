import type { Detail, DutyName, Named } from '../audit/audit.ts';
import type { DutyId } from '../audit/duty.ts';
import type { NotAPerson } from '../audit/named-person.ts';
import { formatDay } from '../fields/day.ts';
import { defineWords, formatCount, type Language, type Pair } from '../output/language.ts';
import { formatCell } from '../output/numbers.ts';
import { placeText } from '../output/region.ts';
import { wordsFor } from '../output/words.ts';
import { formatPeriod } from '../plan/plan.ts';
import type { ConditionTrace, TestTrace } from '../verdict/trace.ts';
import { sayCondition } from './condition.ts';
import { missText } from './distance.ts';
import { factName } from './fact.ts';
import { valueText } from './reason.ts';
import { checkTitle } from './title.ts';

/** What is wrong, and what to do about it. */
export function tellDetail(detail: Detail, language: Language): Told {
  const words = wordsFor(language);
  const { details } = findingWords(language);
  switch (detail.kind) {
    case 'no-person':
      return details.noPerson(detail.why, detail.text ?? '');
    case 'no-manager-column':
      return details.noManagerColumn(
        detail.field,
        detail.columns.map((name) => `"${name}"`).join(words.comma),
      );
    case 'load':
      return details.load(detail.accounts, detail.most);
    case 'no-plan':
      return details.noPlan;
    case 'plan-closed':
      return details.planClosed;
    case 'plan-unreadable':
      return details.planUnreadable(
        detail.problems.length,
        detail.problems.slice(0, 1).map(placeText).join(''),
      );
    case 'no-owner':
      return details.noOwner;
    case 'other-owner':
      return details.otherOwner(detail.owner, detail.manager);
    case 'no-manager-to-compare':
      return details.noManagerToCompare(detail.owner);
    case 'no-review':
      return details.noReview;
    case 'review-overdue':
      return details.reviewOverdue(formatDay(detail.due), detail.days);
    case 'review-old':
      return details.reviewOld(formatDay(detail.last), detail.days, detail.every);
    case 'never-reviewed':
      return details.neverReviewed(formatDay(detail.since), detail.days, detail.every);
    case 'review-far':
      return details.reviewFar(formatDay(detail.due), detail.days, detail.every);
    case 'issues': {
      const [oldest, ...others] = detail.issues;
      return details.issues(oldest!.title, oldest!.owner, oldest!.days, others.length, detail.most);
    }
    case 'issue-undated':
      return details.issueUndated(detail.title);
    case 'no-forecast':
      return details.noForecast(detail.last === null ? null : formatDay(detail.last.to));
    case 'forecast-blank':
      return details.forecastBlank(formatPeriod(detail.period));
    case 'sections-empty':
      return details.sectionsEmpty(firstTitles(detail.titles), detail.titles.length, detail.of);
    case 'older-criteria':
      return details.olderCriteria(detail.stated, detail.current);
    case 'orphan':
      return details.orphan(detail.category === null ? null : words.categories[detail.category]);
    case 'maybe-orphan':
      return details.maybeOrphan;
    case 'check':
      return tellCheck(detail, language);
    case 'check-unknown':
      return details.checkUnknown(
        checkTitle(detail.check, language),
        detail.lacks.map((name) => factName(name, detail.criteria.titles, language)).join(words.comma),
        detail.isBlank,
      );
  }
}

/** What a duty is called: built-in ones in words, checks by their title or id. */
export function dutyText(duty: DutyName, language: Language): string {
  return duty.kind === 'duty' ? findingWords(language).duties[duty.id] : checkTitle(duty, language);
}

const MOST_TITLES = 2;

// Titles without the numbers of the template's headings.
function firstTitles(titles: readonly string[]): string[] {
  return titles
    .slice(0, MOST_TITLES)
    .map((title) => title.replace(/^(?:\d+|[一二三四五六七八九十]+)[.、)）]?\s*(?=\S)/, ''));
}

// Each fact that keeps the check from holding, with its value; then what was expected, and how far it is.
function tellCheck({ check, criteria, trace }: Extract<Detail, { kind: 'check' }>, language: Language): Told {
  const failing = failingTests(trace);
  const values = new Map(
    failing.map((one) => {
      const label = factName(one.condition.fact.name, criteria.titles, language);
      return [label, `${label} ${valueText(one, criteria, language)}`];
    }),
  );
  const expected = sayCondition(trace.condition, criteria, language);
  const [only] = failing;
  const miss = only === undefined || failing.length > 1 ? null : missText(only, language);
  return findingWords(language).details.check(
    checkTitle(check, language),
    [...values.values()].join(wordsFor(language).comma),
    expected,
    miss,
  );
}

function failingTests(trace: ConditionTrace): TestTrace[] {
  if (trace.kind === 'test') return [trace];
  const parts =
    trace.condition.kind === 'all' ? trace.parts.filter(({ outcome }) => outcome === 'false') : trace.parts;
  return parts.flatMap(failingTests);
}

/** A customer as lists name it: id, name and revenue. */
export function namedText({ id, name, revenue }: Named, language: Language): string {
  const customer = name === null ? id : `${id} ${name}`;
  if (revenue === null) return customer;
  const amount = formatCell({ kind: 'money', value: revenue }, wordsFor(language));
  return findingWords(language).named(customer, amount);
}

/** What is wrong, and what to do about it. */
export type Told = readonly [wrong: string, todo: string];

const findingWords = defineWords({
  /** What each duty requires, in a word or two. */
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
  /** A customer with its revenue behind it. */
  named: {
    en: (customer: string, amount: string) => `${customer}, ${amount}`,
    zh: (customer: string, amount: string) => `${customer}，${amount}`,
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
    noManagerColumn: {
      en: (field: string, columns: string): Told => [
        `no column for "${field}": whether the key accounts have a manager cannot be told`,
        `have it exported, or add its name to "columns" of the field, beside ${columns}`,
      ],
      zh: (field: string, columns: string): Told => [
        `文件中没有“${field}”对应的列：无法判断大客户是否已落实客户经理`,
        `请导出该列，或在该字段的 columns 中加上列名（现有 ${columns}）`,
      ],
    },
    load: {
      en: (accounts: number, most: number): Told => [
        `${formatCount.en(accounts)} key accounts, at most ${formatCount.en(most)} can be managed`,
        'hand some of them over',
      ],
      zh: (accounts: number, most: number): Told => [
        `负责 ${formatCount.zh(accounts)} 个大客户，超过可管理的 ${formatCount.zh(most)} 个`,
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
    /** `values`: each fact with its value; `expected`: the condition in words; `miss`: how far it is from it. */
    check: {
      en: (id: string, values: string, expected: string, miss: string | null): Told => [
        `${id}: ${values}`,
        `expected: ${expected}${miss === null ? '' : `; ${miss}`}`,
      ],
      zh: (id: string, values: string, expected: string, miss: string | null): Told => [
        `${id}：${values}`,
        `应为：${expected}${miss === null ? '' : `，${miss}`}`,
      ],
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

function daysOf(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}
