import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { segmentsOf } from '../../src/book/files/disk.ts';
import { stageChange } from '../../src/book/files/stage.ts';
import { type BookEvent, changeBook, openBook, readBook } from '../../src/book/files.ts';
import { InputError, UserError } from '../../src/errors.ts';

let here = '';
let book = '';
const events: BookEvent[] = [];
const options = { say: (event: BookEvent) => events.push(event), patience: 0.3 };

beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'keyaccounts-book-'));
  book = join(here, 'book');
  events.length = 0;
});
afterEach(() => rm(here, { recursive: true }));

describe('a change', () => {
  it('makes the folder, says its format and leaves nothing else behind', async () => {
    await write({ 'history.csv': 'a\n', 'plans/c1.md': '# C1\n' });
    expect(await tree()).toEqual({
      '.gitignore': '.lock~*\n.pending/\n',
      'book.json': '{ "format_version": 1 }\n',
      'history.csv': 'a\n',
      'plans/c1.md': '# C1\n',
    });
  });

  it('is not there until the body returned', async () => {
    await write({ 'a.csv': 'old\n' });
    await changeBook(book, options, async (folder, change) => {
      change.write('a.csv', 'new\n');
      expect(await folder.read('a.csv')).toBe('old\n');
      expect(await readFile(join(book, 'a.csv'), 'utf8')).toBe('old\n');
    });
    expect(await readFile(join(book, 'a.csv'), 'utf8')).toBe('new\n');
  });

  it('writes nothing when the body throws, not even the folder', async () => {
    const run = changeBook(book, options, async (_, change) => {
      change.write('a.csv', 'x');
      await (await change.create('b.csv')).write('half');
      throw new Error('stop');
    });
    await expect(run).rejects.toThrow('stop');
    expect(existsSync(book)).toBe(false);
  });

  it('writes long files as they come, from the start again after a restart', async () => {
    await changeBook(book, options, async (_, change) => {
      const writer = await change.create('last/customers.csv');
      await writer.write('forgotten');
      await writer.restart();
      for (let row = 0; row < 3; row += 1) await writer.write(`${row}\n`);
      await writer.end();
    });
    expect((await tree())['last/customers.csv']).toBe('0\n1\n2\n');
  });

  it('copies, removes, and lets the last word on a name count', async () => {
    await write({ 'last/a.csv': '1', 'last/b.csv': '2', 'c.csv': '3' });
    await changeBook(book, options, async (_, change) => {
      change.copy('last/a.csv', 'before/a.csv');
      change.write('last/a.csv', 'x');
      change.write('last/a.csv', 'new');
      change.remove('last/b.csv');
      change.remove('nothing.csv');
      change.write('c.csv', 'x');
      change.remove('c.csv');
    });
    expect(await tree()).toMatchObject({ 'last/a.csv': 'new', 'before/a.csv': '1' });
    expect(Object.keys(await tree())).not.toContain('last/b.csv');
    expect(Object.keys(await tree())).not.toContain('c.csv');
  });

  it('does not touch files that stay the same', async () => {
    await write({ 'a.csv': 'same\n', 'b.csv': 'old\n' });
    const before = await tree();
    await write({ 'a.csv': 'same\n', 'b.csv': 'old\n' });
    expect(await tree()).toEqual(before);
    expect(await readdir(book)).toEqual(['.gitignore', 'a.csv', 'b.csv', 'book.json']);
  });

  it('does not write over what someone changed meanwhile', async () => {
    await write({ 'plans/c1.md': 'ours\n' });
    const run = changeBook(book, options, async (folder, change) => {
      change.write('plans/c1.md', `${await folder.read('plans/c1.md')}more\n`);
      change.write('plans/c2.md', 'other\n');
      await writeFile(join(book, 'plans/c1.md'), 'theirs\n');
    });
    await expect(run).rejects.toThrow(/changed by someone else/);
    expect(await tree()).toMatchObject({ 'plans/c1.md': 'theirs\n' });
    expect(existsSync(join(book, 'plans/c2.md'))).toBe(false);
  });
});

describe('reading', () => {
  it('keeps BOM and line ends, and lists in order', async () => {
    await write({ 'plans/b.md': '\ufeffx\r\n', 'plans/a.md': '' });
    const folder = await openBook(book, options);
    expect(await folder.read('plans/b.md')).toBe('\ufeffx\r\n');
    expect(await folder.read('plans/c.md')).toBeNull();
    expect(await folder.list('plans')).toEqual(['plans/a.md', 'plans/b.md']);
    expect(await folder.list('nothing')).toEqual([]);
    expect(folder.nameOf('plans/a.md')).toBe(`${book}/plans/a.md`);
  });

  it.each([
    ['no folder', async () => {}, /there is no book/],
    ['a file', () => writeFile(book, ''), /is a file/],
    ['a newer format', () => format('{ "format_version": 2 }'), /has format 2/],
    ['a damaged format', () => format('{ "format'), /is damaged/],
    ['an impossible format', () => format('{ "format_version": 0.5 }'), /is damaged/],
  ])('refuses %s and leaves it', async (_, prepare, message) => {
    await prepare();
    const before = await readdir(here, { recursive: true });
    const error = await openBook(book, options).catch((found) => found);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(message);
    if (before.length > 0) await expect(write({ 'a.csv': 'x' })).rejects.toThrow(message);
    expect(await readdir(here, { recursive: true })).toEqual(before);
  });

  it('names a file that is not UTF-8', async () => {
    await mkdir(book);
    await writeFile(join(book, 'a.md'), Buffer.from([0xb4, 0xf3]));
    const folder = await openBook(book, options);
    const error = await folder.read('a.md').catch((found) => found);
    expect(error).toBeInstanceOf(InputError);
    expect(error.diagnostics).toMatchObject([{ code: 'bad-encoding', at: { file: `${book}/a.md` } }]);
  });
});

describe('links', () => {
  it('are not followed out of the book, be it files or folders', async () => {
    await write({ 'a.csv': 'x' });
    await mkdir(join(here, 'outside'));
    await writeFile(join(here, 'outside', 'secret.md'), 'secret');
    await symlink(join(here, 'outside'), join(book, 'plans'));
    await symlink(join(here, 'outside', 'secret.md'), join(book, 'overrides.csv'));
    const folder = await openBook(book, options);
    await expect(folder.read('plans/secret.md')).rejects.toThrow(/"plans" in the book .* is a link/);
    await expect(folder.list('plans')).rejects.toThrow(/"plans" in the book .* is a link/);
    await expect(folder.read('overrides.csv')).rejects.toThrow(/"overrides.csv" .* is a link/);
    await expect(write({ 'plans/new.md': 'x' })).rejects.toThrow(/is a link/);
    await expect(write({ 'overrides.csv': 'x' })).rejects.toThrow(/is a link/);
    expect(await readdir(join(here, 'outside'))).toEqual(['secret.md']);
    expect(await readFile(join(here, 'outside', 'secret.md'), 'utf8')).toBe('secret');
  });

  it('that leads nowhere is no book, and is named', async () => {
    await symlink(join(here, 'nowhere'), book);
    await expect(write({ 'a.csv': 'a' })).rejects.toThrow(`"${book}" is a link that leads nowhere`);
  });

  it('may stand for the book itself', async () => {
    await write({ 'a.csv': 'x' });
    await symlink(book, join(here, 'link'));
    expect(await (await openBook(join(here, 'link'), options)).read('a.csv')).toBe('x');
  });
});

describe('names', () => {
  it.each([
    '../a',
    'a/../b',
    '/a',
    'a//b',
    '',
    '.',
    'a\\b',
    'C:a',
    'a\0',
    '.hidden',
    'con',
    'NUL.md',
    'a.',
    'a ',
  ])('refuses %j', (name) => expect(() => segmentsOf(name)).toThrow(/no name/));
  it('takes others', () => expect(segmentsOf('plans/客户-1.md')).toEqual(['plans', '客户-1.md']));
});

describe('a run that was cut short', () => {
  const manifest = (entries: object[]): string => JSON.stringify({ format_version: 1, entries });
  const entry = (name: string, staged: string | null, was: string | null) => ({ name, staged, was });
  const OLD = createHash('sha256').update('this').digest('hex');
  const pending = async (files: Record<string, string>): Promise<void> => {
    await mkdir(join(book, '.pending'), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(book, '.pending', name), text);
  };

  it('before it decided, is thrown away by the next that writes', async () => {
    await write({ 'a.csv': 'this' });
    await pending({ '1': 'half', 'manifest.json.new': '{' });
    expect(await (await openBook(book, options)).read('a.csv')).toBe('this');
    await write({ 'b.csv': 'x' });
    expect(await tree()).toMatchObject({ 'a.csv': 'this', 'b.csv': 'x' });
    expect(existsSync(join(book, '.pending'))).toBe(false);
  });

  it.each(['openBook', 'changeBook'])('after it decided, is ended by the next %s', async (how) => {
    await write({ 'a.csv': 'this', 'c.csv': 'this' });
    await pending({
      '1': 'new',
      'manifest.json': manifest([
        entry('a.csv', '1', OLD),
        entry('b.csv', '2', null),
        entry('c.csv', null, OLD),
      ]),
    });
    await writeFile(join(book, 'b.csv'), 'written before it was killed');
    if (how === 'openBook') await openBook(book, options);
    else await changeBook(book, options, async () => {});
    expect(await tree()).toMatchObject({ 'a.csv': 'new', 'b.csv': 'written before it was killed' });
    expect(existsSync(join(book, 'c.csv'))).toBe(false);
    expect(existsSync(join(book, '.pending'))).toBe(false);
    expect(events).toEqual([{ kind: 'finished', files: 3 }]);
  });

  it('is thrown away when people changed a file since, and nothing was written yet', async () => {
    await write({ 'a.csv': 'edited', 'b.csv': 'this' });
    await pending({
      '1': 'x',
      '2': 'y',
      'manifest.json': manifest([entry('a.csv', '1', OLD), entry('b.csv', '2', OLD)]),
    });
    await openBook(book, options);
    expect(await tree()).toMatchObject({ 'a.csv': 'edited', 'b.csv': 'this' });
    expect(events).toEqual([{ kind: 'discarded', names: ['a.csv'] }]);
  });

  it('leaves what people changed since when a part was written', async () => {
    await write({ 'a.csv': 'edited', 'b.csv': 'written', 'c.csv': 'this' });
    const entries = [entry('a.csv', '1', OLD), entry('b.csv', '2', OLD), entry('c.csv', '3', OLD)];
    await pending({ '1': 'x', '3': 'z', 'manifest.json': manifest(entries) });
    await openBook(book, options);
    expect(await tree()).toMatchObject({ 'a.csv': 'edited', 'b.csv': 'written', 'c.csv': 'z' });
    expect(events).toEqual([{ kind: 'kept', names: ['a.csv'] }]);
  });

  it.each([
    ['cannot be read', '{'],
    ['leads out of the book', manifest([entry('../a', '1', null)])],
    ['takes from outside', manifest([entry('a', '../1', null)])],
  ])('whose manifest %s is refused and kept', async (_, text) => {
    await write({ 'a.csv': 'x' });
    await pending({ '1': 'y', 'manifest.json': text });
    await expect(openBook(book, options)).rejects.toThrow(/manifest.json" .* is damaged/);
    await expect(write({ 'b.csv': 'x' })).rejects.toThrow(/manifest.json" .* is damaged/);
    expect(await readFile(join(book, '.pending', 'manifest.json'), 'utf8')).toBe(text);
  });
});

describe('the lock', () => {
  const lock = (host: string, pid: number, since: number): string => `.lock~${host}~${pid}~${since}~aaaaaaaa`;
  const DEAD = 2 ** 22 + 1; // above the largest process number of Linux

  const started = (pid: number): string =>
    readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')[19]!;

  it.each([
    ['a process whose number is used again', () => `${lock(hostname(), process.ppid, Date.now())}~1`],
    ['a process that is gone', () => lock(hostname(), DEAD, Date.now())],
    ['another host an hour ago', () => lock('elsewhere', 1, Date.now() - 3_700_000)],
    ['an earlier process with this number', () => lock(hostname(), process.pid, Date.now())],
  ])('of %s is taken over, and that is said', async (_, name) => {
    await mkdir(book);
    await writeFile(join(book, name()), '');
    await write({ 'a.csv': 'x' });
    expect(events).toMatchObject([{ kind: 'stale-lock' }]);
    expect(await tree()).toMatchObject({ 'a.csv': 'x' });
  });

  it.each([
    ['a living process', () => lock(hostname(), process.ppid, Date.now())],
    [
      'a living process that says when it started',
      () => `${lock(hostname(), process.ppid, Date.now())}~${started(process.ppid)}`,
    ],
    ['another host', () => lock('elsewhere', 42, Date.now())],
  ])('of %s is waited for, which is said at once, and then named', async (_, name) => {
    await mkdir(book);
    const file = name();
    await writeFile(join(book, file), '');
    const began = Date.now();
    let heard = Number.POSITIVE_INFINITY;
    const say = (event: BookEvent): void => {
      events.push(event);
      heard = Date.now() - began;
    };
    const error = await changeBook(book, { say, patience: 2 }, async () => {}).catch((found) => found);
    expect(heard).toBeLessThan(1500);
    const [, host, pid] = file.split('~');
    const clear = `rm '${join(book, file)}'`;
    const owner = `process ${pid} on ${host}`;
    expect(events).toEqual([
      {
        kind: 'waiting',
        owner,
        since: expect.stringMatching(/^20/),
        seconds: 2,
        isNear: host !== 'elsewhere',
        clear,
      },
    ]);
    expect(error.message).toContain(`is in use by ${owner} since 20`);
    expect(error.help.en).toContain(clear);
    expect(await readdir(book)).toEqual([expect.stringMatching(/^\.lock~/)]);
  });

  it('says when its process started', async () => {
    let held: string[] = [];
    await changeBook(book, options, async () => {
      held = await readdir(book);
    });
    expect(held).toHaveLength(1);
    expect(held[0]!.split('~')[5]).toBe(started(process.pid));
  });

  it('lets one run at a time change the book', async () => {
    await write({ 'count.txt': '0' });
    const add = () =>
      changeBook(book, { ...options, patience: 30 }, async (folder, change) => {
        const count = Number(await folder.read('count.txt'));
        await new Promise((done) => setTimeout(done, 5));
        change.write('count.txt', String(count + 1));
      });
    await Promise.all(Array.from({ length: 8 }, add));
    expect((await tree())['count.txt']).toBe('8');
  });
});

function write(files: Record<string, string>): Promise<void> {
  return changeBook(book, options, async (_, change) => {
    for (const [name, text] of Object.entries(files)) change.write(name, text);
  });
}

async function format(text: string): Promise<void> {
  await mkdir(book);
  await writeFile(join(book, 'book.json'), text);
}

async function tree(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(book, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    found[file.slice(book.length + 1)] = await readFile(file, 'utf8');
  }
  return found;
}

describe('reading what belongs together', () => {
  it('is done again when a run wrote meanwhile', async () => {
    await write({ 'runs.csv': '1', 'history.csv': '1' });
    let tries = 0;
    const found = await readBook(book, options, async (folder) => {
      tries += 1;
      const runs = await folder.read('runs.csv');
      if (tries === 1) await write({ 'runs.csv': '22', 'history.csv': '22' });
      return [runs, await folder.read('history.csv')];
    });
    expect([tries, found]).toEqual([2, ['22', '22']]);
  });

  it('takes an error seriously only when nobody wrote', async () => {
    await write({ 'runs.csv': '1' });
    let tries = 0;
    const reading = readBook(book, options, async () => {
      tries += 1;
      if (tries === 1) await write({ 'runs.csv': '22' });
      throw new Error(`try ${tries}`);
    });
    await expect(reading).rejects.toThrow('try 2');
  });
});

describe('a change that was decided', () => {
  const OLD = { 'a.csv': 'old a', 'b/c.csv': 'old c', 'd.csv': 'old d', 'e.csv': 'same' };
  const NEW = { 'a.csv': 'new a', 'b/c.csv': 'new c', 'f/g.csv': 'new g', 'h.csv': 'old a' };

  it.each([0, 1, 2, 3, 4, 5])('is ended whole when %i of its files are in their place', async (done) => {
    await write(OLD);
    const root = await realpath(book);
    const { change, commit, close } = stageChange(root, book, new Map());
    for (const [name, text] of Object.entries(NEW)) if (name !== 'h.csv') change.write(name, text);
    change.copy('a.csv', 'h.csv');
    change.remove('d.csv');
    change.write('e.csv', 'same');
    expect(await commit(async () => true)).toBe(5);
    await close();
    const journal = join(root, '.pending');
    const { entries } = JSON.parse(await readFile(join(journal, 'manifest.json'), 'utf8'));
    for (const { name, staged } of entries.slice(0, done)) {
      await mkdir(join(root, name, '..'), { recursive: true });
      if (staged === null) await rm(join(root, name));
      else await rename(join(journal, staged), join(root, name));
    }
    await openBook(book, options);
    const { '.gitignore': _, 'book.json': __, ...files } = await tree();
    expect(files).toEqual({ ...NEW, 'e.csv': 'same' });
    expect(events).toEqual([{ kind: 'finished', files: 5 }]);
    expect(existsSync(journal)).toBe(false);
  });
});
