import { LOCALES } from '../text/locales.ts';
import { counted, defineWords, formatCount, type In, type Language, type Pair } from './language.ts';
import type { MoneyStep } from './numbers.ts';

/** Every word that reports show, in one language. Sentences with numbers are functions: each language has its own grammar. */
export const wordsFor = defineWords({
  language: { en: 'en', zh: 'zh' } satisfies Pair<Language>,
  /** How the language writes numbers. */
  locale: LOCALES,
  /** Stands for a value that is not there. */
  none: { en: '–', zh: '–' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  /** Between a label and its value. */
  colon: { en: ': ', zh: '：' },
  /** A remark behind a name. */
  beside: { en: (text: string) => ` (${text})`, zh: (text: string) => `（${text}）` },
  /** Between the items of a list within a sentence. */
  comma: { en: ', ', zh: '、' },
  /** Between parts that may have commas of their own. */
  semicolon: { en: '; ', zh: '；' },
  moneySteps: {
    en: [
      { size: 1, suffix: '', decimals: 0, below: 1e4 },
      { size: 1e3, suffix: 'k', decimals: 1, below: 1e5 },
      { size: 1e3, suffix: 'k', decimals: 0, below: 1e6 },
      { size: 1e6, suffix: 'm', decimals: 1, below: 1e9 },
      { size: 1e9, suffix: 'bn', decimals: 1, below: Number.POSITIVE_INFINITY },
    ],
    zh: [
      { size: 1, suffix: '', decimals: 0, below: 1e4 },
      { size: 1e4, suffix: '万', decimals: 1, below: 1e6 },
      { size: 1e4, suffix: '万', decimals: 0, below: 1e8 },
      // So that 1.23亿 is about as fine as 9,877万 beside it.
      { size: 1e8, suffix: '亿', decimals: 2, below: Number.POSITIVE_INFINITY },
    ],
  } satisfies Pair<readonly MoneyStep[]>,
  categories: {
    target: { en: 'target', zh: '目标客户' },
    normal: { en: 'normal', zh: '常规客户' },
    lost: { en: 'lost', zh: '丢失的客户' },
    key: { en: 'key', zh: '大客户' },
  },
  /** What each category is managed toward. */
  goals: {
    target: { en: 'capture the account: new business', zh: '争取客户，开拓新业务' },
    normal: { en: 'service and grow the account', zh: '做好服务，促进客户成长' },
    lost: { en: 'recapture it; first understand why it was lost', zh: '重新赢回客户；首先查明丢失原因' },
    key: { en: 'sustain the relationship and optimise profit', zh: '维系长期关系，优化利润' },
  },
  undetermined: { en: 'undetermined', zh: '未定' },
  total: { en: 'total', zh: '合计' },
  severities: {
    error: { en: 'error', zh: '错误' },
    warning: { en: 'warning', zh: '警告' },
    info: { en: 'note', zh: '说明' },
  },
  headings: {
    classification: { en: 'Customers by category', zh: '客户分类结果' },
    keyByCriterion: { en: 'Key accounts by criterion', zh: '大客户（按入选标准）' },
    undetermined: { en: 'Undetermined customers', zh: '未定客户' },
  },
  columns: {
    category: { en: 'category', zh: '类别' },
    goal: { en: 'goal', zh: '管理目标' },
    customers: { en: 'customers', zh: '客户数' },
    shareOfCustomers: { en: 'share of customers', zh: '客户占比' },
    revenue: { en: 'revenue', zh: '销售额' },
    shareOfRevenue: { en: 'share of revenue', zh: '销售额占比' },
    criterion: { en: 'criterion', zh: '入选标准' },
    keyAccounts: { en: 'key accounts', zh: '大客户数' },
    shareOfTheirRevenue: { en: 'share of their revenue', zh: '占大客户销售额' },
    lacks: { en: 'lacks', zh: '缺少' },
    businessUnit: { en: 'business unit', zh: '事业部' },
    accountManager: { en: 'account manager', zh: '客户经理' },
    customerId: { en: 'customer id', zh: '客户编号' },
    customerName: { en: 'customer', zh: '客户名称' },
  },
  labels: {
    asOf: { en: 'as of', zh: '截至日期' },
    criteria: { en: 'criteria', zh: '分类标准' },
    version: { en: 'version', zh: '版本' },
    file: { en: 'file', zh: '文件' },
    book: { en: 'book', zh: '台账' },
    customers: { en: 'customers', zh: '客户数' },
    rows: { en: 'rows', zh: '行数' },
    currency: { en: 'currency', zh: '币种' },
    cutPoints: { en: 'cut points', zh: '分界值' },
  },
  sentences: {
    customers: {
      en: (count: number) => counted(count, 'customer'),
      zh: (count: number) => `${formatCount.zh(count)} 个客户`,
    },
    keyAccounts: {
      en: (count: number) => counted(count, 'key account'),
      zh: (count: number) => `${formatCount.zh(count)} 个大客户`,
    },
    /** More key accounts than the criteria say can be managed; nobody is cut. */
    capacity: {
      en: (keyAccounts: number, capacity: number) =>
        `${counted(keyAccounts, 'key account')}, ${formatCount.en(keyAccounts - capacity)} more than the capacity of ${formatCount.en(capacity)}; nobody is left out: adjust the criteria to bring the number down`,
      zh: (keyAccounts: number, capacity: number) =>
        `大客户共 ${formatCount.zh(keyAccounts)} 个，超出可管理数量（${formatCount.zh(capacity)} 个）${formatCount.zh(keyAccounts - capacity)} 个；符合标准的客户一律保留，如需减少请调整标准`,
    },
    /** Without a book nobody is known to be a key account already. */
    noBook: { en: 'no book: stays_while plays no part', zh: '未指定台账：stays_while 不起作用' },
    noRevenue: {
      en: 'no field "revenue": shares of revenue are left out',
      zh: '没有 revenue 字段：不计算销售额占比',
    },
    undetermined: {
      en: (count: number) =>
        `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} undetermined: a value that decides is missing`,
      zh: (count: number) => `${formatCount.zh(count)} 个客户未定：缺少起决定作用的数据`,
    },
    undeterminedHelp: {
      en: 'fill the values in the export, or give the field a default with "missing" in the criteria',
      zh: '请在导出文件中补全数据，或在标准文件中用 missing 为该字段指定默认值',
    },
    /** How often a field is what an undetermined customer lacks; one customer may lack several. */
    lacks: {
      en: (count: number) => `${counted(count, 'customer')} ${count === 1 ? 'lacks' : 'lack'} it`,
      zh: (count: number) => `${formatCount.zh(count)} 个客户缺少此项`,
    },
    rejected: {
      en: (count: number, file: string) =>
        `${counted(count, 'row')} could not be read and ${count === 1 ? 'was' : 'were'} written to "${file}"`,
      zh: (count: number, file: string) => `${formatCount.zh(count)} 行无法读取，已写入“${file}”`,
    },
    more: {
      en: (count: number) => `… and ${formatCount.en(count)} more`,
      zh: (count: number) => `…… 另有 ${formatCount.zh(count)} 项`,
    },
    /** Where the numbers behind top 20 and quintiles come from. */
    freshCutPoints: { en: 'computed from this file', zh: '由本文件计算' },
    lockedCutPoints: {
      en: (file: string) => `locked in "${file}"`,
      zh: (file: string) => `已锁定于“${file}”`,
    },
  },
});

/** Words in a language. */
export type Words = In<typeof wordsFor>;
