import { counted, formatCount } from '../../../output/language.ts';

/** The criteria and the data that a report was made from. */
export const rulesWords = {
  criteria: {
    changes: { en: 'What changed since the last run', zh: '自上次运行以来的修订' },
    unchanged: {
      en: (day: string) => `The criteria are those of the last run (${day})`,
      zh: (day: string) => `标准与上次运行（${day}）相同`,
    },
    changed: {
      en: (day: string, version: string) =>
        `The criteria differ from those of the last run (${day}${version === '' ? '' : `, version ${version}`})`,
      zh: (day: string, version: string) =>
        `标准与上次运行（${day}${version === '' ? '' : `，版本 ${version}`}）不同`,
    },
  },
  data: {
    title: { en: 'Data', zh: '数据' },
    lead: {
      en: (customers: number, undetermined: number) =>
        `${counted(customers, 'customer')} ${customers === 1 ? 'was' : 'were'} read; ${customers === 0 ? 'there is nothing to show' : undetermined === 0 ? 'every one has a category' : `${formatCount.en(undetermined)} cannot be decided, since a value is missing`}`,
      zh: (customers: number, undetermined: number) =>
        `共读取 ${formatCount.zh(customers)} 个客户；${customers === 0 ? '没有可显示的内容' : undetermined === 0 ? '全部已分类' : `${formatCount.zh(undetermined)} 个因缺少数据而未定`}`,
    },
    labels: {
      sha256: { en: 'SHA-256', zh: 'SHA-256' },
      encoding: { en: 'encoding', zh: '编码' },
      delimiter: { en: 'columns separated by', zh: '列分隔符' },
      sheet: { en: 'sheet', zh: '工作表' },
      rejected: { en: 'rows set aside', zh: '剔除行数' },
      leftOut: { en: 'rows that are no customers', zh: '非客户行' },
      linesLeftOut: { en: 'rows that are no lines', zh: '非明细行' },
      criteriaFile: { en: 'criteria file', zh: '标准文件' },
      criteriaSha256: { en: 'SHA-256 of the criteria', zh: '标准的 SHA-256' },
      tool: { en: 'made with', zh: '生成工具' },
    },
    lacks: { en: 'What undetermined customers lack', zh: '未定客户缺少的数据' },
    lacksDescription: {
      en: 'A bar for each field: how many undetermined customers lack it',
      zh: '每个字段一条横条：缺少该字段的未定客户数',
    },
    rejected: {
      en: (count: number, file: string) => `${formatCount.en(count)}, written to ${file}`,
      zh: (count: number, file: string) => `${formatCount.zh(count)} 行，已写入 ${file}`,
    },
  },
};
