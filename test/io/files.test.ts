import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commitTogether, createFile, identityOf, keepAccess } from '../../src/io/files.ts';
import { readChunks } from '../../src/io/read.ts';
import { nodeIo } from '../../src/io.ts';
import { classify, readCriteria } from '../../src/library.ts';
import { withFault } from './inject-fault.ts';

let here = '';
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'keyaccounts-io-'));
});
afterEach(() => rm(here, { recursive: true }));

it('a run that goes on past midnight has one day', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const io = nodeIo();
    vi.setSystemTime(new Date(2026, 5, 30, 23, 59, 59));
    const day = io.today();
    vi.setSystemTime(new Date(2026, 6, 1));
    expect([day, io.today(), nodeIo().today()]).toEqual(['2026-06-30', '2026-06-30', '2026-07-01']);
  } finally {
    vi.useRealTimers();
  }
});

it('a file that is begun again holds only what came after', async () => {
  const file = await createFile(join(here, 'out.csv'));
  await file.write('forgotten\n');
  await file.restart();
  await file.write('kept\n');
  await file.commit();
  expect(await readFile(join(here, 'out.csv'), 'utf8')).toBe('kept\n');
  expect(await readdir(here)).toEqual(['out.csv']);
});

it('a file is made where a chain of links to nothing yet leads to', async () => {
  await mkdir(join(here, 'far', 'away'), { recursive: true });
  await symlink(join(here, 'far', 'away'), join(here, 'folder'));
  await symlink('folder/second', join(here, 'first'));
  await symlink('../out.csv', join(here, 'far', 'away', 'second'));
  const out = join(here, 'far', 'out.csv');
  expect(identityOf(join(here, 'first'))).toBe(identityOf(out));
  const file = await createFile(join(here, 'first'));
  await file.write('new\n');
  await file.commit();
  expect(await readFile(out, 'utf8')).toBe('new\n');
  expect(await readlink(join(here, 'first'))).toBe('folder/second');
  expect((await readdir(here)).sort()).toEqual(['far', 'first', 'folder']);
});

it.runIf(process.platform === 'linux')('a pipe that only a link names is written into', async () => {
  const tool = join(import.meta.dirname, '..', '..', 'bin', 'keyaccounts.js');
  const { stdout } = await promisify(execFile)('sh', ['-c', `node "${tool}" check -o /dev/stdout | cat`]);
  expect(stdout).toContain('default.yaml');
});

it('links in a circle are an error', async () => {
  await symlink('other', join(here, 'one'));
  await symlink('one', join(here, 'other'));
  await expect(createFile(join(here, 'one'))).rejects.toMatchObject({ code: 'ELOOP' });
});

it('a file is read in little pieces at first, then in longer ones, and is whole', async () => {
  const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => at % 251));
  await writeFile(join(here, 'in.csv'), bytes);
  const pieces: Uint8Array[] = [];
  for await (const piece of readChunks(join(here, 'in.csv'))) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  const sizes = pieces.map(({ length }) => length / 1024);
  expect(sizes.slice(0, 8)).toEqual([16, 16, 16, 16, 16, 16, 16, 16]);
  expect(Math.max(...sizes)).toBe(128);
});

it('a large file that the disk refuses on its way does not appear', async () => {
  const bytes = Buffer.alloc(9_000_000, 'x');
  const path = join(here, 'out.csv');
  for (let at = 2; ; at += 1) {
    let said = '';
    const reached = await withFault({ on: 'write', code: 'EIO', at }, here, async () => {
      const file = await createFile(path);
      try {
        for (let part = 0; part < 3; part += 1) await file.write(bytes);
        await file.commit();
      } catch (error) {
        said = (error as Error).message;
        await file.discard();
      }
    });
    if (!reached) break;
    expect(said).toBe(`cannot write "${path}": the disk or its connection failed`);
    expect(await readdir(here)).toEqual([]);
  }
  expect((await readFile(path)).equals(Buffer.concat([bytes, bytes, bytes]))).toBe(true);
});

it("files that are opened in the same moment do not get into each other's way", async () => {
  const names = Array.from({ length: 50 }, (_, at) => String(at)).sort();
  const files = await Promise.all(names.map((name) => createFile(join(here, name))));
  for (const file of files) await file.commit();
  expect((await readdir(here)).sort()).toEqual(names);
});

it('files that appear together are both as they were when the second cannot appear', async () => {
  const [old, added] = [join(here, 'old.csv'), join(here, 'added.csv')];
  await writeFile(old, 'old\n', { mode: 0o640 });
  const files = [await createFile(old), await createFile(added), await createFile(join(here, 'taken'))];
  for (const file of files) await file.write('new\n');
  // Something that cannot be replaced came in between.
  await mkdir(join(here, 'taken', 'inside'), { recursive: true });
  const together = commitTogether(files).catch(async (error: Error) => {
    for (const file of files) await file.discard();
    return error.message;
  });
  expect(await together).toBe(`cannot write "${join(here, 'taken')}": it is a folder`);
  expect(await readFile(old, 'utf8')).toBe('old\n');
  expect((await stat(old)).mode & 0o777).toBe(0o640);
  expect((await readdir(here)).sort()).toEqual(['old.csv', 'taken']);
});

it('files that appear together leave nothing else behind', async () => {
  await writeFile(join(here, 'a'), 'old\n');
  const files = [await createFile(join(here, 'a')), await createFile(join(here, 'b'))];
  for (const file of files) await file.write('new\n');
  await commitTogether(files);
  expect((await readdir(here)).sort()).toEqual(['a', 'b']);
  expect(await readFile(join(here, 'a'), 'utf8')).toBe('new\n');
});

it('a file that nobody committed is gone at the end', async () => {
  const io = nodeIo();
  await (await io.createFile(join(here, 'out.csv'))).write('half');
  await io.end();
  expect(await readdir(here)).toEqual([]);
});

describe('a file that is written anew', () => {
  it.each([0o664, 0o644, 0o640, 0o600, 0o755, 0o666])('keeps the mode %o', async (mode) => {
    const path = await renew(mode);
    expect((await stat(path)).mode & 0o777).toBe(mode);
  });

  it('keeps owner and group, or lends another group no more than everybody has', async () => {
    const file = join(here, 'new.csv');
    await writeFile(file, 'new\n');
    const own = await stat(file);
    await keepAccess(file, Object.assign(own, { uid: 12_345, gid: 54_321, mode: 0o664 }));
    const { uid, gid, mode } = await stat(file);
    const isRoot = process.getuid?.() === 0;
    expect([uid === 12_345, gid === 54_321, mode & 0o777]).toEqual(
      isRoot ? [true, true, 0o664] : [false, false, 0o644],
    );
  });
});

async function renew(mode: number): Promise<string> {
  const path = join(here, 'out.csv');
  await writeFile(path, 'old\n');
  await chmod(path, mode);
  const file = await createFile(path);
  await file.write('new\n');
  await file.commit();
  expect(await readFile(path, 'utf8')).toBe('new\n');
  return path;
}

it('a pipe is read as often as needed', async () => {
  const pipe = join(here, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  const rows = Buffer.alloc(5 * 1024 * 1024, 'customers\n');
  const io = nodeIo();
  const written = writeFile(pipe, rows);
  expect(io.sizeOf(pipe)).toBeNull();
  // A first look may end early.
  for await (const _ of io.readBytes(pipe)) break;
  for (let look = 0; look < 2; look += 1) {
    const chunks: Uint8Array[] = [];
    for await (const bytes of io.readBytes(pipe)) chunks.push(Buffer.from(bytes));
    expect(Buffer.concat(chunks).equals(rows)).toBe(true);
  }
  await written;
  await io.end();
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

it.skipIf(process.platform === 'win32')('a folder that is gone is called so', async () => {
  const gone = join(here, 'gone');
  await mkdir(gone);
  const tool = fileURLToPath(new URL('../../bin/keyaccounts.js', import.meta.url));
  const run = 'rmdir "$PWD"; node "$0" classify customers.csv';
  const failure = await promisify(execFile)('sh', ['-c', run, tool], { cwd: gone }).catch((error) => error);
  expect([failure.code, failure.stderr]).toEqual([
    2,
    'error: cannot find the folder that it runs in: there is no such file or folder\n',
  ]);
});

it('no file has a name with a NUL', async () => {
  const read = nodeIo().readBytes('a\0b')[Symbol.asyncIterator]();
  await expect(read.next()).rejects.toMatchObject({ code: 'ENOENT' });
});
