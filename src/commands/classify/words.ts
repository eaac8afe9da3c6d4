import { counted, defineWords, formatCount } from '../../output/language.ts';

/** What is said of several exports in one run. */
export const severalWords = defineWords({
  title: { en: 'Customers by export and category', zh: '各导出文件的客户分类结果' },
  exports: {
    en: (count: number) => counted(count, 'export'),
    zh: (count: number) => `${formatCount.zh(count)} 份导出文件`,
  },
  eachOwn: { en: 'computed from each file by itself', zh: '按每个文件各自计算' },
  columns: {
    revenueOfKey: { en: 'key share', zh: '大客户占比' },
  },
  /** Something about one of the exports. */
  about: {
    en: (file: string, said: string) => `${file}: ${said}`,
    zh: (file: string, said: string) => `${file}：${said}`,
  },
  repeated: {
    en: (rows: number, example: string) =>
      `${counted(rows, 'row')} of customers who stand in an earlier export too, such as "${example}": each row counts by itself, and "source" tells them apart`,
    zh: (rows: number, example: string) =>
      `有 ${formatCount.zh(rows)} 个客户在前面的导出文件中已经出现过，如“${example}”：各份分别计算，可按来源文件（source）区分`,
  },
});
