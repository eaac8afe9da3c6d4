import { expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from '../commands/memory-io.ts';

// Units go by a field of the company's, which their own files do not name; revenue is calculated.
const COMPANY = `
version: "1"
fields:
  customer_id: { type: id }
  net: { type: money }
  services: { type: money }
  division: { type: text }
  region: { type: text }
derived:
  revenue: net + services
priority: [key, lost, target, normal]
categories:
  key: { when: { revenue: { at_least: 100 } } }
  lost: { when: { net: { less_than: 0 } } }
  target: { when: { net: 0 } }
  normal: { when: otherwise }
units: { by: division, criteria: { East: east.yaml } }
`;
const EAST = `
version: "1"
derived:
  add_on: services / net
categories:
  key: { when: { add_on: { at_least: 50% }, revenue: { at_least: 30 } } }
`;
const CUSTOMERS = `customer_id,net,services,division,region
A,90,20,West,N
B,40,30,East,N
C,50,10,East,S
D,10,1,West,S
`;

async function run(...line: readonly string[]) {
  const io = memoryIo({ 'c.yaml': COMPANY, 'east.yaml': EAST, 'c.csv': CUSTOMERS });
  const [command, ...flags] = line;
  const told = ['c.csv', '-c', 'c.yaml', '--as-of', '2026-06-30', '--quiet', '--format', 'json'];
  const code = await main([command!, ...told, ...flags], io);
  expect(code, io.said()).toBeLessThan(2);
  return JSON.parse(io.written());
}

test('a customer under the criteria of a unit is of that unit in lists and totals', async () => {
  const { units } = await run('report', '--section', 'units');
  expect(
    units.business_units.map((one: { name: string; revenue: number }) => [one.name, one.revenue]),
  ).toEqual([
    ['East', 130],
    ['West', 121],
  ]);
});

test('revenue that is calculated adds up like any other', async () => {
  const { summary } = await run('classify');
  expect(summary.total).toEqual({ customers: 4, revenue: 251 });
  expect(summary.categories.key).toEqual({ customers: 2, revenue: 180 });
  const { now } = await run('calibrate', '--key-accounts', '2');
  expect(now).toMatchObject({ key_accounts: 2, revenue: 180, revenue_of_all: 251 });
  const { matrix } = await run('diff', '--against-criteria', 'c.yaml');
  expect(matrix.map((one: { from: string; revenue: number }) => [one.from, one.revenue])).toEqual([
    ['key', 180],
    ['normal', 71],
  ]);
});
