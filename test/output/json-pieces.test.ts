import fc from 'fast-check';
import { expect, test } from 'vitest';
import { each, jsonPieces } from '../../src/output/json-pieces.ts';

const values = fc.jsonValue();

test('the pieces are what JSON.stringify writes', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(values, fc.array(values))),
      (document) => {
        fc.pre(Object.keys(document).length > 0);
        expect([...jsonPieces(document)].join('')).toBe(`${JSON.stringify(document, null, 2)}\n`);
      },
    ),
  );
});

test('a long list comes piece by piece, and is made as it is written', () => {
  const made: number[] = [];
  const numbers = Array.from({ length: 50_000 }, (_, index) => index);
  const list = each(numbers, (index) => {
    made.push(index);
    return { index, text: 'line\nend' };
  });
  const pieces = jsonPieces({ before: [], within: { list }, nothing: undefined, after: null });
  expect(made).toEqual([]);
  pieces.next();
  expect(made.length).toBeLessThan(5000);
  const rest = [...pieces];
  expect(rest.length).toBeGreaterThan(10);
  expect(Math.max(...rest.map(({ length }) => length))).toBeLessThan(70_000);
  expect(made).toHaveLength(50_000);
});
