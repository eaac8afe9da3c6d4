import { formatCount } from '../../../output/numbers.ts';
import type { SeenColumn, StarterWords } from './words.ts';

/** The comments of a starter file, in Chinese. */
export const starterZh: StarterWords = {
  amounts: 'chinese',
  title: '大客户标准',
  reason: (file) => `初稿，根据 ${file} 提出`,
  intro: (file, customers) => [
    `哪些客户是大客户，为什么：根据 ${file}（${formatCount(customers)} 个客户）写成的初稿。`,
    '可以直接运行。金额只来自这份导出文件：请改成贵公司对大客户的理解。',
    '标有 CONFIRM 的地方有两种读法，请确认。# 之后是说明。',
    '  金额写法   500万, 1.2亿, 5m, 15%, 90天, 2026-06-30',
    '  新规则     写在 "key" 下，并给一个自己的 id；任何一条成立即为大客户',
    '  改完以后   提高 "version"，并在 "reason" 中写明改了什么',
  ],
  owner: 'owner: 谁对这些标准负责',
  decimalComma: '小数用逗号书写，例如 1.234,50',
  confirmDecimal: (column, text, other) =>
    `CONFIRM: "${column}" 中的 "${text}" 里，逗号或点可能是小数点，也可能是千位分隔符。如果相反，请写 decimal: "${other}"`,
  fields: ['导出文件各列的含义；"columns" 中是列名。# 之后是单元格的实际情况。'],
  unused: ['还没有规则用到的列。要使用某一列，请去掉它各行前面的 "# "，并在规则中写上它的名称。'],
  nameless: (columns) => `没有列名，无法读取：第 ${columns} 列`,
  seen: (seen) => describe(seen),
  confirmDay: (other) => `CONFIRM: 没有单元格能说明日和月哪个在前。如果相反：${other}`,
  confirmRatio: (format, other) =>
    `CONFIRM: 按 0.5 表示 ${format === 'percent' ? '0.5%' : '50%'} 读取。如果不对，请写 format: ${other}`,
  blankIsZero: (blanks) => `${formatCount(blanks)} 个空单元格按 0 计；如果空表示未知，请删去这一行`,
  derived: '像电子表格一样计算。某一部分未知或除以零时，结果未知。',
  priority: '几个类别同时成立时由谁决定：排在前面的。',
  lost: '重新赢回，但首先弄清为什么流失。',
  lostRules: {
    closed: '状态如此',
    'no-order': '一年没有订单；客户下单较少时请调高',
    'stopped-buying': '以前购买过，之后没有',
  },
  noLost: [
    'lost: 没有列能说明谁已流失：没有“流失”之类的状态，也没有最近下单日期。',
    '有了这样的列，请写在 "fields" 下，并在这里写：',
    '  lost:',
    '    when: { status: 流失 }',
  ],
  key: '维护关系，优化利润。任何一条规则成立即为大客户。',
  keyRules: {
    catalyst: '打开新产品或新市场，或具有战略意义；属于人的判断',
    class: '没有金额列，因此由等级决定；导出销售额后可以写不靠判断的规则',
    flag: '没有金额列，因此由标记决定；导出销售额后可以写不靠判断的规则',
  },
  growing: {
    growth: ['属于最大的四分之一，且增长不低于其中最好的四分之一'],
    volume_growth: ['同上，按销量：仅涨价不算增长'],
    contribution_growth: ['同上，按承担固定成本的毛利'],
  },
  largeTenth: (reached) => `最大的十分之一：${reached}`,
  largeQuarter: (reached) => `（大小：${reached}；增长未知时这条规则不成立）`,
  reached: (reached, of, measure) =>
    `${measure} 大于 0 的 ${formatCount(of)} 个客户中有 ${formatCount(reached)} 个达到`,
  nobody: (measure) => `没有客户的 ${measure} 大于 0，这个金额只是例子`,
  notRevenue: (measure) => `没有已知的销售额列，因此用 ${measure} 衡量大小。`,
  noGrowth: '没有规则要求增长：没有上一年的数据列。',
  noKey: [
    'key: 没有金额、等级或标记可以衡量大小，因此还没有大客户。',
    '导出销售额以后，请写在 "fields" 下，并在这里写：',
    '  key:',
    '    when: { revenue: { at_least: 100万 } }',
  ],
  target: (why) => `争取客户：新业务（${why}）。`,
  targetRules: {
    status: '状态如此',
    'never-bought': '没有状态能区分潜在客户，因此把没有任何销售的当作潜在客户',
  },
  noTarget: [
    'target: 没有列能区分潜在客户。有了“潜在”之类的状态，请在这里写：',
    '  target:',
    '    when: { status: 潜在 }',
  ],
  normal: '服务并发展客户：其余的都是。',
  duties: '每个大客户必须有的。',
  noManager: 'manager: 写明客户经理的列；每个大客户都要有一位',
  checks: '某一类别的客户应当满足的。',
  done: ({ customers, asOf, categories, undetermined, refused }) => {
    const counts = categories.map(([name, count]) => `${NAMES[name]} ${formatCount(count)}`);
    if (undetermined > 0) counts.push(`未定 ${formatCount(undetermined)}`);
    if (refused > 0) counts.push(`另有 ${formatCount(refused)} 行无法读取`);
    return `${formatCount(customers)} 个客户，截至 ${asOf}：${counts.join('，')}`;
  },
  next: (customers, criteria) => `下一步：keyaccounts classify ${customers} -c ${criteria} --lang zh`,
  nextSaved: (customers, criteria) =>
    `存为 ${criteria} 之后：keyaccounts classify ${customers} -c ${criteria} --lang zh`,
};

const NAMES = { target: '目标客户', normal: '常规客户', lost: '丢失的客户', key: '大客户' } as const;

function describe(seen: SeenColumn): string {
  const { type, fits, filled, rows, misfit, unique } = seen;
  if (filled === 0) return '全部为空';
  const blank = rows - filled;
  const parts = [kindOf(seen)];
  if (type === 'id' && unique && blank === 0) parts.push('没有空的，没有重复');
  else if (type === 'id' && !unique) parts.push('有重复：重复编号的行会被拒绝');
  if (blank > 0) parts.push(`${formatCount(blank)} 个为空`);
  if (misfit !== null)
    parts.push(
      `另有 ${formatCount(filled - fits)} 个不是，第一个在第 ${misfit.line} 行："${misfit.text}"；这些行会被拒绝`,
    );
  return parts.join('；');
}

function kindOf({ type, format, fits, filled, values, example }: SeenColumn): string {
  const count =
    fits === filled
      ? `全部 ${formatCount(filled)} 个`
      : `${formatCount(filled)} 个中有 ${formatCount(fits)} 个`;
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
      if (format === 'excel') return `${count}是 Excel 日期序号${like}`;
      return `${count}是日期${like}${format === null || format === 'YYYYMMDD' ? '' : format.startsWith('DD') ? '，日在前' : '，月在前'}`;
  }
}
