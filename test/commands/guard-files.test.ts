import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { type Io, nodeIo } from '../../src/io.ts';

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
  const quiet = { isTTY: false, width: 80, write: async () => true };
  const io: Io = {
    ...nodeIo(),
    out: quiet,
    err: {
      ...quiet,
      write: async (text) => {
        said += String(text);
        return true;
      },
    },
  };
  const place = (word: string): string => (/^(in|link|c|new|bad)\./.test(word) ? join(folder, word) : word);
  return { code: await main([...args.map(place), '-c', join(folder, 'c.yaml'), '--quiet'], io), said };
}

test.each([
  ['customers', ['report', 'in.csv', '-o', 'in.csv', '--rejects', 'bad.csv']],
  [
    'customers through a link',
    ['classify', 'in.csv', '--format', 'csv', '-o', 'link.csv', '--rejects', 'bad.csv'],
  ],
  ['customers by rejected rows', ['classify', 'in.csv', '--rejects', 'in.csv', '-o', 'new.txt']],
  ['criteria', ['report', 'in.csv', '-o', 'c.yaml', '--rejects', 'bad.csv']],
  ['rejected rows', ['report', 'in.csv', '-o', 'new.json', '--rejects', 'new.json']],
])('%s are not written over, and nothing is written', async (_, args) => {
  const { code, said } = await run(...args);
  expect(said).toMatch(/is read, and would be written over|two results would be written/);
  expect(code).toBe(2);
  expect(readdirSync(folder).sort()).toEqual(['c.yaml', 'in.csv', 'link.csv']);
  for (const [name, text] of Object.entries(FILES))
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
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
