import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../../src/output/formats/text.ts';
import type { Language } from '../../../src/output/language.ts';
import type { Block, Cell, Report, Table } from '../../../src/output/report.ts';
import { styleFor } from '../../../src/output/style.ts';
import { displayWidth } from '../../../src/output/width.ts';
import { wordsFor } from '../../../src/output/words.ts';

const plain = styleFor(false);

describe('a summary', () => {
  test('in English at 80 columns: headers and goals wrap', () => {
    expect(show(summary('en'), 80, 'en')).toBe(`Customers by category

as of     2026-06-30
criteria  Company key-account criteria, version 2026.2

                                                     share of           share of
category  goal                           customers  customers  revenue   revenue
────────  ─────────────────────────────  ─────────  ─────────  ───────  ────────
key       sustain the relationship and          12       6.0%   124.0m     60.0%
          optimise profit
lost      recapture it; first                   18       9.0%     850k     <0.1%
          understand why it was lost
────────  ─────────────────────────────  ─────────  ─────────  ───────  ────────
total                                          200     100.0%   148.3m    100.0%

warning: 45 key accounts, 5 more than the capacity of 40; nobody is left out:
         adjust the criteria to bring the number down
note: no book: stays_while plays no part
`);
  });

  test('in English at 160 columns: no wider than it needs', () => {
    expect(show(summary('en'), 160, 'en')).toBe(`Customers by category

as of     2026-06-30
criteria  Company key-account criteria, version 2026.2

category  goal                                            customers  share of customers  revenue  share of revenue
────────  ──────────────────────────────────────────────  ─────────  ──────────────────  ───────  ────────────────
key       sustain the relationship and optimise profit           12                6.0%   124.0m             60.0%
lost      recapture it; first understand why it was lost         18                9.0%     850k             <0.1%
────────  ──────────────────────────────────────────────  ─────────  ──────────────────  ───────  ────────────────
total                                                           200              100.0%   148.3m            100.0%

warning: 45 key accounts, 5 more than the capacity of 40; nobody is left out: adjust the criteria to
         bring the number down
note: no book: stays_while plays no part
`);
  });

  test('in Chinese at 76 columns: breaks between characters', () => {
    expect(show(summary('zh'), 76, 'zh')).toBe(`客户分类结果

截至日期  2026-06-30
分类标准  Company key-account criteria, version 2026.2

类别        管理目标                    客户数  客户占比  销售额  销售额占比
──────────  ──────────────────────────  ──────  ────────  ──────  ──────────
大客户      维系长期关系，优化利润          12      6.0%  1.24亿       60.0%
丢失的客户  重新赢回客户；首先查明丢失      18      9.0%  85.0万       <0.1%
            原因
──────────  ──────────────────────────  ──────  ────────  ──────  ──────────
合计                                       200    100.0%  1.48亿      100.0%

警告：大客户共 45 个，超出可管理数量（40 个）5 个；符合标准的客户一律保留，
      如需减少请调整标准
说明：未指定台账：stays_while 不起作用
`);
  });

  test.each([80, 160])('in Chinese at %i columns: the table is the same', (width) => {
    expect(show(summary('zh'), width, 'zh')).toContain(`
类别        管理目标                        客户数  客户占比  销售额  销售额占比
──────────  ──────────────────────────────  ──────  ────────  ──────  ──────────
大客户      维系长期关系，优化利润              12      6.0%  1.24亿       60.0%
丢失的客户  重新赢回客户；首先查明丢失原因      18      9.0%  85.0万       <0.1%
──────────  ──────────────────────────────  ──────  ────────  ──────  ──────────
合计                                           200    100.0%  1.48亿      100.0%
`);
  });

  test('on a page too narrow for a table: each row as a list of its values', () => {
    const table: Table = { ...(summary('zh').blocks[1] as Table), total: undefined };
    expect(show({ title: '客户', blocks: [table] }, 40, 'zh')).toBe(`客户

类别        大客户
管理目标    维系长期关系，优化利润
客户数      12
客户占比    6.0%
销售额      1.24亿
销售额占比  60.0%

类别        丢失的客户
管理目标    重新赢回客户；首先查明丢失原
            因
客户数      18
客户占比    9.0%
销售额      85.0万
销售额占比  <0.1%
`);
  });
});

const HOSTILE = [
  '上海某某精密机械制造（集团）股份有限公司华东分公司及其下属的全部子公司\u202e',
  '\u001b[31mred\u001b[0m\nnext',
  '<script>a|b</script>',
  '👍🏽 Acme® 𠮷',
];

const names = (): Table => ({
  kind: 'table',
  caption: 'Names',
  columns: [
    { header: 'customer', align: 'left', flexible: 'cut' },
    { header: 'revenue', align: 'right' },
  ],
  rows: HOSTILE.map((text, index): Cell[] => [
    { kind: 'text', text },
    { kind: 'count', value: 10 ** (index * 2) },
  ]),
  more: '… and 3 more',
});

test('hostile names neither break out nor break the columns', () => {
  expect(show({ title: 'T', blocks: [names()] }, 60, 'en')).toBe(
    `T

Names
customer                                             revenue
─────────────────────────────────────────────────  ─────────
上海某某精密机械制造（集团）股份有限公司华东分公…          1
␛[31mred␛[0m⏎next                                        100
<script>a|b</script>                                  10,000
👍🏽 Acme® 𠮷                                        1,000,000
… and 3 more
`.replace(/^(customer +|─+ {2})/gm, (start) => start),
  );
});

test('without Unicode, what is ours is ASCII', () => {
  const text = show({ title: 'T', blocks: [{ ...names(), rows: names().rows.slice(2) }] }, 24, 'en', false);
  expect(text).toBe(`T

Names
customer         revenue
-------------  ---------
<script>a|...     10,000
👍🏽 Acme® 𠮷    1,000,000
... and 3 more
`);
});

test('colours never change the layout', () => {
  const report: Report = {
    title: 'T',
    blocks: [...summary('en').blocks, names(), { kind: 'list', items: ['a b'] }],
  };
  const colored = formatText(report, { width: 80, style: styleFor(true), words: wordsFor('en') });
  expect(colored).toMatch(/\u001b\[36mkey\u001b\[39m/);
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(show(report, 80, 'en'));
});

test('headings stand close to their block, lists hang', () => {
  const blocks: Block[] = [
    { kind: 'heading', text: 'Head' },
    { kind: 'list', items: ['one two three four five', 'six'] },
    { kind: 'paragraph', text: 'done' },
  ];
  expect(show({ title: 'T', blocks }, 20, 'en')).toBe(
    'T\n\nHead\n- one two three four\n  five\n- six\n\ndone\n',
  );
});

test.each([0, 1, 10, 39, Number.NaN])('a width of %d does no harm', (width) => {
  expect(show(summary('en'), width, 'en')).toMatch(/\n$/);
});

test('no line is wider than the page, ends in blanks or carries control codes', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(...'大客户（），ab 👍é𠮷', '\u001b', '\n', '\u202e', '\u200b'),
      maxLength: 60,
    }),
  );
  const number = fc.record({
    kind: fc.constantFrom('count' as const, 'money' as const, 'share' as const, 'score' as const),
    value: fc.double({ min: -1e12, max: 1e12 }),
  });
  const row = fc.tuple(
    fc.record({ kind: fc.constant('text' as const), text }),
    fc.record({ kind: fc.constant('text' as const), text }),
    number,
    number,
  );
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 5 }),
      text,
      fc.integer({ min: 60, max: 160 }),
      (rows, word, width) => {
        const table: Table = {
          kind: 'table',
          caption: word,
          columns: [
            { header: 'name', align: 'left', flexible: 'cut' },
            { header: 'goal', align: 'left', flexible: 'wrap' },
            { header: 'share of customers', align: 'right' },
            { header: '销售额', align: 'right' },
          ],
          rows,
        };
        const blocks: Block[] = [
          table,
          { kind: 'note', severity: 'info', text: word },
          { kind: 'list', items: [word] },
        ];
        for (const line of show({ title: word, blocks }, width, 'zh').split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/ $|[\p{Cc}\p{Cf}]/u);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a table of a hundred thousand rows is laid out like one of three', () => {
  const table: Table = {
    kind: 'table',
    columns: [
      { header: 'run', align: 'right' },
      { header: 'criteria', align: 'left' },
    ],
    rows: Array.from({ length: 100_000 }, (_, row) => [
      { kind: 'count', value: row + 1 },
      { kind: 'text', text: '2026.1' },
    ]),
  };
  const lines = show({ title: 'Runs', blocks: [table] }, 80, 'en').split('\n');
  expect(lines.slice(0, 5)).toEqual([
    'Runs',
    '',
    '    run  criteria',
    '───────  ────────',
    '      1  2026.1',
  ]);
  expect(lines.slice(-2)).toEqual(['100,000  2026.1', '']);
  expect(lines.length).toBe(100_005);
});

function show(report: Report, width: number, language: Language, unicode = true): string {
  return formatText(report, { width, style: plain, words: wordsFor(language), unicode });
}

function summary(language: Language): Report {
  const words = wordsFor(language);
  const row = (
    category: 'key' | 'lost',
    customers: number,
    part: number,
    revenue: number,
    share: number,
  ): Cell[] => [
    { kind: 'text', text: words.categories[category], tone: category === 'key' ? 'key' : undefined },
    { kind: 'text', text: words.goals[category], tone: 'dim' },
    { kind: 'count', value: customers },
    { kind: 'share', value: part },
    { kind: 'money', value: revenue },
    { kind: 'share', value: share },
  ];
  return {
    title: words.headings.classification,
    blocks: [
      {
        kind: 'facts',
        items: [
          { label: words.labels.asOf, value: { kind: 'day', day: 20634 } },
          {
            label: words.labels.criteria,
            value: { kind: 'text', text: 'Company key-account criteria, version 2026.2' },
          },
        ],
      },
      {
        kind: 'table',
        columns: [
          { header: words.columns.category, align: 'left' },
          { header: words.columns.goal, align: 'left', flexible: 'wrap' },
          { header: words.columns.customers, align: 'right' },
          { header: words.columns.shareOfCustomers, align: 'right' },
          { header: words.columns.revenue, align: 'right' },
          { header: words.columns.shareOfRevenue, align: 'right' },
        ],
        rows: [row('key', 12, 0.06, 124e6, 0.6), row('lost', 18, 0.09, 850_000, 0.0001)],
        total: [
          { kind: 'text', text: words.total },
          { kind: 'text', text: '' },
          { kind: 'count', value: 200 },
          { kind: 'share', value: 1 },
          { kind: 'money', value: 148_306_789 },
          { kind: 'share', value: 1 },
        ],
      },
      { kind: 'note', severity: 'warning', text: words.sentences.capacity(45, 40) },
      { kind: 'note', severity: 'info', text: words.sentences.noBook },
    ],
  };
}
