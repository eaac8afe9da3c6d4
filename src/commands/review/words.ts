import type { WouldWrite } from '../../book/files.ts';
import { defineWords, formatCount } from '../../output/language.ts';

/** What a review says, in one language. */
export const reviewWords = defineWords({
  title: { en: 'Review of key accounts', zh: '大客户定期检视' },
  headings: {
    changes: { en: 'What changed in the criteria', zh: '标准的变化' },
    others: { en: 'Other movements', zh: '其他客户变动' },
    audit: { en: 'Duties to key accounts', zh: '大客户管理职责' },
    plans: { en: 'Plans', zh: '大客户计划' },
    wouldWrite: { en: 'What would be written', zh: '将写入的文件' },
  },
  columns: {
    change: { en: 'change', zh: '增减' },
    profit: { en: 'profit', zh: '毛利' },
  },
  /** The first run of a book: everybody is new. */
  first: {
    en: (customers: number) =>
      `the first run of this book: ${customers === 1 ? 'the one customer is' : `all ${formatCount.en(customers)} customers are`} new, and movements are shown from the next run on`,
    zh: (customers: number) =>
      `本台账首次运行：${formatCount.zh(customers)} 个客户均为首次记录，自下次运行起显示客户变动`,
  },
  /** The run before is not kept any more, so that nobody knows who else moved, and why. */
  noCauses: {
    en: 'the book does not keep the run before, so only movements of key accounts are known, and not why',
    zh: '台账中没有保留上次运行的数据：只知道大客户的变动，不知道其他客户的变动，也不知道原因',
  },
  nothingMoved: { en: 'no customer moved since the last run', zh: '自上次运行以来没有客户变动' },
  dryRun: { en: 'dry run: nothing was written', zh: '试运行：未写入任何内容' },
  nothingToWrite: {
    en: 'nothing: the book is as this run would leave it',
    zh: '无：台账内容与本次运行结果一致',
  },
  wouldWrite: {
    new: { en: 'new', zh: '新增' },
    changed: { en: 'changed', zh: '修改' },
    removed: { en: 'removed', zh: '删除' },
  } satisfies Readonly<Record<WouldWrite['kind'], unknown>>,
  undetermined: {
    en: (count: number) =>
      `${formatCount.en(count)} ${count === 1 ? 'customer is' : 'customers are'} undetermined: classify shows what they lack`,
    zh: (count: number) => `${formatCount.zh(count)} 个客户未定：用 classify 查看缺少哪些数据`,
  },
});
