import { expect, it } from 'vitest';
import { rowLabelOf } from '../../src/table/row-label.ts';

it.each([
  [
    'total',
    [
      'Total',
      'Grand Totals (24 records)',
      'Subtotal Industrial',
      'Report Total:',
      'Summe',
      'Razem',
      'TOTALES',
      'Overall Result',
      '% of Total Sales',
    ],
  ],
  [
    'total',
    [
      'Total général',
      'Ｔｏｔａｌ：',
      'Toplam',
      'Genel Toplam',
      '合计',
      '内销小计',
      '합계',
      '総計',
      'Итого:',
      '*',
      '***',
      'Σ',
    ],
  ],
  [
    'note',
    [
      'Page 2 of 3',
      'Seite 1 von 4',
      '第 1 页',
      '(14 rows)',
      'Printed by R. Ansell',
      'Erstellt am 30.06.2026',
    ],
  ],
  ['total', ['合\u3000计', ' 小 计：', '华东 总 计', '累计', '本年累计', '合计金额', '合 計 金 額']],
  ['note', ['共2条记录', '总共 12 条', '第1页', '共 3 页']],
  [null, ['张 三', '共创科技', '合计算力', '北京 共 3']],
  [
    'note',
    [
      'Confidential Information - Do Not Distribute',
      'Copyright (c) 2026',
      '制表人：沈佳怡',
      '打印日期: 2026-06-30',
    ],
  ],
  [
    null,
    [
      'Totaal Bouw BV',
      'Summa Oy',
      'C-1001',
      '(040) 1',
      'Page & Sons',
      'Seite GmbH',
      'Razem Bar',
      '审核',
      '**A1',
    ],
  ],
] as const)('knows the labels that say %s', (kind, texts) => {
  expect(texts.map((text) => [text, rowLabelOf(text)])).toEqual(texts.map((text) => [text, kind]));
});
