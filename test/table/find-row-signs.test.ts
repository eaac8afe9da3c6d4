import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { FIND_ROW_SIGNS, openOneByOne, openTogether } from '../../src/table/find-row-signs.ts';

const SOURCE = new URL('../../src/table/find-row-signs.wat', import.meta.url);
const HOLDER = new URL('../../src/table/find-row-signs.ts', import.meta.url);

test('holds what the text of the program compiles to', async () => {
  const { parseWat } = await wabt();
  const module = parseWat('find-row-signs.wat', readFileSync(SOURCE, 'utf8'), { simd: true });
  const code = Buffer.from(module.toBinary({}).buffer).toString('base64');
  if (process.env['UPDATE_SIGNS'] !== undefined)
    writeFileSync(HOLDER, readFileSync(HOLDER, 'utf8').replace(FIND_ROW_SIGNS, code));
  else expect(FIND_ROW_SIGNS).toBe(code);
});

const together = openTogether()!;
const oneByOne = openOneByOne();

// The places among the bytes, of which more may follow.
function placesIn(bytes: Buffer, found: Int32Array): number[] {
  return [
    ...found.subarray(
      0,
      found.findIndex((at) => at >= bytes.length),
    ),
  ];
}

test('finds the same signs sixteen bytes together as one by one', () => {
  const byte = fc.oneof(fc.constantFrom(...Buffer.from('",\n\r;|\t')), fc.integer({ min: 0, max: 255 }));
  const bytes = fc.array(byte, { maxLength: 100 });
  fc.assert(
    fc.property(bytes, fc.nat(20), fc.constantFrom(...Buffer.from(',;\t|§')), (all, start, delimiter) => {
      const window = Buffer.from([...all]).subarray(start);
      const signs = placesIn(window, oneByOne(window, delimiter));
      expect(placesIn(window, together(window, delimiter))).toEqual(signs);
      expect(signs).toEqual(
        [...window.keys()].filter((at) => [0x22, 0x0a, 0x0d, delimiter].includes(window[at]!)),
      );
    }),
  );
});

test('finds signs in more bytes than there was room for', () => {
  for (const size of [0, 1, 16, 70_000, 300_000, 5]) {
    const window = Buffer.alloc(size, ',');
    expect(placesIn(window, together(window, 0x2c))).toHaveLength(size);
    expect(placesIn(window, oneByOne(window, 0x2c))).toHaveLength(size);
  }
});
