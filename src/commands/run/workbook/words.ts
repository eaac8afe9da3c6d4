import { counted, defineWords, formatCount } from '../../../output/language.ts';

/** The names of sheets and columns, and what is said of a workbook. */
export const workbookWords = defineWords({
  sheets: {
    customers: { en: 'Customers', zh: '客户' },
    summary: { en: 'Summary', zh: '摘要' },
    whyKey: { en: 'Why key', zh: '入选原因' },
    criteria: { en: 'Criteria', zh: '分类标准' },
  },
  columns: {
    source: { en: 'source', zh: '来源文件' },
    previous: { en: 'previous category', zh: '此前类别' },
    because: { en: 'undetermined because', zh: '未定原因' },
    computed: { en: 'category by the criteria', zh: '按标准判定的类别' },
    override: { en: 'override', zh: '人工指定' },
    group: { en: 'group', zh: '集团' },
    why: { en: 'why it is key', zh: '入选依据' },
    also: { en: 'also meets', zh: '同时符合' },
  },
  noCategory: { en: 'no category applies', zh: '不符合任何类别' },
  noCutPoints: { en: 'no cut points', zh: '没有分界值' },
  override: {
    en: (reason: string, author: string, until: string) => `${reason} (${author}, until ${until})`,
    zh: (reason: string, author: string, until: string) => `${reason}（${author}，有效期至 ${until}）`,
  },
  /** Of cells that Excel could not hold. */
  cutCells: {
    en: (count: number) =>
      `${counted(count, 'cell')} ${count === 1 ? 'is' : 'are'} longer than the 32,767 characters that Excel takes, and ${count === 1 ? 'ends' : 'end'} in …; CSV has all of it`,
    zh: (count: number) =>
      `${formatCount.zh(count)} 个单元格超过 Excel 的 32,767 个字符上限，已截断并以 … 结尾；CSV 中内容完整`,
  },
});
