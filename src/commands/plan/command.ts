import { CUSTOMERS, declareCommand } from '../run/declare.ts';
import {
  anyText,
  BOOK,
  CUSTOMER_ROWS,
  type FlagsOf,
  firstOf,
  SPEECH,
  several,
  toggle,
  VERDICTS,
} from '../run/flags.ts';

/** Declares `plan`. */
export const planCommand = declareCommand({
  name: 'plan',
  summary: {
    en: 'plans for new key accounts, filled from the data, and the data in the others brought up to date',
    zh: '为新的大客户生成计划并填入数据，更新已有计划中的数据',
  },
  args: [CUSTOMERS],
  flags: {
    ...VERDICTS,
    ...BOOK,
    missing: toggle('--missing', {
      en: 'for every key account without a plan, not only for new ones',
      zh: '为所有没有计划的大客户生成，而不只是新的大客户',
    }),
    id: several('--id <id>', {
      en: 'only for this customer, new or not; may stand several times',
      zh: '只针对该客户，无论是否新增；可写多次',
    }),
    category: firstOf('--category <category>', { en: 'whom the plans are for', zh: '为哪一类客户生成计划' }, [
      'key',
      'lost',
      'target',
    ]),
    template: anyText('--template <file>', {
      en: 'a template of your own, for new plans and refreshed data',
      zh: '自己的模板，用于新计划和数据更新',
    }),
    dryRun: toggle('--dry-run', {
      en: 'list what would be written, and write nothing',
      zh: '只列出将要写入的内容，不写入',
    }),
    format: firstOf('--format <format>', { en: 'what to write', zh: '输出格式' }, ['text', 'json']),
    ...CUSTOMER_ROWS,
    ...SPEECH,
  },
  notes: {
    en: `
Plans are Markdown files in the folder "plans" of the book. A run refreshes what stands between two
keyaccounts:data lines, and leaves every other byte as people wrote it.

Examples:
  keyaccounts plan customers.csv --book book                      a plan for every new key account
  keyaccounts plan customers.csv --book book --missing --dry-run  who has none, and what would be written
  keyaccounts plan customers.csv --book book --id C0042 --lang zh
  keyaccounts plan customers.csv --book book --category lost      recapture sheets: the reason first
  keyaccounts plan customers.csv --book book --category target    pursuit sheets: what it lacks to be a key account
  keyaccounts plan customers.csv --book book --template ours.md

Exit codes: 0 done, 1 something in a plan cannot be read, 2 could not do the job`,
    zh: `
计划是台账的 plans 文件夹中的 Markdown 文件。每次运行只刷新两行 keyaccounts:data 之间的内容，
其余文字保持原样。

示例：
  keyaccounts plan customers.csv --book book                      为每个新的大客户生成计划
  keyaccounts plan customers.csv --book book --missing --dry-run  谁还没有计划，将写入什么
  keyaccounts plan customers.csv --book book --id C0042 --lang zh
  keyaccounts plan customers.csv --book book --category lost      挽回表：先查明原因
  keyaccounts plan customers.csv --book book --category target    开发表：离大客户还差什么
  keyaccounts plan customers.csv --book book --template ours.md

退出码：0 完成，1 计划中有无法读取的内容，2 无法完成`,
  },
});

/** The flags of `plan`, as typed. */
export type PlanFlags = FlagsOf<typeof planCommand.flags>;
