import { expect, it, vi } from 'vitest';
import { bindFields, columnName, distinctNames } from '../../src/fields/bind.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { fieldOf } from './fields.ts';

const id = fieldOf({ type: 'id', name: 'id', columns: ['customer_id', '客户编号'] });
const revenue = fieldOf({ type: 'money', name: 'revenue', slot: 1, columns: ['Revenue 12m', '销售额'] });
const potential = fieldOf({ type: 'money', name: 'potential', slot: 2, optional: true });
const fields = [id, revenue, potential];

it.each([
  [
    ['customer_id', 'Revenue 12m'],
    [0, 1, null],
  ],
  [
    ['\ufeff CUSTOMER_ID ', 'revenue\u00a0 12M', 'Potential'],
    [0, 1, 2],
  ],
  [
    ['销售额', '', '', '客户编号'],
    [3, 0, null],
  ],
  [
    ['ｃｕｓｔｏｍｅｒ＿ｉｄ', 'Revenue 12m', '__proto__'],
    [0, 1, null],
  ],
])('binds %j', (header, columns) => {
  expect(bindFields(fields, header, 'c.csv', 1)).toEqual({ value: { columns }, diagnostics: [] });
});

it('finds a column without a name by its place', () => {
  const third = fieldOf({ type: 'text', name: 'third', slot: 1, columns: ['#3'] });
  expect(bindFields([id, third], ['customer_id', '', ' '], 'c.csv', 1).value).toEqual({ columns: [0, 2] });
  expect(columnName(['customer_id', '', ' '], 2)).toBe('#3');
});

it('lets two fields read one column', () => {
  const twin = fieldOf({ type: 'text', name: 'twin', slot: 1, columns: ['customer_id'] });
  expect(bindFields([id, twin], ['customer_id'], 'c.csv', 1).value).toEqual({ columns: [0, 0] });
});

it.each([
  [['customer_id', 'Revenue 12m', '销售额'], ['duplicate-column 销售额']],
  [['customer_id', 'Revenue 12m', 'revenue 12m'], ['duplicate-header revenue 12m']],
  [
    ['id', 'Sales'],
    ['missing-column -', 'missing-column -'],
  ],
])('reports what is wrong with %j', (header, found) => {
  const { value, diagnostics } = bindFields(fields, header, 'c.csv', 3);
  expect(value).toBeNull();
  expect(
    diagnostics.map(({ code, at }) => `${code} ${at.kind === 'cell' ? (at.column ?? '-') : '?'}`),
  ).toEqual(found);
  expect(diagnostics.map(lineOf)).toEqual(found.map(() => 3));
});

it('splits the header by other signs once, however many columns are missing', () => {
  const many = Array.from({ length: 20 }, (_, slot) => fieldOf({ type: 'text', name: `f${slot}`, slot }));
  const header = ['x', 'y'];
  const split = vi.spyOn(header, 'flatMap');
  const dialect = { encoding: 'utf-8', delimiter: ',', detected: false } as const;
  expect(bindFields(many, header, 'c.csv', 1, dialect).diagnostics.length).toBe(20);
  expect(split.mock.calls.length).toBeLessThan(5);
});

it('passes repeated names over that no field needs, and takes the one that is told', () => {
  const second = fieldOf({ type: 'text', name: 'second', slot: 1, columns: ['X#2'] });
  const header = ['customer_id', 'x', 'X', ' x'];
  expect(bindFields([id], header, 'c.csv', 1)).toEqual({ value: { columns: [0] }, diagnostics: [] });
  expect(bindFields([id, second], header, 'c.csv', 1).value).toEqual({ columns: [0, 2] });
  expect(bindFields([id, second], [...header, 'x#2'], 'c.csv', 1).value).toEqual({ columns: [0, 4] });
});

it.each([
  [1, 'x#1'],
  [2, 'X#2'],
  [0, 'customer_id'],
])('names column %i so that it is found again', (column, name) => {
  const header = ['customer_id', 'x', 'X'];
  expect(columnName(header, column)).toBe(name);
  const field = fieldOf({ type: 'text', name: 'field', slot: 0, columns: [name] });
  expect(bindFields([field], header, 'c.csv', 1).value).toEqual({ columns: [column] });
});

it('gives every column a name of its own by which it is found', () => {
  const header = ['customer_id', 'x', '', ' X', ''];
  const names = distinctNames(header);
  expect(names).toEqual(['customer_id', 'x#1', '#3', 'X#2', '#5']);
  const places = names.map((name) => {
    const field = fieldOf({ type: 'text', name: 'field', slot: 0, columns: [name] });
    return bindFields([field], header, 'c.csv', 1).value!.columns[0];
  });
  expect(places).toEqual([0, 1, 2, 3, 4]);
});

it.each([
  [['customer_id', 'Revenue12m'], /did you mean the column "Revenue12m"/],
  [['customer_id', 'Name', ''], /^the file has: customer_id, Name; /],
])('helps with %j', (header, help) => {
  expect(bindFields(fields, header, 'c.csv', 1).diagnostics[0]!.help).toMatchObject({
    en: expect.stringMatching(help),
  });
});

it('suggests a column that nothing reads before one that is taken', () => {
  const prior = fieldOf({ type: 'money', name: 'prior', slot: 1, columns: ['revenue_2024'] });
  const now = fieldOf({ type: 'money', name: 'now', columns: ['revenue_2025'] });
  const { diagnostics } = bindFields([now, prior], ['revenue_2025', 'Revenue 2023'], 'c.csv', 1);
  expect(diagnostics[0]!.help).toMatchObject({ en: expect.stringMatching(/"Revenue 2023"/) });
});

it('advises to leave out a column that may be missing, but never the id', () => {
  const helps = bindFields(fields, ['customer_idd', 'Revenue12m'], 'c.csv', 1).diagnostics.map(({ help }) =>
    help!.en.includes('optional: true'),
  );
  expect(helps).toEqual([false, true]);
});

function lineOf({ at }: Diagnostic): number {
  return at.kind === 'cell' ? at.line : 0;
}

it('proposes a column whose name has a line break as YAML writes it', () => {
  const { diagnostics } = bindFields([revenue], ['Revenue\n12 m'], 'c.csv', 1);
  expect(diagnostics[0]!.help!.en).toContain('the column "Revenue\\n12 m"?');
});
