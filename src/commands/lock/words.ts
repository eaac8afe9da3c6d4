import { defineWords, formatCount } from '../../output/language.ts';

/** What `lock` says, in one language. */
export const lockWords = defineWords({
  title: { en: 'Cut points locked', zh: '分界值已锁定' },
  checkTitle: { en: 'Locked cut points', zh: '已锁定的分界值' },
  columns: {
    test: { en: 'test', zh: '相对条件' },
    group: { en: 'group', zh: '分组' },
    customers: { en: 'customers', zh: '客户数' },
    locked: { en: 'locked', zh: '锁定值' },
    now: { en: 'now', zh: '当前值' },
  },
  /** The layer that a test belongs to, when it is a unit's. */
  ofUnit: {
    en: (test: string, unit: string) => `${test} (criteria of ${unit})`,
    zh: (test: string, unit: string) => `${test}（${unit}的标准）`,
  },
  /** A group without any cut point: nobody can be inside. */
  nobody: { en: 'nobody is in', zh: '无人入围' },
  written: {
    en: (file: string) =>
      `written to "${file}": from now on these cut points count, until they are locked anew`,
    zh: (file: string) => `已写入“${file}”：今后均以这些分界值为准，直至重新锁定`,
  },
  nothing: {
    en: 'nothing to lock: no test and no score compares customers with each other',
    zh: '无需锁定：没有任何条件或得分需要在客户之间比较',
  },
  notNeeded: {
    en: (file: string) => `"${file}" is of no use any more: delete it`,
    zh: (file: string) => `“${file}”已无用处，请删除`,
  },
  holds: {
    en: 'the lock holds: these customers give the same cut points',
    zh: '锁定值有效：由这些客户算出的分界值与之相同',
  },
  moved: {
    en: (count: number) =>
      `${count === 1 ? 'one group has' : `${formatCount.en(count)} groups have`} other cut points now than in the lock`,
    zh: (count: number) => `${formatCount.zh(count)} 个分组的当前分界值与锁定值不同`,
  },
  renew: {
    en: (command: string) => `lock them anew when they should count: ${command}`,
    zh: (command: string) => `如需采用当前值，请重新锁定：${command}`,
  },
  /** Where it is not looked for; `usual`: where it is, null where it is nowhere. */
  elsewhere: {
    en: (file: string, usual: string | null) =>
      `written to "${file}": "sql --lock" can read it there, other commands ${usual === null ? 'do without a lock' : `look for the lock at "${usual}"`}`,
    zh: (file: string, usual: string | null) =>
      `已写入“${file}”：sql --lock 可读取该文件，其他命令${usual === null ? '不使用锁定文件' : `只读取“${usual}”`}`,
  },
});
