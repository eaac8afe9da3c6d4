import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  SPEECH,
  several,
  toggle,
  unless,
  VERDICTS,
} from '../run/flags.ts';

/** What `diff` writes. */
const DIFF_FORMATS = ['text', 'markdown', 'json', 'github', 'xlsx'] as const;

/** Declares `diff`. */
export const diffCommand = declareCommand({
  name: 'diff',
  summary: {
    en: 'who moves and why: against other criteria, another export, another date, or the book',
    zh: '谁变动了、为什么：与另一套标准、另一份导出、另一天或台账比较',
  },
  args: [
    {
      ...CUSTOMERS,
      help: { en: `${CUSTOMERS.help.en}: the newer side`, zh: `${CUSTOMERS.help.zh}：较新的一方` },
    },
  ],
  flags: {
    ...VERDICTS,
    ...BOOK,
    againstCriteria: anyText('--against-criteria <file>', {
      en: 'the criteria before, or - for standard input',
      zh: '之前的标准，- 表示标准输入',
    }),
    against: anyText('--against <file>', { en: 'the export before', zh: '之前的导出文件' }),
    againstTable: several('--against-table <name=file>', {
      en: 'the lines before, such as orders=may.csv',
      zh: '之前的明细，如 orders=may.csv',
    }),
    againstAsOf: anyText('--against-as-of <date>', {
      en: 'the day before, YYYY-MM-DD',
      zh: '之前的日期，YYYY-MM-DD',
    }),
    maxMoves: anyText('--max-moves <number>', {
      en: 'exit 1 when more customers move: a number, or a percent of all',
      zh: '变动的客户超过此数（个数或百分比）时以退出码 1 结束',
    }),
    maxKey: anyText('--max-key <number>', {
      en: 'exit 1 when there are more key accounts',
      zh: '大客户超过此数时以退出码 1 结束',
    }),
    keyLost: unless('--no-key-lost', {
      en: 'exit 1 when a key account stops being one',
      zh: '有大客户退出时以退出码 1 结束',
    }),
    exitCode: toggle('--exit-code', { en: 'exit 3 when anybody moves', zh: '有任何变动时以退出码 3 结束' }),
    ...formats(DIFF_FORMATS),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts diff customers.csv -c new.yaml --against-criteria old.yaml     what new criteria would do
  git show main:criteria/default.yaml | keyaccounts diff customers.csv --against-criteria -
  keyaccounts diff june.csv --against may.csv --as-of 2026-06-30 --against-as-of 2026-05-31
  keyaccounts diff customers.csv --against-as-of 2026-01-31                  what only the calendar does
  keyaccounts diff --table orders=june.csv --against-table orders=may.csv    order lines in place of customers
  keyaccounts diff june.csv --against may.csv -o moves.xlsx                  every customer that moves, as a workbook
  keyaccounts diff customers.csv --book book                                 since the last run of the book
  keyaccounts diff customers.csv --against-criteria old.yaml --format markdown --max-moves 5% --no-key-lost

Exit codes: 0 done, 1 a limit is exceeded, 2 could not do the job, 3 somebody moves, under --exit-code`,
    zh: `
示例：
  keyaccounts diff customers.csv -c new.yaml --against-criteria old.yaml     新标准会带来什么变化
  git show main:criteria/default.yaml | keyaccounts diff customers.csv --against-criteria -
  keyaccounts diff june.csv --against may.csv --as-of 2026-06-30 --against-as-of 2026-05-31
  keyaccounts diff customers.csv --against-as-of 2026-01-31                  仅因日期不同而产生的变化
  keyaccounts diff --table orders=june.csv --against-table orders=may.csv    用明细代替客户文件
  keyaccounts diff june.csv --against may.csv -o moves.xlsx                  所有变动的客户，输出为工作簿
  keyaccounts diff customers.csv --book book                                 与台账的上次运行比较
  keyaccounts diff customers.csv --against-criteria old.yaml --format markdown --max-moves 5% --no-key-lost

退出码：0 完成，1 超出限额，2 无法完成，3 有变动（加了 --exit-code）`,
  },
});

/** The flags of `diff`, as typed. */
export type DiffFlags = FlagsOf<typeof diffCommand.flags>;
