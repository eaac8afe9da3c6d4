import { type Argument, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CRITERIA,
  CUSTOMER_ROWS,
  type FlagsOf,
  FRESH,
  formats,
  OUTPUT,
  SPEECH,
  textOr,
} from '../run/flags.ts';

/** What `backtest` writes. */
const BACKTEST_FORMATS = ['text', 'markdown', 'html', 'json'] as const;

/** Declares `backtest`. */
export const backtestCommand = declareCommand({
  name: 'backtest',
  summary: {
    en: 'were the criteria right: what became of the accounts that they made key, beside the others',
    zh: '回测：标准选出的大客户后来怎样，与未入选的客户相比',
  },
  args: [
    {
      name: '[exports...]',
      help: {
        en: 'customer files with their days, such as 2025.csv@2025-06-30, two or more',
        zh: '带日期的客户文件，如 2025.csv@2025-06-30，至少两份',
      },
    } as Argument<readonly string[]>,
  ],
  flags: {
    ...CRITERIA,
    ...FRESH,
    ...BOOK,
    againstCriteria: anyText('--against-criteria <file>', {
      en: 'what other criteria would have chosen',
      zh: '另一套标准会选出哪些客户',
    }),
    stable: textOr(
      '--stable <percent>',
      { en: 'revenue that changes by no more has stayed', zh: '销售额变动不超过此比例算持平' },
      '5%',
    ),
    ...formats(BACKTEST_FORMATS),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
A customer left when it is not in the next export, is lost there, or has no revenue there. Who was lost already is not
counted. With --book and no exports, the two runs that the book keeps are compared, with what was decided in them.

Examples:
  keyaccounts backtest 2024.csv@2024-06-30 2025.csv@2025-06-30 2026.csv@2026-06-30 -c mine.yaml
  keyaccounts backtest 2025.csv@2025-06-30 2026.csv@2026-06-30 -c new.yaml --against-criteria old.yaml
  keyaccounts backtest @2025-06-30 @2026-06-30 -c orders.yaml --table orders=orders.csv    one file of order lines
  keyaccounts backtest 2025.csv@2025-06-30 2026.csv@2026-06-30 -c mine.yaml -o backtest.html
  keyaccounts backtest --book book

Exit codes: 0 done, 2 could not do the job`,
    zh: `
不在下一份导出文件中、在其中已丢失、或已没有销售额的客户算流失；期初已丢失的不计。只给 --book 而不给导出文件时，
比较台账中的最近两次运行，以当时的结论为准。

示例：
  keyaccounts backtest 2024.csv@2024-06-30 2025.csv@2025-06-30 2026.csv@2026-06-30 -c mine.yaml
  keyaccounts backtest 2025.csv@2025-06-30 2026.csv@2026-06-30 -c new.yaml --against-criteria old.yaml
  keyaccounts backtest @2025-06-30 @2026-06-30 -c orders.yaml --table orders=orders.csv    只有订单明细
  keyaccounts backtest 2025.csv@2025-06-30 2026.csv@2026-06-30 -c mine.yaml -o backtest.html
  keyaccounts backtest --book book

退出码：0 完成，2 无法完成`,
  },
});

/** The flags of `backtest`, as typed. */
export type BacktestFlags = FlagsOf<typeof backtestCommand.flags>;
