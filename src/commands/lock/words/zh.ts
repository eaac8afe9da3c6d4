import { formatCount } from '../../../output/numbers.ts';
import type { LockWords } from './words.ts';

/** Locking in Chinese. */
export const lockZh: LockWords = {
  title: '分界值已锁定',
  checkTitle: '已锁定的分界值',
  columns: { test: '相对条件', group: '分组', customers: '客户数', locked: '锁定值', now: '当前值' },
  ofUnit: (test, unit) => `${test}（${unit}的标准）`,
  nobody: '无人入围',
  written: (file) => `已写入“${file}”：今后均以这些分界值为准，直至重新锁定`,
  nothing: '无需锁定：没有任何条件或得分需要在客户之间比较',
  notNeeded: (file) => `“${file}”已无用处，请删除`,
  holds: '锁定值有效：由这些客户算出的分界值与之相同',
  moved: (count) => `${formatCount(count)} 个分组的当前分界值与锁定值不同`,
  renew: (command) => `如需采用当前值，请重新锁定：${command}`,
  elsewhere: (usual) => `其他命令读取的锁定文件是“${usual}”`,
};
