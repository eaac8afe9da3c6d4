import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { guardFiles } from '../../src/commands/run/guard-files.ts';
import { unheardIo } from '../io/unheard.ts';
import { memoryIo } from './memory-io.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaccounts-guard-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  symlinkSync(join(folder, 'in.csv'), join(folder, 'link.csv'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILES = {
  'in.csv': 'customer_id,revenue\nA,10\nB,much\n',
  'c.yaml': `name: Guarded
version: "1"
fields: { customer_id: { type: id }, revenue: { type: money } }
categories:
  key: { when: { revenue: { top: 1 } } }
  lost: { when: { revenue: { less_than: 0 } } }
  target: { when: { revenue: 0 } }
  normal: { when: otherwise }
`,
};

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const io = unheardIo((text) => {
    said += text;
  });
  const place = (word: string): string =>
    /^(in|link|c|new|bad|book)\./.test(word) ? join(folder, word) : word;
  const criteria = args[0] === 'history' ? [] : ['-c', join(folder, 'c.yaml')];
  const code = await main([...args.map(place), ...criteria, '--quiet'], io);
  return { code, said };
}

test.each([
  ['customers', ['report', 'in.csv', '--format', 'text', '-o', 'in.csv', '--rejects', 'bad.csv']],
  [
    'customers through a link',
    ['classify', 'in.csv', '--format', 'csv', '-o', 'link.csv', '--rejects', 'bad.csv'],
  ],
  ['customers by rejected rows', ['classify', 'in.csv', '--rejects', 'in.csv', '-o', 'new.txt']],
  ['criteria', ['report', 'in.csv', '-o', 'c.yaml', '--rejects', 'bad.csv']],
  ['customers by a lock', ['lock', 'in.csv', '-o', 'in.csv', '--rejects', 'bad.csv']],
  ['criteria by a lock', ['lock', 'in.csv', '-o', 'c.yaml', '--rejects', 'bad.csv']],
  ['customers by rejected rows of a review', ['review', 'in.csv', '--book', 'book.d', '--rejects', 'in.csv']],
  ['rejected rows', ['report', 'in.csv', '-o', 'new.json', '--rejects', 'new.json']],
])('%s are not written over, and nothing is written', async (_, args) => {
  const { code, said } = await run(...args);
  expect(said).toMatch(/is read, and would be written over|two results would be written/);
  expect(code).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(['c.yaml', 'in.csv', 'link.csv']);
  for (const [name, text] of Object.entries(FILES))
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test.each([
  ['report', ['report', 'in.csv', '--format', 'text', '--book', 'book.d', '-o', 'book.d/history.csv']],
  ['rejected rows', ['report', 'in.csv', '--book', 'book.d', '--rejects', 'book.d/plans/x.md']],
  ['history', ['history', '--book', 'book.d', '-o', 'book.d/runs.csv']],
  ['review', ['review', 'in.csv', '--book', 'book.d', '-o', 'book.d/new.txt']],
])('%s stays out of the book', async (command, args) => {
  writeFileSync(join(folder, 'in.csv'), 'customer_id,revenue\nA,10\nB,5\n');
  // 1: nobody is named as the manager of the key account.
  expect(await run('review', 'in.csv', '--book', 'book.d', '--as-of', '2026-06-30')).toMatchObject({
    code: 1,
  });
  const before = readFileSync(join(folder, 'book.d', 'history.csv'), 'utf8');
  const day = command === 'history' ? [] : ['--as-of', '2026-07-31'];
  const { code, said } = await run(...args, ...day);
  expect(said).toMatch(/is in the folder of the book/);
  expect(code).toBe(2);
  expect(readFileSync(join(folder, 'book.d', 'history.csv'), 'utf8')).toBe(before);
  expect(readdirSync(join(folder, 'book.d')).filter((name) => name.includes('tmp'))).toEqual([]);
});

test('a review of which no row can be read, or whose rejected rows have no place, records nothing', async () => {
  writeFileSync(join(folder, 'in.csv'), 'customer_id,revenue\nA,much\n');
  const day = ['--as-of', '2026-06-30', '--book', 'book.d'];
  const none = await run('review', 'in.csv', ...day, '--rejects', 'bad.csv');
  expect(none).toMatchObject({ code: 2, said: expect.stringContaining('no row of') });
  writeFileSync(join(folder, 'in.csv'), 'customer_id,revenue\nA,much\nB,5\n');
  const nowhere = await run('review', 'in.csv', ...day, '--rejects', join(folder, 'no', 'where.csv'));
  expect(nowhere).toMatchObject({ code: 2, said: expect.stringContaining('cannot write') });
  expect(readdirSync(folder).filter((name) => name.startsWith('book') || name.startsWith('bad'))).toEqual([]);
});

test('what is renewed may be what was read', async () => {
  writeFileSync(join(folder, 'in.csv'), 'customer_id,revenue\nA,10\nB,5\n');
  expect(await run('lock', 'in.csv')).toMatchObject({ code: 0 });
  expect(await run('lock', 'in.csv')).toMatchObject({ code: 0 });
  expect(await run('classify', 'in.csv', '-o', '/dev/null')).toMatchObject({ code: 0 });
  expect(await run('classify', 'in.csv', '-o', '')).toMatchObject({
    code: 2,
    said: 'error: the name of the file to write is empty\n',
  });
});

test('customers on standard input are not written over, and the file is named as it was for the result', async () => {
  const io = guardFiles({ ...memoryIo({}), identityOf: () => '/data/in.csv' });
  await io.createFile('in.csv');
  expect(() => io.readBytes('-')).toThrow('"in.csv" is read, and would be written over');
});
