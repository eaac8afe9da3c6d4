import { expect, it } from 'vitest';
import { noTitles } from '../../src/criteria/titles.ts';
import { formatFact } from '../../src/say/fact.ts';
import { changeText } from '../../src/say/smallest-change.ts';
import { fieldOf } from '../fields/fields.ts';

const number = (unit: 'money' | 'ratio' | 'points' | 'days' | 'day' | 'flag' | 'number') =>
  ({ kind: 'number', unit }) as const;

it.each([
  [4_999_999.99, number('money'), null, '4,999,999.99'],
  [5_000_000.4, number('money'), null, '5,000,000.40'],
  [0.15, number('ratio'), 0.15, '15%'],
  [0.149999, number('ratio'), 0.15, '14.9999%'],
  [69.96, number('points'), 70, '69.96'],
  [69.96, number('points'), null, '70'],
  [1, number('days'), null, '1 day'],
  [20_634, number('day'), null, '2026-06-30'],
  [0, number('flag'), null, 'no'],
  [null, number('money'), null, 'not known'],
  ['active', { kind: 'text' } as const, null, 'active'],
])('shows %s of %j against %s as %s', (value, type, bound, shown) => {
  expect(formatFact(value, type, 'en', bound)).toBe(shown);
});

it('says a change in as many digits as it takes to come true', () => {
  const field = fieldOf({ type: 'money', name: 'rev' });
  const verdict = { kind: 'decided', category: 'normal', by: 'otherwise', criterion: null } as const;
  const change = { field, from: '0.81234', to: '4.90334', change: 4.0910000000000002, ratio: null, verdict };
  expect(changeText(change, noTitles(), 'en')).toMatch(/^rev \+4\.091, to 4\.90334, /);
});
