import { expect, it } from 'vitest';
import { shareTexts } from '../../src/text/share-texts.ts';

it('gives texts, and nothing, as they are', () => {
  const share = shareTexts();
  expect(['North', null, '', 'North', 'South', null].map(share)).toEqual([
    'North',
    null,
    '',
    'North',
    'South',
    null,
  ]);
});
