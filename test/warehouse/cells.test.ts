import { expect, it } from 'vitest';
import { linesOf } from '../../src/warehouse/cells.ts';

it.each([
  [null, 'number', ''],
  ['1234.50', 'number', '1234.50'],
  ['1e+20', 'number', '100000000000000000000'],
  ['-1.5e-07', 'number', '-0.00000015'],
  // To criteria for exports with a comma before the decimals 1.234 would be 1234.
  ['1.234', 'number', '1.2340'],
  ['-12.345', 'number', '-12.3450'],
  ['1234.567', 'number', '1234.567'],
  ['NaN', 'number', 'NaN'],
  [null, 'text', ''],
  ['1.234', 'text', '1.234'],
  ['1e5', 'text', '1e5'],
  ['a "b", c\nd', 'text', '"a ""b"", c\nd"'],
  ['林 GmbH', 'text', '林 GmbH'],
] as const)('%j as %s is %j', (cell, kind, text) => {
  expect(Buffer.from(linesOf([['x', cell]], ['text', kind])).toString()).toBe(`x,${text}\n`);
});
