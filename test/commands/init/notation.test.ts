import { beforeAll, describe, expect, it } from 'vitest';
import { amounts, csvOf, initAndClassify, sampleRows, type Writers } from './sample-table.ts';

// However an export is written, init finds it out, and what it writes gives the verdicts of the clean table.
let clean: Readonly<Record<string, string>>;
beforeAll(async () => {
  clean = (await initAndClassify(csvOf(sampleRows()))).verdicts;
  expect(new Set(Object.values(clean))).toEqual(new Set(['key', 'normal', 'lost', 'target']));
});

const parts = (day: string): readonly [y: string, m: string, d: string] =>
  day.split('-') as [string, string, string];
const days = (write: (y: string, m: string, d: string, row: number) => string): Writers => ({
  last_order: (day, row) => write(...parts(day), row),
});
const grouped = (cell: string, group: string, decimal: string): string => {
  const [, minus, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell)!;
  return `${minus}${whole!.replace(/\B(?=(\d{3})+$)/g, group)}${decimal}${fraction.padEnd(2, '0')}`;
};
const english = (cell: string): string => grouped(cell, ',', '.');
const german = (cell: string): string => grouped(cell, '.', ',');
const serial = (day: string): number => Date.parse(day) / 86_400_000 + 25_569;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

interface Style {
  readonly what: string;
  readonly writers: Writers;
  /** Lines of the criteria. */
  readonly lines: readonly string[];
  /** What a person is asked to confirm, on standard error and in the file. */
  readonly confirm?: string;
}

const DAYS: readonly Style[] = [
  { what: '30.06.2026', writers: days((y, m, d) => `${d}.${m}.${y}`), lines: ['format: DD.MM.YYYY'] },
  {
    what: '6/30/2026',
    writers: days((y, m, d) => `${Number(m)}/${Number(d)}/${y}`),
    lines: ['format: MM/DD/YYYY'],
  },
  {
    what: '6/30/2026 3:05 PM',
    writers: days((y, m, d) => `${m}/${d}/${y} 3:05 PM`),
    lines: ['format: MM/DD/YYYY'],
  },
  { what: '20260630', writers: days((y, m, d) => `${y}${m}${d}`), lines: ['format: YYYYMMDD'] },
  { what: '30-Jun-2026', writers: days((y, m, d) => `${d}-${MONTHS[Number(m) - 1]}-${y}`), lines: [] },
  {
    what: '30.06.26',
    writers: days((y, m, d) => `${d}.${m}.${y.slice(2)}`),
    lines: ['format: DD.MM.YY', 'century: 2000'],
    confirm: 'two centuries',
  },
  {
    what: '30-Jun-26',
    writers: days((y, m, d) => `${d}-${MONTHS[Number(m) - 1]}-${y.slice(2)}`),
    lines: ['format: DD-MMM-YY', 'century: 2000'],
    confirm: 'two centuries',
  },
  { what: '2026-06', writers: days((y, m) => `${y}-${m}`), lines: ['format: YYYY-MM', 'day: last'] },
  {
    what: 'Jun 2026',
    writers: days((y, m) => `${MONTHS[Number(m) - 1]} ${y}`),
    lines: ['format: MMM YYYY', 'day: last'],
  },
  {
    what: '2026-Q2',
    writers: days((y, m) => `${y}-Q${Math.ceil(Number(m) / 3)}`),
    lines: ['format: YYYY-Qn', 'day: last'],
  },
  {
    what: 'a serial number',
    writers: days((y, m, d) => String(serial(`${y}-${m}-${d}`))),
    lines: ['format: excel'],
  },
  {
    what: 'a serial number with a fraction',
    writers: days((y, m, d) => `${serial(`${y}-${m}-${d}`)}.75`),
    lines: ['format: excel'],
  },
  {
    what: 'seconds since 1970',
    writers: days((y, m, d) => String(Date.parse(`${y}-${m}-${d}`) / 1000)),
    lines: ['format: unix'],
  },
  { what: '115/06/30', writers: days((y, m, d) => `${Number(y) - 1911}/${m}/${d}`), lines: ['format: ROC'] },
  {
    what: 'two forms in one column',
    writers: days((y, m, d, row) => (row % 3 === 0 ? `${y}${m}${d}` : `${d}.${m}.${y}`)),
    lines: ['format: [DD.MM.YYYY, YYYYMMDD]'],
  },
  {
    what: 'days by number and by name',
    writers: days((y, m, d, row) => (row % 2 === 0 ? `${y}-${m}-${d}` : `${d}.${m}.${y}`)),
    lines: ['format: DD.MM.YYYY'],
  },
];

const NUMBERS: readonly Style[] = [
  { what: '1,234.50', writers: amounts(english), lines: [] },
  { what: '1.234,50', writers: amounts(german), lines: ['decimal: ","'] },
  { what: '1 234,50', writers: amounts((cell) => grouped(cell, ' ', ',')), lines: ['decimal: ","'] },
  { what: "1'234.50", writers: amounts((cell) => grouped(cell, "'", '.')), lines: [] },
  {
    what: 'both in one column',
    writers: amounts((cell, row) => (row % 2 === 0 ? german(cell) : english(cell))),
    lines: ['decimal: any'],
  },
  {
    what: 'a comma in one column only',
    writers: { gross_profit: german, revenue: english, prior_revenue: english },
    lines: ['    decimal: ","'],
  },
  { what: 'a minus behind', writers: amounts((cell) => english(cell).replace(/^-(.*)/, '$1-')), lines: [] },
  { what: 'brackets', writers: amounts((cell) => english(cell).replace(/^-(.*)/, '($1)')), lines: [] },
  {
    what: 'Cr and Dr',
    writers: amounts((cell) =>
      cell.startsWith('-') ? `${english(cell.slice(1))} Dr` : `${english(cell)} Cr`,
    ),
    lines: ['positive: Cr'],
    confirm: 'Cr can be above zero or Dr; Cr is taken',
  },
  {
    what: 'S and H',
    writers: amounts((cell) => (cell.startsWith('-') ? `${german(cell.slice(1))} S` : `${german(cell)} H`)),
    lines: ['positive: H'],
    confirm: 'H is taken',
  },
  {
    what: 'percents in two scales',
    writers: { on_time_rate: (cell, row) => (row % 2 === 0 ? cell : String(Number(cell) / 100)) },
    lines: ['format: [percent, fraction]'],
    confirm: 'percents are written in two ways',
  },
];

describe.each([
  ['days', DAYS],
  ['numbers', NUMBERS],
])('%s', (_, styles) => {
  it.each(styles)('$what', async ({ writers, lines, confirm }) => {
    const { text, said, verdicts } = await initAndClassify(csvOf(sampleRows(writers)));
    for (const line of lines) expect(text).toContain(line);
    expect(verdicts).toEqual(clean);
    expect(said.includes('warning')).toBe(confirm !== undefined);
    expect(text.includes('# CONFIRM')).toBe(confirm !== undefined);
    if (confirm !== undefined) expect(said).toContain(confirm);
  });
});

it('takes years of two digits that would be to come for those of the last century', async () => {
  const csv = 'id,Revenue,Created Date\na,1,31.12.85\nb,2,30.11.26\nc,3,01.02.03\n';
  expect((await initAndClassify(csv)).text).toContain('century: 1930');
});

it('says what is to be done about a sheet that had not loaded', async () => {
  const file = csvOf(
    sampleRows({ gross_profit: (cell, row) => (row === 2 || row === 4 ? 'Loading...' : cell) }),
  );
  const { text, said } = await initAndClassify(file);
  expect(text).toContain('blanks: [Loading...] # CONFIRM');
  expect(said).toContain('help: the online spreadsheet had not loaded when it was saved');
});

describe('one unusual cell', () => {
  const odd = (name: string, text: string): Writers => ({
    [name]: (cell, row) => (row === 4 ? text : name === 'on_time_rate' ? `${cell}%` : cell),
  });
  it.each([
    ['gross_profit', 'see contract', 'blanks: [see contract] # CONFIRM'],
    ['gross_profit', '#REF!', 'blanks: ["#REF!"] # CONFIRM'],
    ['last_order', 'summer', 'blanks: [summer] # CONFIRM'],
    ['last_order', '2026-02-30', 'blanks: ["2026-02-30"] # CONFIRM'],
    ['on_time_rate', 'x', 'blanks: [x] # CONFIRM'],
  ])('in %s, %s, becomes a blank to be confirmed', async (name, text, line) => {
    const found = await initAndClassify(csvOf(sampleRows(odd(name, text))));
    expect(found.text).toContain(line);
    expect(found.said).toContain(
      `c.csv:6: warning: column "${name}": "${text}" is read as a blank, in 1 cell`,
    );
    expect(found.verdicts).toEqual(clean);
  });
});
