import { defineWords } from '../output/language.ts';

/** What a page says of itself: for readers, screen readers and controls. */
export const pageWords = defineWords({
  skip: { en: 'Skip to the contents', zh: '跳到正文' },
  contents: { en: 'Sections', zh: '目录' },
  theme: { en: 'Light or dark', zh: '浅色或深色' },
  numbers: { en: 'The numbers as a table', zh: '以表格查看数据' },
  footer: { en: 'One file: it loads nothing and sends nothing', zh: '单一文件：不加载也不发送任何内容' },
  controls: {
    search: { en: 'Find a customer', zh: '查找客户' },
    all: { en: 'All categories', zh: '全部类别' },
    showing: { en: '{from} to {to} of {count}', zh: '第 {from} 至 {to} 项，共 {count} 项' },
    nothing: { en: 'No customer matches', zh: '没有匹配的客户' },
    previous: { en: 'Previous', zh: '上一页' },
    next: { en: 'Next', zh: '下一页' },
    sort: { en: 'Sort by', zh: '排序依据' },
  },
});
