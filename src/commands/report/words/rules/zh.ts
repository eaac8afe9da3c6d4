import { formatCount } from '../../../../output/numbers.ts';
import type { RulesWords } from './words.ts';

/** Rules and data, in Chinese. */
export const rulesZh: RulesWords = {
  criteria: {
    title: '分类标准',
    lead: (name, version, owner) =>
      `${name}${version === '' ? '' : `，版本 ${version}`}${owner === null ? '' : `，由 ${owner} 负责`}`,
    reason: (reason) => `本版修订原因：${reason}`,
    order: '按以下顺序，由第一个符合的类别决定',
    columns: { category: '类别', criterion: '标准', words: '适用条件' },
    otherwise: '其余所有客户',
    staysWhile: '保留条件',
    unit: (name) => `${name} 的标准`,
    sameUnit: (name) => `${name} 的其余标准与公司一致`,
    checks: '检查项',
    checkColumns: { check: '检查', of: '适用类别', weight: '要求', expected: '应满足' },
    changes: '自上次运行以来的修订',
    unchanged: (day) => `标准与上次运行（${day}）相同`,
    changed: (day, version) => `标准与上次运行（${day}${version === '' ? '' : `，版本 ${version}`}）不同`,
  },
  data: {
    title: '数据',
    lead: (customers, undetermined) =>
      `共读取 ${formatCount(customers)} 个客户；${customers === 0 ? '没有可显示的内容' : undetermined === 0 ? '全部已分类' : `${formatCount(undetermined)} 个因缺少数据而未定`}`,
    labels: {
      file: '文件',
      sha256: 'SHA-256',
      encoding: '编码',
      delimiter: '列分隔符',
      sheet: '工作表',
      rows: '客户数',
      rejected: '剔除行数',
      criteriaFile: '标准文件',
      criteriaSha256: '标准的 SHA-256',
      tool: '生成工具',
      book: '台账',
    },
    lacks: '未定客户缺少的数据',
    lacksDescription: '每个字段一条横条：缺少该字段的未定客户数',
    rejected: (count, file) => `${formatCount(count)} 行，已写入 ${file}`,
  },
};
