import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFile } from '../../src/io/files.ts';

let here = '';
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'keyaccounts-io-'));
});
afterEach(() => rm(here, { recursive: true }));

it('a file that is begun again holds only what came after', async () => {
  const file = await createFile(join(here, 'out.csv'));
  await file.write('forgotten\n');
  await file.restart();
  await file.write('kept\n');
  await file.commit();
  expect(await readFile(join(here, 'out.csv'), 'utf8')).toBe('kept\n');
  expect(await readdir(here)).toEqual(['out.csv']);
});
