import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { circles } from './architecture/circles.ts';
import { undocumented } from './architecture/docs.ts';
import { readImports } from './architecture/imports.ts';
import { namesTwice, violations } from './architecture/rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// What git tracks, and what it would track: the rules hold before a commit, not only after.
const FILES = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
})
  .toString()
  .split('\0')
  .filter((file) => file !== '' && existsSync(`${ROOT}/${file}`))
  .sort();
const SOURCES = FILES.filter((file) => file.startsWith('src/') && file.endsWith('.ts'));
const TOP = [
  ...['bin', 'criteria', 'fixtures', 'src', 'test', '.ci', '.github'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'package.json', 'package-lock.json', 'tsconfig.json'],
  ...['.gitattributes', '.gitignore', '.npmrc', '.pre-commit-hooks.yaml', 'biome.json', 'knip.json'],
  ...['rolldown.config.js', 'tsconfig.build.json', 'vitest.config.ts'],
];

describe('the house', () => {
  it('has sources to look at', () => {
    expect(SOURCES.length).toBeGreaterThan(0);
  });

  it('has at its top its rooms, and the small files that every project has', () => {
    const top = [...new Set(FILES.map((file) => file.split('/')[0]!))];
    expect(top.filter((name) => !TOP.includes(name))).toEqual([]);
  });

  it('keeps its rules in every source file', () => {
    expect(SOURCES.flatMap((file) => violations(file, read(file)))).toEqual([]);
  });

  it('has one name for one thing', () => {
    expect(namesTwice(new Map(SOURCES.map((file) => [file, read(file)])))).toEqual([]);
  });

  it('has no two files that import each other, not even for a type', () => {
    expect(circles(new Map(SOURCES.map((file) => [file, read(file)])))).toEqual([]);
  });

  it('says in a sentence what each export is', () => {
    expect(SOURCES.flatMap((file) => undocumented(file, read(file)))).toEqual([]);
  });

  it('holds nothing in src but TypeScript and what WebAssembly is made of', () => {
    expect(FILES.filter((file) => file.startsWith('src/') && !/\.(ts|md|wat)$/.test(file))).toEqual([]);
  });

  it('skips no test and singles out none', () => {
    const tests = FILES.filter((file) => file.startsWith('test/') && file.endsWith('.test.ts'));
    expect(tests.filter((file) => SINGLED_OUT.test(read(file)))).toEqual([]);
  });

  it('names no path of a machine', () => {
    expect(FILES.flatMap((file) => machinePaths(file, read(file)))).toEqual([]);
  });

  it('has no utils', () => {
    expect(FILES.filter((file) => /(^|[/-])utils?([/.-]|$)/i.test(file))).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const table: [string, string, RegExp | null][] = [
    ['src/table/a.ts', "import { b } from '../text/b.ts';", null],
    ['src/table/a.ts', "import { b } from './b.ts';", null],
    ['src/text/a.ts', "import { b } from '../table/b.ts';", /"\.\.\/table\/b\.ts".*text may not know table/],
    ['src/text/a.ts', "import type { B } from '../table/b.ts';", /text may not know table/],
    ['src/text/a.ts', "export * from '../fields/b.ts';", /text may not know fields/],
    ['src/facts/a.ts', "const b = await import('../verdict/b.ts');", /facts may not know verdict/],
    ['src/facts/a.ts', "import {\n  b,\n  c,\n} from '../output/b.ts';", /facts may not know output/],
    ['src/book/a.ts', "import { b } from '../plan/b.ts';", /book may not know plan/],
    ['src/output/formats/a.ts', "import type { B } from '../../verdict/b.ts';", /formats know Report only/],
    ['src/output/formats/a.ts', "import type { B } from '../report.ts';", null],
    ['src/errors.ts', "import type { B } from './text/b.ts';", null],
    ['src/errors.ts', "import type { B } from './fields/b.ts';", /errors\.ts imports only text/],
    ['src/io.ts', "import { B } from './text/b.ts';", /io\.ts imports only types, errors/],
    ['src/book/files/a.ts', "import { b } from '../../io/b.ts';", null],
    ['src/verdict/a.ts', "import { b } from '../io/b.ts';", /nothing touches the outside/],
    ['src/io/a.ts', "import { UserError } from '../errors.ts';", null],
    ['src/io.ts', "import { readFile } from 'node:fs/promises';\nconst a = process.cwd();", null],
    ['src/index.ts', "export { b } from './verdict/b.ts';\nexport { nodeIo } from './io.ts';", null],
    ['src/index.ts', "export { b } from './commands/b.ts';", /index\.ts may not know commands/],
    ['src/commands/a.ts', "import { main } from '../cli.ts';", /commands may not know cli\.ts/],
    ['src/commands/diff/a.ts', "import { b } from '../run/b.ts';", null],
    ['src/commands/diff/a.ts', "import type { B } from '../review/b.ts';", /no command knows another/],
    ['src/commands/run/a.ts', "import { b } from '../review/b.ts';", /no command knows another/],
    ['src/text/a.ts', "import { b } from './b.js';", /end in \.ts/],
    ['src/text/a.ts', "import { b } from '../../test/b.ts';", /nothing outside/],
    ['src/table/a.ts', "import { readFile } from 'node:fs/promises';", /nothing touches the outside/],
    ['src/table/a.ts', "import { isUtf8 } from 'node:buffer';", null],
    ['src/book/files.ts', "import { rename } from 'node:fs/promises';", null],
    ['src/table/a.ts', "import 'left-pad';", /"left-pad" has no owner/],
    [
      'src/table/a.ts',
      "import { stringify } from 'csv-stringify/sync';",
      /only src\/table\/write-csv\.ts imports/,
    ],
    ['src/table/write-csv.ts', "import { stringify } from 'csv-stringify';", null],
    ['src/criteria/a.ts', "const yaml = await import('yaml');", /only src\/criteria\/read-yaml\.ts imports/],
    ['src/output/formats/html/charts/a.ts', "import { line } from 'd3-shape';", null],
    [
      'src/output/formats/html.ts',
      "import { line } from 'd3-shape';",
      /only src\/output\/formats\/html\/charts\//,
    ],
    ['src/commands/a.ts', "import type { Command } from 'commander';", null],
    ['src/commands/a.ts', "import { type Command } from 'commander';", null],
    ['src/commands/a.ts', "import { Command } from 'commander';", /imports "commander"/],
    ['src/output/a.ts', 'const at = Date.now();', /the clock/],
    [
      'src/output/a.ts',
      '// Date.now() would tie the result to the hour\n/** console.log */\nconst a = 1;',
      null,
    ],
    ['src/output/a.ts', 'names.sort((a, b) => a.localeCompare(b));', /locale/],
    ['src/facts/a.ts', "console.log('here');", /console/],
    ['src/commands/a.ts', 'export default 1;', /named exports only/],
    ['src/output/a.ts', "const WORDS = new Intl.Segmenter('en');", /when it is first used/],
    ['src/sql/a.ts', "import { b } from '../criteria/b.ts';", null],
    ['src/sql/a.ts', "import { b } from '../facts/b.ts';", /two readings of them/],
    ['src/sql/a.ts', "const a = dialect.name === 'duckdb';", /asks which dialect it is/],
    ['src/sql/dialects/a.ts', "const a = dialect.name === 'duckdb';", null],
    ['src/text/utils.ts', '', /a helper lives with its subject/],
  ];

  it.each(table)('%s with %j', (file, text, expected) => {
    const found = violations(file, text).join('\n');
    if (expected === null) expect(found).toBe('');
    else expect(found).toMatch(expected);
  });

  it('finds circles, and what only leads to them is in none', () => {
    const files = {
      'src/a.ts': "import { b } from './b.ts';",
      'src/b.ts': "import type { C } from './x/c.ts';",
      'src/x/c.ts': "export { b } from '../b.ts';",
      'src/d.ts': "import { a } from './a.ts';\nimport { e } from './e.ts';",
      'src/e.ts': "const d = await import('./d.ts');",
      'src/f.ts': "import { c } from './x/c.ts';",
    };
    expect(circles(new Map(Object.entries(files)))).toEqual([
      ['src/b.ts', 'src/x/c.ts'],
      ['src/d.ts', 'src/e.ts'],
    ]);
  });

  it('sees names that stand twice', () => {
    const sources = new Map([
      ['src/text/a.ts', 'export type A = 1;\nexport const b = 1;'],
      ['src/text/b.ts', '// export const b = 1;\nconst b = 1;\nexport interface A {}'],
    ]);
    expect(namesTwice(sources)).toEqual(['A: src/text/a.ts and src/text/b.ts']);
  });

  it('takes only a doc sentence directly above an export for its own', () => {
    const text =
      '/** What a is. */\nexport const a = 1;\nexport type B = 2;\n// c\nexport class C {}\nexport type { D } from "./d.ts";';
    expect(undocumented('src/text/a.ts', text)).toEqual(['src/text/a.ts:3', 'src/text/a.ts:5']);
  });

  it('tells type imports from others', () => {
    const text =
      "import type { A } from 'a';\nimport { type B, type C } from 'b';\nimport { type D, e } from 'd';";
    expect(readImports(text).map((entry) => entry.typeOnly)).toEqual([true, true, false]);
  });
});

const SINGLED_OUT = /\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:skip|only)\b/;

// Home, scratch and checkout folders; spelt apart so that this file does not name one itself.
const MACHINE_PATH = new RegExp(
  String.raw`(?<![\w.~}*-])/(?:${['work', 'root', 'tmp', 'home'].join('|')})/\S*`,
  'g',
);

function machinePaths(file: string, text: string): string[] {
  return [...text.matchAll(MACHINE_PATH)].map(
    (match) => `${file}: names ${match[0]} (no paths of one machine)`,
  );
}

function read(file: string): string {
  return readFileSync(`${ROOT}/${file}`, 'utf8');
}
