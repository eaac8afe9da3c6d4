import { counted, defineWords, formatCount } from '../../output/language.ts';
import type { CreatedObject } from '../../warehouse/objects.ts';

/** What `sql` says, in one language. */
export const sqlWords = defineWords({
  /** Under criteria in which some stay what they were. */
  withoutPrevious: {
    en: 'stays_while plays no part: the query does not know what a customer was before',
    zh: '“stays_while”未生效：查询无从得知客户此前的类别',
  },
  /** What `--create` made, or made anew, and how many rows a table has. */
  created: {
    en: (kind: 'view' | 'table', name: string, { isNew, rows }: CreatedObject) =>
      `${kind} "${name}" ${isNew ? 'created' : 'replaced'}${rows === null ? '' : `, with ${counted(rows, 'row')}`}`,
    zh: (kind: 'view' | 'table', name: string, { isNew, rows }: CreatedObject) =>
      `已${isNew ? '创建' : '更新'}${kind === 'view' ? '视图' : '表'}“${name}”${rows === null ? '' : `，共 ${formatCount.zh(rows)} 行`}`,
  },
  /** Cases that a model of dbt is not tested with. */
  casesLeftOut: {
    en: (cases: number) =>
      `${counted(cases, 'case')} left out of the tests of the model: they hang on the day on which it runs, on lines, or on the rank of a single customer (--lock holds cut points)`,
    zh: (cases: number) =>
      `${cases} 个案例未写入模型测试：其结果取决于运行日期、明细行，或单个客户的排名（可用 --lock 提供分界值）`,
  },
});
