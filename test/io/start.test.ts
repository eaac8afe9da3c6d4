import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const TOOL = fileURLToPath(new URL('../../bin/keyaccounts.js', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../fixtures/customers/sample.csv', import.meta.url));

// Says at the end which modules of Node were loaded, as Node itself lists them.
const SAY_LOADED = `data:text/javascript,${encodeURIComponent(`
  process.on('exit', () => {
    console.log(process.moduleLoadList.join('\\n'));
  });
`)}`;

it.each([
  ['--version', []],
  ['classify', [SAMPLE, '--as-of', '2026-06-30', '--format', 'csv']],
])('%s loads nothing of Node that few runs need', async (command, args) => {
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-start-'));
  try {
    const output = args.length === 0 ? [] : ['-o', join(folder, 'out.csv')];
    const run = ['--import', SAY_LOADED, TOOL, command, ...args, ...output];
    const { stdout } = await promisify(execFile)(process.execPath, run);
    const loaded = stdout.split('\n');
    expect(loaded).toContain('NativeModule fs');
    for (const name of ['child_process', 'crypto', 'v8', 'zlib', 'worker_threads'])
      expect(loaded).not.toContain(`NativeModule ${name}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
