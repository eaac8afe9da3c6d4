import type { ValueType } from '../../fields/value.ts';
import { counted, defineWords, formatCount, type In, type Pair } from '../../output/language.ts';
import { cutText } from '../../output/width.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { listFirst } from '../../text/list-first.ts';
import { quoteYaml } from '../../text/quote-yaml.ts';
import { verbatim } from '../../text/wording.ts';
import type { Doubt } from './guess-type.ts';
import type { GroupedRows, RepeatedRows } from './row-kind.ts';
import type { GrowthName, KeyRule, LostRule, TargetRule } from './starter.ts';

/** What `init` says, on standard error and in the comments of the file that it writes. Texts from data arrive cleaned and cut. */
export const starterWords = defineWords({
  amounts: { en: 'western', zh: 'chinese' } satisfies Pair<'western' | 'chinese'>,
  title: { en: 'Key-account criteria', zh: '大客户标准' },
  reason: {
    en: (file: string) => `First draft, proposed from ${file}`,
    zh: (file: string) => `初稿，根据 ${file} 提出`,
  },
  /** The lines at the top. */
  intro: {
    en: (file: string, customers: number): readonly string[] => [
      `Which customers are key accounts, and why: a first draft from ${file}, ${counted(customers, 'customer')}.`,
      'It runs as it is. Its amounts come from this export alone: change them to what your company means by a key',
      'account. Where it says CONFIRM, the export can be read in two ways. Lines after # are notes.',
      '  Amounts      5m, 500k, 1.2bn, 500万, 15%, 90 days, 2026-06-30',
      '  A new rule   goes under "key" with an id of its own; any one rule that holds makes a key account',
      '  After that   raise "version" and say in "reason" what changed',
    ],
    zh: (file: string, customers: number): readonly string[] => [
      `哪些客户是大客户，为什么：根据 ${file}（${formatCount.zh(customers)} 个客户）写成的初稿。`,
      '可以直接运行。金额只来自这份导出文件：请改成贵公司对大客户的理解。',
      '标有 CONFIRM 的地方有两种读法，请确认。# 之后是说明。',
      '  金额写法   500万, 1.2亿, 5m, 15%, 90天, 2026-06-30',
      '  新规则     写在 "key" 下，并给一个自己的 id；任何一条成立即为大客户',
      '  改完以后   提高 "version"，并在 "reason" 中写明改了什么',
    ],
  },
  owner: { en: 'owner: who answers for these criteria', zh: 'owner: 谁对这些标准负责' },
  unitRow: { en: 'the row of units below the header', zh: '列名下面的单位行' },
  bareAmounts: {
    en: 'CONFIRM: amounts without a sign or code are in it, too',
    zh: 'CONFIRM（请确认）：没有币种符号的金额也按此币种',
  },
  openRates: {
    en: (currency: string) => [
      `CONFIRM: put what one unit is worth in ${currency} in the place of each RATE. Until then this file is refused,`,
      `and the amounts of its rules come from customers in ${currency} alone: change them, too.`,
    ],
    zh: (currency: string) => [
      `CONFIRM（请确认）：请把每个 RATE 换成一个单位折合多少 ${currency}。在此之前本文件会被拒绝，`,
      `规则中的金额也只来自 ${currency} 的客户，请相应调整。`,
    ],
  } satisfies Pair<(currency: string) => readonly string[]>,
  total: { en: 'totals, not customers', zh: '合计行，不是客户' },
  escaped: {
    en: 'a backslash takes the meaning from the sign behind it, as in a database dump',
    zh: '反斜杠后面的字符按普通字符读取，如数据库导出文件',
  },
  html: { en: 'cells hold marks such as &amp;', zh: '单元格里有 &amp; 之类的 HTML 字符' },
  noCustomers: { en: 'titles, notes or names of columns, not customers', zh: '标题、说明或列名，不是客户' },
  blankIds: {
    en: (rows: number) => `CONFIRM: ${counted(rows, 'row')} without an id`,
    zh: (rows: number) => `CONFIRM（请确认）：有 ${formatCount.zh(rows)} 行没有客户编号`,
  },
  footer: { en: 'what stands below a blank row is no customer', zh: '空行之后的内容不是客户' },
  blankWords: { en: 'CONFIRM: read as blank', zh: 'CONFIRM（请确认）：按空白处理' },
  decimalComma: {
    en: 'decimals are written with a comma, such as 1.234,50',
    zh: '小数用逗号书写，例如 1.234,50',
  },
  confirmDecimal: {
    en: (column: string, text: string, other: string) =>
      `CONFIRM: "${text}" in "${column}" can have a comma or point for decimals or for thousands. If it is the other way round, write decimal: "${other}"`,
    zh: (column: string, text: string, other: string) =>
      `CONFIRM: "${column}" 中的 "${text}" 里，逗号或点可能是小数点，也可能是千位分隔符。如果相反，请写 decimal: "${other}"`,
  },
  group: {
    en: (field: string) =>
      `To judge a group of companies by the sum of its sites, take away the "# " here and before "${field}" below.`,
    zh: (field: string) => `要按集团合计判断，请去掉这里和下面 "${field}" 前面的 "# "。`,
  },
  fields: {
    en: [
      'What the columns of the export mean; in "columns" stands the header. After # is what the cells showed.',
    ],
    zh: ['导出文件各列的含义；"columns" 中是列名。# 之后是单元格的实际情况。'],
  } satisfies Pair<readonly string[]>,
  unused: {
    en: [
      'Columns that no rule uses yet. To use one, take away the "# " before its lines, and name it in a rule.',
    ],
    zh: ['还没有规则用到的列。要使用某一列，请去掉它各行前面的 "# "，并在规则中写上它的名称。'],
  } satisfies Pair<readonly string[]>,
  moreUnused: {
    en: (columns: number) => `and ${counted(columns, 'more column', 'more columns')}`,
    zh: (columns: number) => `另有 ${formatCount.zh(columns)} 列`,
  },
  spare: {
    en: (name: string, file: string) => [
      `No rule uses the lines of ${file} yet. To use them, take away the "# " before the lines of "${name}" here and`,
      `under "fields", name such a field in a rule, and give the file with --table ${name}=FILE.`,
    ],
    zh: (name: string, file: string) => [
      `还没有规则用到 ${file} 的明细。要使用，请去掉这里和 "fields" 下 "${name}" 各行前面的 "# "，`,
      `在规则中写上其中的字段，并用 --table ${name}=文件 给出该文件。`,
    ],
  } satisfies Pair<(name: string, file: string) => readonly string[]>,
  nameless: {
    en: (columns: string) => `Empty, and without a header: column ${columns}`,
    zh: (columns: string) => `没有列名，也没有内容：第 ${columns} 列`,
  },
  seen: { en: (seen: SeenColumn) => describe(seen), zh: (seen: SeenColumn) => describeZh(seen) },
  confirm: {
    'day-or-month': {
      en: ({ other }: Doubt) =>
        `CONFIRM: no cell shows whether the day or the month comes first. If it is the other way round: format: ${other}`,
      zh: ({ other }: Doubt) => `CONFIRM: 没有单元格能说明日和月哪个在前。如果相反：format: ${other}`,
    },
    'percent-or-fraction': {
      en: ({ taken, other }: Doubt) =>
        `CONFIRM: read as if ${taken === 'percent' ? '0.5 meant 0.5%' : '0.5 meant 50%'}. If not, write format: ${other}`,
      zh: ({ taken, other }: Doubt) =>
        `CONFIRM: 按 0.5 表示 ${taken === 'percent' ? '0.5%' : '50%'} 读取。如果不对，请写 format: ${other}`,
    },
    'two-scales': {
      en: ({ other }: Doubt) =>
        `CONFIRM: written in two ways: 95 and 0.95 are both read as 95%. If 0.95 is less than 1%, write format: ${other}`,
      zh: ({ other }: Doubt) =>
        `CONFIRM: 有两种写法：95 和 0.95 都按 95% 读取。如果 0.95 不到 1%，请写 format: ${other}`,
    },
    century: {
      en: ({ taken, other }: Doubt) =>
        `CONFIRM: years of two digits are ${taken} to ${Number(taken) + 99}. If they begin earlier or later, write a year such as century: ${other}`,
      zh: ({ taken, other }: Doubt) =>
        `CONFIRM: 两位数的年份按 ${taken} 至 ${Number(taken) + 99} 年读取。如果不对，请写起始年份，例如 century: ${other}`,
    },
    positive: {
      en: ({ taken, other }: Doubt) =>
        `CONFIRM: amounts with ${taken} are above zero, those with ${other} below. If not, write positive: ${other}`,
      zh: ({ taken, other }: Doubt) =>
        `CONFIRM: ${taken} 的金额为正，${other} 的为负。如果相反，请写 positive: ${other}`,
    },
  } satisfies Readonly<Record<Doubt['kind'], Pair<(doubt: Doubt) => string>>>,
  blankIsZero: {
    en: (blanks: number) =>
      `${formatCount.en(blanks)} blank ${blanks === 1 ? 'cell counts' : 'cells count'} as 0; delete this if blank means not known`,
    zh: (blanks: number) => `${formatCount.zh(blanks)} 个空单元格按 0 计；如果空表示未知，请删去这一行`,
  },
  derived: {
    en: 'Arithmetic as in a spreadsheet. Where a part is not known, or is divided by zero, the result is not known.',
    zh: '像电子表格一样计算。某一部分未知或除以零时，结果未知。',
  },
  priority: {
    en: 'Which category decides when several apply: the first one here.',
    zh: '几个类别同时成立时由谁决定：排在前面的。',
  },
  lost: { en: 'Win it back, but first understand why it left.', zh: '重新赢回，但首先弄清为什么流失。' },
  lostRules: {
    closed: { en: 'the status says so', zh: '状态如此' },
    marked: { en: 'marked so', zh: '已有标记' },
    'no-order': {
      en: 'no order for a year; raise it if customers order less often',
      zh: '一年没有订单；客户下单较少时请调高',
    },
    'stopped-buying': { en: 'bought before, and nothing since', zh: '以前购买过，之后没有' },
  } satisfies Readonly<Record<LostRule['kind'], unknown>>,
  noLost: {
    en: [
      'lost: no column says who has left: none is a status such as "closed", none the date of the last order.',
      'With such a column, write it under "fields" and here:',
      '  lost:',
      '    when: { status: closed }',
    ],
    zh: [
      'lost: 没有列能说明谁已流失：没有“流失”之类的状态，也没有最近下单日期。',
      '有了这样的列，请写在 "fields" 下，并在这里写：',
      '  lost:',
      '    when: { status: 流失 }',
    ],
  } satisfies Pair<readonly string[]>,
  key: {
    en: 'Sustain the relationship and optimise profit. Any one of these rules makes a key account.',
    zh: '维护关系，优化利润。任何一条规则成立即为大客户。',
  },
  keyRules: {
    catalyst: {
      en: 'opens a new product or market, or is strategic; a judgement of people',
      zh: '打开新产品或新市场，或具有战略意义；属于人的判断',
    },
    class: {
      en: 'no column of amounts, so the class decides; add revenue to the export for a rule that is not a judgement',
      zh: '没有金额列，因此由等级决定；导出销售额后可以写不靠判断的规则',
    },
    flag: {
      en: 'no column of amounts, so the mark decides; add revenue to the export for a rule that is not a judgement',
      zh: '没有金额列，因此由标记决定；导出销售额后可以写不靠判断的规则',
    },
  } satisfies Readonly<Record<Exclude<KeyRule['kind'], 'large' | 'growing'>, unknown>>,
  growing: {
    growth: {
      en: ['among the largest quarter, and growing as fast as the best quarter of these'],
      zh: ['属于最大的四分之一，且增长不低于其中最好的四分之一'],
    } satisfies Pair<readonly [string, ...string[]]>,
    volume_growth: {
      en: ['the same by quantity, so that a price rise alone does not look like growth'],
      zh: ['同上，按销量：仅涨价不算增长'],
    } satisfies Pair<readonly [string, ...string[]]>,
    contribution_growth: {
      en: ['the same by the gross profit that carries our fixed costs'],
      zh: ['同上，按承担固定成本的毛利'],
    } satisfies Pair<readonly [string, ...string[]]>,
  } satisfies Readonly<Record<GrowthName, unknown>>,
  largeTenth: {
    en: (reached: string) => `the largest tenth: ${reached}`,
    zh: (reached: string) => `最大的十分之一：${reached}`,
  },
  largeQuarter: {
    en: (reached: string) => `(size: ${reached}; where growth is not known, the rule does not hold)`,
    zh: (reached: string) => `（大小：${reached}；增长未知时这条规则不成立）`,
  },
  reached: {
    en: (reached: number, of: number, measure: string) =>
      of === 1
        ? `reached by the only customer with ${measure} above 0`
        : `reached by ${formatCount.en(reached)} of the ${formatCount.en(of)} customers with ${measure} above 0`,
    zh: (reached: number, of: number, measure: string) =>
      of === 1
        ? `${measure} 大于 0 的只有一个客户，已达到`
        : `${measure} 大于 0 的 ${formatCount.zh(of)} 个客户中有 ${formatCount.zh(reached)} 个达到`,
  },
  nobody: {
    en: (measure: string) => `no customer has ${measure} above 0, so this amount is only an example`,
    zh: (measure: string) => `没有客户的 ${measure} 大于 0，这个金额只是例子`,
  },
  notRevenue: {
    en: (measure: string) => `No column is known as revenue, so size is measured by ${measure}.`,
    zh: (measure: string) => `没有已知的销售额列，因此用 ${measure} 衡量大小。`,
  },
  noGrowth: {
    en: 'No rule asks for growth: no column has the figures of the year before.',
    zh: '没有规则要求增长：没有上一年的数据列。',
  },
  noKey: {
    en: [
      'key: no column has amounts, a class or a mark to judge size by, so nobody is a key account yet.',
      'With revenue in the export, write it under "fields" and here:',
      '  key:',
      '    when: { revenue: { at_least: 1m } }',
    ],
    zh: [
      'key: 没有金额、等级或标记可以衡量大小，因此还没有大客户。',
      '导出销售额以后，请写在 "fields" 下，并在这里写：',
      '  key:',
      '    when: { revenue: { at_least: 100万 } }',
    ],
  } satisfies Pair<readonly string[]>,
  target: {
    en: (why: string) => `Capture the account: new business (${why}).`,
    zh: (why: string) => `争取客户：新业务（${why}）。`,
  },
  targetRules: {
    status: { en: 'the status says so', zh: '状态如此' },
    marked: { en: 'marked so', zh: '已有标记' },
    'never-bought': {
      en: 'no status tells prospects apart, so those without any sales are taken for them',
      zh: '没有状态能区分潜在客户，因此把没有任何销售的当作潜在客户',
    },
  } satisfies Readonly<Record<TargetRule['kind'], unknown>>,
  noTarget: {
    en: [
      'target: no column tells prospects from customers. With a status such as "prospect", write here:',
      '  target:',
      '    when: { status: prospect }',
    ],
    zh: [
      'target: 没有列能区分潜在客户。有了“潜在”之类的状态，请在这里写：',
      '  target:',
      '    when: { status: 潜在 }',
    ],
  } satisfies Pair<readonly string[]>,
  normal: { en: 'Service and grow the account: everyone else.', zh: '服务并发展客户：其余的都是。' },
  duties: { en: 'What every key account must have.', zh: '每个大客户必须有的。' },
  noManager: {
    en: 'manager: the column that names the account manager; every key account needs one',
    zh: 'manager: 写明客户经理的列；每个大客户都要有一位',
  },
  checks: { en: 'What should hold for the customers of a category.', zh: '某一类别的客户应当满足的。' },
  noTable: {
    en: (rows: readonly (readonly string[])[]): Said => ({
      message: 'no table found: no row looks like a header with customers below it',
      notes: rows.map((cells) => `found: ${sample(cells)}`),
      help: 'put the names of the columns into a row above the customers, and run init again; where a row has them already, take out those above it',
    }),
    zh: (rows: readonly (readonly string[])[]): Said => ({
      message: '没有找到表格：没有一行像列名，下面是客户',
      notes: rows.map((cells) => `内容：${sample(cells)}`),
      help: '请在客户上方加一行列名，再运行 init；如果已有列名行，请删去它上面的各行',
    }),
  },
  /** Why nothing is proposed. */
  obstacles: {
    nobody: {
      en: {
        message: 'no column names the customers',
        help: 'export the id or the name of the customer in each row, too, in a column called "Customer"',
      } as Said,
      zh: {
        message: '没有一列是客户名称或客户编号',
        help: '请在每一行同时导出客户编号或名称，列名写“客户”',
      } as Said,
    },
    groups: {
      en: ({ text, isAbove }: GroupedRows): Said => ({
        message: `a report in groups: "${cutText(text, 40)}" stands ${isAbove ? 'in a row of its own above its lines' : 'in the first of its lines alone'}, and the lines below do not say whose they are`,
        help: 'export it with the customer in every line, or one row for each customer: in QuickBooks "Transaction List by Date" or "Sales by Customer Summary", in a pivot table of Excel "Repeat All Item Labels"',
      }),
      zh: ({ text, isAbove }: GroupedRows): Said => ({
        message: `这是分组报表：“${cutText(text, 40)}”${isAbove ? '单独占一行，下面是它的明细，明细行' : '只写在第一条明细上，其余明细行'}没有写明属于哪个客户`,
        help: '请重新导出，每行明细都带上客户，或每个客户只占一行：QuickBooks 用“Transaction List by Date”或“Sales by Customer Summary”，Excel 数据透视表选“重复所有项目标签”',
      }),
    },
    noLines: {
      en: (lacksDate: boolean): Said => ({
        message: `these are no order lines: no column has ${lacksDate ? 'the day of an order' : 'an amount'}`,
        help: 'export orders or invoices line by line: the customer, the day and the amount',
      }),
      zh: (lacksDate: boolean): Said => ({
        message: `这不是订单明细：没有${lacksDate ? '订单日期' : '金额'}列`,
        help: '请按行导出订单或发票：客户、日期和金额',
      }),
    },
    unreadDay: {
      en: (column: string, text: string): Said => ({
        message: `column "${column}" has the days of the order lines, and "${text}" is none`,
        help: 'mend it in the export, or export the days as 2026-06-30, and run init again',
      }),
      zh: (column: string, text: string): Said => ({
        message: `列“${column}”是订单明细的日期，但“${text}”不是日期`,
        help: '请在导出文件中改正，或按 2026-06-30 的写法导出日期，然后重新运行 init',
      }),
    },
    lines: {
      en: ({ id, ids, rows, date, amount }: Rows<'lines'>): Said => ({
        message: `these are order lines, not customers: ${counted(ids, 'customer')} ("${id}") in ${counted(rows, 'row')}, each with ${both(date, amount, 'and')}${amount === null ? ', and no column with a name that says it has the amounts' : ''}`,
        help:
          amount === null
            ? 'call the column of the amounts "Amount" in the header, or export it as well, and run init again'
            : 'give them alone, or behind the customers: customers.csv --table orders=orders.csv',
      }),
      zh: ({ id, ids, rows, date, amount }: Rows<'lines'>): Said => ({
        message: `这是订单明细，不是客户：${formatCount.zh(rows)} 行中只有 ${formatCount.zh(ids)} 个客户（“${id}”），每行有 ${both(date, amount, '和')}${amount === null ? '，但没有一列的列名表明是金额' : ''}`,
        help:
          amount === null
            ? '请把金额列的列名改为“金额”，或一并导出金额列，再运行 init'
            : '请单独给出明细，或放在客户文件之后：customers.csv --table orders=orders.csv',
      }),
    },
    units: {
      en: ({ id, ids, rows, unit, amount }: Rows<'units'>): Said => ({
        message: `the rows are not customers but customers by "${unit}": ${counted(ids, 'customer')} ("${id}") in ${counted(rows, 'row')}`,
        help: `add them up first, in a pivot table: "${id}" in the rows, the sum of ${named(amount, 'the amount')} in the values; or export each "${unit}" on its own`,
        notes: [
          `or let criteria add them up, without a customer file, with --table sales=FILE: ${addedUp(id, unit, amount)}`,
        ],
      }),
      zh: ({ id, ids, rows, unit, amount }: Rows<'units'>): Said => ({
        message: `每行不是一个客户，而是客户的一个“${unit}”：${formatCount.zh(rows)} 行中只有 ${formatCount.zh(ids)} 个客户（“${id}”）`,
        help: `请先用数据透视表汇总：行为“${id}”，值为 ${named(amount, '金额')} 合计；或按“${unit}”分别导出`,
        notes: [`或不用客户文件，由标准汇总，运行时加 --table sales=文件：${addedUp(id, unit, amount)}`],
      }),
    },
    repeats: {
      en: ({ id, ids, rows }: Rows<'repeats'>): Said => ({
        message: `the rows are not customers: "${id}" comes nearest to an id, and ${counted(rows, 'row')} have only ${formatCount.en(ids)} of them`,
        help: 'export one row for each customer, with an id that no other has',
      }),
      zh: ({ id, ids, rows }: Rows<'repeats'>): Said => ({
        message: `每行不是一个客户：最像编号的是“${id}”，${formatCount.zh(rows)} 行中只有 ${formatCount.zh(ids)} 个`,
        help: '请每个客户导出一行，并带上唯一的编号',
      }),
    },
    nothing: {
      en: (rows: number, headers: readonly string[]): Said => ({
        message:
          'no column has amounts, a status or the last order, so nobody can be key, target or lost: no criteria are proposed',
        notes: [`found: ${counted(rows, 'row')} with ${sample(headers)}`],
        help: "export each customer's sales of the last 12 months and of the 12 before, the status and the date of the last order, too",
      }),
      zh: (rows: number, headers: readonly string[]): Said => ({
        message: '没有金额、状态或最近下单日期，无法判断大客户、目标客户或流失客户，因此不提出标准',
        notes: [`内容：${formatCount.zh(rows)} 行，列为 ${sample(headers)}`],
        help: '请同时导出每个客户近 12 个月和再前 12 个月的销售额、状态和最近下单日期',
      }),
    },
  },
  /** What standard error says of doubts; it names columns as the file spells them. */
  doubts: {
    decimal: {
      en: (column: string, text: string, decimal: string): Said => ({
        message: `column "${column}": "${text}" can be read with "." or "," before the decimals; "${decimal}" is taken`,
        help: `if that is wrong, write decimal: "${otherDecimal(decimal)}" under "input"`,
      }),
      zh: (column: string, text: string, decimal: string): Said => ({
        message: `列“${column}”：“${text}”的小数点可能是 "." 或 ","，按“${decimal}”读取`,
        help: `如果不对，请在 input 下写 decimal: "${otherDecimal(decimal)}"`,
      }),
    },
    'day-or-month': {
      en: (column: string, text: string, format: string, other: string): Said => ({
        message: `column "${column}": dates such as "${text}" can be read as ${format} or ${other}; ${format} is taken`,
        help: `if that is wrong, write format: ${other}`,
      }),
      zh: (column: string, text: string, format: string, other: string): Said => ({
        message: `列“${column}”：“${text}”这样的日期可按 ${format} 或 ${other} 读取，按 ${format} 读取`,
        help: `如果不对，请写 format: ${other}`,
      }),
    },
    'percent-or-fraction': {
      en: (column: string, text: string, format: string, other: string): Said => ({
        message: `column "${column}": "${text}" can be read as ${format} or ${other}; ${format} is taken`,
        help: `if that is wrong, write format: ${other}`,
      }),
      zh: (column: string, text: string, format: string, other: string): Said => ({
        message: `列“${column}”：“${text}”可按 ${format} 或 ${other} 读取，按 ${format} 读取`,
        help: `如果不对，请写 format: ${other}`,
      }),
    },
    'two-scales': {
      en: (column: string, _text: string, _taken: string, other: string): Said => ({
        message: `column "${column}": percents are written in two ways; numbers up to 1 are taken for fractions, so that 0.95 is 95%`,
        help: `if that is wrong, write format: ${other}`,
      }),
      zh: (column: string, _text: string, _taken: string, other: string): Said => ({
        message: `列“${column}”：百分比有两种写法；不大于 1 的数按小数读取，即 0.95 为 95%`,
        help: `如果不对，请写 format: ${other}`,
      }),
    },
    century: {
      en: (column: string, text: string, taken: string, other: string): Said => ({
        message: `column "${column}": years of two digits such as in "${text}" can be of two centuries; ${taken} to ${Number(taken) + 99} is taken`,
        help: `if that is wrong, write century: ${other}`,
      }),
      zh: (column: string, text: string, taken: string, other: string): Said => ({
        message: `列“${column}”：“${text}”这样的两位数年份可能属于两个世纪，按 ${taken} 至 ${Number(taken) + 99} 年读取`,
        help: `如果不对，请写 century: ${other}`,
      }),
    },
    positive: {
      en: (column: string, text: string, taken: string, other: string): Said => ({
        message: `column "${column}": of the letters behind amounts such as "${text}", ${taken} can be above zero or ${other}; ${taken} is taken`,
        help: `if that is wrong, write positive: ${other}`,
      }),
      zh: (column: string, text: string, taken: string, other: string): Said => ({
        message: `列“${column}”：“${text}”这样的金额，${taken} 或 ${other} 都可能为正，按 ${taken} 为正读取`,
        help: `如果不对，请写 positive: ${other}`,
      }),
    },
    odd: {
      en: (column: string, text: string, cells: number): Said => ({
        message: `column "${column}": "${text}" is read as a blank, in ${counted(cells, 'cell')}`,
        help: 'if it has a value, mend it in the export',
      }),
      zh: (column: string, text: string, cells: number): Said => ({
        message: `列“${column}”：${formatCount.zh(cells)} 个单元格的“${text}”按空白读取`,
        help: '如果其实有值，请在导出文件中改正',
      }),
    },
    unlike: {
      en: (column: string, type: ValueType, text: string, name: string): Said => ({
        message: `column "${column}": expected ${type}, found "${text}", so it cannot be ${name}`,
        help: 'mend such cells in the export, or leave them empty, and run init again',
      }),
      zh: (column: string, type: ValueType, text: string, name: string): Said => ({
        message: `列“${column}”：应为 ${type}，却是“${text}”，因此不能作为 ${name}`,
        help: '请在导出文件中改正或清空这些单元格，再运行 init',
      }),
    },
    rates: {
      en: (first: readonly string[], line: string): Said => ({
        message: `amounts of several currencies are never added up: ${first.join(', ')}; the file is refused until each RATE is a number`,
        help: `write what one unit is worth in the place of RATE: ${line}`,
      }),
      zh: (first: readonly string[], line: string): Said => ({
        message: `不同币种的金额不会相加：${first.join('，')}；每个 RATE 都写成数字之前，文件会被拒绝`,
        help: `请在 RATE 处写明一个单位折合多少：${line}`,
      }),
    },
    months: {
      en: (first: string, last: string, months: number, name: string, blank: readonly string[]): Said => ({
        message: `the ${months} months from "${first}" to "${last}" are added up as ${name}${blank.length === 0 ? '' : `, and ${blank.map((one) => `"${one}"`).join(', ')} ${blank.length === 1 ? 'is' : 'are'} blank in every row`}`,
        help: `if other months are meant, change the sum under "derived"`,
      }),
      zh: (first: string, last: string, months: number, name: string, blank: readonly string[]): Said => ({
        message: `“${first}”至“${last}”共 ${months} 个月相加作为 ${name}${blank.length === 0 ? '' : `，其中 ${blank.map((one) => `“${one}”`).join('、')} 整列为空`}`,
        help: '如果应为其他月份，请修改 derived 下的公式',
      }),
    },
    idRepeats: {
      en: (column: string): Said => ({
        message: `no column names each customer once: "${column}" comes nearest, but repeats`,
        help: 'export a column with one id for each customer',
      }),
      zh: (column: string): Said => ({
        message: `没有一列能让每个客户只出现一次：最接近的是“${column}”，但有重复`,
        help: '请导出每个客户唯一的编号列',
      }),
    },
    idBlank: {
      en: (column: string, blank: number, rows: number): Said => ({
        message: `no column names each customer once: "${column}" comes nearest, but is blank in ${formatCount.en(blank)} of ${formatCount.en(rows)} rows`,
        help: 'export a column with one id for each customer',
      }),
      zh: (column: string, blank: number, rows: number): Said => ({
        message: `没有一列能让每个客户只出现一次：最接近的是“${column}”，但 ${formatCount.zh(rows)} 行中有 ${formatCount.zh(blank)} 行为空`,
        help: '请导出每个客户唯一的编号列',
      }),
    },
    idCounts: {
      en: (column: string): Said => ({
        message: `"${column}" only counts the rows, so a customer has another id in the next export`,
        help: 'export the customer number, too',
      }),
      zh: (column: string): Said => ({
        message: `“${column}”只是行号，下次导出时同一客户的编号会变`,
        help: '请同时导出客户编号',
      }),
    },
    size: {
      en: (column: string): Said => ({
        message: `no column is known as revenue, so size is measured by "${column}"`,
        help: 'add revenue to the export, or put another field into the rule "large"',
      }),
      zh: (column: string): Said => ({
        message: `没有已知的销售额列，因此用“${column}”衡量大小`,
        help: '请导出销售额，或在规则 large 中换一个字段',
      }),
    },
    amount: {
      en: (column: string): Said => ({
        message: `no column is known as the amounts of the lines, so revenue adds up "${column}"`,
        help: 'if it holds no amounts, call the column that does "Amount" in the header, or export it as well, and run init again',
      }),
      zh: (column: string): Said => ({
        message: `明细中没有已知的金额列，因此销售额按“${column}”合计`,
        help: '如果它不是金额，请把金额列的列名改为“金额”，或一并导出金额列，再运行 init',
      }),
    },
    blank: {
      en: (columns: readonly string[], text: string, count: number): Said => ({
        message: `${columns.length === 1 ? 'column' : 'columns'} ${quoted(columns, ', ')}: "${text}" is read as a blank, in ${counted(count, 'cell')}`,
        help: `if it means zero, take it out of "blanks", and write input: { zeros: [${JSON.stringify(text)}] }`,
      }),
      zh: (columns: readonly string[], text: string, count: number): Said => ({
        message: `列${quotedZh(columns)}：${formatCount.zh(count)} 个单元格的“${text}”按空白读取`,
        help: `如果表示零，请从 blanks 中删去，并写 input: { zeros: [${JSON.stringify(text)}] }`,
      }),
    },
    never: {
      en: (column: string, texts: readonly string[], count: number): Said => ({
        message: `column "${column}": ${quoted(texts, ', ')}, which programs write for "never", ${texts.length === 1 ? 'is read as a blank' : 'are read as blanks'}, in ${counted(count, 'cell')}`,
        help: 'if it is a real day, take it out of "blanks"',
      }),
      zh: (column: string, texts: readonly string[], count: number): Said => ({
        message: `列“${column}”：${formatCount.zh(count)} 个单元格的${quotedZh(texts)}表示“从未”，按空白读取`,
        help: '如果是真实日期，请从 blanks 中删去',
      }),
    },
    parents: {
      en: (columns: readonly string[], field: string): Said => ({
        message: `${quoted(columns, ' and ')} ${columns.length === 1 ? 'names' : 'name'} groups of companies; here each row is judged on its own`,
        help: `to judge a group by the sum of its sites, take away the "# " before "group" and "${field}" in the file`,
      }),
      zh: (columns: readonly string[], field: string): Said => ({
        message: `${quotedZh(columns)}是集团公司；这里每一行单独判断`,
        help: `要按集团合计判断，请去掉文件中 group 和“${field}”前面的 "# "`,
      }),
    },
    givenWay: {
      en: (given: readonly Taken[], table: string, line: string): Said => ({
        message: `columns that are not read, since "${table}" says the same: ${given.map(([header, field]) => `"${header}" (${field})`).join(', ')}`,
        help: `to read such a column instead, write it in the place of the field from "${table}": ${line}`,
      }),
      zh: (given: readonly Taken[], table: string, line: string): Said => ({
        message: `以下列不读取，改由明细表“${table}”计算：${given.map(([header, field]) => `“${header}”（${field}）`).join('，')}`,
        help: `如要改读这样的列，请替换来自“${table}”的字段：${line}`,
      }),
    },
    technical: {
      en: (taken: readonly Taken[]): Said => ({
        message: `technical headers: ${taken.map(([header, fact]) => `"${header}" is taken for ${fact}`).join(', ')}`,
        help: 'if one is wrong, put the right header into its "columns"',
      }),
      zh: (taken: readonly Taken[]): Said => ({
        message: `技术列名：${taken.map(([header, fact]) => `“${header}”视为 ${fact}`).join('，')}`,
        help: '如有不对，请在相应字段的 columns 中改写列名',
      }),
    },
    meaning: {
      en: (column: string, texts: readonly string[], what: 'lost' | 'target'): Said => ({
        message: `column "${column}": ${quoted(texts, ', ')} ${texts.length === 1 ? 'is' : 'are'} taken for ${what}`,
      }),
      zh: (column: string, texts: readonly string[], what: 'lost' | 'target'): Said => ({
        message: `列“${column}”：${quotedZh(texts)}视为${NAMES[what]}`,
      }),
    },
    lacking: {
      en: (what: readonly string[]): Said => ({
        message: `no column for ${what.join(', ')}`,
        help: 'add it to the export and run init again; the file works without it',
      }),
      zh: (what: readonly string[]): Said => ({
        message: `缺少这些列：${what.join('、')}`,
        help: '加到导出文件后再运行 init；没有也可以用',
      }),
    },
    lacks: {
      size: { en: 'amounts (so nobody is large)', zh: '金额（无法判断大小）' },
      lost: {
        en: 'who has left (a status, or the last order)',
        zh: '谁已流失（状态或最近下单日期）',
      },
      target: { en: 'who is a prospect (a status)', zh: '谁是潜在客户（状态）' },
      growth: { en: 'the year before (for growth)', zh: '上一年的数据（用于增长）' },
      manager: { en: 'the account manager', zh: '客户经理' },
    },
  },
  done: {
    en: ({ customers, asOf, categories, undetermined, refused }: StarterCounts) => {
      const counts = categories.map(([name, count]) => `${formatCount.en(count)} ${name}`);
      if (undetermined > 0) counts.push(`${formatCount.en(undetermined)} undetermined`);
      if (refused > 0) counts.push(`${formatCount.en(refused)} more that cannot be read`);
      return `${counted(customers, 'customer')} as of ${asOf}: ${counts.join(', ')}`;
    },
    zh: ({ customers, asOf, categories, undetermined, refused }: StarterCounts) => {
      const counts = categories.map(([name, count]) => `${NAMES[name]} ${formatCount.zh(count)}`);
      if (undetermined > 0) counts.push(`未定 ${formatCount.zh(undetermined)}`);
      if (refused > 0) counts.push(`另有 ${formatCount.zh(refused)} 行无法读取`);
      return `${formatCount.zh(customers)} 个客户，截至 ${asOf}：${counts.join('，')}`;
    },
  },
  next: {
    en: (customers: string, criteria: string) => `next: keyaccounts classify ${customers} -c ${criteria}`,
    zh: (customers: string, criteria: string) =>
      `下一步：keyaccounts classify ${customers} -c ${criteria} --lang zh`,
  },
  nextRates: {
    en: (criteria: string) => `first: put a number in the place of each RATE in ${criteria}`,
    zh: (criteria: string) => `首先：请把 ${criteria} 中的每个 RATE 换成数字`,
  },
  nextSaved: {
    en: (customers: string, criteria: string) =>
      `next, once it is saved as ${criteria}: keyaccounts classify ${customers} -c ${criteria}`,
    zh: (customers: string, criteria: string) =>
      `存为 ${criteria} 之后：keyaccounts classify ${customers} -c ${criteria} --lang zh`,
  },
});

/** The words of `init` in one language. */
export type StarterWords = In<typeof starterWords>;

/** A message, and what to do about it. */
export interface Said {
  readonly message: string;
  readonly notes?: readonly string[];
  readonly help?: string | undefined;
}

/** What is said in the language of the run, as diagnostics have it. */
export function asDiagnostic({ message, notes, help }: Said): Pick<Diagnostic, 'message' | 'notes' | 'help'> {
  return {
    message: verbatim(message),
    notes: notes?.map(verbatim),
    help: help === undefined ? undefined : verbatim(help),
  };
}

type Rows<K> = Extract<RepeatedRows, { kind: K }>;

function both(date: string, amount: string | null, and: string): string {
  return amount === null ? `"${date}"` : `"${date}" ${and} "${amount}"`;
}

function quoted(texts: readonly string[], between: string): string {
  return texts.map((text) => `"${text}"`).join(between);
}

function quotedZh(texts: readonly string[]): string {
  return texts.map((text) => `“${text}”`).join('、');
}

function named(column: string | null, what: string): string {
  return column === null ? what : `"${column}"`;
}

// The first cells of a row.
function sample(cells: readonly string[]): string {
  return listFirst(cells, 10, (cell) => cutText(cell, 30)).en;
}

function otherDecimal(decimal: string): string {
  return decimal === ',' ? '.' : ',';
}

/** What was seen in a column, for the comment behind its field. */
export interface SeenColumn {
  readonly type: ValueType;
  readonly formats: readonly string[];
  readonly fits: number;
  readonly filled: number;
  readonly rows: number;
  readonly values: number;
  readonly example: string;
  readonly unique: boolean;
  readonly misfit: { readonly text: string; readonly line: number } | null;
}

/** What the starter criteria make of the export that they came from. */
export interface StarterCounts {
  readonly customers: number;
  readonly asOf: string;
  readonly categories: readonly (readonly [name: 'target' | 'normal' | 'lost' | 'key', customers: number])[];
  readonly undetermined: number;
  readonly refused: number;
}

function describe(seen: SeenColumn): string {
  const { type, fits, filled, rows, misfit, unique } = seen;
  if (filled === 0) return 'every cell is blank';
  const blank = rows - filled;
  const parts = [`${kindOf(seen)}`];
  if (type === 'id' && unique && blank === 0) parts.push('none blank, none twice');
  else if (type === 'id' && !unique) parts.push('NOT unique: rows that repeat an id are refused');
  if (blank > 0) parts.push(`${formatCount.en(blank)} blank`);
  if (misfit !== null)
    parts.push(
      `${formatCount.en(filled - fits)} other, the first in line ${misfit.line}: "${misfit.text}"; such rows are refused`,
    );
  return parts.join('; ');
}

function kindOf({ type, formats, fits, filled, rows, values, example }: SeenColumn): string {
  const filledCells = filled === rows ? formatCount.en(rows) : `${formatCount.en(filled)} filled`;
  const count = fits === filled ? `all ${filledCells}` : `${formatCount.en(fits)} of ${filledCells}`;
  const cells = filled === 1 ? '1 filled cell:' : `${count} cells are`;
  const like = `like "${example}"`;
  const s = filled === 1 ? '' : 's';
  switch (type) {
    case 'id':
      return `${cells} id${s} ${like}`;
    case 'text':
      return `${cells} text ${like}`;
    case 'choice':
      return values === 1 ? `${cells} "${example}"` : `${cells} one of ${values} texts`;
    case 'flag':
      return `${cells} yes or no ${like}`;
    case 'number':
      return `${cells} number${s} ${like}`;
    case 'money':
      return `${cells} money ${like}`;
    case 'percent':
      return `${cells} percent${s} ${like}`;
    case 'date':
      if (formats[0] === 'excel') return `${cells} day number${s} of Excel ${like}`;
      return `${cells} date${s} ${like}${formats.map((format) => ORDERS[format.slice(0, 2)]?.[0] ?? '').join('')}`;
  }
}

const NAMES = { target: '目标客户', normal: '常规客户', lost: '丢失的客户', key: '大客户' } as const;

function describeZh(seen: SeenColumn): string {
  const { type, fits, filled, rows, misfit, unique } = seen;
  if (filled === 0) return '全部为空';
  const blank = rows - filled;
  const parts = [kindOfZh(seen)];
  if (type === 'id' && unique && blank === 0) parts.push('没有空的，没有重复');
  else if (type === 'id' && !unique) parts.push('有重复：重复编号的行会被拒绝');
  if (blank > 0) parts.push(`${formatCount.zh(blank)} 个为空`);
  if (misfit !== null)
    parts.push(
      `另有 ${formatCount.zh(filled - fits)} 个不是，第一个在第 ${misfit.line} 行："${misfit.text}"；这些行会被拒绝`,
    );
  return parts.join('；');
}

function kindOfZh({ type, formats, fits, filled, values, example }: SeenColumn): string {
  const count =
    fits === filled
      ? `全部 ${formatCount.zh(filled)} 个`
      : `${formatCount.zh(filled)} 个中有 ${formatCount.zh(fits)} 个`;
  const like = `，如 "${example}"`;
  switch (type) {
    case 'id':
      return `${count}是编号${like}`;
    case 'text':
      return `${count}是文字${like}`;
    case 'choice':
      return values === 1 ? `${count}都是 "${example}"` : `${count}是 ${values} 种文字之一`;
    case 'flag':
      return `${count}是“是/否”${like}`;
    case 'number':
      return `${count}是数字${like}`;
    case 'money':
      return `${count}是金额${like}`;
    case 'percent':
      return `${count}是百分比${like}`;
    case 'date':
      if (formats[0] === 'excel') return `${count}是 Excel 日期序号${like}`;
      return `${count}是日期${like}${formats.map((format) => ORDERS[format.slice(0, 2)]?.[1] ?? '').join('')}`;
  }
}

// How a format begins that could be confused with another.
const ORDERS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  DD: [', day first', '，日在前'],
  MM: [', month first', '，月在前'],
};

// Rows of business units as lines of a table, which criteria add up for each customer.
function addedUp(id: string, unit: string, amount: string | null): string {
  const columns = (header: string): string => `columns: [${quoteYaml(header)}]`;
  const sums =
    amount === null ? 'units: { from: sales, count: yes }' : 'revenue: { from: sales, sum: amount }';
  const fields = amount === null ? '' : `amount: { type: money, ${columns(amount)} }, `;
  return `{ tables: { sales: { customer: { ${columns(id)} }, fields: { ${fields}unit: { type: text, ${columns(unit)} } } } }, fields: { customer_id: { type: id, ${columns(id)} }, ${sums} } }`;
}

type Taken = readonly [header: string, fact: string];
