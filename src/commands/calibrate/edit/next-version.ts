import { type Day, formatDay, parseDay } from '../../../fields/day.ts';

/**
 * The version that comes after one: the last number is raised (2026.1 → 2026.2, 1.9 → 1.10, v3 → v4), a date becomes
 * the as-of date, and what has no number gets one.
 */
export function nextVersion(version: string | null, asOf: Day): string {
  if (version === null || version === '') return '1';
  const day = parseDay(version);
  if (day !== null) return day < asOf ? formatDay(asOf) : `${version}.2`;
  const match = /^(.*?)(\d+)(\D*)$/s.exec(version);
  if (match === null) return `${version}.2`;
  const [, before, number, after] = match as unknown as [string, string, string, string];
  // Zeros in front are kept: 1.09 → 1.10.
  return `${before}${String(BigInt(number) + 1n).padStart(number.length, '0')}${after}`;
}
