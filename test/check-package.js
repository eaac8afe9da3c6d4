import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Packs what the last build made, installs the tarball in an empty folder, and uses it there as a stranger
// would: the command, the library from a script, and its types from strict TypeScript. Versions of Node that are
// given as arguments are fetched from the registry; each runs the command and the script as well.
const VERSIONS = process.argv.slice(2);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const INSTALLED = join('node_modules', PACKAGE.name);
const NEEDED = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'criteria/default.yaml',
  'criteria/criteria.schema.json',
  'criteria/schemas/classify.schema.json',
  'criteria/plans/key.en.md',
  'dist/licenses.txt',
  'dist/block-worker.js',
  'dist/explain-worker.js',
];
const UNWANTED = ['src', 'test', '.ci', 'fixtures/cases', 'node_modules/typescript'];

const SCRIPT = `
import { classify, readCriteria } from 'keyaccounts';
const criteria = await readCriteria('node_modules/keyaccounts/criteria/default.yaml');
const found = [];
for await (const { verdict } of classify('sample.csv', criteria, { asOf: '2026-06-30' })) found.push(verdict.kind);
console.log(process.version, found.length);
`;

const TYPED = `
import { classify, readCriteria } from 'keyaccounts';
import * as everything from 'keyaccounts';
type Known<T> = unknown extends T ? never : T;
export const entries: [Known<typeof classify>, Known<typeof readCriteria>] = [classify, readCriteria];
export type Names = keyof typeof everything;
// @ts-expect-error: the types know what there is not
export const missing = everything.noSuchExport;
`;

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules', '@types')],
  },
  files: ['typed.ts'],
};

function main(folder) {
  const at = (...parts) => join(folder, ...parts);
  const [packed] = JSON.parse(
    run(ROOT, NPM, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]),
  );
  mkdirSync(at('empty'));
  const here = at('empty');
  writeFileSync(join(here, 'package.json'), '{ "private": true, "type": "module" }\n');
  run(here, NPM, ['install', '--prefer-offline', '--no-audit', '--no-fund', at(packed.filename)]);

  for (const name of NEEDED) expect(`${name} is packed`, existsSync(join(here, INSTALLED, name)));
  for (const name of UNWANTED) expect(`${name} is not packed`, !existsSync(join(here, INSTALLED, name)));

  const command = join('node_modules', '.bin', PACKAGE.name);
  expect('--version is the package version', run(here, command, ['--version']).trim() === PACKAGE.version);
  copyFileSync(join(here, INSTALLED, 'fixtures', 'customers', 'sample.csv'), join(here, 'sample.csv'));
  const summary = run(here, command, ['classify', 'sample.csv', '--as-of', '2026-06-30']);
  expect('classify sums up the sample', summary.trim() !== '');
  const plans = run(here, command, [
    'plan',
    'sample.csv',
    '--book',
    'book',
    '--as-of',
    '2026-06-30',
    '--lang',
    'zh',
  ]);
  expect('plan writes plans', existsSync(join(here, 'book', 'plans')) && plans.includes('.md'));
  const csv = run(here, command, ['classify', 'sample.csv', '--as-of', '2026-06-30', '--format', 'csv']);
  const records = readFileSync(join(here, 'sample.csv'), 'utf8').trim().split('\n').length;
  expect('classify gives every customer back', csv.trim().split('\n').length === records);

  writeFileSync(join(here, 'script.js'), SCRIPT);
  const used = useWith(process.execPath, here);
  expect('the library gives customers back', used.script.endsWith(' 200'));
  writeFileSync(join(here, 'typed.ts'), TYPED);
  writeFileSync(join(here, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  run(here, process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', '.']);
  const schema = run(here, process.execPath, ['-p', "require('keyaccounts/criteria.schema.json').$schema"]);
  expect('the schema can be imported', schema.startsWith('http'));
  const output = run(here, process.execPath, [
    '-p',
    "require('keyaccounts/schemas/classify.schema.json').title",
  ]);
  expect('the schemas of outputs can be imported', output.startsWith('keyaccounts classify'));

  for (const version of VERSIONS) {
    const there = at(`node-${version}`);
    run(folder, NPM, [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      there,
      `node@${version}`,
    ]);
    const { rows, script } = useWith(join(there, 'node_modules', '.bin', 'node'), here);
    expect(`the command gives the same rows with Node ${version}`, rows === used.rows);
    const [found, count] = script.split(' ');
    expect(`Node ${version} is used, found ${found}`, found.startsWith(`v${version}`));
    expect(`the library gives as many customers with Node ${version}`, used.script.endsWith(` ${count}`));
  }
}

function useWith(node, here) {
  const tool = join(INSTALLED, PACKAGE.bin[PACKAGE.name]);
  return {
    rows: run(here, node, [tool, 'classify', 'sample.csv', '--as-of', '2026-06-30', '--format', 'csv']),
    script: run(here, node, ['script.js']).trim(),
  };
}

function run(cwd, command, args) {
  return execFileSync(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: command.endsWith('.cmd') || process.platform === 'win32',
  });
}

function expect(what, holds) {
  if (!holds) throw new Error(`expected that ${what}`);
}

const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-package-'));
try {
  main(folder);
  const nodes = [process.version, ...VERSIONS].join(', ');
  process.stdout.write(`the packed package works in an empty folder, with Node ${nodes}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n${error.stdout ?? ''}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
