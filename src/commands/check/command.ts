import { type Argument, declareCommand } from '../run/declare.ts';
import {
  AS_OF,
  anyText,
  CUSTOMER_FILE,
  type FlagsOf,
  FRESH,
  formatsByEnding,
  OUTPUT,
  SPEECH,
  TABLES,
  toggle,
} from '../run/flags.ts';

/** Declares `check`. */
export const checkCommand = declareCommand({
  name: 'check',
  summary: {
    en: 'what is wrong with criteria before they are used: lint, their cases, what the cases cover',
    zh: '标准启用前有没有问题：检查规则、案例及其覆盖范围',
  },
  args: [
    {
      name: '[criteria...]',
      help: {
        en: 'criteria files (default: criteria/default.yaml, then the one shipped)',
        zh: '标准文件（默认：criteria/default.yaml，其次是自带的标准）',
      },
    } as Argument<readonly string[]>,
  ],
  flags: {
    criteria: anyText('-c, --criteria <file>', {
      en: 'the file that uses a layer, such as that of a business unit (default: found beside the layer)',
      zh: '引用某一层（如事业部文件）的标准文件（默认：在其旁边查找）',
    }),
    ...FRESH,
    ...AS_OF,
    customers: anyText('--customers <file>', {
      en: 'customers to confirm findings on, and to move every line by 10%',
      zh: '用这些客户核实所发现的问题，并把每条界线上下移动 10%',
    }),
    minCoverage: anyText('--min-coverage <percent>', {
      en: 'the least that the cases must cover of criteria and lines',
      zh: '案例至少要覆盖多少标准和界线',
    }),
    warnOnly: toggle('--warn-only', {
      en: 'exit 0 whatever is found in criteria that can be read',
      zh: '只要标准可读，无论发现什么都以退出码 0 结束',
    }),
    ...formatsByEnding(['text', 'markdown', 'json', 'github', 'gitlab', 'sarif', 'junit'], {
      en: 'text, on GitHub Actions github',
      zh: 'text，在 GitHub Actions 上为 github',
    }),
    ...OUTPUT,
    ...TABLES,
    ...CUSTOMER_FILE,
    ...SPEECH,
  },
  notes: {
    en: `
Examples:
  keyaccounts check                                          the criteria, their cases, what the cases cover
  keyaccounts check --verbose                                remarks too: overlaps, judgements, lines without a case
  keyaccounts check criteria/*.yaml --format sarif -o check.sarif
  keyaccounts check --format gitlab -o gl-code-quality-report.json
  keyaccounts check --customers customers.csv                who shows each finding, and how firm each line is
  keyaccounts check criteria/industrial.yaml                 a business unit's file, with the one that uses it
  keyaccounts check --min-coverage 80                        for CI: cases must cover 80%

Exit codes: 0 nothing wrong, 1 errors found, a case failed or coverage is too low, 2 the criteria cannot be read`,
    zh: `
示例：
  keyaccounts check                                          标准、案例及其覆盖范围
  keyaccounts check --verbose                                连同提示：重叠、主观判断、没有案例的界线
  keyaccounts check criteria/*.yaml --format sarif -o check.sarif
  keyaccounts check --format gitlab -o gl-code-quality-report.json
  keyaccounts check --customers customers.csv                哪些客户属于所发现的情况，界线是否稳健
  keyaccounts check criteria/industrial.yaml                 事业部文件，连同引用它的标准文件
  keyaccounts check --min-coverage 80                        用于 CI：案例至少覆盖 80%

退出码：0 没有问题，1 有错误、案例不通过或覆盖不足，2 标准无法读取`,
  },
});

/** The flags of `check`, as typed. */
export type CheckFlags = FlagsOf<typeof checkCommand.flags>;
