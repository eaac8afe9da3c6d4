import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBook } from '../../src/book/files.ts';
import { readState } from '../../src/book/past.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { nodeIo } from '../../src/io.ts';

// What a killed run leaves behind: the book is readable, as it was or as it should be, and the next run completes it.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOOL = join(ROOT, 'bin', 'keyaccounts.js');

// Small, so that a run is short and most moments fall into the writing.
const CRITERIA = `
name: Crash
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text }
  account_manager: { type: text }
  revenue: { type: money }
priority: [key, lost, target, normal]
categories:
  key: { when: { revenue: { at_least: 100 } }, stays_while: { revenue: { at_least: 50 } } }
  lost: { when: { revenue: { at_most: 0 } } }
  target: { when: { revenue: { less_than: 1 } } }
  normal: { when: otherwise }
duties: { manager: account_manager, plan: required }
`;

// Revenue of A, B, C, D in each month; null is not in the export.
const MONTHS: readonly (readonly (number | null)[])[] = [
  [100, 20, 120, 5],
  [60, 200, 120, 0],
  [40, 200, null, 0],
  [40, 0, 150, 500],
];

type Tree = Readonly<Record<string, string>>;

let here = '';
const io = nodeIo();
let criteria = '';
let files: string[] = [];
/** The book after so many months. */
const expected: Tree[] = [{}];

beforeAll(async () => {
  here = await realpath(await mkdtemp(join(tmpdir(), 'keyaccounts-crash-')));
  criteria = join(here, 'criteria.yaml');
  writeFileSync(criteria, CRITERIA);
  files = MONTHS.map((revenues, month) => {
    const rows = revenues.flatMap((revenue, at) =>
      revenue === null ? [] : [`${'ABCD'[at]},Customer ${'ABCD'[at]},Ann Lee,${revenue}`],
    );
    const file = join(here, `${month}.csv`);
    writeFileSync(file, ['customer_id,customer_name,account_manager,revenue', ...rows, ''].join('\n'));
    return file;
  });
  for (let month = 0; month < files.length; month += 1) {
    await review('expected', month);
    expected.push(treeOf(join(here, 'expected')));
  }
});
afterAll(() => rm(here, { recursive: true, force: true }));

describe('a review that is stopped dead', () => {
  // A stopped process has left on the disk what a killed one has; it can be stopped many times.
  it('at 100 random moments leaves a book that the next run completes', async () => {
    const loop = spawn('node', [join(ROOT, 'test', 'book', 'review-loop.js'), criteria, ...files], {
      cwd: here,
    });
    const seen = { prepared: 0, decided: 0 };
    try {
      for (let moments = 0; moments < 100; ) {
        await wait(5 + Math.random() * 45);
        expect(loop.exitCode).toBeNull();
        loop.kill('SIGSTOP');
        await hasStopped(loop.pid!);
        const found = latestBook();
        if (found !== null) cpSync(join(here, found), join(here, 'stopped'), { recursive: true });
        loop.kill('SIGCONT');
        if (found === null) continue;
        moments += 1;
        giveUpLocks('stopped');
        if (existsSync(join(here, 'stopped', '.pending', 'manifest.json'))) seen.decided += 1;
        else if (existsSync(join(here, 'stopped', '.pending'))) seen.prepared += 1;
        await expectRecovery('stopped');
        rmSync(join(here, 'stopped'), { recursive: true });
      }
    } finally {
      loop.kill('SIGKILL');
    }
    expect(seen.prepared).toBeGreaterThan(0);
    expect(seen.decided).toBeGreaterThan(0);
  });

  it('with kill -9 leaves the same', async () => {
    const started = performance.now();
    await startReview('timed', 0).ended;
    const whole = performance.now() - started;
    const killOne = async (name: string): Promise<void> => {
      for (let round = 0; round < 4; round += 1) {
        const { child, ended } = startReview(name, 0);
        await wait(whole * (0.5 + Math.random() * 0.6));
        child.kill('SIGKILL');
        await ended;
        if (existsSync(join(here, name))) await expectRecovery(name);
        rmSync(join(here, name), { recursive: true, force: true });
      }
    };
    await Promise.all(['one', 'other'].map(killOne));
  });
});

it('eight reviews at once leave what one leaves', async () => {
  const codes = await Promise.all(Array.from({ length: 8 }, () => startReview('crowded', 0).ended));
  expect(codes).toEqual(Array.from({ length: 8 }, () => 0));
  expect(treeOf(join(here, 'crowded'))).toEqual(expected[1]);
  expect(litter('crowded')).toEqual([]);
});

// A signal takes a moment to arrive, longer on a busy machine; where there is no /proc, a moment has to do.
async function hasStopped(pid: number): Promise<void> {
  const status = `/proc/${pid}/stat`;
  if (!existsSync(status)) return wait(50);
  while (!/\) [Tt] /.test(readFileSync(status, 'utf8'))) await wait(1);
}

// Readable, with nothing half-written, and as it should be after the next run.
async function expectRecovery(name: string): Promise<void> {
  await readState(await openBook(join(here, name), { say: () => {} }), 0);
  const tree = treeOf(join(here, name));
  const month = expected.findIndex((one) => JSON.stringify(one) === JSON.stringify(tree));
  expect(month, `a state between two runs: ${Object.keys(tree)}`).toBeGreaterThanOrEqual(0);
  const next = Math.min(month, MONTHS.length - 1);
  await review(name, next);
  expect(treeOf(join(here, name))).toEqual(expected[next + 1]);
  expect(litter(name)).toEqual([]);
}

async function review(name: string, month: number): Promise<void> {
  const flags = {
    ...({ criteria, lang: 'en', format: 'text', quiet: true } as const),
    maxGone: '100%',
    output: join(here, 'said.txt'),
  };
  await runReview(files[month]!, { ...flags, book: join(here, name), asOf: `2026-0${month + 1}-28` }, io);
}

function startReview(name: string, month: number): { child: ChildProcess; ended: Promise<number | null> } {
  const asOf = `2026-0${month + 1}-28`;
  const args = [
    'review',
    files[month]!,
    '-c',
    criteria,
    '--max-gone',
    '100%',
    '--as-of',
    asOf,
    '--book',
    join(here, name),
    '-q',
  ];
  const child = spawn('node', [TOOL, ...args], { stdio: 'ignore' });
  return { child, ended: new Promise((done) => child.on('exit', done)) };
}

function latestBook(): string | null {
  const numbers = readdirSync(here)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return numbers.length === 0 ? null : String(Math.max(...numbers));
}

// The process that holds the lock is only stopped: in the copy it counts as gone.
function giveUpLocks(name: string): void {
  for (const lock of locksIn(name)) {
    const [prefix, host, , since, chance] = lock.split('~');
    const NOBODY = 2 ** 22 + 1; // above the largest process number
    renameSync(join(here, name, lock), join(here, name, [prefix, host, NOBODY, since, chance].join('~')));
  }
}

function locksIn(name: string): string[] {
  return readdirSync(join(here, name)).filter((file) => file.startsWith('.lock~'));
}

function litter(name: string): string[] {
  return readdirSync(join(here, name)).filter((file) => file.startsWith('.') && file !== '.gitignore');
}

// What counts: everything but what a run needs for itself.
function treeOf(folder: string): Tree {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.parentPath.includes('.pending'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    entries.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
