import { formatCount } from '../../../output/numbers.ts';
import type { ReviewWords } from './words.ts';

/** A review, in Chinese. */
export const reviewZh: ReviewWords = {
  title: '大客户定期检视',
  headings: {
    changes: '标准的变化',
    others: '其他客户变动',
    audit: '大客户管理职责',
    plans: '大客户计划',
    wouldWrite: '将写入的文件',
  },
  columns: { change: '增减', profit: '毛利' },
  first: (customers) =>
    `本台账首次运行：${formatCount(customers)} 个客户均为首次记录，自下次运行起显示客户变动`,
  noCauses: '台账中没有保留上次运行的数据，无法得知客户变动的原因',
  nothingMoved: '自上次运行以来没有客户变动',
  dryRun: '试运行：未写入任何内容',
  nothingToWrite: '无：台账内容与本次运行结果一致',
  wouldWrite: { new: '新增', changed: '修改', removed: '删除' },
  undetermined: (count) => `${formatCount(count)} 个客户未定：用 classify 查看缺少哪些数据`,
};
