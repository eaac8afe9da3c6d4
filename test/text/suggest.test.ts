import { expect, test } from 'vitest';
import { didYouMean, nearestName } from '../../src/text/suggest.ts';

test.each([
  ['revenu', 'revenue'],
  ['Gross Profit', 'gross_profit'],
  ['rveenue', 'revenue'],
  ['nothing like it', null],
])('%j most likely means %j', (name, known) => {
  expect(nearestName(name, ['gross_profit', 'revenue'])).toBe(known);
});

test('two letters that changed places are one slip, also in a short name', () => {
  expect(nearestName('nmae', ['name', 'owner'])).toBe('name');
  expect(nearestName('naem', ['name', 'owner'])).toBe('name');
  expect(nearestName('wenn', ['when'])).toBeNull();
});

test('a long text is compared with nothing, and nothing with a long name', () => {
  const long = 'x'.repeat(3_000_000);
  expect(nearestName(long, [`${long}y`, 'revenue'])).toBeNull();
  expect(didYouMean('revenu', [long, 'revenue'])?.en).toBe('did you mean "revenue"?');
});
