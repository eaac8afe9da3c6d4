import { counted, defineWords, formatCount, type Language } from '../output/language.ts';
import type { LeftOutWhy } from '../table/layout.ts';

const words = defineWords({
  above: {
    en: (rows: number) => `${formatCount.en(rows)} above the header`,
    zh: (rows: number) => `表头以上 ${formatCount.zh(rows)} 行`,
  },
  'leave-out': {
    en: (rows: number) => `${formatCount.en(rows)} that leave_out names`,
    zh: (rows: number) => `leave_out 排除 ${formatCount.zh(rows)} 行`,
  },
  below: {
    en: (rows: number) => `${formatCount.en(rows)} below the end of the table`,
    zh: (rows: number) => `表格结束之后 ${formatCount.zh(rows)} 行`,
  },
  rule: {
    en: (rows: number) => `${formatCount.en(rows)} of dashes or other signs`,
    zh: (rows: number) => `横线等分隔行 ${formatCount.zh(rows)} 行`,
  },
  all: {
    en: (rows: number, parts: readonly string[]) => `${counted(rows, 'row')} left out: ${parts.join(', ')}`,
    zh: (rows: number, parts: readonly string[]) => `略去 ${formatCount.zh(rows)} 行：${parts.join('，')}`,
  },
  how: { en: '--verbose lists them', zh: '加上 --verbose 可逐行列出' },
  /** Where every row of the file went. */
  sum: {
    en: (customers: number, leftOut: number, rejected: number) =>
      `${counted(customers + leftOut + rejected, 'row')} read: ${counted(customers, 'customer')}${leftOut > 0 ? `, ${formatCount.en(leftOut)} left out` : ''}${rejected > 0 ? `, ${formatCount.en(rejected)} set aside` : ''}`,
    zh: (customers: number, leftOut: number, rejected: number) =>
      `读取 ${formatCount.zh(customers + leftOut + rejected)} 行：客户 ${formatCount.zh(customers)} 个${leftOut > 0 ? `，非客户 ${formatCount.zh(leftOut)} 行` : ''}${rejected > 0 ? `，剔除 ${formatCount.zh(rejected)} 行` : ''}`,
  },
});

/** How many rows are no customers, and why; empty when all are. */
export function sayLeftOut(counts: Readonly<Record<LeftOutWhy, number>>, language: Language): string {
  const say = words(language);
  const kinds = (['above', 'leave-out', 'below', 'rule'] as const).filter((why) => counts[why] > 0);
  const rows = kinds.reduce((sum, why) => sum + counts[why], 0);
  if (rows === 0) return '';
  return say.all(
    rows,
    kinds.map((why) => say[why](counts[why])),
  );
}

/** What lists the rows that were left out. */
export function sayHowToList(language: Language): string {
  return words(language).how;
}

/** Where every row went: customers, rows that are none, and rows that could not be read. */
export function sayRows(customers: number, leftOut: number, rejected: number, language: Language): string {
  return words(language).sum(customers, leftOut, rejected);
}
