import { expect, test } from 'vitest';
import { formatMarkdown } from '../../../src/output/formats/markdown.ts';
import type { Block, Report } from '../../../src/output/report.ts';
import { wordsFor } from '../../../src/output/words.ts';

const words = wordsFor('en');
const show = (...blocks: Block[]) =>
  formatMarkdown({ title: 'T', blocks }, { words }).slice('# T\n\n'.length);

test('each block has its form', () => {
  const report: Report = {
    title: 'Customers by category',
    blocks: [
      { kind: 'facts', items: [{ label: 'as of', value: { kind: 'day', day: 20634 } }] },
      { kind: 'heading', text: 'Categories' },
      {
        kind: 'table',
        caption: 'All customers',
        columns: [
          { header: 'category', align: 'left' },
          { header: 'revenue', align: 'right' },
        ],
        rows: [
          [
            { kind: 'text', text: 'key', tone: 'key' },
            { kind: 'money', value: -12_400_000 },
          ],
          [{ kind: 'text', text: 'lost' }],
        ],
        total: [
          { kind: 'text', text: 'total' },
          { kind: 'money', value: 12_400_000 },
        ],
        more: '… and 2 more',
      },
      { kind: 'list', items: ['one', 'two'] },
      { kind: 'note', severity: 'warning', text: 'too many' },
      { kind: 'paragraph', text: 'The end' },
    ],
  };
  expect(formatMarkdown(report, { words })).toBe(`# Customers by category

- **as of**: 2026-06-30

## Categories

**All customers**

| category | revenue |
| --- | ---: |
| key | -12.4m |
| lost |  |
| **total** | **12.4m** |

… and 2 more

- one
- two

> **warning**: too many

The end
`);
});

test.each([
  ['a|b', 'a\\|b'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['AT&T &amp;', 'AT&amp;T &amp;amp;'],
  ['`code` *em* ~~no~~', '\\`code\\` \\*em\\* \\~\\~no\\~\\~'],
  ['new_market', 'new_market'],
  ['_em_ __init__', '\\_em\\_ \\_\\_init\\_\\_'],
  ['[x](http://evil)', '\\[x\\](http\\://evil)'],
  ['![x](y)', '!\\[x\\](y)'],
  ['WWW.evil.com', 'WWW\\.evil.com'],
  ['# title', '\\# title'],
  ['back\\slash', 'back\\\\slash'],
  ['line\nbreak', 'line⏎break'],
  ['\u001b[31m', '␛\\[31m'],
  ['$x$', '\\$x\\$'],
  ['@everyone', '@<!-- -->everyone'],
  ['ann@example.com', 'ann@example.com'],
])('%j is only text in a cell: %j', (text, escaped) => {
  const table = show({
    kind: 'table',
    columns: [{ header: text, align: 'left' }],
    rows: [[{ kind: 'text', text }]],
  });
  expect(table).toBe(`| ${escaped} |\n| --- |\n| ${escaped} |\n`);
});

test.each([
  ['# title', '\\# title'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['1. item', '1\\. item'],
  ['2026) item', '2026\\) item'],
  ['> quote', '&gt; quote'],
  ['    code', 'code'],
  ['---', '\\---'],
])('%j opens nothing at the start of a line', (text, escaped) => {
  expect(show({ kind: 'paragraph', text })).toBe(`${escaped}\n`);
  expect(show({ kind: 'list', items: [text] })).toBe(`- ${escaped}\n`);
});

test('what a picture and its table leave out stands in one line, with the signs of the language', () => {
  const chart = {
    kind: 'chart',
    id: 'map',
    title: 'T',
    description: '',
    data: { kind: 'trend', y: { label: '', kind: 'money' }, steps: [], lines: [] },
    lines: [],
    more: 'A',
    table: { kind: 'table', columns: [{ header: 'H', align: 'left' }], rows: [], more: 'B' },
  } as const;
  const lastIn = (language: 'en' | 'zh') =>
    formatMarkdown({ title: 'T', blocks: [chart] }, { words: wordsFor(language) })
      .trimEnd()
      .split('\n')
      .at(-1);
  expect([lastIn('en'), lastIn('zh')]).toEqual(['A; B', 'A；B']);
});
