import { counted, defineWords, formatCount } from '../../output/language.ts';

/** What is said of the order lines behind a customer's amounts. */
export const lineWords = defineWords({
  title: { en: 'Order lines', zh: '订单明细' },
  heading: { en: 'From order lines', zh: '来自订单明细' },
  behind: {
    en: (field: string, value: string, lines: number, file: string, days: string, where: string) =>
      `${field} ${value}: ${counted(lines, 'line')} of ${file}${days}${where}`,
    zh: (field: string, value: string, lines: number, file: string, days: string, where: string) =>
      `${field} ${value}：${file} 中 ${formatCount.zh(lines)} 行${days}${where}`,
  },
  months: {
    en: (field: string, bars: string, months: number, from: string, to: string) =>
      `${field} ${bars} ${counted(months, 'month')} from ${from} to ${to}`,
    zh: (field: string, bars: string, months: number, from: string, to: string) =>
      `${field} ${bars} 共 ${formatCount.zh(months)} 个月，${from} 至 ${to}`,
  },
  days: {
    en: (from: string | null, to: string) => (from === null ? ` up to ${to}` : ` from ${from} to ${to}`),
    zh: (from: string | null, to: string) => (from === null ? `，截至 ${to}` : `，${from} 至 ${to}`),
  },
  where: {
    en: (condition: string) => `, where ${condition}`,
    zh: (condition: string) => `，条件：${condition}`,
  },
  linesOf: {
    en: (lines: number, file: string) => `${counted(lines, 'line')} of ${file}`,
    zh: (lines: number, file: string) => `${file} 中 ${formatCount.zh(lines)} 行`,
  },
  line: { en: 'line', zh: '行号' },
  countsFor: { en: 'counts for', zh: '计入字段' },
  nothing: { en: 'nothing', zh: '不计入' },
});
