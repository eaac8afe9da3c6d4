import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { couldNot, systemCode } from '../../src/errors.ts';
import { holdBack } from '../../src/io/files.ts';
import { COMMANDS } from '../../src/program.ts';
import { type Fault, withFault } from './inject-fault.ts';
import { unheardIo } from './unheard.ts';

// Whatever the system refuses, at whatever moment: one sentence, exit code 2, old files whole, nothing left behind.
const CRITERIA = `name: Faults
version: "1"
fields:
  customer_id: { type: id }
  customer_name: { type: text }
  account_manager: { type: text }
  revenue: { type: money }
priority: [key, lost, target, normal]
categories:
  key: { when: { any: [{ revenue: { at_least: 100 } }, { revenue: { top: 1 } }] } }
  lost: { when: { revenue: { less_than: 0 } } }
  target: { when: { revenue: 0 } }
  normal: { when: otherwise }
duties: { manager: account_manager, plan: required }
`;
const HEADER = 'customer_id,customer_name,account_manager,revenue\n';
const IN = `${HEADER}A,Alpha,Ann Lee,100\nB,Beta,Bo Wu,10\nC,Gamma,Bo Wu,300\nD,Delta,Bo Wu,much\n`;
const OLD = `${HEADER}A,Alpha,Ann Lee,10\nB,Beta,Bo Wu,10\nC,Gamma,Bo Wu,30\n`;
const CLEAN = `${HEADER}A,Alpha,Ann Lee,100\nB,Beta,Bo Wu,10\n`;

/** Each command, with everything that it writes. */
const RUNS: readonly (readonly string[])[] = [
  ['init', 'clean.csv', '-o', 'out', '--force'],
  ['classify', 'in.csv', '--format', 'csv', '-o', 'out', '--rejects', 'bad.csv'],
  ['explain', 'in.csv', '--all', '-o', 'out', '--rejects', 'bad.csv'],
  ['explain', 'in.csv', 'A', '-o', 'out', '--rejects', 'bad.csv'],
  ['report', 'in.csv', '--format', 'html', '-o', 'out', '--rejects', 'bad.csv'],
  ['report', 'in.csv', '--per', 'account_manager', '-o', 'new/pages', '--rejects', 'bad.csv'],
  ['check', 'c.yaml', '--format', 'github', '-o', 'out'],
  ['diff', 'in.csv', '--against', 'old.csv', '-o', 'out', '--rejects', 'bad.csv'],
  ['calibrate', 'in.csv', '--key-accounts', '1', '-o', 'out', '--rejects', 'bad.csv'],
  ['calibrate', 'clean.csv', '--key-accounts', '2', '--choice', '1', '--write', 'c.yaml', '--reason', 'why'],
  ['lock', 'in.csv', '-o', 'out.lock.json', '--rejects', 'bad.csv'],
  ['plan', 'in.csv', '--book', 'new/book', '--rejects', 'bad.csv'],
  ['plan', 'in.csv', '--book', 'book', '--rejects', 'bad.csv'],
  ['audit', 'in.csv', '--book', 'book', '--format', 'github', '-o', 'out', '--rejects', 'bad.csv'],
  ['review', 'in.csv', '--book', 'new/book', '--max-gone', '100%', '-o', 'out', '--rejects', 'bad.csv'],
  'review in.csv --book book --max-gone 100% -o out --rejects bad.csv --briefs new --calendar new.ics'.split(
    ' ',
  ),
  ['history', '--book', 'book', '-o', 'out'],
  ['sql', '-o', 'out'],
  ['backtest', 'old.csv@2026-05-31', 'in.csv@2026-06-30', '-o', 'out', '--rejects', 'bad.csv'],
];

// They read no file that must be there, and write to standard output alone.
const WITHOUT_FILES = ['help', 'completion'];

let here = '';
let given = '';
beforeAll(async () => {
  here = mkdtempSync(join(tmpdir(), 'keyaccounts-faults-'));
  given = join(here, 'given');
  mkdirSync(given);
  const files = {
    'c.yaml': CRITERIA,
    'in.csv': IN,
    'old.csv': OLD,
    'clean.csv': CLEAN,
    out: 'old\n',
    summary: 'old\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(given, name), text);
  const { code } = await run(['review', 'old.csv', '--book', 'book', '-o', 'out'], given, '2026-05-31');
  expect(code).toBe(0);
  writeFileSync(join(given, 'out'), 'old\n');
});
afterAll(() => rmSync(here, { recursive: true }));

type Tree = Readonly<Record<string, string>>;

async function run(args: readonly string[], folder: string, day = '2026-06-30') {
  const said: string[] = [];
  const io = {
    ...unheardIo((text) => said.push(text)),
    env: { GITHUB_STEP_SUMMARY: join(folder, 'summary') },
  };
  const place = (word: string): string =>
    /^(in|old|clean|c|bad|out|new|book)\b/.test(word) ? join(folder, word) : word;
  const criteria = ['init', 'check', 'history'].includes(args[0]!) ? [] : ['-c', 'c.yaml'];
  const asOf = ['history', 'backtest'].includes(args[0]!) ? [] : ['--as-of', day];
  const code = await main([args[0]!, ...[...args.slice(1), ...criteria].map(place), ...asOf, '-q'], io);
  return { code, said: said.join('').replaceAll(folder, '') };
}

function treeOf(folder: string): Tree {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries.map((entry) => join(entry.parentPath, entry.name) + (entry.isFile() ? '' : '/'));
  const texts = names.map((name): [string, string] => [
    name.slice(folder.length),
    name.endsWith('/') ? '' : readFileSync(name, 'utf8').replaceAll(folder, ''),
  ]);
  return Object.fromEntries(texts.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Runs a command again and again, each time with the fault a step later, until it is not reached any more. */
async function atEveryStep(
  args: readonly string[],
  fault: Omit<Fault, 'at'>,
  expectEnd: (
    ended: { code: number; said: string; tree: Tree; folder: string },
    after: Tree,
  ) => Promise<void> | void,
): Promise<number> {
  const folder = join(here, 'run');
  const begin = (): void => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(given, folder, { recursive: true });
  };
  begin();
  const { code, said } = await run(args, folder);
  expect(code, said).not.toBe(2);
  const after = treeOf(folder);
  for (let at = 1; ; at += 1) {
    begin();
    let ended = { code: 0, said: '' };
    const reached = await withFault({ ...fault, at }, folder, async () => {
      ended = await run(args, folder);
    });
    if (!reached) return at - 1;
    await expectEnd({ ...ended, tree: treeOf(folder), folder }, after);
  }
}

it('every command is tried', () => {
  const names = COMMANDS.map(({ declaration }) => declaration.name);
  expect(new Set([...RUNS.map(([name]) => name), ...WITHOUT_FILES])).toEqual(new Set(names));
});

describe.each([
  ['a read that fails', { on: 'read', code: 'EIO' }, 'the disk or its connection failed'],
  ['a disk that is full from then on', { on: 'write', code: 'ENOSPC', lasts: true }, 'the disk is full'],
  ['a write that fails once', { on: 'write', code: 'EIO' }, 'the disk or its connection failed'],
] as const)('%s', (_, fault, reason) => {
  it.each(RUNS)('%s %s %s %s %s %s', async (...args) => {
    const before = treeOf(given);
    const steps = await atEveryStep(args, fault, async ({ code, said, tree, folder }, after) => {
      if (code !== 2) {
        expect(tree).toEqual(after);
        return;
      }
      expect(said).toMatch(/^error: cannot .+\n(?: {2}help: .+\n)?$/);
      expect(said).toContain(`: ${reason}`);
      if (/nothing is lost/.test(said)) {
        // What was decided is written by the next command.
        await run(args, folder);
        expect(litterOf(treeOf(folder))).toEqual([]);
        return;
      }
      expect(litterOf(tree)).toEqual([]);
      const changed = ['/out', '/bad.csv', '/new.ics'].filter((name) => before[name] !== after[name]);
      const written = changed.filter((name) => tree[name] === after[name]);
      expect([[], changed], `all or nothing after ${said}`).toContainEqual(written);
      const names = new Set([...Object.keys(before), ...Object.keys(tree)]);
      const isWritten = [...names].some((name) => /\bbook\b/.test(name) && before[name] !== tree[name]);
      if (isWritten) expect(said).toContain('book" was written before that');
      if (/nothing was written/.test(said)) expect(tree).toEqual(before);
      else
        for (const [name, text] of Object.entries(tree))
          expect([before[name], after[name]], `${name} after ${said}`).toContain(text);
    });
    expect(steps).toBeGreaterThan(2);
  });
});

describe('what the system refuses', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EFBIG', 'the file would become larger than is allowed there'],
    ['EROFS', 'the disk is read-only'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EIO', 'the disk or its connection failed'],
    ['EMFILE', 'too many files are open'],
    ['ENFILE', 'too many files are open'],
    ['ENOTDIR', 'a part of its path is a file, not a folder'],
    ['ENAMETOOLONG', 'its name is too long'],
    ['EPROTO', 'injected'],
  ])('%s is said in plain words, with the path', async (code, reason) => {
    // The first that is read is the folder of the results.
    const faults = [
      { on: 'read', at: 2, path: '/c.yaml' },
      { on: 'read', at: 5, path: '/in.csv' },
      { on: 'write', at: 1, path: '/out' },
      { on: 'write', at: 2, path: '/bad.csv' },
      { on: 'write', at: 3, path: '/out' },
    ] as const;
    for (const { path, ...fault } of faults) {
      const folder = join(here, 'kinds');
      cpSync(given, folder, { recursive: true });
      const before = treeOf(folder);
      let ended = { code: 0, said: '' };
      await withFault({ ...fault, code }, folder, async () => {
        ended = await run(['classify', 'in.csv', '-o', 'out', '--rejects', 'bad.csv'], folder);
      });
      expect(ended.code).toBe(2);
      const [sentence] = ended.said.split('\n');
      expect(sentence).toMatch(/^error: cannot (read|write) /);
      expect(sentence).toContain(`"${path}": ${reason}`);
      expect(treeOf(folder)).toEqual(before);
      rmSync(folder, { recursive: true });
    }
  });

  it('is said of a folder that cannot be made, and those above it go again', async () => {
    for (const at of [1, 2]) {
      const folder = join(here, 'folders');
      cpSync(given, folder, { recursive: true });
      const before = treeOf(folder);
      let ended = { code: 0, said: '' };
      await withFault({ on: 'write', code: 'EROFS', at }, folder, async () => {
        ended = await run(['report', 'clean.csv', '--per', 'account_manager', '-o', 'new/pages'], folder);
      });
      expect(ended).toEqual({
        code: 2,
        said: 'error: cannot make the folder "/new/pages": the disk is read-only\n',
      });
      expect(treeOf(folder)).toEqual(before);
      rmSync(folder, { recursive: true });
    }
  });

  it('is said of the folder for temporary files, too', async () => {
    const row = `${'x'.repeat(99)}\n`;
    let thrown: unknown = null;
    const reached = await withFault({ on: 'write', code: 'ENOSPC', at: 2 }, tmpdir(), async () => {
      const output = holdBack(async () => {});
      thrown = await output.write(row.repeat(50_000)).catch((error: unknown) => error);
      await output.discard();
    });
    expect(reached).toBe(true);
    expect(thrown).toMatchObject({
      message: `cannot write a temporary file in "${tmpdir()}": the disk is full`,
    });
  });
});

it('a mistake of the program is none of the system', () => {
  const mistake = new TypeError('no such method');
  expect(couldNot({ en: 'read "x"', zh: '读取“x”' }, mistake)).toBe(mistake);
  expect(systemCode(Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeNull();
});

function litterOf(tree: Tree): string[] {
  const names = Object.keys(tree);
  const isEmpty = (folder: string): boolean =>
    !names.some((name) => name !== folder && name.startsWith(folder));
  return names.filter(
    (name) => /keyaccounts-tmp|\.lock~|\.pending/.test(name) || (name.endsWith('/') && isEmpty(name)),
  );
}
