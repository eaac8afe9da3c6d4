import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Lets pre-commit itself run the hook of the last commit, in a repository of its own: npm run hook. pre-commit lives in a
// virtual environment that is made once; it installs the hook as it does for everybody, which takes a minute.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VERSION = '4.7.0';
const TOOLS = join(tmpdir(), `keyaccounts-pre-commit-${VERSION}`);
const PRE_COMMIT = join(TOOLS, 'bin', 'pre-commit');

const BROKEN = 'name: Broken\nfields:\n  customer_id: { type: idd }\n';
const HOOK_OF = (program, revision) => `repos:
  - repo: ${program}
    rev: ${revision}
    hooks: [{ id: keyaccounts-check }]
`;
// As the page of check has it, for those who have the program already.
const HOOK_OF_INSTALLED = `repos:
  - repo: local
    hooks:
      - id: keyaccounts-check
        name: check key-account criteria
        entry: node ${join(ROOT, 'bin', 'keyaccounts.js')} check
        language: system
        files: ^criteria/.*\\.yaml$
        require_serial: true
`;

function main(scratch) {
  if (!existsSync(PRE_COMMIT)) {
    must('python3', ['-m', 'venv', TOOLS]);
    must(join(TOOLS, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', `pre-commit==${VERSION}`]);
  }
  // A clone with a branch, whatever is checked out here.
  const program = join(scratch, 'program');
  must('git', ['clone', '--quiet', ROOT, program]);
  must('git', ['checkout', '--quiet', '-B', 'hook'], { cwd: program });
  const { out: revision } = must('git', ['rev-parse', 'HEAD'], { cwd: program });
  for (const [name, config] of [
    ['from git', HOOK_OF(program, revision.trim())],
    ['installed', HOOK_OF_INSTALLED],
  ]) {
    const team = join(scratch, name.replace(' ', '-'));
    mkdirSync(join(team, 'criteria'), { recursive: true });
    const env = { PRE_COMMIT_HOME: join(scratch, 'home'), NO_COLOR: '1' };
    const git = (...args) =>
      run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: team, env });
    const commit = (file, text) => {
      writeFileSync(join(team, file), text);
      git('add', '--all');
      return git('commit', '--message', `Change ${file}`);
    };
    git('init', '--quiet');
    writeFileSync(join(team, '.pre-commit-config.yaml'), config);
    for (const file of ['default.yaml', 'with-units.yaml', 'industrial.yaml'])
      copyFileSync(join(ROOT, 'criteria', file), join(team, 'criteria', file));
    must(PRE_COMMIT, ['install'], { cwd: team, env });

    const good = commit('note.txt', 'criteria of the company\n');
    expect(
      `${name}: criteria without mistakes are committed`,
      good,
      good.code === 0 && /criteria\.+Passed/.test(good.out),
    );
    const bad = commit('criteria/broken.yaml', BROKEN);
    const message = /criteria\/broken\.yaml:3:24: error: .*found "idd" \[wrong-shape\]/;
    expect(
      `${name}: broken criteria are not, and the hook says why`,
      bad,
      bad.code === 1 && message.test(bad.out),
    );
    git('rm', '--quiet', '--force', 'criteria/broken.yaml');
    const other = commit('settings.yaml', BROKEN);
    expect(
      `${name}: other YAML is left alone`,
      other,
      other.code === 0 && /criteria\.+\(no files to check\)Skipped/.test(other.out),
    );
  }
}

function run(command, args, { cwd = ROOT, env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return {
    code: status ?? 1,
    out: `${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : error.message}`,
  };
}

function must(command, args, where) {
  const ran = run(command, args, where);
  if (ran.code !== 0) throw new Error(`${command} ${args.join(' ')}\n${ran.out}`);
  return ran;
}

function expect(what, { out }, holds) {
  process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what}\n`);
  if (holds) return;
  process.stdout.write(`\n${out}\n`);
  process.exitCode = 1;
}

const scratch = mkdtempSync(join(tmpdir(), 'keyaccounts-hook-'));
try {
  main(scratch);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
