import { type Argument, CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  SPEECH,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `explain`. */
export const explainCommand = declareCommand({
  name: 'explain',
  summary: {
    en: 'why customers are what they are, and what would change it',
    zh: '客户为何属于该类别，怎样才会改变',
  },
  args: [
    CUSTOMERS,
    { name: '[ids...]', help: { en: 'ids of the customers to explain', zh: '要说明的客户编号' } } as Argument<
      readonly string[]
    >,
  ],
  flags: {
    ...VERDICTS,
    ...BOOK,
    near: anyText('--near <percent>', {
      en: 'instead of ids: who would become key, or lose it, by so small a change of one field',
      zh: '代替编号：某个字段只差这么多就会成为或退出大客户的客户',
    }),
    all: toggle('--all', {
      en: 'instead of ids: every customer, a line of JSON each',
      zh: '代替编号：所有客户，每行一个 JSON',
    }),
    lines: toggle('--lines', {
      en: 'the order lines of these customers, and what each of them counts for',
      zh: '这些客户的明细，以及每行计入什么',
    }),
    changes: toggle('--changes', {
      en: 'with --all: also the smallest changes, which takes much longer',
      zh: '与 --all 一起使用：连同最小改变，耗时要长得多',
    }),
    ...formats(['text', 'markdown', 'json']),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts explain customers.csv C0042                    every condition, its value, and what would change it
  keyaccounts explain customers.csv C0042 C0077 --format markdown   for a mail
  keyaccounts explain C0042 --lines --table orders=orders.csv   its order lines, and what each counts for
  keyaccounts explain customers.csv --near 5%                near misses and narrow key accounts, the nearest first
  keyaccounts explain customers.csv --all > why.ndjson       everything, for other programs

Exit codes: 0 done, 2 could not do the job`,
    zh: `
示例：
  keyaccounts explain customers.csv C0042                    每项条件、客户的数值，以及怎样才会改变
  keyaccounts explain customers.csv C0042 C0077 --format markdown   用于邮件
  keyaccounts explain C0042 --lines --table orders=orders.csv   该客户的明细，以及每行计入什么
  keyaccounts explain customers.csv --near 5%                差一点入选和勉强入选的客户，最接近的在前
  keyaccounts explain customers.csv --all > why.ndjson       全部内容，供其他程序使用

退出码：0 完成，2 无法完成`,
  },
});

/** The flags of `explain`, as typed. */
export type ExplainFlags = FlagsOf<typeof explainCommand.flags>;
