import { expect, it } from 'vitest';
import { DIALECTS } from '../../src/sql/dialects/all.ts';
import { printQuery } from '../../src/sql/print.ts';
import { allOf, anyOf, column, compare, decimal, isSameSql, type Sql } from '../../src/sql/tree.ts';

const atLeast = (name: string, value: number): Sql => compare(column(name), '>=', decimal(String(value)));

it('writes lists that stand within each other a hundred deep', () => {
  const nested = Array.from({ length: 200 }).reduce<Sql>(
    (inner, _, depth) => (depth % 2 === 0 ? anyOf : allOf)([atLeast('units', depth), inner]),
    atLeast('revenue', 1),
  );
  const select = { columns: [{ name: 'holds', value: nested }], keeps: false, from: null };
  const text = printQuery({ table: ['customers'], steps: [], result: [select] }, DIALECTS.duckdb);
  const lines = text.split('\n').map((line) => line.trim());
  expect(lines.slice(3, 7)).toEqual(['"units" >= 199', 'AND (', '"units" >= 198', 'OR "units" >= 197']);
  expect(lines.filter((line) => line === ')').length).toBe(99);
});

it('compares expressions no further than to where they differ', () => {
  const long = Array.from({ length: 100 }).reduce<Sql>((part) => allOf([part, part]), column('a'));
  const one = anyOf([atLeast('a', 1), long]);
  expect(isSameSql(one, anyOf([atLeast('a', 2), long]))).toBe(false);
  expect(isSameSql(one, anyOf([atLeast('a', 1), long]))).toBe(true);
});
