import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCase, ROOT } from './case-folders.ts';

// Says what it was given, copies standard input to out.txt, and does what its first argument says.
const TOOL = `
import fs from 'node:fs';
const [, , what, ...rest] = process.argv;
const input = fs.readFileSync(0);
if (input.length > 0) fs.writeFileSync('out.txt', input);
if (what === 'bytes') process.stdout.write(Buffer.from([0xff, 0xfe, 0x41]));
if (what === 'remove') fs.rmSync('given.csv');
if (what === 'change') fs.appendFileSync('given.csv', 'more');
if (what === 'die') process.kill(process.pid, 'SIGKILL');
process.stdout.write(JSON.stringify([what, ...rest]) + process.env.TZ + '\\n');
process.stderr.write(process.cwd() + '\\n');
process.exitCode = what === 'fail' ? 2 : 0;
`;

let folder: string;
const tool = () => join(folder, 'tool.mjs');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaccounts-runner-'));
  writeFileSync(tool(), TOOL);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a case', () => {
  const said = { stdout: '["x"]Asia/Shanghai\n', stderr: '{here}\n', code: '0\n' };
  const table: [string, Record<string, string>, string[]][] = [
    ['holds', { args: 'x\n', ...said }, []],
    ['lacks what to expect', { args: 'x\n' }, ['stdout', 'stderr', 'code']],
    ['says something else', { args: 'x\n', ...said, stdout: '["y"]\n' }, ['stdout']],
    ['ends otherwise', { args: 'fail\n', ...said, stdout: '["fail"]Asia/Shanghai\n' }, ['code']],
    ['is killed', { args: 'die\n', stdout: '', stderr: '', code: 'SIGKILL\n' }, []],
    ['has its own time zone', { args: 'x\n', ...said, tz: 'UTC\n', stdout: '["x"]UTC\n' }, []],
    [
      'has several arguments',
      { args: 'x\na b\n\nc\n', ...said, stdout: '["x","a b","","c"]Asia/Shanghai\n' },
      [],
    ],
    ['names the root', { args: 'x\n{root}/a\n', ...said, stdout: '["x","{root}/a"]Asia/Shanghai\n' }, []],
    ['writes as expected', { args: 'x\n', ...said, stdin: 'in', 'expected/out.txt': 'in' }, []],
    [
      'writes otherwise',
      { args: 'x\n', ...said, stdin: 'in', 'expected/out.txt': 'on' },
      ['expected/out.txt'],
    ],
    ['writes unexpectedly', { args: 'x\n', ...said, stdin: 'in' }, ['expected/out.txt']],
    ['does not write', { args: 'x\n', ...said, 'expected/sub/a.txt': 'in' }, ['expected/sub/a.txt']],
    ['leaves a given file', { args: 'x\n', ...said, 'files/sub/given.csv': 'a' }, []],
    [
      'changes a given file',
      { args: 'change\n', ...said, stdout: '["change"]Asia/Shanghai\n', 'files/given.csv': 'a' },
      ['expected/given.csv'],
    ],
    [
      'takes a given file away',
      { args: 'remove\n', ...said, stdout: '["remove"]Asia/Shanghai\n', 'files/given.csv': 'a' },
      ['files/given.csv'],
    ],
  ];

  it.each(table)('that %s', async (name, files, expected) => {
    const found = await checkCase(write(name, files), tool(), false);
    expect(found.map((difference) => difference.what)).toEqual(expected);
  });

  it('compares bytes that are no text', async () => {
    const place = write('bytes', { args: 'bytes\n', ...said });
    await checkCase(place, tool(), true);
    expect(readFileSync(join(place, 'stdout')).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xfe, 0x41]));
    expect(await checkCase(place, tool(), false)).toEqual([]);
  });

  it('writes expectations that hold', async () => {
    const files = { args: 'change\n{root}\n', stdin: 'in', 'files/given.csv': 'a', 'expected/stale': '' };
    const place = write('update', files);
    expect(await checkCase(place, tool(), true)).toEqual([]);
    expect(await checkCase(place, tool(), false)).toEqual([]);
    expect(readFileSync(join(place, 'stdout'), 'utf8')).toBe('["change","{root}"]Asia/Shanghai\n');
    expect(readFileSync(join(place, 'expected', 'given.csv'), 'utf8')).toBe('amore');
    expect(readFileSync(join(place, 'files', 'given.csv'), 'utf8')).toBe('a');
  });

  it('knows the root of the project', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).name).toBe('keyaccounts');
  });
});

function write(name: string, files: Record<string, string>): string {
  const place = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }
  return place;
}
