import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli.ts';
import { ROOT } from '../../case-folders.ts';
import { memoryIo } from '../../commands/memory-io.ts';

const FILES = {
  'criteria/default.yaml': readFileSync(join(ROOT, 'criteria', 'default.yaml'), 'utf8'),
  'criteria/relative.yaml': readFileSync(join(ROOT, 'criteria', 'relative.yaml'), 'utf8'),
  'default.yaml': readFileSync(join(ROOT, 'criteria', 'default.yaml'), 'utf8'),
  'sample.csv': readFileSync(join(ROOT, 'fixtures', 'customers', 'sample.csv'), 'utf8'),
};

async function run(...args: string[]): Promise<string> {
  const io = memoryIo(FILES);
  expect(await main([...args, '--quiet'], io), io.said()).toBe(0);
  return io.written();
}

test('sums agree with classify', async () => {
  const report = JSON.parse(await run('report', 'sample.csv', '--format', 'json')).overview;
  const { summary } = JSON.parse(await run('classify', 'sample.csv', '--format', 'json'));
  for (const name of ['key', 'normal', 'target', 'lost']) {
    const { customers, revenue } = report.categories[name];
    expect({ customers, revenue }, name).toEqual(summary.categories[name]);
  }
  expect(report.total).toMatchObject(summary.total);
});

test('the list of customers has the key accounts first, and then as many others as have room', async () => {
  const rows = Array.from({ length: 2600 }, (_, at) => ({
    id: `C${String(at).padStart(4, '0')}`,
    revenue: (at * 7919) % 2600,
    isKey: at % 7 === 0,
  }));
  const files = {
    'c.yaml': `
fields: { customer_id: { type: id }, status: { type: text }, revenue: { type: money } }
categories: { key: { when: { status: key } }, normal: { when: otherwise } }
`,
    'c.csv': `customer_id,status,revenue\n${rows
      .map(({ id, revenue, isKey }) => `${id},${isKey ? 'key' : 'other'},${revenue}`)
      .join('\n')}\n`,
  };
  const io = memoryIo(files);
  const flags = ['-c', 'c.yaml', '--format', 'json', '--section', 'customers', '--quiet'];
  expect(await main(['report', 'c.csv', ...flags], io), io.said()).toBe(0);
  const { listed } = JSON.parse(io.written()).customers;
  const sorted = rows.sort((a, b) => Number(b.isKey) - Number(a.isKey) || b.revenue - a.revenue);
  expect(listed.map((one: { customer_id: string }) => one.customer_id)).toEqual(
    sorted.slice(0, 2000).map(({ id }) => id),
  );
});

// Looking closely only at whom a rough margin puts near the line loses nobody who is.
test.each(['default', 'relative'])('near misses are those of explain --near (%s)', async (criteria) => {
  const flags = ['-c', `criteria/${criteria}.yaml`, '--format', 'json'];
  const { scores } = JSON.parse(await run('report', 'sample.csv', ...flags));
  const { near } = JSON.parse(await run('explain', 'sample.csv', '--near', '5%', ...flags));
  const first = (key: boolean): string[] =>
    near
      .filter((one: { category: string }) => one.category !== 'lost' && (one.category === 'key') === key)
      .slice(0, 12)
      .map((one: { customer_id: string }) => one.customer_id);
  const ids = (list: { customer_id: string }[]): string[] => list.map((one) => one.customer_id);
  expect(ids(scores.near_misses)).toEqual(first(false));
  expect(ids(scores.narrowly_key)).toEqual(first(true));
});

// What was sold in a year that is over is named only where nothing that can still be done is as near.
test('a near miss lacks what its criterion asks for today', async () => {
  const { scores } = JSON.parse(await run('report', 'sample.csv', '--format', 'json'));
  const told = (scores.near_misses as NearMiss[]).map((one) => [
    one.customer_id,
    one.change.field,
    one.line?.criterion,
    one.line?.open,
  ]);
  expect(told.slice(0, 3)).toEqual([
    ['P-11', 'revenue', 'base-business', 'revenue is at least 10m (0.01 to go)'],
    ['P-07', 'revenue', 'large-and-growing', 'growth of revenue is at least 15% (0.0000002 points to go)'],
    ['P-08', 'revenue', 'large-and-growing', 'revenue is at least 5m (0.01 to go)'],
  ]);
  expect(told.filter(([, field]) => field!.startsWith('prior_'))).toEqual([]);
  // Of a key account what the change would break.
  const held = (scores.narrowly_key as NearMiss[]).map((one) => [
    one.customer_id,
    one.line?.criterion,
    one.line?.open,
  ]);
  expect(held[0]).toEqual(['P-01', 'base-business', 'margin is at least 10% (0.00000001 points to go)']);
});

interface NearMiss {
  readonly customer_id: string;
  readonly change: { readonly field: string };
  readonly line: { readonly criterion: string; readonly open: string } | null;
}

test('another order of the rows gives the same report', async () => {
  const [header, ...rows] = splitRows(FILES['sample.csv']);
  const turned = [header, ...rows.reverse()].join('\n');
  const show = async (csv: string): Promise<object> => {
    const io = memoryIo({ ...FILES, 'sample.csv': csv });
    await main(['report', 'sample.csv', '--format', 'json', '--quiet'], io);
    // Only what is said of the file itself knows its lines.
    const report = JSON.parse(io.written(), (name, value) => (name === 'line' ? null : value));
    return { ...report, data_sha256: null, data: null };
  };
  expect(await show(`${turned}\n`)).toEqual(await show(FILES['sample.csv']));
});

// The sample has line breaks within quotes.
function splitRows(csv: string): string[] {
  const rows: string[] = [];
  for (const line of csv.trimEnd().split('\n')) {
    const last = rows.at(-1);
    if (last !== undefined && (last.split('"').length - 1) % 2 === 1)
      rows[rows.length - 1] = `${last}\n${line}`;
    else rows.push(line);
  }
  return rows;
}

test('a table of the largest says of both amounts what the same customers make', async () => {
  const csv = `customer_id,revenue,gross_profit,status,prior_revenue,last_order\n${Array.from(
    { length: 20 },
    (_, index) =>
      // Of every other customer the profit is not known.
      [`C${index}`, 1000 - index * 10, index % 2 === 0 ? 100 : '', 'active,1000,2026-06-01'].join(','),
  ).join('\n')}\n`;
  const io = memoryIo({ ...FILES, 'half.csv': csv });
  const flags = ['--format', 'html', '--section', 'concentration', '--quiet'];
  expect(await main(['report', 'half.csv', ...flags], io), io.said()).toBe(0);
  const rows = [...io.written().matchAll(/<tr><th scope="row" class="k" data-v="[\d.]+">.*?<\/tr>/g)].map(
    ([row]) => [...row.matchAll(/data-v="([\d.]+)"/g)].map(([, value]) => Number(value)),
  );
  // Of 20 the largest four make 40 % of the profit that is known of ten, the largest ten all of it.
  expect(rows.map(([part, customers, , profit]) => [part, customers, profit])).toEqual([
    [0.01, 1, 0.1],
    [0.05, 1, 0.1],
    [0.1, 2, 0.2],
    [0.2, 4, 0.4],
    [0.3, 6, 0.6],
    [0.5, 10, 1],
    [1, 20, 1],
  ]);
});

test('who is a placeholder is no account manager', async () => {
  const { units } = JSON.parse(await run('report', 'sample.csv', '--format', 'json', '--section', 'units'));
  const names = units.account_managers.map(({ name }: { name: string | null }) => name);
  expect(names).not.toContain('TBD');
  expect(names.filter((name: string | null) => name === null)).toHaveLength(1);
});

test('a report without a manager in its criteria does not say that each has one', async () => {
  const criteria = `
name: Bare
version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money }
  on_time_rate: { type: percent, optional: true }
priority: [key, target, lost, normal]
categories:
  key: { when: { revenue: { at_least: 1 } } }
  target: { when: { revenue: { less_than: 0 } } }
  lost: { when: { revenue: 0 } }
  normal: { when: otherwise }
checks:
  - { id: on-time, for: key, expect: { on_time_rate: { at_least: 95% } }, severity: error }
`;
  const show = async (csv: string): Promise<{ text: string }[]> => {
    const io = memoryIo({ 'bare.yaml': criteria, 'bare.csv': csv });
    await main(
      ['report', 'bare.csv', '-c', 'bare.yaml', '--format', 'json', '--section', 'overview', '--quiet'],
      io,
    );
    return JSON.parse(io.written()).overview.actions;
  };
  expect((await show('customer_id,revenue,on_time_rate\nA,1000,\n')).map(({ text }) => text)).toEqual([
    'Fill in what the checks of 1 key account ask for',
  ]);
  expect(await show('customer_id,revenue,on_time_rate\nA,1000,99%\n')).toEqual([]);
});
