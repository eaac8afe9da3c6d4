import { CALENDAR } from '../run/briefs/ask.ts';
import { type Argument, CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formatsByEnding,
  list,
  OUTPUT,
  oneOf,
  SPEECH,
  VERDICTS,
} from '../run/flags.ts';

/** What `report` writes. */
const REPORT_FORMATS = ['text', 'html', 'markdown', 'json', 'xlsx'] as const;

/** The sections of a report, in their order. */
export const SECTION_NAMES = [
  'overview',
  'concentration',
  'growth',
  'scores',
  'movements',
  'lost',
  'target',
  'duties',
  'units',
  'criteria',
  'data',
  'customers',
] as const;

/** Declares `report`. */
export const reportCommand = declareCommand({
  name: 'report',
  summary: {
    en: 'the portfolio to look at: where the money is, who moved, who is at risk, what to do',
    zh: '客户组合一览：钱从哪里来、谁变动了、谁有风险、该做什么',
  },
  args: [
    CUSTOMERS,
    {
      name: '[section...]',
      help: { en: 'more sections, after --section', zh: '更多版块，写在 --section 之后' },
    } as Argument<readonly string[]>,
  ],
  flags: {
    ...VERDICTS,
    ...BOOK,
    ...formatsByEnding(REPORT_FORMATS),
    ...OUTPUT,
    per: oneOf(
      '--per <field>',
      {
        en: 'a page for each account manager, into the folder that --output names',
        zh: '每位客户经理一页，写入 --output 指定的文件夹',
      },
      ['account_manager'],
    ),
    ...CALENDAR,
    section: list(
      '--section <names>',
      {
        en: 'only these sections, separated by commas or blanks',
        zh: '只要这些版块，用逗号或空格分隔',
      },
      SECTION_NAMES,
    ),
    title: anyText('--title <text>', { en: 'what stands above it', zh: '报告的标题' }),
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Sections: ${SECTION_NAMES.join(', ')}

Examples:
  keyaccounts report customers.csv -o portfolio.html                   one file with charts, to open or to mail
  keyaccounts report customers.csv -o portfolio.xlsx                   a workbook: every customer, and the report
  keyaccounts report customers.csv                                     on the terminal
  keyaccounts report customers.csv --per account_manager -o briefs     a page for each account manager, and an index
  keyaccounts report customers.csv --book book --calendar due.ics      also what is due, for a calendar
  keyaccounts report customers.csv --section overview scores           two sections
  keyaccounts report customers.csv --format markdown --section lost    for a mail or a pull request
  keyaccounts report 客户.csv --lang zh -o 客户组合.html                in Chinese, with 万 and 亿
  keyaccounts report customers.csv --book book -o portfolio.html       also who moved since the last run

Exit codes: 0 done, 2 could not do the job (nothing is written)`,
    zh: `
版块：${SECTION_NAMES.join(', ')}

示例：
  keyaccounts report customers.csv -o portfolio.html                   一个带图表的文件，可打开或邮寄
  keyaccounts report customers.csv -o portfolio.xlsx                   工作簿：所有客户和报告
  keyaccounts report customers.csv                                     在终端显示
  keyaccounts report customers.csv --per account_manager -o briefs     每位客户经理一页，另有目录
  keyaccounts report customers.csv --book book --calendar due.ics      连同到期事项，供日历使用
  keyaccounts report customers.csv --section overview scores           两个版块
  keyaccounts report customers.csv --format markdown --section lost    用于邮件或合并请求
  keyaccounts report 客户.csv --lang zh -o 客户组合.html                中文，以万和亿为单位
  keyaccounts report customers.csv --book book -o portfolio.html       连同上次运行以来的变动

退出码：0 完成，2 无法完成（未写入任何内容）`,
  },
});

/** The flags of `report`, as typed. */
export type ReportFlags = FlagsOf<typeof reportCommand.flags>;
