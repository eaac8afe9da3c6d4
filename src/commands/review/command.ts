import { CALENDAR } from '../run/briefs/ask.ts';
import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  REQUIRED_BOOK,
  SPEECH,
  toggle,
  unless,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `review`. */
export const reviewCommand = declareCommand({
  name: 'review',
  summary: {
    en: 'what cron runs: who moved since the last run and why, new plans, the audit; recorded in the book',
    zh: '定期运行：上次以来谁变动了、为什么，新计划和检查，一并记入台账',
  },
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...REQUIRED_BOOK,
    maxGone: anyText('--max-gone <percent>', {
      en: 'stop, and write nothing, when more of the customers of the last run are missing (default: 20%)',
      zh: '上次的客户缺失超过此比例时停止且不写入（默认：20%）',
    }),
    maxMoves: anyText('--max-moves <number>', {
      en: 'stop when more customers move: a number, or a percent of all',
      zh: '变动的客户超过此数（个数或百分比）时停止',
    }),
    maxKeyChange: anyText('--max-key-change <number>', {
      en: 'stop when more key accounts come or go: a number, or a percent of them',
      zh: '进出的大客户超过此数（个数或百分比）时停止',
    }),
    accept: anyText('--accept <reason>', {
      en: 'record the run although its export is out of the ordinary, with the reason',
      zh: '导出虽有异常仍然记录，并写明理由',
    }),
    plans: unless('--no-plans', { en: 'leave the plans of key accounts alone', zh: '不处理大客户的计划' }),
    template: anyText('--template <file>', { en: 'a template of your own for plans', zh: '自己的计划模板' }),
    briefs: anyText('--briefs <folder>', {
      en: 'also a page for each account manager, into this folder',
      zh: '另外为每位客户经理写一页，放入该文件夹',
    }),
    ...CALENDAR,
    dryRun: toggle('--dry-run', {
      en: 'write nothing, and say what would be written',
      zh: '不写入，只说明将写入什么',
    }),
    ...formats(['text', 'markdown', 'json']),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts review customers.csv --book book                       the weekly run; starts the book at the first
  keyaccounts review customers.csv --book book --dry-run             what it would say and write
  keyaccounts review june.csv --book book --as-of 2026-06-30 --format markdown -o mail.md
  keyaccounts review customers.csv --book book --briefs briefs --calendar due.ics   a page a manager, and what is due
  keyaccounts review customers.csv --book book --max-gone 40%        many customers have really left
  keyaccounts review customers.csv --book book --accept "amounts in thousands from June on"

Before anything is written the export is held against that of the last run: columns that are gone, amounts in another
unit, blanks, ids and values that are written otherwise. What is out of the ordinary is said first, and stops the run.
The limits may stand in the criteria, under "drift".

A run can be repeated: the same inputs on the same day change nothing, other data of that day take its place.
Exit codes: 0 done, 1 a duty is broken or a plan cannot be read, 2 could not do the job
On 2 the book is as it was, unless the message says that it was written.`,
    zh: `
示例：
  keyaccounts review customers.csv --book book                       每周运行；第一次会新建台账
  keyaccounts review customers.csv --book book --dry-run             会说什么、写什么
  keyaccounts review june.csv --book book --as-of 2026-06-30 --format markdown -o mail.md
  keyaccounts review customers.csv --book book --briefs briefs --calendar due.ics   每人一页，以及到期事项
  keyaccounts review customers.csv --book book --max-gone 40%        确实流失了许多客户
  keyaccounts review customers.csv --book book --accept "六月起金额以千为单位"

写入之前会先与上次的导出比较：缺少的列，换了单位的金额，空白，写法不同的编号和取值。
有异常时会先说明，并停止运行。各项限额可以写在标准文件的 drift 下。

可以重复运行：同一天、同样的输入不会改变任何内容；同一天换了数据则以新数据为准。
退出码：0 完成，1 有职责未履行或计划无法读取，2 无法完成
退出码为 2 时台账保持原样，除非提示已写入。`,
  },
});

/** The flags of `review`, as typed. */
export type ReviewFlags = FlagsOf<typeof reviewCommand.flags>;
