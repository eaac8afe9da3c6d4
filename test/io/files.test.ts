import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFile } from '../../src/io/files.ts';
import { nodeIo } from '../../src/io.ts';
import { classify, readCriteria } from '../../src/library.ts';

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

it('a file that nobody committed is gone at the end', async () => {
  const io = nodeIo();
  await (await io.createFile(join(here, 'out.csv'))).write('half');
  await io.end();
  expect(await readdir(here)).toEqual([]);
});

it('the library may be called as often as one likes, and touches no stream of its host', async () => {
  const criteria = join(here, 'c.yaml');
  const customers = join(here, 'in.csv');
  await writeFile(criteria, CRITERIA);
  await writeFile(customers, 'customer_id,revenue\nA,100\n');
  const listeners = [process.stdout.listenerCount('error'), process.stderr.listenerCount('error')];
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  for (let call = 0; call < 50; call += 1)
    for await (const { id } of classify(customers, await readCriteria(criteria), { asOf: '2026-06-30' }))
      expect(id).toBe('A');
  await new Promise((done) => setImmediate(done));
  process.off('warning', keep);
  expect(warnings).toEqual([]);
  expect([process.stdout.listenerCount('error'), process.stderr.listenerCount('error')]).toEqual(listeners);
});

const CRITERIA = `name: Library
version: "1"
fields: { customer_id: { type: id }, revenue: { type: money } }
categories:
  key: { when: { revenue: { at_least: 100 } } }
  lost: { when: { revenue: { less_than: 0 } } }
  target: { when: { revenue: 0 } }
  normal: { when: otherwise }
`;
