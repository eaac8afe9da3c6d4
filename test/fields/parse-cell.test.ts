import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../src/fields/amount.ts';
import { parseDay } from '../../src/fields/day.ts';
import { cellReader, exactDecimal, readLater } from '../../src/fields/parse-cell.ts';
import { fieldOf, readCell } from './fields.ts';

it.each([
  [{ type: 'date' }, '="2026-01-05"', parseDay('2026-01-05')],
  [{ type: 'flag' }, '="yes"', 1],
  [{ type: 'choice', values: new Map([['a', []]]) }, '="a"', 'a'],
  [{ type: 'money' }, '=""', null],
  [{ type: 'flag' }, ' =""', null],
] as const)('a field of %j reads %s, which is wrapped for spreadsheets, as %s', (field, text, value) => {
  expect(readCell(field, text)).toBe(value);
});

describe('dates', () => {
  it.each([
    [null, '2026-06-30', '2026-06-30'],
    [null, ' 2026/6/3 ', '2026-06-03'],
    [null, '2026.06.30', '2026-06-30'],
    [null, '2026年6月30日', '2026-06-30'],
    [null, '２０２６-０６-３０', '2026-06-30'],
    [null, '2026-06-30T23:59:59Z', '2026-06-30'],
    [null, '2026-06-30T23:59:59.123+08:00', '2026-06-30'],
    [null, '2026-06-30 00:00:00', '2026-06-30'],
    [null, '2026/6/30 3:05 PM', '2026-06-30'],
    [null, '2026-06-30 24:00', '2026-06-30'],
    [null, '2026-06-30 23:59:60', '2026-06-30'],
    ['DD/MM/YYYY', '03/02/2026', '2026-02-03'],
    ['DD/MM/YYYY', '3/2/2026', '2026-02-03'],
    ['MM/DD/YYYY', '03/02/2026', '2026-03-02'],
    ['DD.MM.YYYY', '03.02.2026 00:00', '2026-02-03'],
    ['YYYYMMDD', '20260203', '2026-02-03'],
    // As days of a spreadsheet come, whatever the same export writes as CSV.
    ['DD/MM/YYYY', '2026-02-03', '2026-02-03'],
    ['excel', '2026-02-03 13:05:00', '2026-02-03'],
    ['excel', '46203', '2026-06-30'],
    ['excel', '46203.75', '2026-06-30'],
    ['excel', '1', '1900-01-01'],
    ['excel', '61', '1900-03-01'],
  ])('with format %s reads "%s" as %s', (format, text, day) => {
    expect(readCell({ type: 'date', formats: format === null ? [] : [format] }, text)).toBe(parseDay(day));
    expect(
      exactDecimal(text, fieldOf({ type: 'date', formats: format === null ? [] : [format] }), {
        decimal: '.',
      }),
    ).toBe(String(parseDay(day)));
  });

  it.each([
    [null, '2024-02-30', /calendar has no such day/],
    [null, '2026-06/30', /^! a date such as 2026-06-30/],
    [null, '2026-06-30 tomorrow', /^! a date such as 2026-06-30/],
    [null, '2026-06-30 25:00', /^! a date such as 2026-06-30/],
    [null, '2026-06-30 23:61', /^! a date such as 2026-06-30/],
    [null, '2026-06-30T23:59:61', /^! a date such as 2026-06-30/],
    ['DD.MM.YYYY', '30.06.2026 24:01', /^! a date written as DD/],
    [null, '03/02/2026', /or MM\/DD\/YYYY.*format: DD\/MM\/YYYY \}/],
    [null, '30.06.2026', /: fields: \{ date: \{ format: DD\.MM\.YYYY \} \}$/],
    [null, '06/30/2026', /: fields: \{ date: \{ format: MM\/DD\/YYYY \} \}$/],
    [null, '03/02/26', /format: DD\/MM\/YY, century: 2000/],
    [null, '46203', /format: excel/],
    [null, '20260630', /format: YYYYMMDD/],
    [null, '0000-00-00', /blanks: \["0000-00-00"\]/],
    [null, 'N/A', /blanks: \["N\/A"\]/],
    ['DD/MM/YYYY', '31/02/2026', /^! a date written as DD\/MM\/YYYY/],
    ['YYYY.DD.MM', '2026-02-03', /^! a date written as YYYY/],
    ['DD/MM/YYYY', '03-02-2026', /^! a date written as/],
    ['DD.MM.YYYY', '03x02x2026', /^! a date written as/],
    ['excel', '60', /^! a date written as excel/],
    ['excel', '0', /^! a date written as excel/],
    ['excel', '46,203', /^! a date written as excel/],
    ['excel', '9999999', /^! a date written as excel/],
  ])('with format %s refuses "%s"', (format, text, problem) => {
    expect(readCell({ type: 'date', formats: format === null ? [] : [format] }, text)).toMatch(problem);
  });

  it('reads the decimal comma of serial dates', () => {
    expect(readCell({ type: 'date', formats: ['excel'] }, '46203,75', ',')).toBe(parseDay('2026-06-30'));
  });
});

describe('flags', () => {
  it.each([
    ['yes', 1],
    [' TRUE ', 1],
    ['1', 1],
    ['Ｙ', 1],
    ['是', 1],
    ['No', 0],
    ['false', 0],
    ['0', 0],
    ['n', 0],
    ['否', 0],
    ['  ', null],
  ])('reads "%s" as %s', (text, value) => {
    expect(readCell({ type: 'flag' }, text)).toBe(value);
    expect(readCell({ type: 'flag' }, text)).toBe(value);
  });

  it.each(['Z', '2', 'maybe', 'N/A', '1.0'])('refuses "%s"', (text) => {
    expect(readCell({ type: 'flag' }, text)).toMatch(/^! yes or no/);
  });
});

describe('choices', () => {
  const values = new Map([
    ['active', ['在用', 'live']],
    ['closed', ['已关闭']],
    ['need ended', []],
    ['N/A', []],
  ]);

  it.each([
    ['active', 'active'],
    [' ACTIVE\u00a0', 'active'],
    ['ａｃｔｉｖｅ', 'active'],
    ['在用', 'active'],
    ['Live', 'active'],
    ['Need  ended', 'need ended'],
    ['n/a', 'N/A'],
    ['', null],
    ['\u3000', null],
  ])('reads "%s" as %s', (text, value) => {
    expect(readCell({ type: 'choice', values }, text)).toBe(value);
  });

  it.each([
    ['actve', /^! one of active, closed, need ended, N\/A \| did you mean "active"\?.*actve/],
    ['-', /blanks: \["-"\]/],
    ['__proto__', /^! one of/],
  ])('refuses "%s"', (text, problem) => {
    expect(readCell({ type: 'choice', values }, text)).toMatch(problem);
  });

  it('keeps apart values that differ only in case', () => {
    const cased = new Map([
      ['A', []],
      ['a', []],
    ]);
    expect([
      readCell({ type: 'choice', values: cased }, 'A'),
      readCell({ type: 'choice', values: cased }, 'a'),
    ]).toEqual(['A', 'a']);
  });
});

it('speaks of a dash that may mean zero in columns of numbers only', () => {
  const speaks = (type: 'money' | 'percent' | 'date' | 'flag' | 'choice'): boolean =>
    String(readCell({ type }, '-')).includes('zeros');
  expect((['money', 'percent', 'date', 'flag', 'choice'] as const).map(speaks)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

describe('ids and text', () => {
  it.each([
    ['00123', '00123'],
    [' \ufeffA-1\u200b', 'A-1'],
    ['e\u0301', 'é'],
    ['中文 客户', '中文 客户'],
    ['a\u200bb', 'a\u200bb'],
    ["'-5", '-5'],
    ["'=1+1", '=1+1'],
    ["'  @x", '@x'],
    ["'s Gravenhage", "'s Gravenhage"],
    ['１２', '１２'],
    ['N/A', 'N/A'],
    ['#1', '#1'],
    ['1E5', '1E5'],
    [' \t ', null],
  ])('reads %j as %j', (text, value) => {
    expect(readCell({ type: 'id' }, text)).toBe(value);
    expect(readCell({ type: 'text' }, text)).toBe(value);
  });

  it.each([
    ['id', '1.23457E+11', /shortened a long id/],
    ['id', '2E+05', /shortened a long id/],
    ['id', '#REF!', /spreadsheet's own error/],
    ['text', '#N/A', /spreadsheet's own error/],
  ] as const)('refuses a %s "%s"', (type, text, problem) => {
    expect(readCell({ type }, text)).toMatch(problem);
  });
});

it('has an exact decimal for flags and none for text', () => {
  expect(exactDecimal('是', fieldOf({ type: 'flag' }), { decimal: '.' })).toBe('1');
  expect(exactDecimal('12', fieldOf({ type: 'id' }), { decimal: '.' })).toBeNull();
});

it('reads a text later only where nothing can be wrong with it, and an id only where it is there', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      '#N/A',
      ' #REF!',
      '="#N/A"',
      "'#N/A",
      '####',
      '\ufeff#N/A',
      '＃N/A',
      '客户',
      'C 1',
      '1.2E+15',
      ' ',
    ),
  );
  const [name, id] = (['text', 'id'] as const).map((type) => fieldOf({ type }));
  fc.assert(
    fc.property(text, (cell) => {
      const bytes = Buffer.from(cell);
      const read = bytes.toString();
      if (readLater(name!, { decimal: '.' })!(bytes, 0, bytes.length))
        expect(isProblem(cellReader(name!, { decimal: '.' })(read))).toBe(false);
      if (readLater(id!, { decimal: '.' })!(bytes, 0, bytes.length))
        expect(cellReader(id!, { decimal: '.' })(read)).toBe(read);
    }),
    { numRuns: 1000 },
  );
});
