import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  formatsByEnding,
  OUTPUT,
  SPEECH,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** What `audit` writes. */
const AUDIT_FORMATS = ['text', 'markdown', 'json', 'github', 'gitlab', 'junit', 'xlsx'] as const;

/** Declares `audit`. */
export const auditCommand = declareCommand({
  name: 'audit',
  summary: {
    en: 'whether each key account is managed as it must be, and why customers were lost',
    zh: '大客户是否都按要求管理，客户为何丢失',
  },
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...BOOK,
    manager: anyText('--manager <name>', {
      en: 'only what this account manager answers for',
      zh: '只看该客户经理负责的客户',
    }),
    strict: toggle('--strict', {
      en: 'exit 1 on warnings too, and on what cannot be told',
      zh: '有警告或无法判断的也以退出码 1 结束',
    }),
    ...formatsByEnding(AUDIT_FORMATS, {
      en: 'text, on GitHub Actions github',
      zh: 'text，在 GitHub Actions 上为 github',
    }),
    ...OUTPUT,
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts audit customers.csv --book book                          who is to be called, and about what
  keyaccounts audit customers.csv                                      without a book: managers, load and checks only
  keyaccounts audit customers.csv --book book --manager "Priya Raman"  one manager's accounts, whole
  keyaccounts audit customers.csv --book book -o monday.md
  keyaccounts audit customers.csv --book book -o monday.xlsx           all that is wrong, to filter and tick off
  keyaccounts audit customers.csv --book book --strict -o audit.xml

Exit codes: 0 done, 1 a duty of error level is broken (with --strict any finding), 2 could not do the job`,
    zh: `
示例：
  keyaccounts audit customers.csv --book book                          该联系谁、为什么
  keyaccounts audit customers.csv                                      不用台账：只看客户经理、负荷和检查项
  keyaccounts audit customers.csv --book book --manager "李娜"         某位客户经理的全部客户
  keyaccounts audit customers.csv --book book -o monday.md
  keyaccounts audit customers.csv --book book -o monday.xlsx           所有问题，便于筛选和逐项处理
  keyaccounts audit customers.csv --book book --strict -o audit.xml

退出码：0 完成，1 有错误级的职责未履行（加 --strict 则为任何问题），2 无法完成`,
  },
});

/** The flags of `audit`, as typed. */
export type AuditFlags = FlagsOf<typeof auditCommand.flags>;
