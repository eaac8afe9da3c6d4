import { expect, it } from 'vitest';
import { createCutStore } from '../../src/compare/evaluate.ts';
import { compileText } from '../criteria/compile-text.ts';
import { BASE } from './base-criteria.ts';

it('looks at no formula to find that criteria rank nobody', async () => {
  const criteria = await compileText(BASE);
  const unread = Object.defineProperty({ ...criteria }, 'computed', {
    get: () => expect.unreachable('the formulas were read'),
  });
  expect([...createCutStore().find('after', unread)!.keys()]).toEqual([unread]);
});
