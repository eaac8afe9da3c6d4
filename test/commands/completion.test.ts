import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOds, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { SHELLS } from '../../src/commands/completion/command.ts';
import { COMMANDS } from '../../src/program.ts';
import { memoryIo } from './memory-io.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BOOK = join(ROOT, 'fixtures/cases/history/runs/files/book');

// A workbook, criteria with fields of several types and a table, and their usual place.
const CRITERIA = `
name: Test
tables:
  orders: { customer: { columns: [no] }, date: day, fields: { day: { type: date }, amount: { type: money } } }
fields:
  customer_id: { type: id }
  unit: { type: text, title: { en: business unit, zh: 事业部 } }
  revenue: { from: orders, sum: amount }
priority: [normal]
categories: { normal: { when: otherwise } }
`;
const SHEETS = [
  { name: 'Key accounts', rows: [['a']] },
  { name: '客户', rows: [['a']] },
  { name: 'Old', hidden: true, rows: [['a']] },
];
const FILES = {
  'c.yaml': CRITERIA,
  'criteria/default.yaml': CRITERIA,
  'c.csv': 'customer_id,customer_name\nC-1,Alpha\nC-2,Beta\nD 3,\n',
  'r.xlsx': await writeXlsx({ sheets: SHEETS }),
  'r.xls': readFileSync(join(ROOT, 'fixtures/exports/excel-2003-xml/Accounts.xls'), 'utf8'),
  'page.xls': '<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>',
  'r.ods': await writeOds({ sheets: SHEETS.slice(0, 2) }),
};

async function run(...argv: string[]) {
  const io = memoryIo(FILES);
  const code = await main(argv, io);
  return { code, out: io.written(), err: io.said() };
}

async function proposed(...words: string[]): Promise<string[]> {
  const { out } = await run('completion', 'zsh', '--', ...words);
  return out
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[0]!);
}

it.each([
  [['cl'], ['classify']],
  [['completion', ''], [...SHELLS]],
  [['classify', '--fo'], ['--format']],
  [['classify', '--format', 'nd'], ['ndjson']],
  [['check', '--format', 'sa'], ['sarif']],
  [['check', '--format', '=', 'sa'], ['sarif']],
  [['check', '--format=sa'], ['--format=sarif']],
  [['check', '--format', 'text', '--fo'], ['']],
  [['report', '--section', 'overview,g'], ['overview,growth']],
  [['help', 'bad-am'], ['bad-amount']],
  [['help', 'hist'], ['history']],
  [['history', '--book', BOOK, 'A-01'], ['A-01']],
  [['history', `--book=${BOOK}`, 'A-01'], ['A-01']],
  [['explain', 'a.csv', '--book', BOOK, 'A-01'], ['A-01']],
  [['history', '--book', 'none', 'A-01'], ['']],
  [['classify', ''], [':files']],
  [['classify', '-c', ''], [':files']],
  [['review', 'a.csv', '--book', ''], [':files']],
  [['classify', '--table', ''], ['orders=']],
  [['classify', 'a.csv', ''], [':files']],
  [['audit', 'a.csv', ''], ['']],
  [['classify', '--as-of', ''], ['']],
  [['nothing', ''], ['']],
  [
    ['classify', 'r.xlsx', '--sheet', ''],
    ['Key accounts', '客户'],
  ],
  [['classify', 'r.xlsx', '--sheet', 'K'], ['Key accounts']],
  [['classify', 'r.xlsx', '--sheet=K'], ['--sheet=Key accounts']],
  [['classify', 'r.ods', '--sheet', '客'], ['客户']],
  [['classify', 'r.xls', '--sheet', ''], ['Accounts']],
  [
    ['classify', 'page.xls', '--sheet', ''],
    ['Table 1', 'Table 2'],
  ],
  [['check', '--customers', 'r.xlsx', '--sheet', 'K'], ['Key accounts']],
  [['classify', 'none.xlsx', '--sheet', ''], ['']],
  [['classify', 'c.yaml', '--sheet', ''], ['']],
  [['calibrate', 'r.xlsx', '--per', ''], ['unit']],
  [['calibrate', 'r.xlsx', '-c', 'c.yaml', '--per', 'u'], ['unit']],
  [['calibrate', 'r.xlsx', '-c', 'none.yaml', '--per', ''], ['']],
  [['report', 'r.xlsx', '--per', ''], ['account_manager']],
  [['classify', '-c', 'c.yaml', '--table', 'or'], ['orders=']],
  [['classify', '-c', 'c.yaml', '--table', 'orders=a'], [':files']],
  [['plan', 'r.xlsx', '--book', BOOK, '--id', 'A-01'], ['A-01']],
  [
    ['explain', 'c.csv', 'C-'],
    ['C-1', 'C-2'],
  ],
  [['explain', 'c.csv', 'C-1', '-c', 'c.yaml', 'D'], ['D 3']],
  [['explain', 'c.csv', '--book', BOOK, 'C-'], ['']],
  [['explain', 'none.csv', 'C-'], ['']],
  [['explain', 'c.csv', '-c', 'none.yaml', 'C-'], ['']],
])('proposes behind %j', async (words, wanted) => {
  expect(await proposed(...words)).toEqual(wanted);
});

it('proposes every command and each of its flags, with what it is', async () => {
  expect(await proposed('')).toEqual(COMMANDS.map(({ declaration }) => declaration.name));
  for (const { name, flags } of COMMANDS.map(({ declaration }) => declaration)) {
    const longs = Object.values(flags).map(({ option }) => option.long);
    expect(await proposed(name, '--')).toEqual(longs);
  }
  const { out } = await run('completion', 'fish', '--lang', 'zh', '--', 'diff', '--against');
  expect(out).toMatch(/^--against\t之前的导出文件$/m);
});

it('names the shells when another is asked for', async () => {
  const { code, out } = await run('completion', 'tcsh');
  expect([code, out]).toEqual([2, '']);
});

it('tells PowerShell what to ask, and takes the dot behind the last word off', async () => {
  const { out: script } = await run('completion', 'powershell');
  expect(script).toMatch(/^Register-ArgumentCompleter -Native -CommandName keyaccounts -ScriptBlock \{\n/);
  expect(script).toContain('keyaccounts completion powershell -- @words "$word."');
  expect((await run('completion', 'powershell', '--', 'completion', 'f.')).out).toBe('fish\t\n');
  expect((await run('completion', 'powershell', '--', 'completion', '.')).out).toMatch(/^bash\t\nzsh\t\n/);
});

it('quotes what a shell would part', async () => {
  const sheets = ['classify', 'r.xlsx', '--sheet'];
  expect((await run('completion', 'bash', '--', ...sheets, '')).out).toBe('Key\\ accounts\t\n客户\t\n');
  expect((await run('completion', 'bash', '--', ...sheets, 'Key\\ a')).out).toBe('Key\\ accounts\t\n');
  expect((await run('completion', 'bash', '--', ...sheets, '"Key a')).out).toBe('Key accounts\t\n');
  expect((await run('completion', 'powershell', '--', ...sheets, 'K.')).out).toBe("'Key accounts'\t\n");
  expect((await run('completion', 'fish', '--lang', 'zh', '--', 'calibrate', '--per', '')).out).toBe(
    'unit\t事业部\n',
  );
});

describe('in a shell', () => {
  let folder = '';
  let env: NodeJS.ProcessEnv = {};

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'completion-'));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const program = join(bin, 'keyaccounts');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${ROOT}bin/keyaccounts.js' "$@"\n`);
    chmodSync(program, 0o755);
    writeFileSync(join(folder, 'a customer file.csv'), '');
    for (const [name, content] of Object.entries(FILES)) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    cpSync(BOOK, join(folder, 'book'), { recursive: true });
    env = {
      ...process.env,
      PATH: `${bin}:${process.env['PATH']}`,
      LC_ALL: 'C.UTF-8',
      KEYACCOUNTS_LANG: 'en',
    };
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const type = (shell: string, script: string): string =>
    execFileSync(shell, ['-c', script], { cwd: folder, env, encoding: 'utf8', timeout: 60_000 });

  it('completes in bash', () => {
    const script = `source <(keyaccounts completion bash)
ask() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _keyaccounts; printf '[%s]' "\${COMPREPLY[@]}"; echo; }
ask keyaccounts calib
ask keyaccounts check --format = sa
ask keyaccounts completion ''
ask keyaccounts classify 'a '
ask keyaccounts classify r.xlsx --sheet 'Key\\ a'
ask keyaccounts calibrate r.xlsx --per = u
ask keyaccounts classify --table o
ask keyaccounts explain none.csv A-01
ask keyaccounts explain c.csv D
`;
    expect(type('bash', script)).toBe(
      [
        '[calibrate]',
        '[sarif]',
        '[bash][zsh][fish][powershell]',
        '[a customer file.csv]',
        '[Key\\ accounts]',
        '[unit]',
        '[orders=]',
        '[A-01]',
        '[D\\ 3]',
        '',
      ].join('\n'),
    );
  });

  const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

  it.runIf(has('fish'))('completes in fish', () => {
    const script = `keyaccounts completion fish | source
for line in calib "check --format=sa" "classify a" "classify r.xlsx --sheet Key" "calibrate r.xlsx --per u" "classify --table orders=a" "explain none.csv A-01" "explain c.csv D"; complete -C "keyaccounts $line"; end
`;
    expect(
      type('fish', script)
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual([
      'calibrate',
      '--format=sarif',
      'a customer file.csv',
      'Key accounts',
      'unit',
      'orders=a customer file.csv',
      'A-01',
      'D 3',
      '',
    ]);
  });

  // Types into a shell at a terminal, as people do.
  it.runIf(has('zsh'))('completes in zsh', () => {
    const script = `zmodload zsh/zpty
zpty typed zsh -f -i
zpty -w typed 'autoload -U compinit; compinit -u -D; source <(keyaccounts completion zsh); print rea""dy'
zpty -r typed shown '*ready*'
zpty -w -n typed $'keyaccounts completion f\\t\\n'
zpty -r typed shown '*complete -c keyaccounts*'
zpty -w -n typed $'keyaccounts classify a\\t --format c\\t --color-file\\n'
zpty -r typed shown '*unknown option*'
print -r -- "$shown"
zpty -w -n typed $'keyaccounts classify r.xlsx --sheet K\\t --table o\\ta\\t --color-file\\n'
zpty -r typed shown '*unknown option*'
print -r -- "$shown"
zpty -w -n typed $'keyaccounts calibrate --per u\\t --color-file\\n'
zpty -r typed shown '*unknown option*'
print -r -- "$shown"
zpty -d typed
`;
    const shown = type('zsh', script);
    expect(shown).toContain('keyaccounts classify a\\ customer\\ file.csv');
    expect(shown).toContain('--format csv');
    expect(shown).toContain('--sheet Key\\ accounts');
    expect(shown).toContain('--table orders=a\\ customer\\ file.csv');
    expect(shown).toContain('--per unit');
  });
});
