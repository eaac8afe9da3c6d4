import { expect, it } from 'vitest';
import { isOlderVersion } from '../../src/audit/judge-plan.ts';

it.each([
  ['2026.1', '2026.2', true],
  ['2026.2', '2026.1', false],
  ['2026.9', '2026.10', true],
  ['2026.10', '2026.9', false],
  ['2026.1', '2026.1', false],
  ['2026.01', '2026.1', false],
  ['2026', '2026.1', true],
  ['2026.1', '2026', false],
  ['v1', 'v2', true],
  ['1', 'V2', true],
  ['１', '2', true],
  ['2026-a', '2026-b', true],
  ['', '', false],
])('%j before %j is %s', (one, other, older) => {
  expect(isOlderVersion(one, other)).toBe(older);
});
