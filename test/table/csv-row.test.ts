import { expect, test } from 'vitest';
import { wholeCells } from '../../src/table/csv-row.ts';

test.each<[string, string, readonly string[]]>([
  ['D2,"x"y,3000', ',', ['D2']],
  ['"D,2";"x ""y""";a"b;c', ';', ['D,2', 'x "y"']],
  ['"D2","never closed,1,2', ',', ['D2']],
  ['a,,"b"c', ',', ['a', '']],
  ['"x"y,D2', ',', []],
  ['a"b,D2', ',', []],
  ['', ',', []],
  // Of the last cell nobody knows whether it is whole.
  ['a,b', ',', ['a']],
])('of %j, cut at %j, stand whole %j', (text, delimiter, cells) => {
  expect(wholeCells(text, delimiter)).toEqual(cells);
});
