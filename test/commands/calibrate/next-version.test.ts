import { expect, it } from 'vitest';
import { nextVersion } from '../../../src/commands/calibrate/edit-criteria.ts';
import { parseDay } from '../../../src/fields/day.ts';

it.each([
  ['2026.1', '2026.2'],
  ['1.9', '1.10'],
  ['1.09', '1.10'],
  ['7', '8'],
  ['v3', 'v4'],
  ['2026-Q1', '2026-Q2'],
  ['2.0-draft', '2.1-draft'],
  ['2025-12-31', '2026-06-30'],
  ['2026-06-30', '2026-06-30.2'],
  ['2026-06-30.2', '2026-06-30.3'],
  ['draft', 'draft.2'],
  ['', '1'],
  ['99999999999999999999', '100000000000000000000'],
])('comes after %s: %s', (version, next) => {
  expect(nextVersion(version, parseDay('2026-06-30')!)).toBe(next);
});
