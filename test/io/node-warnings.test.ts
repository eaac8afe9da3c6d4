import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const TOOL = fileURLToPath(new URL('../../bin/keyaccounts.js', import.meta.url));

it('what Node warns of is not told to users', async () => {
  const warn = "process.on('beforeExit', () => process.emitWarning('for developers', 'DeprecationWarning'))";
  const args = ['--import', `data:text/javascript,${warn}`, TOOL, '--version'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(stderr).toBe('');
});
