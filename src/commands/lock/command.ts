import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import { AS_OF, CRITERIA, CUSTOMER_ROWS, type FlagsOf, OUTPUT, SPEECH, toggle } from '../run/flags.ts';

/** Declares `lock`. */
export const lockCommand = declareCommand({
  name: 'lock',
  summary: {
    en: 'holds the cut points of relative tests (top 20, quintiles), so that neighbours move nobody',
    zh: '固定相对条件（前 20 名、五等分）的分界值，不受其他客户影响',
  },
  args: [CUSTOMERS],
  flags: {
    ...CRITERIA,
    ...AS_OF,
    ...OUTPUT,
    check: toggle('--check', {
      en: 'write nothing; exit 1 when the lock is absent, does not fit or has moved',
      zh: '不写入；没有锁定文件、不相符或已变动时以退出码 1 结束',
    }),
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts lock customers.csv -c mine.yaml               writes mine.lock.json, which other commands then use
  keyaccounts lock customers.csv -c mine.yaml --check       for CI: is the lock there, and does it still hold?
  keyaccounts classify customers.csv -c mine.yaml --fresh   without the lock

Without --as-of, --check compares on the day of the lock.
Exit codes: 0 done, 1 --check found something, 2 could not do the job (nothing is written)`,
    zh: `
示例：
  keyaccounts lock customers.csv -c mine.yaml               写入 mine.lock.json，之后的命令会使用它
  keyaccounts lock customers.csv -c mine.yaml --check       用于 CI：锁定文件在不在、是否仍然成立
  keyaccounts classify customers.csv -c mine.yaml --fresh   不用锁定文件

不写 --as-of 时，--check 按锁定文件的日期比较。
退出码：0 完成，1 --check 发现问题，2 无法完成（未写入任何内容）`,
  },
});

/** The flags of `lock`, as typed. */
export type LockFlags = FlagsOf<typeof lockCommand.flags>;
