import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { addPage, addTable } from '../../../src/output/formats/workbook/report-sheets.ts';
import { openWorkbook, type WorkbookWriter } from '../../../src/output/formats/workbook.ts';
import { type Report, text } from '../../../src/output/report.ts';
import { wordsFor } from '../../../src/output/words.ts';
import { ALL_READERS, partsOf, READERS } from './read-back.ts';

/** The bytes of a workbook with sheets of these names. */
function written(names: readonly string[], fill: (workbook: WorkbookWriter) => void): Uint8Array {
  const chunks: Uint8Array[] = [];
  const workbook = openWorkbook(names, 'en', (bytes) => chunks.push(bytes));
  fill(workbook);
  workbook.end();
  return Buffer.concat(chunks);
}

/** A workbook with one column of texts below a header. */
function column(texts: readonly string[]): Uint8Array {
  return written(['A'], (workbook) =>
    addTable(workbook, 'A', {
      kind: 'table',
      columns: [{ header: 'x', align: 'left' }],
      rows: texts.map((one) => [text(one)]),
    }),
  );
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['=1+1', '=1+1'],
  ['=HYPERLINK("http://x.example","click")', '=HYPERLINK("http://x.example","click")'],
  ['  =cmd|calc', '  =cmd|calc'],
  ['@SUM(A1)', '@SUM(A1)'],
  ['-2+3', '-2+3'],
  ['007', '007'],
  ['1e5', '1e5'],
  ['2026-06-30', '2026-06-30'],
  ['<c t="n"><v>1</v></c>&amp;', '<c t="n"><v>1</v></c>&amp;'],
  ['_x0041_ and _X005f_', '_x0041_ and _X005f_'],
  ['a\u0000b\u0007c\u001bd\u007f', 'a␀b␇c␛d␡'],
  ['half \ud83d and \ude00', 'half \ufffd and \ufffd'],
  ['😀 大客户 é', '😀 大客户 é'],
  ['\ufffe\uffff', '\ufffd\ufffd'],
  ['two\r\nlines\rthree', 'two\nlines\nthree'],
  ['__proto__', '__proto__'],
];

it.each(ALL_READERS)('holds hostile texts as the texts that they are, as %s reads it', async (_, read) => {
  const rows = await read(column(HOSTILE.map(([given]) => given)), 0);
  expect(rows.slice(1).map(([cell]) => cell)).toEqual(HOSTILE.map(([, wanted]) => wanted));
});

describe.each(READERS)('a workbook that %s reads', (_, read) => {
  it('holds long texts whole, and says what it had to cut', async () => {
    const longest = 'x'.repeat(32_767);
    const rows = await read(column([longest, `${longest}y`]), 0);
    expect(rows[1]![0]).toBe(longest);
    expect(rows[2]![0]).toBe(`${'x'.repeat(32_766)}…`);
  });

  it('holds amounts, shares and days as numbers', async () => {
    const bytes = written(['N'], (workbook) =>
      addTable(workbook, 'N', {
        kind: 'table',
        columns: ['money', 'share', 'day', 'count', 'none', 'text'].map((header) => ({
          header,
          align: 'left',
        })),
        rows: [
          [
            { kind: 'money', value: '1234567.89' },
            { kind: 'share', value: 0.125 },
            { kind: 'day', day: 20_634 },
            { kind: 'count', value: 3 },
            { kind: 'none' },
            text('end'),
          ],
        ],
      }),
    );
    expect((await read(bytes, 0))[1]).toEqual([1_234_567.89, 0.125, '2026-06-30', 3, '', 'end']);
  });

  it('takes names that Excel takes for no sheet', async () => {
    const name = `a/b\\c?d*e[f]g:${'h'.repeat(40)}`;
    const bytes = written([name], (workbook) =>
      addTable(workbook, name, { kind: 'table', columns: [{ header: 'x', align: 'left' }], rows: [] }),
    );
    expect(await read(bytes, 0)).toEqual([['x']]);
  });
});

const REPORT: Report = {
  title: 'Title',
  blocks: [
    { kind: 'facts', items: [{ label: 'as of', value: { kind: 'day', day: 20_634 } }] },
    { kind: 'heading', text: 'Heading' },
    { kind: 'paragraph', text: 'word '.repeat(40) },
    { kind: 'note', severity: 'warning', text: 'mind' },
    { kind: 'list', items: ['one', 'two'], numbered: true },
    { kind: 'figures', items: [{ label: 'key', value: { kind: 'count', value: 5 }, note: 'of 10' }] },
    { kind: 'actions', title: 'To do', items: [], nothing: 'nothing' },
    { kind: 'details', summary: 'More', blocks: [{ kind: 'paragraph', text: 'inside' }] },
    {
      kind: 'section',
      id: 's',
      title: 'Section',
      short: 'S',
      lead: 'lead',
      blocks: [
        {
          kind: 'table',
          caption: 'caption',
          columns: [{ header: 'revenue', align: 'right' }],
          rows: [[{ kind: 'money', value: 5 }]],
          total: [{ kind: 'money', value: 5 }],
          more: 'more',
        },
      ],
    },
  ],
};

it('shows every kind of block of a report on a page', async () => {
  const bytes = written(['P'], (workbook) => addPage(workbook, 'P', REPORT, wordsFor('en')));
  const [, readOwn] = READERS[1]!;
  const rows = await readOwn(bytes, 0);
  const shown = rows.filter((row) => row.length > 0).map((row) => row.join(' | '));
  expect(shown).toEqual([
    'Title',
    'as of | 2026-06-30',
    'Heading',
    'word '.repeat(22).trim(),
    'word '.repeat(18).trim(),
    'warning: mind',
    '1. one',
    '2. two',
    'key | 5 | of 10',
    'To do',
    'nothing',
    'More',
    'inside',
    'Section',
    'lead',
    'caption',
    'revenue',
    '5',
    '5',
    'more',
  ]);
});

it('gives the same bytes twice, without a clock, an author or a program', () => {
  const one = column(['a', '=b']);
  expect(Buffer.compare(Buffer.from(one), Buffer.from(column(['a', '=b'])))).toBe(0);
  expect([...partsOf(one).keys()].filter((path) => path.startsWith('docProps'))).toEqual([]);
  // The time of each entry in the archive: 1980-01-01 00:00.
  expect(Buffer.from(one).readUInt32LE(10)).toBe(0x00210000);
});

it('holds XML that is well-formed in every part, and no formula', async () => {
  const bytes = column(HOSTILE.map(([given]) => given));
  for (const [fileName, contents] of partsOf(bytes)) {
    const { valid, errors } = await validateXML({ xml: { fileName, contents }, normalization: 'c14n' });
    expect([valid, errors]).toEqual([true, []]);
    expect(contents).not.toMatch(/<f[ >]/);
  }
});

it('refuses more rows than a sheet has room for', () => {
  const chunks: Uint8Array[] = [];
  const workbook = openWorkbook(['A'], 'en', (bytes) => chunks.push(bytes));
  const sheet = workbook.sheet('A', { kind: 'table', headers: ['x'], staying: 0 });
  expect(() => {
    for (let row = 0; row < 1_048_575; row += 1) sheet.endRow();
  }).not.toThrow();
  expect(() => sheet.endRow()).toThrow(/1,048,576 rows/);
});
