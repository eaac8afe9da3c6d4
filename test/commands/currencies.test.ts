import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { main } from '../../src/cli.ts';
import { classify, InputError, readCriteria } from '../../src/index.ts';
import { nodeIo } from '../../src/io.ts';
import { memoryIo } from './memory-io.ts';

// Amounts of a customer file and of lines are never used together in two currencies, whichever command reads them.
const CRITERIA = `fields:
  customer_id: { type: id }
  potential: { type: money, optional: true, columns: [potential, potential (USD)] }
  revenue: { from: orders, sum: amount }
tables:
  orders: { file: orders.csv, customer: Customer, fields: { amount: { type: money, columns: [Amount] } } }
categories:
  key: { when: { revenue: { at_least: 100 } } }
  target: { when: { potential: { at_least: 100 } } }
  normal: { when: otherwise }
`;
const CUSTOMERS = 'customer_id,potential\nA,150\nB,120\n';
const ORDERS = 'Customer,Amount\nA,100\nB,50\n';
const IN_USD = CUSTOMERS.replace('potential', 'potential (USD)');
const IN_EUR = 'Customer,Amount\nA,100\nA,€100\nB,50\n';

interface Setting {
  readonly what: string;
  /** What is laid over the criteria. */
  readonly told: string;
  readonly customers?: string;
  readonly orders?: string;
  /** Where it is said; null where amounts are in one currency. */
  readonly at: RegExp | null;
  readonly currency?: string;
}

const MIXED: readonly Setting[] = [
  {
    what: 'criteria name both',
    told: 'input: { currency: USD }\ntables: { orders: { input: { currency: EUR } } }\n',
    at: /c\.yaml:\d+:\d+: .*\[mixed-currencies\]/,
    currency: 'USD',
  },
  {
    what: 'the files show both',
    told: '{}',
    customers: IN_USD,
    orders: IN_EUR,
    at: /orders\.csv:3.*: .*\[mixed-currencies\]/,
    currency: 'USD',
  },
  {
    what: 'criteria name that of the lines, and the customer file shows its own',
    told: 'tables: { orders: { input: { currency: EUR } } }\n',
    customers: IN_USD,
    at: /customers\.csv:2.*: .*\[mixed-currencies\]/,
    currency: 'EUR',
  },
  {
    what: 'a sign in one file may be the code in the other',
    told: '{}',
    customers: CUSTOMERS.replace('150', '$150'),
    orders: 'Customer,Amount\nA,CAD 100\nB,50\n',
    at: /orders\.csv:2.*: .*\[mixed-currencies\]/,
    currency: 'USD',
  },
];

const ALONE: readonly Setting[] = [
  { what: 'one is named', told: 'input: { currency: USD }', at: null, currency: 'USD' },
  { what: 'the customer file names none', told: '{}', orders: IN_EUR, at: null, currency: 'EUR' },
  {
    what: 'nothing uses the amounts of the customer file',
    told: 'fields: { potential: null, limit: { type: money, columns: [potential (USD)] } }\ncategories: { target: null }\n',
    customers: IN_USD,
    orders: IN_EUR,
    at: null,
    currency: 'EUR',
  },
];

const COMMANDS: readonly (readonly string[])[] = [
  ['classify', 'customers.csv'],
  ['classify', 'customers.csv', '--format', 'csv'],
  ['explain', 'customers.csv', 'A'],
  ['explain', 'customers.csv', '--near', '5%'],
  ['explain', 'customers.csv', '--all'],
  ['report', 'customers.csv'],
  ['audit', 'customers.csv'],
  ['calibrate', 'customers.csv', '--key-accounts', '1'],
  ['diff', 'customers.csv', '--against', 'customers.csv'],
  ['diff', 'customers.csv', '--against-as-of', '2026-05-31'],
  ['lock', 'customers.csv', '-o', 'c.lock.json'],
  ['plan', 'customers.csv', '--dry-run', '--book', 'book'],
  ['review', 'customers.csv', '--dry-run', '--book', 'book'],
  ['check', '--customers', 'customers.csv'],
];

const root = mkdtempSync(join(tmpdir(), 'keyaccounts-currencies-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const path = (name: string): string => join(root, name);

function settle({ told, customers = CUSTOMERS, orders = ORDERS }: Setting, more = '{}'): void {
  const criteria = parse(CRITERIA);
  for (const layer of [told, more]) overlay(criteria, parse(layer));
  writeFileSync(path('c.yaml'), stringify(criteria));
  writeFileSync(path('customers.csv'), customers);
  writeFileSync(path('orders.csv'), orders);
}

function overlay(base: Record<string, unknown>, layer: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(layer)) {
    const below = base[key];
    if (value === null) delete base[key];
    else if (typeof below === 'object' && typeof value === 'object')
      overlay(below as Record<string, unknown>, value as Record<string, unknown>);
    else base[key] = value;
  }
}

const outside = nodeIo();

async function run(words: readonly string[]) {
  const { out, err, said, written, holdOutput } = memoryIo({});
  const told = words.map((word) => (/\.(csv|json)$|^book$/.test(word) ? path(word) : word));
  const io = { ...outside, out, err, holdOutput };
  const code = await main([...told, '-c', path('c.yaml'), '--as-of', '2026-06-30'], io);
  return { code, said: said(), written: written() };
}

it.each(MIXED.flatMap((setting) => COMMANDS.map((words) => ({ ...setting, words }))))(
  '$words refuses two currencies where $what',
  async ({ words, ...setting }) => {
    // Absolute criteria have nothing to lock.
    settle(
      setting,
      words[0] === 'lock'
        ? '{ categories: { key: { when: { revenue: { at_least: null, top: 1 } } } } }'
        : '{}',
    );
    const { code, said, written } = await run(words);
    // What is wrong with criteria is what `check` finds.
    expect(`${said}${written}`).toMatch(setting.at!);
    expect(`${said}${written}`.match(/mixed-currencies/g)).toHaveLength(1);
    expect(code).not.toBe(0);
  },
);

it.each(MIXED)('the help ends it where $what', async (setting) => {
  settle(setting);
  const { said } = await run(['classify', 'customers.csv']);
  const line = /in the criteria:\s+(.+ \})/s.exec(said)![1]!;
  settle(setting, line.replaceAll('RATE', '0.5'));
  const { code, said: then, written } = await run(['classify', 'customers.csv']);
  expect([code, then.includes('error')]).toEqual([0, false]);
  expect(written).toMatch(new RegExp(`^currency +${setting.currency}\\b`, 'm'));
});

it('converts amounts without a sign from the currency of their table, and what is in another one twice', async () => {
  const told = `input: { currency: USD, rates: { EUR: 1.25 } }
tables: { orders: { input: { currency: EUR, rates: { GBP: 1.2 } } } }
`;
  settle({ what: '', told, at: null, orders: 'Customer,Amount\nA,100\nA,£100\nA,$1\nB,€50\n' });
  const { written } = await run(['classify', 'customers.csv', '--format', 'csv']);
  expect(written).toMatch(/^A,.*\b276,/m);
  expect(written).toMatch(/^B,.*\b62\.5,/m);
});

it.each(ALONE)('names the currency where $what', async (setting) => {
  settle(setting);
  const { code, written } = await run(['classify', 'customers.csv']);
  expect(code).toBe(0);
  expect(written).toMatch(new RegExp(`^currency +${setting.currency}\\b`, 'm'));
});

it.each(MIXED)('the library refuses two currencies where $what', async (setting) => {
  settle(setting);
  const read = async () => {
    const criteria = await readCriteria(path('c.yaml'));
    for await (const _ of classify(path('customers.csv'), criteria, { asOf: '2026-06-30' }));
  };
  const thrown = await read().catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(InputError);
  expect((thrown as InputError).diagnostics.map(({ code }) => code)).toEqual(['mixed-currencies']);
});

async function keyAccounts(told: string, amount: string) {
  const criteria = `fields: { customer_id: { type: id }, potential: { type: money } }
categories: { key: { when: { potential: { at_least: ${amount} } } }, normal: { when: otherwise } }
`;
  writeFileSync(path('c.yaml'), `${told}\n${criteria}`);
  writeFileSync(path('customers.csv'), 'customer_id,potential\nA,€5\nB,€6\nC,€2\n');
  const { code, said, written } = await run(['classify', 'customers.csv', '--format', 'csv']);
  const ids = written.split('\n').flatMap((line) => (/,key,/.test(line) ? [line.charAt(0)] : []));
  return { code, said, ids: ids.join('') };
}

it.each([
  ['input: { currency: EUR, rates: { USD: 0.5 } }', '$6', 'AB'],
  ['input: { currency: EUR, rates: { USD: 0.5 } }', '10.02 USD', 'B'],
  ['input: { currency: EUR, rates: { USD: 0.5 } }', '€6', 'B'],
  ['input: { currency: EUR, rates: { USD: 0.5 } }', '3', 'AB'],
  ['', '6 EUR', 'B'],
])('with %s compares amounts with %s in one currency', async (told, amount, ids) => {
  expect(await keyAccounts(told, amount)).toMatchObject({ code: 0, ids });
});

it.each([
  ['input: { currency: EUR, rates: { CAD: 0.6 } }', '6 USD'],
  ['', '6 USD'],
])('with %s refuses to compare with %s, and the help ends it', async (told, amount) => {
  const { code, said } = await keyAccounts(told, amount);
  expect(code).toBe(2);
  expect(said).toMatch(/c\.yaml:\d+:\d+: .*\[mixed-currencies\]/);
  const line = /in the criteria:\s+(.+ \})/s.exec(said)![1]!;
  expect(await keyAccounts(line.replaceAll('RATE', '0.5'), amount)).toMatchObject({
    code: 0,
    ids: 'AB',
  });
});
