import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlainYaml } from '../../src/criteria/plain-yaml.ts';
import { parseYaml } from '../../src/criteria/read-yaml.ts';

// The parser of YAML says what a file means: what is read without it has to come to the same, mistakes included.
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = ['criteria', 'fixtures/cases', 'test/bench']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));
const CRITERIA = FILES.filter((file) => file.endsWith('.yaml')).map((file) => readFileSync(file, 'utf8'));
const HEADS = FILES.filter((file) => /[\\/]plans[\\/][^\\/]+-[^\\/]+\.md$/.test(file)).flatMap(
  (file) => /^---\r?\n(.*?)^---$/ms.exec(readFileSync(file, 'utf8'))?.[1] ?? [],
);
const TEXTS = [...CRITERIA, ...HEADS];

const PIECES = [
  ...'\n :-,[]{}#\'"\\&*!|>%@`?~.=\t\r\u3000a1',
  ...[
    '\n',
    '\n  ',
    '\n    ',
    ': ',
    '- ',
    ' #',
    ' # a\n',
    '\n# a\n',
    '\n   # a\n',
    '---\n',
    ', ',
    ' }',
    '{ ',
    '0x1',
    '.5',
    '1e3',
  ],
  ...['null', 'true', '<<: ', '""', "''", 'a: b', 'a:\n', '[a, b]', '{ a: b }', '-1', '+7', '\r\n'],
];

test.each([
  ['criteria files', CRITERIA],
  ['heads of plans', HEADS],
])('most %s are plain, and mean what the parser says', (_, texts) => {
  const plain = texts.filter((text) => agree(text));
  expect(plain.length / texts.length).toBeGreaterThan(0.8);
});

test('a file with a letter, a line or an indentation changed means what the parser says', () => {
  const piece = fc.constantFrom(...PIECES);
  const change = fc.record({
    text: fc.constantFrom(...TEXTS),
    edits: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(4), piece }), {
      minLength: 1,
      maxLength: 3,
    }),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(change, ({ text, edits, from }) => {
      // Some lines of it, and the key that they stand under.
      const lines = text.split(/(?<=\n)/);
      const first = Math.floor(from * (lines.length - 1));
      let changed = `${lines[first]!.startsWith(' ') ? 'a:\n' : ''}${lines.slice(first, first + 30).join('')}`;
      for (const { at, cut, piece } of edits) {
        const place = Math.floor(at * changed.length);
        changed = changed.slice(0, place) + piece + changed.slice(place + cut);
      }
      agree(changed);
    }),
    { numRuns: Number(process.env['FUZZ'] ?? 1000) },
  );
}, 600_000);

test.each([
  'a: b',
  "a: b # c\r\nd:\r\n  - e\r\n  - f: 1\r\n    g: [h, \"i\", 'j''k', { l: -0, m: 1.50 }]\r\n",
  'a:\n- b\n-   - c\n    - d\n',
  'a:\n  [\n    b, # c\n    d\n  ]\n# e\nf: ~\n',
  '"a b" : c#d:e\n',
  'a: -5%\n',
  'a:\n  b:\n  c: # d\n  # e\n  f:\n\ng:\n# h\ni: # j\n  # k\n',
])('%j is plain', (text) => {
  expect(agree(text)).toBe(true);
});

test.each([
  '',
  'a',
  'a:\n  b: # c\nd: e\n',
  'a:\n# b\n',
  'a: |\n  b\n',
  'a: b\n  c\n',
  'a: &b c',
  'a: b\na: c',
  '1: a\n1.0: b\n',
  '{ ~: a, null: b }',
  'a: "\\n"',
  'a: 0x10',
  '<<: a',
  'a: b\n   # c\n',
  'a:\n# b\n c\n',
  'a: [b\n# c\n ]',
])('%j is left to the parser', (text) => {
  expect(readPlainYaml(part(text))).toBeNull();
});

function agree(text: string): boolean {
  const plain = readPlainYaml(part(text));
  if (plain === null) return false;
  expect({ value: plain, diagnostics: [] }, JSON.stringify(text)).toEqual(parseYaml(part(text)));
  return true;
}

function part(text: string) {
  return { source: { name: 'a.yaml', text }, start: 0, end: text.length, name: { en: 'a file', zh: '文件' } };
}
