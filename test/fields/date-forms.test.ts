import { describe, expect, it } from 'vitest';
import { helpOf, isProblem } from '../../src/fields/amount.ts';
import { dateReader } from '../../src/fields/date-cell.ts';
import { DATE_FORMS, findClash, findDateForms } from '../../src/fields/date-forms.ts';
import { formatDay, parseDay } from '../../src/fields/day.ts';
import { checkDayFormat } from '../../src/fields/day-format.ts';
import { fieldOf, readCell } from './fields.ts';

const DAY = parseDay('2026-06-30')!;
const RULES = { century: 2000, day: 'last' } as const;

it.each(DATE_FORMS)('reads "$example" as the form $format says', ({ format, example }) => {
  const formats = format === null ? [] : [format];
  expect(formats.map((one) => checkDayFormat(one, RULES))).toEqual(formats.map(() => null));
  expect(readCell({ type: 'date', formats, ...RULES }, example)).toBe(DAY);
});

it.each(DATE_FORMS.filter(({ format }) => format !== null))('says for "$example" what reads it', (form) => {
  const help = String(readCell({ name: 'd', type: 'date' }, form.example));
  const said = /format: (?:"([^"]+)"|([^,}]+?))(?:, century: 2000)?(?:, day: last)? \} \}$/.exec(help);
  if (help.startsWith('!')) {
    const format = said?.[1] ?? said?.[2] ?? '';
    const day = Number(readCell({ type: 'date', formats: [format], ...RULES }, form.example));
    // Where the cell is another day in the form that is proposed, this one is named beside it.
    if (day !== DAY) expect(help).toContain(`or ${form.format}`);
  } else expect(Number(help)).toBe(DAY);
});

it('reads several forms in one column', () => {
  const field = { type: 'date', formats: ['DD.MM.YYYY', 'YYYYMMDD', 'D MMM YYYY'] } as const;
  const cells = ['30.06.2026', '20260630', '30 Jun 2026', '30 june 2026', '2026-06-30', '2026/6/30'];
  expect(cells.map((cell) => readCell(field, cell))).toEqual(cells.map(() => parseDay('2026-06-30')));
});

describe('years of two digits', () => {
  it.each([
    [2000, '01.01.26', '2026-01-01'],
    [2000, '01.01.99', '2099-01-01'],
    [1950, '01.01.49', '2049-01-01'],
    [1950, '01.01.50', '1950-01-01'],
  ])('in the hundred years from %i on, %s is %s', (century, text, day) => {
    expect(readCell({ type: 'date', formats: ['DD.MM.YY'], century }, text)).toBe(parseDay(day));
  });
});

describe('months and quarters', () => {
  it.each([
    ['MM/YYYY', 'first', '02/2024', '2024-02-01'],
    ['MM/YYYY', 'last', '02/2024', '2024-02-29'],
    ['MM/YYYY', 'last', '12/2025', '2025-12-31'],
    ['YYYY-Qn', 'first', '2026-Q4', '2026-10-01'],
    ['YYYY-Qn', 'last', '2026-Q4', '2026-12-31'],
  ] as const)('%s with the %s day: %s is %s', (format, day, text, expected) => {
    expect(readCell({ type: 'date', formats: [format], day }, text)).toBe(parseDay(expected));
  });

  it.each([
    ['MM/YYYY', '13/2026'],
    ['MM/YYYY', '00/2026'],
    ['YYYY-Qn', '2026-Q5'],
  ])('%s does not read %s', (format, text) => {
    expect(readCell({ type: 'date', formats: [format], day: 'last' }, text)).toMatch(/^!/);
  });
});

it.each([
  ['2026-W53-7', '2027-01-03'],
  ['2025-W01-1', '2024-12-30'],
  ['2025-W53-1', null],
  ['Tue, 30 June 2026', '2026-06-30'],
  ['June 30th, 2026 3:05 PM', '2026-06-30'],
  ['30JUN2026', '2026-06-30'],
  ['June 30, 2026, 14:05', '2026-06-30'],
  ['2026-06-30 14:05:31.007919+02', '2026-06-30'],
  ['2026-06-30 14:05:31.007919 UTC', '2026-06-30'],
  ['31 June 2026', null],
  ['30 Juno 2026', null],
])('reads "%s" without a format', (text, day) => {
  const value = readCell({ type: 'date' }, text);
  expect(typeof value === 'number' ? formatDay(value) : null).toBe(day);
});

it('finds as few formats as can be, and says which others would do', () => {
  const found = (texts: string[], known: string[] = []) => {
    const result = findDateForms(texts, known);
    return result && [result.forms.map(({ format }) => format), result.also.map(({ format }) => format)];
  };
  expect(found(['01/02/2026'])).toEqual([['DD/MM/YYYY'], ['MM/DD/YYYY']]);
  expect(found(['01/02/2026', '31/02/2026'])).toBeNull();
  expect(found(['01/02/2026', '12/31/2026'])).toEqual([['MM/DD/YYYY'], []]);
  expect(found(['20260415', '30.06.2026'])).toEqual([['DD.MM.YYYY', 'YYYYMMDD'], []]);
  expect(found(['20260415'], ['DD.MM.YYYY'])).toEqual([['YYYYMMDD'], []]);
  expect(found(['soon'])).toBeNull();
});

it.each([
  [['DD/MM/YYYY', 'MM/DD/YYYY'], true],
  [['DD.MM.YYYY', 'MM/DD/YYYY'], false],
  [['DD.MM.YYYY', 'YYYYMMDD', 'excel'], false],
  [['DD/MM/YY', 'YY/MM/DD'], true],
])('knows whether formats clash: %s', (formats, clash) => {
  expect(findClash(formats) !== null).toBe(clash);
});

it.each([
  [[], 'DD/MM/YYYY'],
  [['MM/DD/YYYY'], 'MM/DD/YYYY'],
])('proposes one format where cells have days both ways round (%j)', (formats, kept) => {
  const read = dateReader(fieldOf({ type: 'date', name: 'last', formats }), { decimal: '.' });
  const cells = ['13/04/2026', '04/13/2026'];
  const misfits = cells.filter((text) => isProblem(read(text)));
  const fitting = cells.filter((text) => !misfits.includes(text));
  const problem = read('13/04/2026');
  const help = isProblem(problem) ? helpOf(problem, { misfits, fitting }) : undefined;
  expect(help?.en).toContain(`fields: { last: { format: ${kept} } }, and correct the other rows`);
});

it.each([
  [['DD/MM/YYYY'], ['06/30/2026', '12/13/2025'], ['05/01/2026', '', '2026-01-31'], 'MM/DD/YYYY'],
  [['MM.DD.YYYY'], ['30.06.2026'], [], 'DD.MM.YYYY'],
  [['YYYYMMDD', 'DD/MM/YYYY'], ['12/13/2025'], ['20260105'], '[YYYYMMDD, MM/DD/YYYY]'],
])(
  'proposes the other format in place of %j where all cells can be of it',
  (formats, misfits, fitting, line) => {
    const read = dateReader(fieldOf({ type: 'date', name: 'last', formats }), { decimal: '.' });
    const problem = read(misfits[0]!);
    const help = isProblem(problem) ? helpOf(problem, { misfits, fitting }) : undefined;
    expect(help?.en).toContain(`if all are, say so in the criteria: fields: { last: { format: ${line} } }`);
    expect(help?.zh).toContain(`如果全部如此，请在标准文件中写：fields: { last: { format: ${line} } }`);
  },
);
