import { type Day, formatDay, parseDay } from '../fields/day.ts';
import type { Period } from './plan.ts';

/**
 * Reads a period: 2027, 2026-H2, 2026-Q3, 2026-07, 2026-07-01, or two of these as in 2026-07..2027-06.
 * Null for anything else and for periods that end before they begin.
 */
export function parsePeriod(text: string): Period | null {
  const parts = text.trim().split(/\s*(?:\.\.|…|\bto\b|至|到|~)\s*/);
  const [first, last] = [partOf(parts[0] ?? ''), partOf(parts.at(-1) ?? '')];
  if (parts.length > 2 || first === null || last === null || last.to < first.from) return null;
  return { from: first.from, to: last.to };
}

/** The twelve months that begin the day after. */
export function yearAfter(day: Day): Period {
  const from = day + 1;
  const [year, month, date] = formatDay(from).split('-').map(Number) as [number, number, number];
  // A period that begins on 29 February ends a year later on the 28th.
  const end = parseDay(`${pad(year + 1, 4)}-${pad(month, 2)}-${pad(date, 2)}`);
  return { from, to: end === null ? parseDay(`${pad(year + 1, 4)}-02-28`)! : end - 1 };
}

/** Writes a period as it can be read again. */
export function formatPeriod({ from, to }: Period): string {
  return `${formatDay(from)}..${formatDay(to)}`;
}

function partOf(text: string): Period | null {
  const day = parseDay(text);
  if (day !== null) return { from: day, to: day };
  const [, year, kind, number] = /^(\d{4})(?:-?([QqHh]?)(\d{1,2}))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  if (number === undefined) return months(Number(year), 1, 12);
  const length = { q: 3, h: 6, '': 1 }[(kind ?? '').toLowerCase()]!;
  const first = (Number(number) - 1) * length + 1;
  return first < 1 || first > 12 ? null : months(Number(year), first, length);
}

function months(year: number, month: number, count: number): Period | null {
  const from = parseDay(`${pad(year, 4)}-${pad(month, 2)}-01`);
  const after = month + count > 12 ? [year + 1, month + count - 12] : [year, month + count];
  const end = parseDay(`${pad(after[0]!, 4)}-${pad(after[1]!, 2)}-01`);
  return from === null || end === null ? null : { from, to: end - 1 };
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
