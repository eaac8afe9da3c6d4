import { foldWidth } from '../text/fold-width.ts';
import { tidy } from './fold.ts';

/**
 * How many days ago a cell says it was: "45 days ago", "2 weeks ago", "yesterday". Null for anything else: a month has no
 * fixed length. On the day of the export, that is, which the cell does not say.
 */
export function parseAge(text: string): number | null {
  const folded = foldWidth(tidy(text)).toLowerCase();
  const named = NAMED[folded];
  if (named !== undefined) return named;
  const [, count, unit] = AGO.exec(folded) ?? [];
  if (count === undefined) return null;
  return (/^an?$/.test(count) ? 1 : Number(count)) * DAYS[unit!]!;
}

/** Whether a cell says how long ago it was, in whatever unit. */
export function isAge(text: string): boolean {
  return parseAge(text) !== null || OTHER.test(tidy(text));
}

const NAMED: Readonly<Record<string, number>> = { today: 0, yesterday: 1, 今天: 0, 昨天: 1 };
const DAYS: Readonly<Record<string, number>> = { day: 1, days: 1, week: 7, weeks: 7, 天: 1, 周: 7 };
const AGO = /^(\d{1,6}|an?)\s*(days?|weeks?|天|周)\s*(?:ago|前)$/;
const OTHER =
  /^(?:\d{1,6}|an?|over a|about \d{1,6})\s*\+?\s*(?:minutes?|hours?|months?|quarters?|years?) ago$/i;
