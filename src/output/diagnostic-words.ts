import { defineWords, formatCount } from './language.ts';

/** What stands around a diagnostic: what it is, its notes, its help, and how many there are. */
export const diagnosticWords = defineWords({
  severities: {
    error: { en: 'error', zh: '错误' },
    warning: { en: 'warning', zh: '警告' },
    info: { en: 'info', zh: '提示' },
  },
  colon: { en: ':', zh: '：' },
  note: { en: 'note:', zh: '说明：' },
  help: { en: 'help:', zh: '建议：' },
  /** Between a label such as "help:" and what follows; the full-width colon brings its own. */
  gap: { en: ' ', zh: '' },
  counts: {
    error: { en: english('error'), zh: (count: number) => `${formatCount.zh(count)} 个错误` },
    warning: { en: english('warning'), zh: (count: number) => `${formatCount.zh(count)} 条警告` },
    info: { en: english('remark'), zh: (count: number) => `${formatCount.zh(count)} 条提示` },
  },
  comma: { en: ', ', zh: '，' },
  /** Beyond those that are shown. */
  more: { en: (rest: string) => `… and ${rest}`, zh: (rest: string) => `…… 另有 ${rest}` },
  nothingWritten: {
    en: (summary: string) => `${summary}; nothing was written`,
    zh: (summary: string) => `${summary}；未写入任何内容`,
  },
  bug: { en: 'this is a bug in keyaccounts:', zh: '这是 keyaccounts 自身的缺陷：' },
});

// "3 errors", or "3 more errors" than those that are shown.
function english(noun: string): (count: number, isRest: boolean) => string {
  return (count, isRest) =>
    `${formatCount.en(count)}${isRest ? ' more' : ''} ${noun}${count === 1 ? '' : 's'}`;
}
