import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { checkShape } from '../../src/criteria/check-shape.ts';
import { readYaml } from '../../src/criteria/read-yaml.ts';
import { criteriaJsonSchema } from '../../src/criteria/schema.ts';

const ROOT = new URL('../../', import.meta.url);
const SHIPPED = JSON.parse(readFileSync(new URL('criteria/criteria.schema.json', ROOT), 'utf8'));
const CRITERIA = ['criteria', 'fixtures/cases/classify'].flatMap((folder) =>
  readdirSync(fileURLToPath(new URL(folder, ROOT)), { recursive: true })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.yaml')),
);

it('ships the JSON Schema that the definition gives', () => {
  expect(SHIPPED).toEqual(criteriaJsonSchema());
});

const acceptedByEditors = new Ajv({ allowUnionTypes: true }).compile(SHIPPED);

it('tells people of a mistake wherever editors see one, and nowhere else', () => {
  const documents = CRITERIA.map((file) => parseDocument(readFileSync(new URL(file, ROOT), 'utf8'))).filter(
    ({ errors }) => errors.length === 0,
  );
  for (const document of documents) expectSame(document);
  const place = fc.nat();
  const mutation = fc.record({
    document: fc.constantFrom(...documents),
    place,
    change: fc.constantFrom(...CHANGES),
  });
  let refused = 0;
  fc.assert(
    fc.property(mutation, ({ document, place: at, change }) => {
      if (!expectSame(changedAt(document, at, change))) refused += 1;
    }),
    { numRuns: 150 },
  );
  expect(refused).toBeGreaterThan(50);
});

// Whether both accept it.
function expectSame(document: Document): boolean {
  const text = String(document);
  const { value: root } = readYaml({ name: 'main.yaml', text });
  if (root === null) return false;
  const accepted = checkShape(root).every(({ code }) => code === 'mistyped-line');
  expect([text, accepted]).toEqual([text, acceptedByEditors(document.toJS())]);
  return accepted;
}

// What a value is replaced with; null takes the entry out, and a key is put into a map.
const CHANGES: readonly unknown[] = [
  null,
  ...[0, 5, 2.5, true, 'a', 'yes', '5m', 'key', 'otherwise', '\\\\'],
  ...[[], [5], ['a', 'b'], [['a']], [{ revenue: { at_least: 5 } }]],
  ...[{}, { a: 1 }, { of: 5 }, { from: 'lines' }, { type: 'money' }, { at_leest: 5 }],
];

function changedAt(before: Document, place: number, change: unknown): Document {
  const document = before.clone();
  const paths = pathsIn(document.contents);
  const path = paths[place % paths.length]!;
  if (change === null) document.deleteIn(path);
  else document.setIn(path, document.createNode(change));
  return document;
}

function pathsIn(node: unknown): (string | number)[][] {
  if (isMap(node))
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : String(key);
      return [[name], ...pathsIn(value).map((path) => [name, ...path])];
    });
  if (isSeq(node))
    return node.items.flatMap((item, at) => [[at], ...pathsIn(item).map((path) => [at, ...path])]);
  return [];
}
