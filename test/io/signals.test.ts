import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  const run = spawn('node', [TOOL, 'classify', '-', '-c', 'c.yaml', '--format', 'csv', '-o', output], {
    cwd: here,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  run.stdin!.write('customer_id\nA\n');
  while (made().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return run;
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
