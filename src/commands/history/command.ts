import { type Argument, declareCommand } from '../run/declare.ts';
import { type FlagsOf, formats, OUTPUT, REQUIRED_BOOK, SPEECH } from '../run/flags.ts';

/** Declares `history`. */
export const historyCommand = declareCommand({
  name: 'history',
  summary: {
    en: 'since when, and why, accounts are what they are; the key portfolio run over run',
    zh: '客户从何时起、为何属于该类别；历次运行的大客户组合',
  },
  args: [
    {
      name: '[ids...]',
      help: { en: 'ids of customers; without them, the key portfolio', zh: '客户编号；不写则为大客户组合' },
    } as Argument<readonly string[]>,
  ],
  flags: {
    ...REQUIRED_BOOK,
    ...formats(['text', 'markdown', 'csv', 'json']),
    ...OUTPUT,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts history --book book                       key accounts, revenue and profit, run over run
  keyaccounts history C0042 --book book                 since when C0042 is what it is, and why
  keyaccounts history C0042 C0077 --book book --format csv -o moves.csv

Exit codes: 0 done, 2 could not do the job`,
    zh: `
示例：
  keyaccounts history --book book                       历次运行的大客户数、销售额和利润
  keyaccounts history C0042 --book book                 C0042 从何时起、为何属于该类别
  keyaccounts history C0042 C0077 --book book --format csv -o moves.csv

退出码：0 完成，2 无法完成`,
  },
});

/** The flags of `history`, as typed. */
export type HistoryFlags = FlagsOf<typeof historyCommand.flags>;
