import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/program.ts';

// A device that is always full.
const FULL = '/dev/full';
const TOOL = fileURLToPath(new URL('../../bin/keyaccounts.js', import.meta.url));

const RUNS: Readonly<Record<string, readonly string[]>> = {
  init: ['init', 'in.csv'],
  classify: ['classify', 'in.csv'],
  explain: ['explain', 'in.csv', 'A'],
  report: ['report', 'in.csv', '--format', 'html'],
  check: ['check', 'c.yaml'],
  diff: ['diff', 'in.csv', '--against-as-of', '2025-01-01'],
  calibrate: ['calibrate', 'in.csv', '--key-accounts', '1'],
  lock: ['lock', 'in.csv', '-o', 'c.lock.json'],
  plan: ['plan', 'in.csv', '--book', 'book-of-plan'],
  audit: ['audit', 'in.csv'],
  review: ['review', 'in.csv', '--book', 'book-of-review'],
  history: ['history', '--book', 'book'],
  backtest: ['backtest', 'in.csv@2025-06-30', 'in.csv@2026-06-30', '-q'],
  sql: ['sql'],
  help: ['help', 'bad-amount'],
  completion: ['completion', 'bash'],
};

const NO_CRITERIA = new Set(['init', 'check', 'history', 'help', 'completion']);
const NO_DAY = new Set(['history', 'backtest', 'help', 'completion']);

const CRITERIA = `name: Full
version: "1"
fields:
  customer_id: { type: id }
  account_manager: { type: text }
  revenue: { type: money }
priority: [key, lost, target, normal]
categories:
  key: { when: { any: [{ revenue: { at_least: 100 } }, { revenue: { top: 1 } }] } }
  lost: { when: { revenue: { less_than: 0 } } }
  target: { when: { revenue: 0 } }
  normal: { when: otherwise }
duties: { manager: account_manager }
`;

let here = '';
beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'keyaccounts-full-'));
  writeFileSync(join(here, 'c.yaml'), CRITERIA);
  writeFileSync(join(here, 'in.csv'), 'customer_id,account_manager,revenue\nA,Ann,100\nB,Bo,10\nC,Bo,\n');
  expect((await run(['review', 'in.csv', '--book', 'book'], 'ignore')).code).toBe(0);
});
afterAll(() => rmSync(here, { recursive: true }));

async function run(
  args: readonly string[],
  to: number | 'ignore',
): Promise<{ code: number | null; said: string }> {
  const [name = ''] = args;
  const criteria = NO_CRITERIA.has(name) ? [] : ['-c', 'c.yaml'];
  const day = NO_DAY.has(name) || name.startsWith('-') ? [] : ['--as-of', '2026-06-30', '-q'];
  const child = spawn(process.execPath, [TOOL, ...args, ...criteria, ...day], {
    cwd: here,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', to, 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, said };
}

describe('standard output on a full disk', () => {
  it('is tried by every command', () => {
    expect(new Set(Object.keys(RUNS))).toEqual(new Set(COMMANDS.map(({ declaration }) => declaration.name)));
  });

  it.each([
    ...Object.entries(RUNS),
    ['all help', ['--help']],
    ['the help of a command', ['classify', '--help']],
  ] as const)('%s says so in one line', async (_, args) => {
    const full = openSync(FULL, 'w');
    const { code, said } = await run(args, full);
    closeSync(full);
    const sentence = 'error: cannot write to standard output: the disk is full';
    const book = args.find((word) => /^book-of-/.test(word));
    const help =
      'once that is mended, run the command again: the same run leaves the book as it is, and counts plans that were new as unchanged';
    const withBook = `${sentence}; the book "${book}" was written before that\n  help: ${help}\n`;
    expect({ code, said }).toEqual({ code: 2, said: book === undefined ? `${sentence}\n` : withBook });
    expect(
      readdirSync(here, { recursive: true }).filter((name) => /tmp|lock~|pending/.test(String(name))),
    ).toEqual([]);
  });

  it('is said of a device that is named, too', async () => {
    expect(await run(['classify', 'in.csv', '-o', FULL], 'ignore')).toEqual({
      code: 2,
      said: 'error: cannot write "/dev/full": the disk is full\n',
    });
  });

  it('is not standard error, where nobody can be told', async () => {
    const full = openSync(FULL, 'w');
    const child = spawn(process.execPath, [TOOL, 'classify', 'none.csv'], {
      cwd: here,
      stdio: ['ignore', 'ignore', full],
    });
    const code = await new Promise<number | null>((done) => child.on('close', done));
    closeSync(full);
    expect(code).toBe(2);
  });

  it('is not a reader who is slow: he gets all of it', async () => {
    const child = explainLong();
    await new Promise((done) => setTimeout(done, 1500));
    let lines = 0;
    child.stdout.on('data', (text: Buffer) => {
      lines += text.toString('latin1').split('\n').length - 1;
    });
    expect(await new Promise<number | null>((done) => child.on('close', done))).toBe(0);
    expect(lines).toBe(20_000);
  });

  it('is not a reader who has gone: that is no fault', async () => {
    const child = explainLong();
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise<number | null>((done) => child.on('close', done));
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});

function explainLong() {
  const rows = Array.from({ length: 20_000 }, (_, at) => `${at},Ann,${at}\n`);
  writeFileSync(join(here, 'long.csv'), `customer_id,account_manager,revenue\n${rows.join('')}`);
  return spawn(process.execPath, [TOOL, 'explain', 'long.csv', '-c', 'c.yaml', '--all', '-q'], {
    cwd: here,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
