import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import wabt from 'wabt';
import { READ_CELLS } from '../../src/fields/read-cells.ts';
import { CUT_ROWS } from '../../src/table/cut-rows.ts';
import { openWasm } from '../../src/table/wasm.ts';

test.each([
  ['table/cut-rows', CUT_ROWS],
  ['fields/read-cells', READ_CELLS],
])('%s holds what the text of the program compiles to', async (name, held) => {
  const { parseWat } = await wabt();
  const fileOf = (extension: string): URL => new URL(`../../src/${name}.${extension}`, import.meta.url);
  const module = parseWat(name, readFileSync(fileOf('wat'), 'utf8'), { simd: true });
  const code = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const holder = fileOf('ts');
  if (process.env['UPDATE_WASM'] !== undefined)
    writeFileSync(holder, readFileSync(holder, 'utf8').replace(held, code));
  else expect(held).toBe(code);
});

const EMPTY = 'AGFzbQEAAAA=';

afterEach(() => void vi.unstubAllGlobals());

test('opens a program', () => {
  expect(openWasm(EMPTY)).toEqual({});
});

test.each<[string, object | undefined]>([
  ['there is no WebAssembly', undefined],
  ['it has none of its instructions', { validate: () => false }],
  [
    'a limit leaves no addresses for its memory',
    {
      validate: () => true,
      Module: class {},
      Instance: class {
        constructor() {
          throw new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory');
        }
      },
    },
  ],
])('opens none where %s', (_, global) => {
  vi.stubGlobal('WebAssembly', global);
  expect(openWasm(EMPTY)).toBeNull();
});
