import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What `npm test` runs: every step, also after one has failed, so that one run reports everything. The last
// line counts vitest's tests, and each other step as one.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCRATCH = mkdtempSync(join(tmpdir(), 'keyaccounts-test-'));
const RESULTS = join(SCRATCH, 'vitest.json');

// The build comes first: the cases and the package check run what it makes.
const STEPS = [
  { name: 'build', run: ['npm', 'run', '--silent', 'build'] },
  { name: 'lint', run: ['biome', 'ci', '--colors=off', '--diagnostic-level=warn', '.'] },
  { name: 'unused code', run: ['knip'] },
  { name: 'types', run: ['tsc', '--noEmit'] },
  {
    name: 'tests',
    run: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${RESULTS}`],
  },
  { name: 'package', run: ['node', 'test/check-package.js'] },
  { name: 'publint', run: ['publint', 'run', '--strict'] },
];

function main() {
  let passed = 0;
  let failed = 0;
  for (const step of STEPS) {
    const started = performance.now();
    const { ok, output } = runStep(step);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const count = step.name === 'tests' ? countTests(ok) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
    passed += count.passed;
    failed += count.failed;
    print(`${ok ? 'ok    ' : 'FAILED'} ${step.name.padEnd(12)} ${seconds.padStart(6)} s`);
    if (!ok) print(`\n${output.trimEnd()}\n`);
  }
  print(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function runStep({ run: [command, ...args] }) {
  const path = `${join(ROOT, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const result = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  });
  const trouble = result.error === undefined ? '' : `${result.error.message}\n`;
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}${trouble}` };
}

// A test file that fails to load has no tests to count, and an unhandled error fails no test: each is one failure.
function countTests(ok) {
  let report;
  try {
    report = JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: ok ? failed : Math.max(failed, 1) };
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

try {
  main();
} finally {
  rmSync(SCRATCH, { recursive: true, force: true });
}
