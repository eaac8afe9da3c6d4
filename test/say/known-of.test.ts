import { expect, test } from 'vitest';
import { knownOfText } from '../../src/say/known-of.ts';

test('amounts say of how many customers they are known, where that is not of all', () => {
  const amounts = (revenue: number | null, profit: number | null) => [
    { label: 'revenue', known: revenue },
    { label: 'gross profit', known: profit },
  ];
  expect(knownOfText(amounts(20, null), 20, 'en')).toBeNull();
  expect(knownOfText(amounts(19, 0), 20, 'en')).toBe(
    'Revenue is known of 19 of 20 customers; sums and shares leave the others out; Gross profit is known of no customer, so there are no sums of it',
  );
});
