import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Compares the evaluator with Spark: npm run agree:spark, or with one version, npm run agree:spark -- 4.0.1
// Each version has a virtual environment of its own, which is made once. It takes Python 3 and Java 17.
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VERSIONS = process.argv.length > 2 ? process.argv.slice(2) : ['4.0.1', '3.5.7'];

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error !== undefined) process.stderr.write(`${command}: ${error.message}\n`);
  return status ?? 1;
}

// The environment of a version, with its packages; null where it cannot be made.
function environmentOf(version) {
  const folder = join(tmpdir(), `keyaccounts-pyspark-${version}`);
  const python = join(folder, 'bin', 'python');
  if (existsSync(join(folder, 'bin', 'spark-submit'))) return python;
  if (run('python3', ['-m', 'venv', folder]) !== 0) return null;
  const packages = [`pyspark==${version}`, 'setuptools'];
  return run(python, ['-m', 'pip', 'install', '--quiet', ...packages]) === 0 ? python : null;
}

function main() {
  const corpus = mkdtempSync(join(tmpdir(), 'keyaccounts-spark-'));
  try {
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const told = { SPARK_CORPUS: corpus, SPARK_CASES: process.env.SPARK_CASES ?? '8' };
    if (run(process.execPath, [vitest, 'run', 'test/sql/spark'], told) !== 0) return 1;
    let failed = 0;
    for (const version of VERSIONS) {
      const python = environmentOf(version);
      if (python === null || run(python, ['test/sql/spark/replay.py', corpus]) !== 0) failed += 1;
    }
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(corpus, { recursive: true, force: true });
  }
}

process.exitCode = main();
