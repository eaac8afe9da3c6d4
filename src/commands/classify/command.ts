import { type Argument, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formats,
  OUTPUT,
  oneOf,
  SPEECH,
  textOr,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** What `classify` writes. */
const CLASSIFY_FORMATS = ['text', 'markdown', 'csv', 'json', 'ndjson', 'xlsx'] as const;

/** Declares `classify`. */
export const classifyCommand = declareCommand({
  name: 'classify',
  summary: {
    en: "each customer's category, and a summary or the rows with the verdicts",
    zh: '每个客户的类别：汇总，或逐行给出结果',
  },
  args: [
    {
      name: '[customers...]',
      help: {
        en: 'CSV or .xlsx files, or - for standard input; without one, everybody who has an order line',
        zh: 'CSV 或 .xlsx 文件，可有多份，- 表示标准输入；不写则为所有有明细的客户',
      },
    } as Argument<readonly string[]>,
  ],
  flags: {
    ...VERDICTS,
    ...BOOK,
    ...formats(CLASSIFY_FORMATS),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    engine: oneOf(
      '--engine <name>',
      {
        en: 'who decides: keyaccounts (default), or sql, the database that the customers are in',
        zh: '由谁判定：keyaccounts（默认），或 sql，即客户所在的数据库',
      },
      ['keyaccounts', 'sql'],
    ),
    prefix: textOr(
      '--prefix <text>',
      { en: 'put before the names of the added columns', zh: '给新增列的列名加前缀' },
      '',
    ),
    raw: toggle('--raw', {
      en: 'leave cells that a spreadsheet would run as formulas as they are',
      zh: '不处理会被电子表格当作公式的单元格',
    }),
    excel: toggle('--excel', {
      en: 'start CSV with a BOM and end lines with CRLF',
      zh: 'CSV 以 BOM 开头、以 CRLF 换行，便于 Excel 打开',
    }),
    threads: anyText('--threads <number>', {
      en: 'how many threads read a CSV file of 64 MB or more (default: one for each core, at most 4)',
      zh: '读取 64 MB 以上的 CSV 文件时使用几个线程（默认：每核一个，最多 4 个）',
    }),
    strict: toggle('--strict', {
      en: 'exit 1 when a customer is undetermined',
      zh: '有未定客户时以退出码 1 结束',
    }),
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts classify customers.csv                          a summary on the terminal
  keyaccounts classify customers.csv -o out.csv               every row with its category and why
  keyaccounts classify customers.csv -o result.xlsx           the same as a workbook, with the reasons
  keyaccounts classify 客户.csv --lang zh                     a Chinese export, a Chinese summary
  keyaccounts classify 'duckdb:crm.duckdb?table=customers'    a table of a database: criteria/warehouse.md
  keyaccounts classify customers.csv --book book              also new and former key accounts, overrides
  keyaccounts classify customers.csv --rejects bad.csv        set unreadable rows aside, classify the rest
  keyaccounts classify exports/*.csv                          several exports, a line of summary each
  keyaccounts classify exports/*.csv -o all.csv               their rows in one file, with the column "source"

Exit codes: 0 done, 1 undetermined customers under --strict, 2 could not do the job (nothing is written)`,
    zh: `
示例：
  keyaccounts classify customers.csv                          在终端显示汇总
  keyaccounts classify customers.csv -o out.csv               每一行的类别和理由
  keyaccounts classify customers.csv -o result.xlsx           同上，输出为工作簿并附理由
  keyaccounts classify 客户.csv --lang zh                     中文导出文件，中文汇总
  keyaccounts classify 'duckdb:crm.duckdb?table=customers'    数据库里的表：criteria/warehouse.md
  keyaccounts classify customers.csv --book book              连同新增和退出的大客户、人工指定
  keyaccounts classify customers.csv --rejects bad.csv        剔除无法读取的行，其余照常分类
  keyaccounts classify exports/*.csv                          多份导出文件，每份一行汇总
  keyaccounts classify exports/*.csv -o all.csv               合并到一个文件，以 source 列标明来源

退出码：0 完成，1 加了 --strict 且有未定客户，2 无法完成（未写入任何内容）`,
  },
});

/** The flags of `classify`, as typed. */
export type ClassifyFlags = FlagsOf<typeof classifyCommand.flags>;
