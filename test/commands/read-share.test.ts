import { expect, test } from 'vitest';
import { readShare } from '../../src/commands/run/read-share.ts';
import { UserError } from '../../src/errors.ts';

const FLAG = { flag: '--revenue-share', example: '60%', orNothing: false };

test.each([
  ['60%', '0.6'],
  ['60', '0.6'],
  ['60 ％', '0.6'],
  ['7%', '0.07'],
  ['0.6%', '0.006'],
  ['1', '0.01'],
  ['100', '1'],
  ['12.345%', '0.12345'],
])('%s is %s', (told, decimal) => {
  expect(readShare(FLAG, told)).toMatchObject({ decimal, value: Number(decimal) });
});

test.each([
  ['0.6', '60%', '0.6%'],
  ['.25', '25%', '0.25%'],
  ['0.07', '7%', '0.07%'],
])('%s may be %s or %s', (told, large, small) => {
  const refused = expect.objectContaining({
    help: { en: `--revenue-share ${large}`, zh: `--revenue-share ${large}` },
  });
  expect(() => readShare(FLAG, told)).toThrow(refused);
  expect(() => readShare(FLAG, told)).toThrow(`"${told}", which may mean ${large} or ${small}`);
});

test.each(['0', '0%', '-5%', '101', '120%', '60 days', '60 EUR', 'most', ''])('%j is refused', (told) => {
  expect(() => readShare(FLAG, told)).toThrow(UserError);
});

test('nothing at all, where that makes sense', () => {
  expect(readShare({ ...FLAG, orNothing: true }, '0%').value).toBe(0);
  expect(readShare({ ...FLAG, orNothing: true }, '0').value).toBe(0);
});
