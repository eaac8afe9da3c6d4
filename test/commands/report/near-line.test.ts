import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { main } from '../../../src/cli.ts';
import { memoryIo } from '../../commands/memory-io.ts';

const CRITERIA = `
name: Lines
version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money }
  margin: { type: percent, optional: true }
priority: [key, target, lost, normal]
categories:
  key:
    when: { id: large, revenue: { at_least: 1m }, margin: { at_least: 10% } }
    stays_while: { revenue: { at_least: 500k } }
  target: { when: { revenue: { less_than: 0 } } }
  lost: { when: { revenue: 0 } }
  normal: { when: otherwise }
`;
const book = mkdtempSync(join(tmpdir(), 'keyaccounts-near-'));
afterAll(() => rmSync(book, { recursive: true, force: true }));

async function run(csv: string, ...args: string[]): Promise<string> {
  const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': `customer_id,revenue,margin\n${csv}` });
  const [command, ...flags] = args as [string, ...string[]];
  const code = await main([command, 'c.csv', '-c', 'c.yaml', '--quiet', ...flags], io);
  expect(code, io.said()).toBeLessThan(2);
  return io.written();
}

async function scores(csv: string, ...flags: string[]) {
  return JSON.parse(await run(csv, 'report', '--format', 'json', '--section', 'scores', ...flags)).scores;
}

it('finds key accounts that are narrowly over the lower line by which they stay', async () => {
  await run(
    'A,2000000,20%\nB,2000000,20%\n',
    'review',
    '--book',
    book,
    '--as-of',
    '2026-05-31',
    '--no-plans',
  );
  const found = await scores('A,510000,20%\nB,900000,20%\n', '--book', book, '--as-of', '2026-06-30');
  expect(found.narrowly_key.map((one: { customer_id: string }) => one.customer_id)).toEqual(['A']);
  expect(found.narrowly_key[0].line).toEqual({
    criterion: 'stays_while',
    open: 'revenue is at least 500k (0.01 to go)',
  });
  expect(found.narrowly_key_count).toEqual({ exactly: 1 });
  // Who was key before is near by the lower line, too.
  const below = await scores('A,490000,20%\nB,900000,20%\n', '--book', book, '--as-of', '2026-06-30');
  expect(below.near_misses[0]).toMatchObject({ customer_id: 'A', line: { criterion: 'stays_while' } });
});

it('counts exactly how many are near in a short list, though it names the first', async () => {
  const near = Array.from({ length: 30 }, (_, index) => `N${index},${960_000 + index},20%`);
  const far = Array.from({ length: 30 }, (_, index) => `F${index},${100_000 + index},20%`);
  const found = await scores(`${[...near, ...far].join('\n')}\n`);
  expect(found.near_misses).toHaveLength(12);
  expect(found.near_misses_count).toEqual({ exactly: 30 });
  expect(found.near_misses[0].customer_id).toBe('N29');
});

it('says of a long list only that so many are near', async () => {
  const near = Array.from({ length: 300 }, (_, index) => `N${index},${960_000 + index},20%`);
  const found = await scores(`${near.join('\n')}\n`);
  expect(found.near_misses.map((one: { customer_id: string }) => one.customer_id)).toEqual(
    Array.from({ length: 12 }, (_, index) => `N${299 - index}`),
  );
  expect(Object.keys(found.near_misses_count)).toEqual(['at_least']);
  const text = await run(`${near.join('\n')}\n`, 'report', '--section', 'overview', 'scores');
  expect(text).toContain('Develop the customers that come closest to key');
  expect(text).toMatch(/would make at least \d+ more\s+customers key/);
});
