import { expect, test } from 'vitest';
import { didYouMean, nearestName } from '../../src/text/suggest.ts';

test.each([
  ['revenu', 'revenue'],
  ['Gross Profit', 'gross_profit'],
  ['nothing like it', null],
])('%j most likely means %j', (name, known) => {
  expect(nearestName(name, ['gross_profit', 'revenue'])).toBe(known);
});

test('a long text is compared with nothing, and nothing with a long name', () => {
  const long = 'x'.repeat(3_000_000);
  expect(nearestName(long, [`${long}y`, 'revenue'])).toBeNull();
  expect(didYouMean('revenu', [long, 'revenue'])?.en).toBe('did you mean "revenue"?');
});
