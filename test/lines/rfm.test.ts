import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runClassify } from '../../src/commands/classify/run.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { memoryIo } from '../commands/memory-io.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/rfm/${name}`, import.meta.url), 'utf8');
}

function rowsOf(csv: string): string[][] {
  return csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
}

it.each([
  ['steady', '2026-06-30'],
  ['records', '1998-06-30'],
])('orders are scored as by rfm_table_order() of R: %s', async (name, asOf) => {
  const io = memoryIo({ 'c.yaml': fixture('criteria.yaml'), 'orders.csv': fixture(`${name}.csv`) });
  await runClassify(
    NO_CUSTOMER_FILE,
    {
      criteria: 'c.yaml',
      table: ['orders=orders.csv'],
      asOf,
      format: 'csv',
      prefix: '',
      lang: 'en',
      quiet: true,
    },
    io,
  );
  const scored = rowsOf(io.written()).map(([id, , count, amount, , , , ...points]) =>
    [id, count, Number(amount).toFixed(2), ...points.map((point) => Number(point) / 25 + 1)].join(' '),
  );
  const expected = rowsOf(fixture(`${name}-scores.csv`)).map(([id, , ...row]) =>
    [id, ...row.slice(0, -1)].join(' '),
  );
  expect(scored.sort()).toEqual(expected.sort());
});
