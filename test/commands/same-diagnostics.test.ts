import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { nodeIo } from '../../src/io.ts';
import { memoryIo } from './memory-io.ts';

// What is said of the input hangs neither on the command, nor on whether criteria are absolute, relative or locked.
const KINDS = { absolute: 'at_least: 100', relative: 'top: 2', locked: 'top: 2' };
const criteria = (key: string, least: number): string => `name: Test
version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money }
  forgotten: { type: number, optional: true }
categories:
  key: { when: { revenue: { ${key} } } }
  target: { when: { revenue: { at_least: ${least} } } }
  normal: { when: otherwise }
`;
const CUSTOMERS = 'customer_id,revenue\nA,150\nB,120\nC,60\nd1,40\nD1,30\n';
const OLDER = 'customer_id,revenue\nA,50\nB,120\nC,60\nE,40\n';
const OVERRIDES = `customer_id,category,reason,author,expires
ZZ,key,left long ago,Ann Reed,2026-12-31
C,key,was promised,Ann Reed,2026-01-31
A,key,is one anyway,Ann Reed,2026-12-31
`;

const OF_CUSTOMERS = ['look-alike-ids', 'unused-name'];
const OF_BOOK = ['expired-override', 'idle-override', 'unknown-override'];
const COMMANDS: readonly string[][] = [
  ['classify'],
  ['classify', '--format', 'csv'],
  ['explain', 'A'],
  ['explain', '--near', '5%'],
  ['explain', '--all'],
  ['report'],
  ['audit'],
  ['calibrate', '--key-accounts', '1'],
];
const IN_BOOK_ONLY: readonly string[][] = [
  ['plan', '--dry-run'],
  ['review', '--dry-run', '--max-gone', '100%'],
  ['diff'],
];
const COMPARISONS: readonly string[][] = [
  ['diff', '--against', 'older.csv'],
  ['diff', '--against-criteria', 'other.yaml'],
  ['diff', '--against-as-of', '2026-05-31'],
];

// Absolute criteria have nothing to lock.
const LOCK = ['lock', '-o', 'other.lock.json'];

const root = mkdtempSync(join(tmpdir(), 'keyaccounts-diagnostics-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(Object.entries(KINDS))('%s criteria', (kind, key) => {
  const folder = join(root, kind);
  const path = (name: string): string => join(folder, name);
  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(path('c.yaml'), criteria(key, 50));
    writeFileSync(path('other.yaml'), criteria(key, 55).replace(/.*forgotten.*\n/, ''));
    writeFileSync(path('customers.csv'), CUSTOMERS);
    writeFileSync(path('older.csv'), OLDER);
    if (kind === 'locked') await codesOf(['lock', 'customers.csv'], folder);
    await codesOf(['review', 'older.csv', '--book', 'book', '--as-of', '2026-05-31'], folder);
    writeFileSync(path('book/overrides.csv'), OVERRIDES);
  });

  it.each([...COMMANDS, ...IN_BOOK_ONLY, ...COMPARISONS].map((words) => ({ words })))(
    '$words, in a book',
    async ({ words: [command, ...flags] }) => {
      const codes = await codesOf([command!, 'customers.csv', ...flags, '--book', 'book'], folder);
      expect(codes).toEqual([...OF_BOOK, ...OF_CUSTOMERS].sort());
    },
  );

  it.each([...COMMANDS, ...COMPARISONS, ...(kind === 'absolute' ? [] : [LOCK])].map((words) => ({ words })))(
    '$words',
    async ({ words: [command, ...flags] }) => {
      expect(await codesOf([command!, 'customers.csv', ...flags], folder)).toEqual(OF_CUSTOMERS);
    },
  );

  it.each([['plan', '--dry-run'], ['audit'], ['report'], ['review', '--dry-run', '--max-gone', '100%']])(
    '%s says only errors with --quiet',
    async (command, ...flags) => {
      const broken = path('book/plans/X.md');
      mkdirSync(path('book/plans'), { recursive: true });
      writeFileSync(broken, '---\naccount: X\nstatus: asleep\n---\n');
      const codes = await codesOf([command, 'customers.csv', ...flags, '--book', 'book', '-q'], folder);
      rmSync(broken);
      expect(codes).toEqual(['bad-plan-value']);
    },
  );

  it('diff tells what is to be said of the older criteria, too', async () => {
    writeFileSync(path('before.yaml'), criteria(key, 55));
    const words = ['diff', 'customers.csv', '--against-criteria', 'before.yaml'];
    expect(await codesOf(words, folder)).toEqual([...OF_CUSTOMERS, 'unused-name']);
    expect(await codesOf([...words, '--against', 'older.csv'], folder)).toEqual([
      ...OF_CUSTOMERS,
      'unused-name',
    ]);
  });
});

const outside = nodeIo();

/** The codes of what a run said of its input; names of files are in the folder. */
async function codesOf(words: readonly string[], folder: string): Promise<string[]> {
  const { out, err, said } = memoryIo({});
  const inFolder = (word: string): string =>
    /\.(csv|yaml|json)$|^book$/.test(word) ? join(folder, word) : word;
  const io = { ...outside, out, err, holdOutput: memoryIo({}).holdOutput };
  const asOf = words.includes('--as-of') ? [] : ['--as-of', '2026-06-30'];
  const code = await main([...words.map(inFolder), '-c', join(folder, 'c.yaml'), ...asOf], io);
  if (code === 2) throw new Error(said());
  return [...said().matchAll(/\[([a-z-]+)\]/g)].map((found) => found[1]!).sort();
}
