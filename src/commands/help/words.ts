import { defineWords } from '../../output/language.ts';

/** Words of `help`. */
export const helpWords = defineWords({
  example: { en: (place: string) => `Example, ${place}:`, zh: (place: string) => `示例（${place}）：` },
  remedy: { en: 'What to do:', zh: '处理办法：' },
  more: {
    en: (file: string, section: string) => `More: ${file}, "${section}"`,
    zh: (file: string, section: string) => `详见 ${file} 中的“${section}”`,
  },
});

/** Where a code is met, by the heading of its table in the reference. */
export const placeWords = defineWords({
  'In the criteria': { en: 'in criteria', zh: '标准文件' },
  'In SQL': { en: 'in criteria written as SQL', zh: '写成 SQL 的标准' },
  'In a customer file': { en: 'in a customer file', zh: '客户文件' },
  'Of groups of companies': { en: 'in a customer file with groups', zh: '含集团的客户文件' },
  'In the cells of a customer file': { en: 'in a customer file', zh: '客户文件' },
  'In a file of order lines': { en: 'in a file of order lines', zh: '订单明细文件' },
  'Of relative tests': { en: 'in a customer file', zh: '客户文件' },
  'In a lock file': { en: 'in a lock file', zh: '锁定文件' },
  'In a book': { en: 'in a file of the book', zh: '台账中的文件' },
  'Which criteria': { en: 'a file of that name', zh: '文件名' },
  'Of the as-of date': {
    en: 'in a customer file, classified on 2026-06-30',
    zh: '客户文件，截至日期 2026-06-30',
  },
  'Between two exports': {
    en: 'in an export, after one in which the amount was 1',
    zh: '导出文件，前一次的金额为 1',
  },
  'Found by check': { en: 'in criteria', zh: '标准文件' },
  'Found by check on customers': {
    en: 'in criteria, and behind the · a customer file',
    zh: '标准文件，· 之后为客户文件',
  },
  'Said by init': { en: 'in a customer file', zh: '客户文件' },
  'In a plan': { en: 'in a plan', zh: '计划文件' },
  'In a template of plans': { en: 'in a template of plans', zh: '计划模板' },
});
