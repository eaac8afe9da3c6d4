import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';

// The action for pull requests: its script is run on a small repository, with the program itself and a "gh" that notes
// what it is asked.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ACTION = join(ROOT, '.github/actions/criteria');
const action = parse(readFileSync(join(ACTION, 'action.yml'), 'utf8'));

const CRITERIA = `fields:
  customer_id: { type: id }
  revenue: { type: money }
categories:
  key: { when: { revenue: { at_least: 5m } } }
  normal: { when: otherwise }
`;
const CUSTOMERS = 'customer_id,revenue\nA,6000000\nB,4500000\nC,1\n';

let folder = '';
let clone = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
  const origin = join(folder, 'origin');
  clone = join(folder, 'clone');
  mkdirSync(join(origin, 'criteria'), { recursive: true });
  writeFileSync(join(origin, 'criteria/default.yaml'), CRITERIA);
  writeFileSync(join(origin, 'customers.csv'), CUSTOMERS);
  git(origin, 'init', '--quiet', '--initial-branch=main');
  git(origin, 'add', '-A');
  git(origin, '-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '-m', 'Start');
  git(folder, 'clone', '--quiet', origin, clone);
  mkdirSync(join(folder, 'bin'));
  // It knows the comment whose id stands in a file, and notes every request with its body.
  const gh = `#!/bin/sh
case "$*" in
  *--jq*) [ ! -f '${folder}/known' ] || cat '${folder}/known' ;;
  *) echo "$4 $5" >> '${folder}/asked'; for last; do :; done; cp "\${last#body=@}" '${folder}/body' ;;
esac
`;
  writeFileSync(join(folder, 'bin/gh'), gh);
  chmodSync(join(folder, 'bin/gh'), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd });
}

function run(inputs: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync('bash', [join(ACTION, 'criteria.sh')], {
    cwd: clone,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
      RUNNER_TEMP: folder,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_REPOSITORY: 'our/criteria',
      GITHUB_BASE_REF: 'main',
      PULL_REQUEST: '7',
      CRITERIA: 'criteria/default.yaml',
      CUSTOMERS: 'customers.csv',
      LIMITS: '',
      COMMENT: 'true',
      KEYACCOUNTS: `${process.execPath} ${join(ROOT, 'bin/keyaccounts.js')}`,
      ...inputs,
    },
  });
  return { status, stdout, stderr };
}

const noted = (name: string): string =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';

it('gives its script every input, and nothing of GitHub inside of shell text', () => {
  expect(action.runs.using).toBe('composite');
  const [step] = action.runs.steps;
  expect(action.runs.steps).toHaveLength(1);
  expect(step.shell).toBe('bash');
  expect(step.run).not.toContain('${{');
  const used = Object.values<string>(step.env).flatMap((told) => /inputs\.(\w+)/.exec(told)?.[1] ?? []);
  expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
  const script = readFileSync(join(ACTION, 'criteria.sh'), 'utf8');
  for (const name of Object.keys(step.env).filter((one) => one !== 'GH_TOKEN'))
    expect(script).toContain(name);
  execFileSync('bash', ['-n', join(ACTION, 'criteria.sh')]);
});

it('takes no other inputs in the example of the page', () => {
  const page = readFileSync(join(ROOT, 'criteria/commands/diff.md'), 'utf8');
  const [, example] = /```yaml\n(name: criteria\n[^`]*)```/.exec(page)!;
  const { uses, with: inputs } = parse(example!).jobs.criteria.steps.at(-1);
  expect(uses).toContain('/.github/actions/criteria@');
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
});

it('says who moves, once, and brings its comment up to date', () => {
  writeFileSync(join(clone, 'criteria/default.yaml'), CRITERIA.replace('5m', '4m'));
  expect(run({}).status).toBe(0);
  expect(noted('asked')).toBe('POST repos/our/criteria/issues/7/comments\n');
  expect(noted('body')).toMatch(/^<!-- keyaccounts: criteria\/default\.yaml -->\n/);
  expect(noted('body')).toMatch(/\bB\b/);
  expect(noted('summary')).toContain(noted('body').split('\n').slice(1).join('\n'));
  writeFileSync(join(folder, 'known'), '42\n43\n');
  expect(run({}).status).toBe(0);
  expect(noted('asked').split('\n')[1]).toBe('PATCH repos/our/criteria/issues/comments/42');
});

it('fails when a limit does not hold, and comments all the same', () => {
  writeFileSync(join(clone, 'criteria/default.yaml'), CRITERIA.replace('5m', '4m'));
  expect(run({ LIMITS: '--max-moves 0 --no-key-lost' }).status).toBe(1);
  expect(noted('asked')).toMatch(/^POST /);
});

it('fails on criteria that cannot be read, with the place', () => {
  writeFileSync(join(clone, 'criteria/default.yaml'), CRITERIA.replace('revenue: { at', 'revenu: { at'));
  const { status, stdout } = run({ CUSTOMERS: '' });
  expect(status).toBe(2);
  expect(stdout).toMatch(/^::error file=criteria\/default\.yaml,line=5,/m);
  expect(noted('asked')).toBe('');
});

it('has nothing to compare where the base has no such file', () => {
  writeFileSync(join(clone, 'criteria/new.yaml'), CRITERIA);
  const { status, stdout } = run({ CRITERIA: 'criteria/new.yaml' });
  expect([status, noted('asked')]).toEqual([0, '']);
  expect(stdout).toContain('::notice::main has no criteria/new.yaml to compare with');
});
