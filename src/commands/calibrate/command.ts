import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  SPEECH,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `calibrate`. */
export const calibrateCommand = declareCommand({
  name: 'calibrate',
  summary: {
    en: 'which thresholds bring the key accounts to a manageable number, and who would leave or join',
    zh: '调整哪些门槛能使大客户数量可管理，哪些客户会退出或加入',
  },
  args: [CUSTOMERS],
  flags: {
    keyAccounts: anyText('--key-accounts <number>', {
      en: 'how many there should be: 40, or 30..40 (default: the capacity of key)',
      zh: '大客户应有多少个：40，或 30..40（默认：key 的 capacity）',
    }),
    per: anyText('--per <field>', {
      en: 'instead: no group of this field has more than --at-most',
      zh: '改为：按该字段分组，每组不超过 --at-most',
    }),
    atMost: anyText('--at-most <number>', {
      en: 'the most that a group may have (default: max_key_accounts_per_manager)',
      zh: '每组最多多少个（默认：max_key_accounts_per_manager）',
    }),
    revenueShare: anyText('--revenue-share <percent>', {
      en: 'instead: they hold at least this part of all revenue',
      zh: '改为：大客户至少占总销售额的这个比例',
    }),
    ...VERDICTS,
    ...BOOK,
    choice: anyText('--choice <number>', {
      en: 'show this choice alone, or write it',
      zh: '只看这一个方案，或写入它',
    }),
    write: anyText('--write <file>', {
      en: 'write the choice into the criteria file that holds the threshold, or a copy of it',
      zh: '把方案写入门槛所在的标准文件，或它的副本',
    }),
    reason: anyText('--reason <text>', {
      en: 'why the criteria change: the file records it',
      zh: '修改标准的理由，会记录在文件中',
    }),
    ...formats(['text', 'markdown', 'json']),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts calibrate customers.csv --key-accounts 40                    every threshold that gives 40 by itself
  keyaccounts calibrate customers.csv --key-accounts 30..40 --choice 2     who would leave or join at the second
  keyaccounts calibrate customers.csv --per account_manager --at-most 8    nobody manages more than 8
  keyaccounts calibrate customers.csv --revenue-share 60%                  as few as hold 60% of all revenue
  keyaccounts calibrate customers.csv -c mine.yaml --key-accounts 40 --choice 1 \\
    --write mine.yaml --reason "Fewer accounts, better served"

Customers with equal values stay together: nobody is cut. --write changes the amount, the version and the reason,
and keeps comments and layout.
Exit codes: 0 done, 1 nothing reaches the target, 2 could not do the job (nothing is written)`,
    zh: `
示例：
  keyaccounts calibrate customers.csv --key-accounts 40                    单独调整即可得到 40 个的各条门槛
  keyaccounts calibrate customers.csv --key-accounts 30..40 --choice 2     第 2 个方案中谁会退出或加入
  keyaccounts calibrate customers.csv --per account_manager --at-most 8    每人负责不超过 8 个
  keyaccounts calibrate customers.csv --revenue-share 60%                  以最少的客户占到销售额的 60%
  keyaccounts calibrate customers.csv -c mine.yaml --key-accounts 40 --choice 1 \\
    --write mine.yaml --reason "数量少一些，服务好一些"

取值相同的客户始终在一起，不会硬切。--write 只改数值、版本和理由，注释和排版保持不变。
退出码：0 完成，1 没有方案能达到目标，2 无法完成（未写入任何内容）`,
  },
});

/** The flags of `calibrate`, as typed. */
export type CalibrateFlags = FlagsOf<typeof calibrateCommand.flags>;
