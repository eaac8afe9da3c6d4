import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import { AS_OF, CUSTOMER_FILE, type FlagsOf, OUTPUT, SPEECH, TABLES, toggle } from '../run/flags.ts';

/** Declares `init`. */
export const initCommand = declareCommand({
  name: 'init',
  summary: {
    en: "a first criteria file from an export's own headers and values, ready to run",
    zh: '根据导出文件的表头和数据写出第一份标准文件，可直接使用',
  },
  args: [CUSTOMERS],
  flags: {
    ...AS_OF,
    ...OUTPUT,
    force: toggle('--force', { en: 'write over a file that is there', zh: '覆盖已有的文件' }),
    ...TABLES,
    ...CUSTOMER_FILE,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts init customers.csv                            the criteria file on standard output
  keyaccounts init customers.csv -o criteria/default.yaml   to a file that later commands find by themselves
  keyaccounts init 客户.csv --lang zh -o criteria.yaml       comments in Chinese, amounts such as 500万
  keyaccounts init orders.csv -o criteria.yaml              order or invoice lines: what they come to for each customer
  keyaccounts init customers.csv --table orders=orders.csv  both: revenue and the last order come from the lines
  keyaccounts init --table orders=orders.csv --table tickets=tickets.csv   of more tables, what could be worked out
  keyaccounts classify customers.csv -c criteria.yaml       what to run next

What has two readings (dates such as 01/02/2025) is marked CONFIRM in the file and said on standard error.
Of order lines the file says how they are added up; the first --table makes revenue, and what could be worked out of
others stands in comments. Files without amounts, a status or the last order are refused, with what to export.
Exit codes: 0 done, 2 could not do the job (nothing is written)`,
    zh: `
示例：
  keyaccounts init customers.csv                            在标准输出显示标准文件
  keyaccounts init customers.csv -o criteria/default.yaml   写入文件，之后的命令会自动找到
  keyaccounts init 客户.csv --lang zh -o criteria.yaml       中文注释，金额写作 500万
  keyaccounts init orders.csv -o criteria.yaml              订单或发票明细：按客户汇总
  keyaccounts init customers.csv --table orders=orders.csv  两者都有：销售额和最近下单日期取自明细
  keyaccounts init --table orders=orders.csv --table tickets=tickets.csv   再加其他表：可从中算出什么
  keyaccounts classify customers.csv -c criteria.yaml       下一步

有两种读法的内容（如日期 01/02/2025）会在文件中标出“请确认”，并在标准错误中说明。
明细的汇总方式写在文件中：第一个 --table 得出销售额，其他表可以算出什么写在注释里。没有金额、状态或最近下单日期的文件不予处理，并提示应导出什么。
退出码：0 完成，2 无法完成（未写入任何内容）`,
  },
});

/** The flags of `init`, as typed. */
export type InitFlags = FlagsOf<typeof initCommand.flags>;
