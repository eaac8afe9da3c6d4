import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Compares the evaluator with a server of Postgres, which is started in a folder of its own: npm run agree:postgres
// Where none is installed, the tests have done it with PGlite, and there is nothing to do.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEBIAN = '/usr/lib/postgresql';
const USER = 'postgres';
// One after the other, since both fill the same tables.
const TESTS = ['test/sql/agreement.test.ts', 'test/sql/lines.test.ts'];

// The folder of its programs, the newest where there are several; null where there is none.
function programs() {
  const folders = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const found = [
    ...folders.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return (
    found
      .filter((folder) => existsSync(join(folder, 'initdb')))
      .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
      .at(-1) ?? null
  );
}

// Postgres does not run as root.
function asUser(program, args) {
  const [command, ...own] = process.getuid() === 0 ? ['runuser', '-u', USER, '--', program] : [program];
  return execFileSync(command, [...own, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function main() {
  const bin = programs();
  if (bin === null) {
    process.stdout.write('no server of Postgres is installed here\n');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-server-'));
  const data = join(folder, 'data');
  if (process.getuid() === 0) execFileSync('chown', [USER, folder]);
  try {
    asUser(join(bin, 'initdb'), ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']);
    const options = `-c listen_addresses= -k ${folder} -c fsync=off`;
    asUser(join(bin, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start']);
    try {
      const { status } = spawnSync(
        process.execPath,
        [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--no-file-parallelism', ...TESTS],
        {
          cwd: ROOT,
          stdio: 'inherit',
          env: { ...process.env, AGREE_POSTGRES: `postgres://${USER}@/${USER}?host=${folder}` },
        },
      );
      return status ?? 1;
    } finally {
      asUser(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = main();
