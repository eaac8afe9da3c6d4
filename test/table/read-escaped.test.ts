import { expect, it } from 'vitest';
import { readEscaped } from '../../src/table/read-escaped.ts';

async function read(text: string, size = 3) {
  async function* chunks(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const rows: [number, readonly string[]][] = [];
  for await (const batch of readEscaped(chunks(), ',', '\\', 1))
    for (const { line, cells } of batch) rows.push([line, cells]);
  return rows;
}

it.each([
  ['an escaped quote', '"24\\" screen",b\n', [['24" screen', 'b']]],
  ['a doubled quote', '"24"" screen",b\n', [['24" screen', 'b']]],
  ['the sign itself', 'a\\\\b,c\n', [['a\\b', 'c']]],
  ['a blank', '\\N,"\\N",N,\\NO\n', [['', '', 'N', 'NO']]],
  ['an escaped delimiter', 'a\\,b,c\n', [['a,b', 'c']]],
  [
    'a line end in a cell',
    '"a\\nb",c\r\nd,e',
    [
      ['a\nb', 'c'],
      ['d', 'e'],
    ],
  ],
  ['letters of several bytes', '"é中😀",b\n', [['é中😀', 'b']]],
])('reads %s', async (_, text, rows) => {
  expect((await read(text)).map(([, cells]) => cells)).toEqual(rows);
  expect(await read(text, 1)).toEqual(await read(text, 100));
});

it('counts physical lines', async () => {
  expect((await read('a\r\n"b\nc"\rd\n')).map(([line]) => line)).toEqual([1, 2, 4]);
});
