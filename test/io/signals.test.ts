import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

// What a run that is ended by a signal leaves on the disk.
const TOOL = fileURLToPath(new URL('../../bin/keyaccounts.js', import.meta.url));
const INPUTS = ['c.yaml', 'old.csv'];
const here = mkdtempSync(join(tmpdir(), 'keyaccounts-signals-'));
afterAll(() => rmSync(here, { recursive: true }));
writeFileSync(
  join(here, 'c.yaml'),
  'name: Signals\nfields: { customer_id: { type: id } }\ncategories: { normal: { when: otherwise } }\n',
);
writeFileSync(join(here, 'old.csv'), 'as it was\n');

/** A run that waits for more of its customers, once it has begun to write `output`. */
async function start(output: string): Promise<ChildProcess> {
  const run = waiting(['classify', '-', '-c', 'c.yaml', '--format', 'csv', '-o', output]);
  while (made().length === 0) await moment();
  return run;
}

/** A review that waits for more of its customers, and has a change of its book in hand. */
async function startReview(book: string): Promise<ChildProcess> {
  const run = waiting(['review', '-', '-c', 'c.yaml', '--book', book, '-o', 'review.txt']);
  while (!existsSync(join(here, book, '.pending', '1'))) await moment();
  return run;
}

function waiting(args: readonly string[]): ChildProcess {
  const run = spawn('node', [TOOL, ...args], { cwd: here, stdio: ['pipe', 'ignore', 'ignore'] });
  run.stdin!.write('customer_id\nA\n');
  return run;
}

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function made(): string[] {
  return readdirSync(here).filter((name) => !INPUTS.includes(name));
}

describe.runIf(process.platform !== 'win32')('a run that is ended', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s leaves nothing, and ends by it',
    async (signal) => {
      const run = await start('old.csv');
      run.kill(signal);
      expect(await once(run, 'exit')).toEqual([null, signal]);
      expect(made()).toEqual([]);
      expect(readFileSync(join(here, 'old.csv'), 'utf8')).toBe('as it was\n');
    },
  );

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s leaves no book that it has begun, and nothing of its own in another',
    async (signal) => {
      const first = await startReview('new/book');
      first.kill(signal);
      expect(await once(first, 'exit')).toEqual([null, signal]);
      expect(made()).toEqual([]);
      mkdirSync(join(here, 'book'));
      writeFileSync(join(here, 'book', 'note.txt'), 'mine\n');
      const other = await startReview('book');
      other.kill(signal);
      expect(await once(other, 'exit')).toEqual([null, signal]);
      expect(readdirSync(join(here, 'book'))).toEqual(['note.txt']);
      rmSync(join(here, 'book'), { recursive: true });
    },
  );

  it('by SIGKILL leaves what the next run that writes the same file removes', async () => {
    const killed = await start('new.csv');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(made()).toEqual([expect.stringContaining('keyaccounts-tmp')]);
    const next = await start('new.csv');
    next.stdin!.end('B\n');
    expect(await once(next, 'exit')).toEqual([0, null]);
    expect(made()).toEqual(['new.csv']);
  });
});
